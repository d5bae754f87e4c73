"""Plain text out of a page's parts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.search_entry import Section

NAMED = 10  # pages in a message
# A tag, which is left alone, or a number with its ending: "2024-ben", "18.00-tól", "64 500-at".
NUMBER_WITH_ENDING = re.compile(
    r"<[^>]*>|(?<![\w-])(\d(?:[\d.,:\u00a0\u202f]*\d)?%?-[^\W\d_]{1,12})(?![\w-])"
)
BLOCK_ENDS = re.compile(r"</(?:p|h[1-6]|ul|ol)>|<br\s*/?>")
# What ends a part of a text by itself, perhaps before a closing quotation mark or bracket.
ENDS_BY_ITSELF = re.compile(r"[.!?…:;,–·][”»’\")]*$")


def plain_text(html: str) -> str:
    """Rich text without its tags; paragraphs stay apart, list items too, with a dot where they have no mark of their own."""
    return in_a_row(unescape(strip_tags(BLOCK_ENDS.sub(" ", item))) for item in html.split("</li>"))


def in_a_row(parts: Iterable[str]) -> str:
    """Parts of a list or a table as one line that reads well: "Key · Bags, 3 pieces · String". Empty ones are left out."""
    line = ""
    for part in parts:
        words = " ".join(part.split())
        if line and words:
            line += " " if ENDS_BY_ITSELF.search(line) else " · "
        line += words
    return line


def keep_endings(html: str) -> str:
    """HTML in which no line ends between a number and its ending: Hungarian hangs them on with a hyphen."""
    return NUMBER_WITH_ENDING.sub(
        lambda match: f'<span class="nowrap">{match[1]}</span>' if match[1] else match[0], html
    )


def block_anchor(block_id: str) -> str:
    """The anchor of a body block, made of its id, so that it survives edits of its text."""
    return f"block-{block_id[:8]}"


def visible_strings(value: Any) -> Iterator[str]:
    """Every visible string inside a block's value, in reading order. Pages, images and files have none here."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, RichText):
        yield plain_text(value.source)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from visible_strings(inner)
    elif isinstance(value, (list, tuple)) or hasattr(value, "bound_blocks"):
        for inner in value:
            yield from visible_strings(inner)


def stream_sections(stream: StreamValue) -> list[Section]:
    """A body as sections: a heading block opens one; what stands before the first heading is a section of its own."""
    sections: list[Section] = []
    texts: list[str] = []
    anchor, heading = "body", ""
    for block in stream:
        if block.block_type == "heading":
            if texts:
                sections.append(Section(anchor, heading, in_a_row(texts)))
            anchor, heading, texts = block_anchor(block.id or ""), str(block.value), []
        elif block.block_type not in {"related", "video", "image"}:
            texts.extend(text for text in visible_strings(block.value) if text.strip())
        elif block.block_type in {"video", "image"}:
            texts.extend(text for name in ("title", "caption") if (text := block.value.get(name)))
    if texts or heading:
        sections.append(Section(anchor, heading, in_a_row(texts)))
    return sections


def name_pages(pages: Sequence[Page]) -> str:
    """The titles of pages as the admin quotes them: of the first ten, with dots where there are more."""
    titles = [_("“%s”") % page.get_admin_display_title() for page in pages[:NAMED]]
    return ", ".join(titles) + (" …" if len(pages) > NAMED else "")
