"""Texts as Markdown: what `linking.library.richtext` reads, written.

Rich text is first brought into one form (`tidy`), which reading the Markdown gives again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from linking.library.html import BLOCKS, tidy
from linking.library.problems import Problems
from linking.library.richtext import ALL_FEATURES, PARSER, Place, render_rich

# Where the link of a rich text leads, in the file's words; None: nowhere that the file could name.
Target = Callable[[Tag], str | None]


ALWAYS_SPECIAL = re.compile(r"[`*\[\]]")
# Before what is written as an entity, too: its ampersand is punctuation.
SPECIAL_BEFORE_PUNCTUATION = re.compile(r"\\(?=[!-/:-@\[-`{-~]|[^\S \n])")
ENTITY = re.compile(r"&(?=#?\w+;)")
TAG_OR_AUTOLINK = re.compile(r"<(?=[A-Za-z/!?])")
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# What begins another kind of block where it begins a line.
BEGINS_BLOCK = re.compile(r"\A(?:[#>+=|:~-]|!(?=\[))")
BEGINS_NUMBERED = re.compile(r"\A(\d{1,9})([.)])")
# A number sign at the end of a heading closes it, unless a backslash says otherwise.
CLOSING_SIGN = re.compile(r"(?<!\\)((?:\\\\)*)#\Z")
# What a reader of Markdown takes away at the edge of a line, and what no line may hold.
EDGE = re.compile(r"\A\s|\s\Z")
BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def escape(text: str) -> str:
    """Plain text so that Markdown reads nothing but itself in it, wherever in a line it stands but at its beginning."""
    text = SPECIAL_BEFORE_PUNCTUATION.sub(r"\\\\", text)
    text = ALWAYS_SPECIAL.sub(lambda match: f"\\{match[0]}", text)
    text = UNDERSCORE.sub(r"\\_", text)
    text = ENTITY.sub("&amp;", text)
    text = TAG_OR_AUTOLINK.sub(r"\\<", text)
    return BREAKS.sub(lambda match: _entity(match[0]), text)


def _begin_line(text: str) -> str:
    """Written text as the beginning of a line: no heading, list, quotation or table begins there."""
    text = EDGE.sub(lambda match: _entity(match[0]), text)
    text = BEGINS_NUMBERED.sub(r"\1\\\2", text)
    return f"\\{text}" if BEGINS_BLOCK.match(text) else text


def _end_line(text: str) -> str:
    """Written text as the end of a line: a backslash there would break it."""
    count = len(text) - len(text.rstrip("\\"))
    return f"{text}\\" if count % 2 else text


def write_line(text: str) -> str:
    """Plain text as one line of Markdown."""
    text = " ".join(text.split("\n")).strip()
    return _end_line(_begin_line(escape(text)))


def write_label(text: str) -> str:
    """Plain text between brackets or quotation marks."""
    return _end_line(escape(" ".join(text.split())))


def write_heading(text: str) -> str:
    """Plain text as the heading of a second level; empty for none."""
    line = CLOSING_SIGN.sub(r"\1\\#", write_line(text))
    return f"## {line}" if line else ""


def write_destination(address: str) -> str:
    """An address, a path or a file's name as the destination of a link."""
    plain = ENTITY.sub("&amp;", address.replace("\\", "\\\\"))
    if not plain or re.search(r"[\s()<>\x00-\x1f]", plain):
        inside = plain.replace("<", "\\<").replace(">", "\\>")
        return "<" + re.sub(r"[\r\n]", " ", inside) + ">"
    return plain


def write_file_name(name: str) -> str:
    """The name of a file beside the text, as a destination."""
    return quote(name)


def form_of(html: str, target: Target) -> list[tuple[Any, ...]]:
    """What a translation has to mirror: each paragraph and list item with its bold and emphasised places and links."""
    soup = BeautifulSoup(tidy(html), "html.parser")
    form = []
    for part in soup.find_all(["p", "li"]):
        outer = part.parent.name if part.name == "li" and part.parent is not None else ""
        is_whole = len(part.contents) == 1 and isinstance(part.contents[0], Tag)
        links = sorted(str(target(link)) for link in part.find_all("a"))
        form.append((part.name, outer, is_whole, len(part.find_all("b")), len(part.find_all("i")), links))
    return form


# --- Markdown ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Style:
    """How emphasis is marked; `is_guarded`: letters beside a mark are written as entities, so that it is one anywhere."""

    emphasis: str = "*"
    is_guarded: bool = False


STYLES = (_Style(), _Style("_"), _Style("*", is_guarded=True), _Style("_", is_guarded=True))


def write_rich(html: str, target: Target) -> str:
    """Rich text as Markdown, without a line end. Links that lead nowhere are only their words."""
    soup = BeautifulSoup(html or "", "html.parser")
    for link in soup.find_all("a"):
        address = target(link)
        if address is None:
            link.unwrap()
        else:
            link.attrs = {"href": address}
    tidied = BeautifulSoup(tidy(str(soup)), "html.parser")
    written: list[str] = []
    before = ""
    has_second_mark = False
    for block in tidied.find_all(BLOCKS, recursive=False):
        has_second_mark = block.name == before != "p" and not has_second_mark
        written.append(_write_block(block, has_second_mark))
        before = block.name
    return "\n\n".join(written)


def _write_block(block: Tag, has_second_mark: bool) -> str:
    if block.name == "p":
        return _write_inline(block)
    lines = []
    for number, item in enumerate(block.find_all("li", recursive=False), start=1):
        if block.name == "ul":
            mark = "*" if has_second_mark else "-"
        else:
            mark = f"{number}{')' if has_second_mark else '.'}"
        lines.append(f"{mark} " + _write_inline(item).replace("\n", "\n" + " " * (len(mark) + 1)))
    return "\n".join(lines)


def _write_inline(paragraph: Tag) -> str:
    """The first way of writing it that reads as it is."""
    meant = f"<p>{paragraph.decode_contents()}</p>"
    first = ""
    for style in STYLES:
        lines = _write_nodes(paragraph, style).split("\\\n")
        written = "\\\n".join(
            [*(_begin_line(line) for line in lines[:-1]), _end_line(_begin_line(lines[-1]))]
        )
        if _reads_as(written, meant):
            return written
        first = first or written
    return first


def _reads_as(written: str, meant: str) -> bool:
    place = Place("", ALL_FEATURES, 1, tuple(written.split("\n")))
    return _plain(render_rich(PARSER.parse(written), place, Problems("")).html) == _plain(meant)


def _plain(html: str) -> str:
    """HTML in one form, with what its links say in the file."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.select("a[linktype]"):
        target = str(link["id"])
        link.attrs = {"href": write_file_name(target) if link["linktype"] == "document" else target}
    return str(soup)


def _write_nodes(parent: Tag, style: _Style) -> str:
    written = ""
    nodes: list[Any] = list(parent.children)
    for number, node in enumerate(nodes):
        if isinstance(node, NavigableString):
            text = str(node)
            first = last = ""
            if style.is_guarded:
                is_first_beside = number > 0 or parent.name in {"b", "i"}
                is_last_beside = number < len(nodes) - 1 or parent.name in {"b", "i"}
                if is_first_beside:
                    first, text = _entity(text[0]), text[1:]
                if is_last_beside and text:
                    last, text = _entity(text[-1]), text[:-1]
            part = _end_line(escape(text))
            following = nodes[number + 1] if number + 1 < len(nodes) else None
            if part.endswith("!") and not last and isinstance(following, Tag) and following.name == "a":
                part = f"{part[:-1]}\\!"
            written += first + part + last
        elif node.name == "br":
            written += "\\\n"
        elif node.name == "a":
            written += f"[{_write_nodes(node, style)}]({write_destination(str(node['href']))})"
        else:
            mark = "**" if node.name == "b" else style.emphasis
            written += f"{mark}{_write_nodes(node, style)}{mark}"
    return written
