"""Rich text in one form, so that what the editor, the importer and a file say of the same text compares as equal."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

SAME_TAGS = {
    "strong": "b",
    "em": "i",
    "h2": "p",
    "h3": "p",
    "h4": "p",
    "h5": "p",
    "h6": "p",
    "blockquote": "p",
}
BLOCKS = frozenset({"p", "ul", "ol"})
SPACES = re.compile(r"[ \t\r\n\f]+\Z")
SPACES_BEFORE = re.compile(r"\A[ \t\r\n\f]+")


@lru_cache(maxsize=4096)
def same_html(html: str) -> str:
    """The HTML as `tidy` has it, with the attributes of links in one order."""
    soup = BeautifulSoup(tidy(html), "html.parser")
    for link in soup.find_all("a"):
        link.attrs = dict(sorted(link.attrs.items()))
    return str(soup)


def tidy(html: str) -> str:
    """Rich text in the form in which a file can say it: paragraphs and flat lists, without anything empty."""
    soup = BeautifulSoup(html or "", "html.parser")
    _rename(soup)
    result = BeautifulSoup("", "html.parser")
    for block in list(_blocks(soup)):
        result.append(block)
    return str(result)


def _rename(soup: BeautifulSoup) -> None:
    for element in soup.find_all(True):
        element.name = SAME_TAGS.get(element.name, element.name)
        if element.name != "a":
            element.attrs = {}
        elif not (element.get("href") or element.get("linktype")):
            element.unwrap()
    for element in soup.find_all(True):
        if element.name not in {"p", "ul", "ol", "li", "a", "b", "i", "br"}:
            element.unwrap()


def _blocks(soup: Tag) -> Iterator[Tag]:
    """Paragraphs and lists, with what stands beside them in paragraphs of its own."""
    loose: list = []

    def paragraph(nodes: list) -> Iterator[Tag]:
        made = Tag(name="p")
        for node in nodes:
            made.append(node)
        _tidy_inline(made)
        if made.contents:
            yield made

    for node in list(soup.children):
        if not isinstance(node, Tag) or node.name not in {*BLOCKS, "li"}:
            loose.append(node.extract())
            continue
        yield from paragraph(loose)
        loose = []
        if node.name in {"p", "li"}:
            if node.find(BLOCKS):
                yield from _blocks(node)
            else:
                yield from paragraph([child.extract() for child in list(node.children)])
        elif items := list(_items(node)):
            made = Tag(name=node.name)
            for item in items:
                made.append(item)
            yield made
    yield from paragraph(loose)


def _items(outer: Tag) -> Iterator[Tag]:
    """The items of a list; those of a list inside it follow their item."""
    for node in list(outer.find_all("li", recursive=False)):
        inner = [
            each.extract() for each in node.find_all(["ul", "ol"]) if each.find_parent(["ul", "ol"]) is outer
        ]
        for paragraph in node.find_all("p"):
            paragraph.insert_after(Tag(name="br", can_be_empty_element=True))
            paragraph.unwrap()
        _tidy_inline(node)
        if node.contents:
            yield node.extract()
        for each in inner:
            yield from _items(each)


def _tidy_inline(paragraph: Tag) -> None:
    before = None
    while before != str(paragraph):
        before = str(paragraph)
        for element in paragraph.find_all(["a", "b", "i"]):
            if element.parent is None:
                continue
            if element.find_parent(element.name) or not element.get_text().strip():
                element.unwrap()
            else:
                _move_edges_out(element)
                _merge(element)
        paragraph.smooth()
    for text in list(paragraph.find_all(string=True)):
        text.replace_with(NavigableString(re.sub(r"[\r\n\t\f ]*[\r\n\t\f][\r\n\t\f ]*", " ", str(text))))
    for line_break in paragraph.find_all("br"):
        _strip(line_break.previous_sibling, SPACES)
        _strip(line_break.next_sibling, SPACES_BEFORE)
    while paragraph.contents and _is_nothing(paragraph.contents[0]):
        paragraph.contents[0].extract()
    while paragraph.contents and _is_nothing(paragraph.contents[-1]):
        paragraph.contents[-1].extract()
    if paragraph.contents:
        _strip(paragraph.contents[0], SPACES_BEFORE)
        _strip(paragraph.contents[-1], SPACES)


def _is_nothing(node: object) -> bool:
    return (isinstance(node, Tag) and node.name == "br") or (
        isinstance(node, NavigableString) and not str(node).strip(" \t\r\n\f")
    )


def _strip(node: object, pattern: re.Pattern) -> None:
    if isinstance(node, NavigableString):
        node.replace_with(NavigableString(pattern.sub("", str(node))))


def _move_edges_out(element: Tag) -> None:
    """Spaces and line breaks at the edges of bold, emphasis and links stand outside."""
    for place, pattern, put in (
        (0, SPACES_BEFORE, element.insert_before),
        (-1, SPACES, element.insert_after),
    ):
        node = element.contents[place] if element.contents else None
        if isinstance(node, Tag) and node.name == "br":
            put(node.extract())
        elif isinstance(node, NavigableString) and (match := pattern.search(str(node))):
            put(NavigableString(match[0]))
            rest = pattern.sub("", str(node))
            node.replace_with(NavigableString(rest)) if rest else node.extract()


def _merge(element: Tag) -> None:
    following = element.next_sibling
    while isinstance(following, Tag) and following.name == element.name and following.attrs == element.attrs:
        for child in list(following.children):
            element.append(child.extract())
        following.extract()
        following = element.next_sibling
