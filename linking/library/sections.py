"""The Markdown below the front matter, divided by its level-1 headings, and step lists by their level-2 headings."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.db import models
from markdown_it.token import Token

from linking.library.bodies import NOTES, read_body, read_image, read_note
from linking.library.documents import Item, Located, Text
from linking.library.problems import Problems
from linking.library.richtext import PARSER, Place, group, render_plain, render_rich
from linking.library.shapes import FieldShape, ListShape, WorkShape
from linking.library.values import closest, parse_value
from linking.library.yamldata import Scalar

ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")


def read_sections(markdown: str, first_line: int, shape: WorkShape, text: Text, problems: Problems) -> None:
    """Put the sections of a file into `text`. Unknown and repeated sections, and text outside any, are problems."""
    place = Place("", frozenset(), first_line, tuple(markdown.split("\n")))
    for heading, tokens in _divide(PARSER.parse(markdown), "h1"):
        if heading is None:
            problems.add(place.line(tokens[0]), "", "This text stands before the first section (# name).")
            continue
        name, line = heading[1].content.strip(), place.line(heading[0])
        known = shape.fields.get(name) or shape.lists.get(name)
        if known is None or not known.is_section:
            problems.add(line, name, f"Unknown section.{closest(name, shape.sections)}")
            continue
        target = known.field.name if isinstance(known, FieldShape) else known.relation
        if target in text.lines:
            problems.add(
                line,
                name,
                f"This section stands here for the second time (first on line {text.lines[target]}).",
            )
            continue
        text.lines[target] = line
        _read_section(known, tokens, line, replace(place, field=name), text, problems)


def _read_section(
    shape: FieldShape | ListShape,
    tokens: list[Token],
    line: int,
    place: Place,
    text: Text,
    problems: Problems,
) -> None:
    if isinstance(shape, ListShape):
        text.lists[shape.relation] = _read_items(shape, tokens, place, text, problems)
    elif shape.is_stream:
        text.streams[shape.field.name] = read_body(tokens, place, problems)
    else:
        rich = render_rich(tokens, replace(place, features=shape.features), problems)
        if rich.parts:
            text.values[shape.field.name] = Located(rich, line)


def _divide(tokens: Sequence[Token], tag: str) -> list[tuple[list[Token] | None, list[Token]]]:
    """Tokens as (heading, what follows it); the first heading is None where something stands before it."""
    parts: list[tuple[list[Token] | None, list[Token]]] = []
    for block in group(tokens):
        if block[0].type == "heading_open" and block[0].tag == tag:
            parts.append((block, []))
        elif parts:
            parts[-1][1].extend(block)
        else:
            parts.append((None, list(block)))
    return parts


def _read_items(
    shape: ListShape, tokens: list[Token], place: Place, text: Text, problems: Problems
) -> list[Item]:
    items: list[Item] = []
    for heading, inner in _divide(tokens, "h2"):
        if heading is None:
            message = f"This text stands before the first heading (##) of {shape.name}."
            problems.add(place.line(inner[0]), shape.name, message)
            continue
        at = replace(place, field=f"{shape.name}.{len(items) + 1}")
        items.append(_read_item(shape, heading, inner, at, text, problems))
    return items


def _read_item(
    shape: ListShape, heading: list[Token], tokens: list[Token], place: Place, text: Text, problems: Problems
) -> Item:
    item = Item(place.line(heading[0]))
    _read_heading(shape, heading[1], item, place, problems)
    main: list[Token] = []
    for block in group(tokens):
        first = block[0]
        note = read_note(block, place, problems) if first.type == "blockquote_open" else None
        image = _image(shape, block)
        if note is not None:
            _keep_note(shape, item, note, place.line(first), place, problems)
        elif image is not None:
            field, token = image
            _keep(item, field, Located(read_image(token)["image"], place.line(first)), place, problems)
        else:
            main.extend(block)
    main_text = shape.main_text
    rich = render_rich(main, replace(place, features=main_text.features), problems)
    if rich.parts:
        item.values[main_text.field.name] = Located(rich, rich.parts[0][1])
    return item


def _read_heading(shape: ListShape, inline: Token, item: Item, place: Place, problems: Problems) -> None:
    """`## Title {minutes=20}`: the title, and facts in braces."""
    match = ATTRIBUTES.search(inline.content)
    known = {
        name: each
        for name, each in shape.fields.items()
        if not each.is_translated and not isinstance(each.field, models.ForeignKey)
    }
    for pair in (match[1] if match else "").split():
        name, _equals, written = pair.partition("=")
        field = f"{place.field}.{name}"
        if name not in known or not written:
            problems.add(item.line, field, f"Unknown fact; write {{name=value}}.{closest(name, list(known))}")
            continue
        value = parse_value(known[name], Scalar(item.line, written), field, problems)
        if value is not None:
            item.values[known[name].field.name] = Located(value, item.line)
    title = render_plain(inline, place, problems)
    title = ATTRIBUTES.sub("", title) if match else title
    value = parse_value(
        shape.heading, Scalar(item.line, title), f"{place.field}.{shape.heading.name}", problems
    )
    if value:
        item.values[shape.heading.field.name] = Located(value, item.line)


def _image(shape: ListShape, block: list[Token]) -> tuple[FieldShape, Token] | None:
    """The image field of the list's model, and an image that stands alone in its paragraph."""
    children = block[1].children or [] if block[0].type == "paragraph_open" else []
    if len(children) != 1 or children[0].type != "image":
        return None
    for each in shape.fields.values():
        if each.is_picture:
            return each, children[0]
    return None


def _keep_note(
    shape: ListShape, item: Item, note: tuple[str, object], line: int, place: Place, problems: Problems
) -> None:
    word, rich = note
    field = shape.fields.get(NOTES.get(word, ""))
    if field is None:
        problems.add(line, place.field, f"Unknown note [!{word}]; known: {', '.join(NOTES)}.")
        return
    _keep(item, field, Located(rich, line), place, problems)


def _keep(item: Item, shape: FieldShape, located: Located, place: Place, problems: Problems) -> None:
    if shape.field.name in item.values:
        problems.add(located.line, f"{place.field}.{shape.name}", "There may be only one of these in a step.")
        return
    item.values[shape.field.name] = located
