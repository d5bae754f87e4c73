"""Bodies as Markdown: what `linking.library.bodies` reads, written."""

from collections.abc import Callable, Iterable
from typing import Any

from bs4 import Tag

from linking.library.blocks import Raw
from linking.library.bodies import NOTES
from linking.library.export.markdown import (
    escape,
    write_destination,
    write_file_name,
    write_heading,
    write_label,
    write_line,
    write_rich,
)
from linking.library.export.names import Names

WORDS = {kind: word for word, kind in NOTES.items()}


def link_target(names: Names) -> Callable[[Tag], str | None]:
    """Where the links of rich text lead, in the words of files; None for what is not exported."""

    def find(link: Tag) -> str | None:
        if link.get("linktype") == "page":
            return names.path(link.get("id"))
        if link.get("linktype") == "document":
            document = names.document(link.get("id"))
            return write_file_name(name_of(document)) if document is not None else None
        return str(link["href"]) if link.get("href") else None

    return find


def name_of(stored: Any) -> str:
    """The name of the file of an image or a document."""
    return str(stored.file.name).rpartition("/")[2]


def write_body(blocks: Iterable[Raw], names: Names, language_code: str) -> str:
    """The blocks of a body, without a line end; what has nothing in it is left out."""
    return "\n\n".join(written for block in blocks if (written := write_block(block, names, language_code)))


def write_block(block: Raw, names: Names, language_code: str) -> str:
    """One block; empty where it says nothing that can be written."""
    kind, value = block["type"], block["value"]
    if kind == "text":
        return write_rich(value, link_target(names))
    if kind in WORDS:
        return write_note(kind, value, names)
    if kind == "image":
        return write_image(value.get("image"), names, language_code, value.get("caption") or "")
    return WRITERS[kind](value, names) if kind in WRITERS else ""


def write_note(kind: str, html: str, names: Names) -> str:
    """A tip or a warning; empty for one without text."""
    text = write_rich(html, link_target(names))
    return _quote(f"[!{WORDS[kind]}]\n{text}") if text else ""


def write_image(image_id: Any, names: Names, language_code: str, caption: str = "") -> str:
    """An image that stands alone in its paragraph, with what it shows in a language."""
    image = names.image(image_id)
    if image is None:
        return ""
    title = f' "{_in_quotes(caption)}"' if caption.strip() else ""
    alternative = write_label(getattr(image, f"alt_{language_code}"))
    return f"![{alternative}]({write_destination(write_file_name(name_of(image)))}{title})"


def _in_quotes(text: str) -> str:
    return write_label(text.replace('"', "\0")).replace("\0", '\\"')


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))


def _heading(value: Any, names: Names) -> str:
    return write_heading(str(value))


def _voice(value: Any, names: Names) -> str:
    """A quotation: its paragraphs, and who said it; where nobody is named, a dash alone keeps a last line that has one."""
    lines = [line.strip() for line in value["text"].replace("\r", "\n").split("\n")]
    paragraphs = [write_line(line) for line in lines if line]
    source = write_line(value.get("source") or "")
    if not paragraphs:
        return ""
    is_mistaken = lines and next(line for line in reversed(lines) if line).startswith("—")
    speaker = f"\n— {source}".rstrip(" ") if source or is_mistaken else ""
    return _quote("\n\n".join(paragraphs) + speaker)


def _table(value: Any, names: Names) -> str:
    header = [_cell(each) for each in _items(value["header"])]
    rows = [[_cell(each) for each in _items(row["cells"])] for row in _items(value["rows"])]
    if not header:
        return ""
    caption = write_line(value.get("caption") or "")
    lines = [_row(header), _row(["---"] * len(header)), *(_row(row) for row in rows)]
    return "\n".join([*([f"[!TABLE {caption}]", ""] if caption else []), *lines])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _cell(text: Any) -> str:
    return escape(" ".join(str(text or "").split("\n")).strip()).replace("|", "\\|")


def _downloads(value: Any, names: Names) -> str:
    lines = []
    for entry in _items(value):
        document = names.document(entry.get("document"))
        if document is not None:
            title = write_label(entry["title"])
            lines.append(f"[!DOWNLOAD {title}]({write_destination(write_file_name(name_of(document)))})")
    return "\n".join(lines)


def _video(value: Any, names: Names) -> str:
    return f"[!VIDEO {write_label(value['title'])}]({write_destination(value['url'])})"


def _related(value: Any, names: Names) -> str:
    paths = [path for each in _items(value) if (path := names.path(each))]
    return f"[!RELATED {', '.join(dict.fromkeys(paths))}]" if paths else ""


def _items(value: Any) -> list[Any]:
    """The values of a list block, in its present form and in the older one without ids."""
    return [
        each["value"] if isinstance(each, dict) and each.get("type") == "item" else each
        for each in value or []
    ]


WRITERS: dict[str, Callable[[Any, Names], str]] = {
    "heading": _heading,
    "quote": _voice,
    "table": _table,
    "downloads": _downloads,
    "video": _video,
    "related": _related,
}
