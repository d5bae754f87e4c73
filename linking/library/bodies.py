"""Body sections: Markdown to the blocks of `core.blocks.BodyBlock`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from core.blocks import NOTE_FEATURES, TEXT_FEATURES
from linking.library.documents import Block, DocumentRef, ImageRef, PageRef
from linking.library.problems import Problems
from linking.library.richtext import REFUSED, Place, Rich, group, render_plain, render_rich

NOTE = re.compile(r"^\[!([A-Z]+)\]$")
RELATED = re.compile(r"^\[!RELATED\s+([^\]]+)\]$")
CAPTION = re.compile(r"^\[!TABLE\s+(.*)\]$", re.DOTALL)
VIDEO = "!VIDEO "
DOWNLOAD = "!DOWNLOAD "
SPEAKER = re.compile(r"^— *")
CELL_BORDER = re.compile(r"(?<!\\)\|")
NOTES = {"TIP": "tip", "WARNING": "warning"}
RICH_BLOCKS = frozenset({"paragraph_open", "bullet_list_open", "ordered_list_open"})


def read_body(tokens: Sequence[Token], place: Place, problems: Problems) -> list[Block]:
    """The blocks of a body: running text between two other blocks is one text block."""
    field, text_place = place.field, replace(place, features=frozenset(TEXT_FEATURES))
    blocks: list[Block] = []
    running: list[Token] = []
    caption: Token | None = None

    def end_running() -> None:
        if running:
            rich = render_rich(running, text_place, problems)
            blocks.append(Block("text", rich, text_place.line(running[0])))
            running.clear()

    for tokens_of_block in group(tokens):
        if caption is not None and tokens_of_block[0].type != "table_open":
            problems.add(place.line(caption), field, "A table has to follow its caption [!TABLE …].")
            caption = None
        if tokens_of_block[0].type == "paragraph_open" and CAPTION.match(tokens_of_block[1].content):
            end_running()
            caption = tokens_of_block[1]
            continue
        special = _read_special(tokens_of_block, text_place, problems)
        if special is None and tokens_of_block[0].type in RICH_BLOCKS:
            running.extend(tokens_of_block)
            continue
        end_running()
        if special is not None:
            if special.kind == "table" and caption is not None:
                special.value["caption"] = _read_caption(caption, text_place, problems)
                caption = None
            blocks.append(special)
        elif tokens_of_block[0].type not in HANDLED:
            reason = REFUSED.get(tokens_of_block[0].type, "this is not allowed here")
            problems.add(text_place.line(tokens_of_block[0]), field, f"{reason[0].upper()}{reason[1:]}.")
    end_running()
    if caption is not None:
        problems.add(place.line(caption), field, "A table has to follow its caption [!TABLE …].")
    return blocks


HANDLED = frozenset({"heading_open", "blockquote_open", "table_open"})


def _read_special(block: Sequence[Token], place: Place, problems: Problems) -> Block | None:
    """Anything but running text; None for running text and for what is wrong (with a problem)."""
    first = block[0]
    if first.type == "heading_open":
        return _read_heading(block, place, problems)
    if first.type == "blockquote_open":
        note = read_note(block, place, problems)
        if note is None:
            return _read_quote(block, place, problems)
        kind, rich = note
        if kind not in NOTES:
            problems.add(
                place.line(first), place.field, f"Unknown note [!{kind}]; known: {', '.join(NOTES)}."
            )
            return None
        return Block(NOTES[kind], rich, place.line(first))
    if first.type == "table_open":
        return _read_table(block, place, problems)
    if first.type == "paragraph_open":
        return _read_paragraph(block[1], place, problems)
    return None


def _read_heading(block: Sequence[Token], place: Place, problems: Problems) -> Block | None:
    line = place.line(block[0])
    if block[0].tag != "h2":
        problems.add(line, place.field, "Headings of a body have two number signs (##).")
        return None
    return Block("heading", render_plain(block[1], place, problems), line)


def _read_paragraph(inline: Token, place: Place, problems: Problems) -> Block | None:
    """An image, a video, files to download or related works, if the paragraph is nothing else."""
    children = [child for child in inline.children or [] if child.type != "text" or child.content]
    line = place.line(inline)
    if len(children) == 1 and children[0].type == "image":
        return Block("image", read_image(children[0]), line)
    if children and children[0].type == "link_open" and children[-1].type == "link_close":
        label = _text_of(children[1:-1])
        if label.startswith(VIDEO) and sum(child.type == "link_open" for child in children) == 1:
            address = str(children[0].attrs.get("href", ""))
            if not address.startswith(("https://", "http://")):
                problems.add(
                    line, place.field, f"The address of the video “{address}” has to begin with https://."
                )
            return Block("video", {"title": label.removeprefix(VIDEO).strip(), "url": address}, line)
    downloads = _read_downloads(children)
    if downloads:
        return Block("downloads", downloads, line)
    related = RELATED.match(inline.content.strip())
    if related:
        paths = [path.strip() for path in related[1].split(",")]
        return Block("related", [PageRef(path) for path in paths if path], line)
    return None


def read_image(token: Token) -> dict[str, Any]:
    """The value of an image block: `![alternative text](file.jpg "caption")`."""
    return {
        "image": ImageRef(unquote(str(token.attrs.get("src", ""))), _text_of(token.children or [])),
        "caption": str(token.attrs.get("title", "")),
    }


def _text_of(children: Sequence[Token]) -> str:
    """The words alone."""
    return "".join(
        "\n" if child.type in {"softbreak", "hardbreak"} else child.content or _text_of(child.children or [])
        for child in children
    )


def _read_downloads(children: Sequence[Token]) -> list[dict[str, Any]]:
    """`[!DOWNLOAD Name](file.pdf)`, one a line; nothing where the paragraph is anything else."""
    downloads: list[dict[str, Any]] = []
    lines: list[list[Token]] = [[]]
    for child in children:
        if child.type == "softbreak":
            lines.append([])
        else:
            lines[-1].append(child)
    for line in lines:
        if len(line) < 3 or line[0].type != "link_open" or line[-1].type != "link_close":
            return []
        label = _text_of(line[1:-1])
        if not label.startswith(DOWNLOAD) or sum(child.type == "link_open" for child in line) != 1:
            return []
        name = unquote(str(line[0].attrs.get("href", "")))
        downloads.append({"document": DocumentRef(name), "title": label.removeprefix(DOWNLOAD).strip()})
    return downloads


def read_note(block: Sequence[Token], place: Place, problems: Problems) -> tuple[str, Rich] | None:
    """`> [!TIP]` and what follows it, as (word, text); None for a plain quotation."""
    inner = list(block[1:-1])
    if len(inner) < 2 or inner[0].type != "paragraph_open":
        return None
    inline = inner[1]
    first, _newline, rest = inline.content.partition("\n")
    match = NOTE.match(first.strip())
    if not match:
        return None
    note = replace(place, features=frozenset(NOTE_FEATURES))
    if rest:
        children = list(inline.children or [])
        cut = next(
            number for number, child in enumerate(children) if child.type in {"softbreak", "hardbreak"}
        )
        inline.children = children[cut + 1 :]
        inline.map = [inline.map[0] + 1, inline.map[1]] if inline.map else None
        inner[0].map = inline.map
    else:
        inner = inner[3:]
    rich = render_rich(inner, note, problems)
    if not rich.parts:
        problems.add(place.line(block[0]), place.field, f"The note [!{match[1]}] is empty.")
    return match[1], rich


def _read_quote(block: Sequence[Token], place: Place, problems: Problems) -> Block | None:
    """A voice: its text, and who said it in a last line that begins with a long dash."""
    line = place.line(block[0])
    lines: list[str] = []
    for paragraph in group(block[1:-1]):
        if paragraph[0].type != "paragraph_open":
            problems.add(place.line(paragraph[0]), place.field, "A quotation is plain paragraphs.")
            return None
        if lines:
            lines.append("")
        parts: list[list[Token]] = [[]]
        for child in paragraph[1].children or []:
            if child.type in {"softbreak", "hardbreak"}:
                parts.append([])
            else:
                parts[-1].append(child)
        lines.extend(render_plain(paragraph[1], place, problems, part) for part in parts)
    source = SPEAKER.sub("", lines.pop()) if lines and SPEAKER.match(lines[-1]) else ""
    paragraphs = [" ".join(part.split("\n")) for part in "\n".join(lines).strip("\n").split("\n\n")]
    text = "\n".join(paragraphs)
    if not text:
        problems.add(line, place.field, "The quotation is empty.")
        return None
    return Block("quote", {"text": text, "source": source}, line)


def _read_caption(inline: Token, place: Place, problems: Problems) -> str:
    text = render_plain(inline, place, problems)
    return " ".join(text.removeprefix("[!TABLE").removesuffix("]").split())


def _read_table(block: Sequence[Token], place: Place, problems: Problems) -> Block:
    """Rows of cells of plain text; the first row is the header."""
    rows: list[list[str]] = []
    for token in block:
        if token.type == "tr_open":
            rows.append([])
            written = len(CELL_BORDER.split(place.source(token).strip().strip("|")))
            if rows[0] and written != len(rows[0]):
                message = f"This row has {written} cells, but there are {len(rows[0])} columns."
                problems.add(place.line(token), place.field, message)
        elif token.type == "inline":
            rows[-1].append(render_plain(token, place, problems))
    return Block(
        "table",
        {"caption": "", "header": rows[0], "rows": [{"cells": cells} for cells in rows[1:]]},
        place.line(block[0]),
    )
