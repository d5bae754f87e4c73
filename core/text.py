"""Plain text out of a page's parts."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from core.search_entry import Section

# A tag, which is left alone, or a number with its ending: "2024-ben", "18.00-tól", "64 500-at".
NUMBER_WITH_ENDING = re.compile(
    r"<[^>]*>|(?<![\w-])(\d(?:[\d.,:\u00a0\u202f]*\d)?%?-[^\W\d_]{1,12})(?![\w-])"
)
BLOCK_ENDS = re.compile(r"</(?:p|li|h[1-6]|ul|ol)>|<br\s*/?>")


def plain_text(html: str) -> str:
    """Rich text without its tags; paragraphs and list items stay apart."""
    return " ".join(unescape(strip_tags(BLOCK_ENDS.sub(" ", html))).split())


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
                sections.append(Section(anchor, heading, " ".join(texts)))
            anchor, heading, texts = block_anchor(block.id or ""), str(block.value), []
        elif block.block_type not in {"related", "video", "image"}:
            texts.extend(text for text in visible_strings(block.value) if text.strip())
        elif block.block_type in {"video", "image"}:
            texts.extend(text for name in ("title", "caption") if (text := block.value.get(name)))
    if texts or heading:
        sections.append(Section(anchor, heading, " ".join(texts)))
    return sections
