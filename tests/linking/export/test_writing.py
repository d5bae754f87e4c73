"""Whatever an editor may write is read again as it was: texts, rich texts, blocks and front matter, at random."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.blocks import NOTE_FEATURES, TEXT_FEATURES, BodyBlock
from linking.library.blocks import raw_blocks, without_ids
from linking.library.bodies import read_body
from linking.library.documents import DocumentRef, ImageRef, PageRef
from linking.library.export.blocks import write_body
from linking.library.export.markdown import write_heading, write_rich
from linking.library.export.names import Names
from linking.library.export.yamltext import Word, write_document
from linking.library.html import same_html
from linking.library.problems import Problems
from linking.library.richtext import ALL_FEATURES, PARSER, Place, render_rich
from linking.library.yamldata import Mapping, Scalar, Sequence, load
from tests.linking.export.works import MEAN

often = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SPECIAL = "\\`*_{}[]()#+-.!|>~<&;:=\"'^ –—"
MEANINGFUL = (
    *(
        "# ",
        "- ",
        "1. ",
        "2) ",
        "> ",
        "---",
        "```",
        "    ",
        "[!TIP]",
        "[!VIDEO ",
        "[!RELATED a]",
        "{minutes=3}",
    ),
    *("![a](b.jpg)", "[a](b)", "<b>", "</p>", "<!--", "&amp;", "&#35;", "https://x.hu", "a@b.hu", "**", "__"),
    *(
        "\u00a0",
        "\u2028",
        "\u00ad",
        "é",
        "ő",
        "🌱",
        "\t",
        "* * *",
        "| --- |",
        "[a]: b",
        "<https://x.hu>",
        "\\\\",
    ),
)
characters = st.characters(exclude_categories=("Cs", "Cc"))
words = st.one_of(st.sampled_from(MEANINGFUL), st.sampled_from(SPECIAL), st.text(characters, max_size=6))
texts = st.lists(words, max_size=7).map("".join)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)


def plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inside(tag: str) -> Any:
    return lambda html: f"<{tag}>{html}</{tag}>"


addresses = st.sampled_from(
    [
        'href="https://example.org/?a=1&amp;b=(2) x"',
        'href="/hu/kert/"',
        'href="#resz"',
        'href="mailto:a@example.org"',
        'linktype="page" id="1"',
        'linktype="document" id="2"',
    ]
)
inline = st.recursive(
    st.one_of(texts.map(plain), st.just("<br/>")),
    lambda each: st.one_of(
        st.lists(each, min_size=1, max_size=3).map("".join),
        each.map(inside("b")),
        each.map(inside("i")),
        st.tuples(addresses, each).map(lambda pair: f"<a {pair[0]}>{pair[1]}</a>"),
    ),
    max_leaves=6,
)
items = st.lists(inline.map(inside("li")), min_size=1, max_size=3).map("".join)
rich = st.lists(
    st.one_of(inline.map(inside("p")), items.map(inside("ul")), items.map(inside("ol"))),
    min_size=1,
    max_size=4,
).map("".join)


@pytest.fixture(scope="module")
def names() -> Names:
    """A work, an image and a document that can be named."""
    image: Any = SimpleNamespace(file=SimpleNamespace(name="original_images/kep_(1).jpg"), alt_hu=MEAN)
    document: Any = SimpleNamespace(file=SimpleNamespace(name="documents/lap_ő.pdf"))
    return Names(public=False, paths={1: "guides/a", 9: None}, images={3: image}, documents={2: document})


def resolve(reference: Any) -> int:
    known = {PageRef("guides/a"): 1, DocumentRef("lap_ő.pdf"): 2}
    return 3 if isinstance(reference, ImageRef) else known[reference]


def target(link: Any) -> str:
    return {"1": "guides/a", "2": "lap_%C5%91.pdf"}[link["id"]] if link.get("linktype") else link["href"]


def place(text: str) -> Place:
    return Place("x", ALL_FEATURES, 1, tuple(text.split("\n")))


@often
@given(rich)
def test_rich_text(html: str) -> None:
    written, problems = write_rich(html, target), Problems("x")
    read = render_rich(PARSER.parse(written), place(written), problems).resolved(resolve)
    assert problems.found == []
    assert same_html(read) == same_html(html), written
    assert write_rich(read, target) == written


@often
@given(lines)
def test_heading(text: str) -> None:
    written, problems = write_heading(text), Problems("x")
    blocks = read_body(PARSER.parse(written), place(written), problems)
    assert (problems.found, [(block.kind, block.value) for block in blocks]) == ([], [("heading", text)])


maybe = st.one_of(st.just(""), lines)
notes = st.lists(lines.map(plain).map(inside("p")), min_size=1, max_size=2).map("".join)


@st.composite
def tables(draw: Any) -> dict[str, Any]:
    width = draw(st.integers(1, 3))
    cells = st.lists(maybe, min_size=width, max_size=width)
    rows = draw(st.lists(cells, min_size=1, max_size=2))
    header = draw(cells)
    return {
        "caption": draw(maybe),
        "header": listed(header),
        "rows": listed([{"cells": listed(row)} for row in rows]),
    }


def listed(values: list[Any]) -> list[Any]:
    return [{"type": "item", "value": value} for value in values]


KINDS: dict[str, Any] = {
    "heading": lines,
    "text": rich.filter(lambda html: bool(same_html(html))),
    "image": st.fixed_dictionaries({"image": st.just(3), "caption": maybe}),
    "quote": st.fixed_dictionaries(
        {"text": st.lists(lines, min_size=1, max_size=3).map("\n".join), "source": maybe}
    ),
    "tip": notes,
    "warning": notes,
    "table": tables(),
    "downloads": st.lists(
        st.fixed_dictionaries({"document": st.just(2), "title": lines}), min_size=1, max_size=2
    ).map(listed),
    "video": st.fixed_dictionaries({"title": lines, "url": st.just("https://example.org/(a)?b=1&c=2")}),
    "related": st.just(listed([1])),
}


def test_every_kind_of_block_is_tried() -> None:
    assert set(KINDS) == set(BodyBlock().child_blocks)
    assert {*NOTE_FEATURES, *TEXT_FEATURES} <= {*ALL_FEATURES}


def compared(blocks: list[dict[str, Any]]) -> Any:
    return [(block["type"], without_ids(block)) for block in blocks]


@often
@given(
    st.lists(
        st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), KINDS[kind])),
        min_size=1,
        max_size=3,
    )
)
def test_body(names: Names, blocks: list[tuple[str, Any]]) -> None:
    raw: list[dict[str, Any]] = []
    for kind, value in blocks:
        if not (raw and raw[-1]["type"] == kind == "text"):  # two of these are one
            raw.append({"type": kind, "value": value})
    written, problems = write_body(raw, names, "hu"), Problems("x")
    read = raw_blocks(read_body(PARSER.parse(written), place(written), problems), resolve)
    assert problems.found == []
    assert compared(read) == compared(raw), written


values = st.one_of(
    texts, st.lists(texts, min_size=1, max_size=3), st.dictionaries(st.just("a"), texts, min_size=1)
)


@often
@given(st.lists(values, max_size=4))
def test_front_matter(written: list[Any]) -> None:
    entries = [(f"key{number}", value) for number, value in enumerate(written)]
    entries.append(("word", Word("guides/a")))
    problems = Problems("x")
    read = load(write_document(entries), 1, problems)
    assert problems.found == []
    assert isinstance(read, Mapping)
    assert [(name, as_plain(entry)) for name, entry in read.items.items()] == entries


def as_plain(entry: Any) -> Any:
    if isinstance(entry, Scalar):
        return entry.text
    if isinstance(entry, Sequence):
        return [as_plain(each) for each in entry.items]
    return {name: as_plain(each) for name, each in entry.items.items()}
