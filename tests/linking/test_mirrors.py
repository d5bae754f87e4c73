"""A translation that does not mirror its source is named with the line that differs."""

import pytest
from django.utils import translation
from wagtail.models import Locale

from linking.library.mirrors import Pair, find_breaks, pair_strings, places_of
from linking.library.pages import put_on, source_content, translated_content
from linking.library.works import Work, read_works
from tests.linking.folders import GUIDE_EN, GUIDE_HU, Folder

pytestmark = pytest.mark.django_db  # Wagtail asks for a page's relations even where they are in memory

HU, EN = "guides/vetomagcsere/hu.md", "guides/vetomagcsere/en.md"


@pytest.fixture
def library(folder: Folder) -> Folder:
    folder.write(HU, GUIDE_HU)
    folder.write(EN, GUIDE_EN)
    return folder


def pairs_and_problems(library: Folder) -> tuple[list[Pair], list[str]]:
    with translation.override("en"):
        works, problems = read_works(library.root)
        assert problems == []
        return _pairs_and_problems(works[0])


def _pairs_and_problems(work: Work) -> tuple[list[Pair], list[str]]:
    file = work.translations[0]
    find_breaks(work.shape, work.source.text, file.text, file.problems)
    pairs: list[Pair] = []
    if not file.problems:
        source = source_content(work.shape, work.source.text, None, lambda _reference: None)
        content = translated_content(work.shape, file.text, source, lambda _reference: None)
        pages = []
        for each in (source, content):
            page = work.shape.model(translation_key=work.key)
            put_on(each, work.shape, page, Locale(language_code="hu"))
            pages.append(page)
        pairs = pair_strings(*pages, places_of(work.shape, file.text, content), file.problems)
    return pairs, [str(problem) for problem in sorted(file.problems.found)]


def test_strings_are_paired_place_by_place(library: Folder) -> None:
    pairs, problems = pairs_and_problems(library)
    assert problems == []
    texts = [(pair.source, pair.translation) for pair in pairs]
    assert ("Vetőmagcsere", "Seed swap") in texts
    assert ("két vödör", "two buckets") in texts
    assert ('Nedves mag <a id="a1">megrohad</a>.', 'Wet seed <a id="a1">rots</a>.') in texts
    assert len(texts) == 38
    lines = {pair.translation: pair.line for pair in pairs}
    assert (lines["Seed swap"], lines["Then they walk round."]) == (3, 57)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param(
            EN,
            "goal: Everybody takes a seed home.\n",
            "",
            f"{EN}:1: goal: The translation is missing ({HU}:10 has a text).",
            id="field missing",
        ),
        pytest.param(
            EN,
            "goal:",
            "rhythm: weekly\ngoal:",
            f"{EN}:7: rhythm: {HU} has no text here.",
            id="field too many",
        ),
        pytest.param(
            EN,
            "    note: extended\n",
            "",
            f"{EN}:17: materials.2.note: The translation is missing ({HU}:32 has a text).",
            id="value of an item missing",
        ),
        pytest.param(
            EN,
            "  - name: Note-taker\n    task: writes the varieties down\n",
            "",
            f"{EN}:9: roles: This does not mirror the source: 1 entries, 2 in {HU}.",
            id="item missing",
        ),
        pytest.param(
            EN,
            "## Closing\n\nYou say goodbye.\n",
            "",
            f"{EN}:51: steps: This does not mirror the source: 2 entries, 3 in {HU}.",
            id="step missing",
        ),
        pytest.param(
            EN,
            "Then they walk round.\n\n",
            "",
            f"{EN}:55: steps.1.instruction: This does not mirror the source: "
            f"1 paragraphs and list items, 2 in {HU}.",
            id="paragraph missing",
        ),
        pytest.param(
            EN,
            "Then they walk round.",
            "Then they\n\nwalk round.",
            f"{EN}:59: steps.1.instruction: This does not mirror the source: "
            f"3 paragraphs and list items, 2 in {HU}.",
            id="paragraph too many",
        ),
        pytest.param(
            EN,
            "> [!TIP]\n> Write its name down.\n\n",
            "",
            f"{EN}:53: steps.1.tip: The translation is missing ({HU}:74 has a text).",
            id="note missing",
        ),
        pytest.param(
            EN,
            "- you have spare seed;",
            "you have spare seed;\n",
            f"{EN}:23: when_to_use: This does not mirror {HU}:38: a list item there, a paragraph here.",
            id="list",
        ),
        pytest.param(
            EN,
            "> I brought one bean.\n> — a guest\n\n",
            "",
            f"{EN}:43: body: This does not mirror {HU}:58: quote there, tip here.",
            id="block missing",
        ),
        pytest.param(
            EN,
            "\n[!VIDEO How we do it](https://example.org/video)\n",
            "",
            f"{EN}:32: body: This does not mirror the source: 5 blocks, 6 in {HU}.",
            id="last block missing",
        ),
        pytest.param(
            EN,
            "| Seed | |\n",
            "",
            f"{EN}:38: body: This does not mirror {HU}:53: 2 entries there, 1 here.",
            id="row missing",
        ),
        pytest.param(
            EN,
            "| Seed | |",
            "| Seed | some |",
            f"{EN}:38: body: This does not mirror {HU}:53: a text stands only in one of the two.",
            id="cell filled",
        ),
        pytest.param(
            EN,
            "https://example.org/video",
            "https://example.org/film",
            f"{EN}:49: body: This does not mirror {HU}:64: the address is https://example.org/video.",
            id="video",
        ),
        pytest.param(
            EN,
            "https://example.org/mag",
            "https://example.org/seed",
            f"{EN}:28: pitfalls: This does not mirror the source: its links lead elsewhere.",
            id="link",
        ),
        pytest.param(
            EN,
            "[rots](https://example.org/mag)",
            "rots",
            f"{EN}:28: pitfalls: This does not mirror the source: 0 links here, 1 there.",
            id="link missing",
        ),
        pytest.param(
            EN,
            "Do **come** empty-handed.",
            "Do come empty-handed.",
            f"{EN}:47: body: This does not mirror the source: 0 bold texts here, 1 there.",
            id="bold missing",
        ),
        pytest.param(
            EN,
            "Time is *short*.",
            "Time is short.",
            f"{EN}:30: pitfalls: This does not mirror the source: 0 emphases here, 1 there.",
            id="emphasis missing",
        ),
        pytest.param(
            HU,
            "Cserél, aki akar.",
            "**Cserél, aki akar.**",
            f"{EN}:64: steps.2.instruction: This does not mirror the source: "
            "whole paragraphs in bold or emphasis stand elsewhere.",
            id="whole paragraph in bold",
        ),
    ],
)
def test_break_is_named_with_its_line(library: Folder, path: str, old: str, new: str, expected: str) -> None:
    library.replace(path, old, new)
    assert pairs_and_problems(library)[1] == [expected]


def test_one_source_text_with_two_translations_at_one_place_is_refused(library: Folder) -> None:
    library.replace(HU, "Kevés az *idő*.", "Kevés az *idő*.\n\nKevés az *idő*.")
    library.replace(EN, "Time is *short*.", "Time is *short*.\n\nThere is little *time*.")
    assert pairs_and_problems(library)[1] == [
        f"{EN}:32: pitfalls: The same text of the source is translated in two ways here."
    ]


def test_related_works_are_the_same_in_both(library: Folder) -> None:
    for path, works in ((HU, "guides/a, guides/b"), (EN, "guides/a, guides/c")):
        text = (library.root / path).read_text(encoding="utf-8")
        (library.root / path).write_text(
            text.replace("[!VIDEO", f"[!RELATED {works}]\n\n[!VIDEO"), encoding="utf-8"
        )
    assert pairs_and_problems(library)[1] == [
        f"{EN}:49: body: This does not mirror {HU}:64: “guides/b” there, “guides/c” here."
    ]
