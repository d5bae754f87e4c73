"""Markdown to the HTML that Wagtail's rich text stores: paragraphs, lists, bold, emphasis and links. Nothing else.

What is written is escaped here; no HTML of the file reaches a page.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import unquote, urlsplit

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

from linking.library.documents import DocumentRef, PageRef
from linking.library.problems import Problems


class _Parser(MarkdownIt):
    """Leaves addresses as they are written, as the editor's form does."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 – a method of the library
        return url


# The importer's own reading of the language: CommonMark with tables. HTML is recognised so that it can be refused.
PARSER = _Parser("commonmark").enable("table")

# What the editor's form for links accepts.
ADDRESS_SCHEMES = frozenset({"http", "https", "ftp", "ftps", "mailto", "tel"})

# Markdown's inline tokens → the tag that Wagtail stores and the name of its rich text feature.
INLINE = {"strong": ("b", "bold"), "em": ("i", "italic")}
LISTS = {"bullet_list": ("ul", "ul"), "ordered_list": ("ol", "ol")}
ALL_FEATURES = frozenset({"bold", "italic", "link", "document-link", "ul", "ol"})

REFUSED = {
    "code_inline": "code is not part of the format",
    "code_block": "four spaces at the start of a line make code in Markdown; take them away",
    "fence": "code is not part of the format",
    "html_block": "HTML is not allowed",
    "html_inline": "HTML is not allowed",
    "hr": "a line of hyphens is not part of the format",
    "image": "an image has to stand alone in a paragraph of a body",
    "table_open": "a table may only stand in a body",
    "blockquote_open": "a quotation or note may only stand in a body or step",
    "heading_open": "a heading may not stand here",
}

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


INTERNAL_LINK = re.compile(r'<a linktype="(page|document)" id="([^"]*)">')


@dataclass(frozen=True)
class Rich:
    """Wagtail's HTML, and its strings as (tag, line): what a translation mirrors one by one.

    A link to a work or a document has in its `id` the work's path or the name of the file; `resolved` puts keys there.
    """

    html: str
    parts: tuple[tuple[str, int], ...] = ()

    @property
    def references(self) -> list[PageRef | DocumentRef]:
        """The works and documents that its links lead to."""
        return [_reference(match) for match in INTERNAL_LINK.finditer(self.html)]

    def resolved(self, resolve: Callable[[PageRef | DocumentRef], int | None]) -> str:
        """The HTML as a column holds it. `resolve` gives the primary key of what a link leads to."""
        return INTERNAL_LINK.sub(
            lambda match: f'<a id="{resolve(_reference(match))}" linktype="{match[1]}">', self.html
        )


def _reference(match: re.Match[str]) -> PageRef | DocumentRef:
    target = unescape(match[2])
    return PageRef(target) if match[1] == "page" else DocumentRef(target)


@dataclass(frozen=True)
class Place:
    """Where text stands: the field's name for messages, the features it may use, the Markdown and its first line."""

    field: str
    features: frozenset[str]
    first_line: int
    lines: tuple[str, ...] = ()

    def line(self, token: Token) -> int:
        """The line of a token in its file."""
        return self.first_line + (token.map[0] if token.map else 0)

    def source(self, token: Token) -> str:
        """The first line of a token as it was written."""
        return self.lines[token.map[0]] if token.map else ""


def find_control_character(text: str) -> str:
    """The first control character of a text as `#x07`; empty where there is none."""
    match = CONTROL.search(text)
    return f"#x{ord(match[0]):02x}" if match else ""


def group(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens as blocks: each opening token with everything up to its closing one."""
    groups: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            groups.append([])
        groups[-1].append(token)
        depth += token.nesting
    return groups


def render_rich(tokens: Sequence[Token], place: Place, problems: Problems) -> Rich:
    """Paragraphs and lists as HTML. What is not allowed at this place becomes a problem and is left out."""
    html: list[str] = []
    parts: list[tuple[str, int]] = []
    for block in group(tokens):
        first = block[0]
        kind = first.type.removesuffix("_open")
        if kind == "paragraph":
            html.append(f"<p>{render_inline(block[1], place, problems)}</p>")
            parts.append(("p", place.line(first)))
        elif kind in LISTS and LISTS[kind][1] in place.features:
            html.append(_render_list(block, LISTS[kind][0], parts, place, problems))
        else:
            reason = (
                "a list is not allowed here"
                if kind in LISTS
                else REFUSED.get(first.type, "this is not allowed here")
            )
            problems.add(place.line(first), place.field, _sentence(reason))
    return Rich("".join(html), tuple(parts))


def _render_list(
    block: Sequence[Token], tag: str, parts: list[tuple[str, int]], place: Place, problems: Problems
) -> str:
    items = []
    for item in group(block[1:-1]):
        inner = group(item[1:-1])
        if len(inner) != 1 or inner[0][0].type != "paragraph_open":
            problems.add(
                place.line(item[0]),
                place.field,
                "An item of a list is one paragraph, with nothing inside it.",
            )
            continue
        items.append(f"<li>{render_inline(inner[0][1], place, problems)}</li>")
        parts.append((f"{tag} li", place.line(item[0])))
    return f"<{tag}>{''.join(items)}</{tag}>"


def render_inline(
    inline: Token, place: Place, problems: Problems, children: Iterable[Token] | None = None
) -> str:
    """One paragraph's text as HTML; `children` are its tokens if not all of them are meant."""
    html: list[str] = []
    line = place.line(inline)
    for token in inline.children or [] if children is None else children:
        kind, _underscore, edge = token.type.rpartition("_")
        if token.type in {"text", "text_special"}:
            html.append(_text(token.content, line, place, problems))
        elif token.type == "softbreak":
            html.append(" ")
            line += 1
        elif token.type == "hardbreak":
            html.append("<br/>")
            line += 1
        elif kind in INLINE and INLINE[kind][1] in place.features:
            html.append(f"<{'/' if edge == 'close' else ''}{INLINE[kind][0]}>")
        elif kind == "link" and "link" in place.features:
            html.append("</a>" if edge == "close" else _open_link(token, line, place, problems))
        elif edge != "close":
            what = {"em": "emphasis", "strong": "bold text", "link": "a link"}.get(kind)
            reason = (
                f"{what} is not allowed here" if what else REFUSED.get(token.type, "this is not allowed here")
            )
            problems.add(line, place.field, _sentence(reason))
    return "".join(html)


def _text(text: str, line: int, place: Place, problems: Problems) -> str:
    control = find_control_character(text)
    if control:
        problems.add(line, place.field, f"The control character {control} is not allowed.")
    return plain_escape(text)


def plain_escape(text: str) -> str:
    """Escape what would be markup. Quotation marks stay, as in what Wagtail and wagtail-localize write."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _open_link(token: Token, line: int, place: Place, problems: Problems) -> str:
    """The opening tag. An address without a scheme is the path of a work, or the name of a file beside the text."""
    address = str(token.attrs.get("href", ""))
    if address.startswith(("/", "#")) or urlsplit(address).scheme in ADDRESS_SCHEMES:
        return f'<a href="{escape(address)}">'
    target = unquote(address)
    is_file = "." in target and "/" not in target
    if not target or ":" in target or (is_file and "document-link" not in place.features):
        problems.add(line, place.field, f"The address of the link “{address}” has to begin with https://.")
    return f'<a linktype="{"document" if is_file else "page"}" id="{escape(target)}">'


def render_plain(
    inline: Token, place: Place, problems: Problems, children: Iterable[Token] | None = None
) -> str:
    """One paragraph's text without any markup; markup in it is a problem."""
    html = render_inline(inline, replace(place, features=frozenset()), problems, children)
    return html.replace("<br/>", "\n").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _sentence(reason: str) -> str:
    return f"{reason[0].upper()}{reason[1:]}."
