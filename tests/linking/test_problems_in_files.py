"""Each kind of broken file is named with its line and field. Nothing here needs a database."""

from pathlib import Path

import pytest
from django.utils import translation

from linking.library.concepts import read_concepts
from linking.library.works import read_works
from tests.linking.folders import GUIDE_EN, GUIDE_HU, TOPICS, Folder

HU, EN = "guides/vetomagcsere/hu.md", "guides/vetomagcsere/en.md"


@pytest.fixture
def library(folder: Folder) -> Folder:
    folder.write("topics.yaml", TOPICS)
    folder.write(HU, GUIDE_HU)
    folder.write(EN, GUIDE_EN)
    return folder


def found(library: Folder) -> list[str]:
    with translation.override("en"):
        return _found(library)


def _found(library: Folder) -> list[str]:
    problems = read_works(library.root)[1] + read_concepts(library.root)[1]
    return [str(problem) for problem in sorted(problems)]


def test_library_of_these_tests_is_right(library: Folder) -> None:
    assert found(library) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param(
            HU,
            "title: Vetőmagcsere",
            "title: [Vetőmagcsere",
            ":4: This is not YAML: ",
            id="broken YAML",
        ),
        pytest.param(
            HU, "goal: M", "golf: M", ":10: golf: Unknown key. Did you mean “goal”?", id="unknown key"
        ),
        pytest.param(
            HU,
            "goal: M",
            "slug: x\nslug: M",
            ":11: slug: This key stands here for the second",
            id="key twice",
        ),
        pytest.param(
            HU, "goal: Mindenki hazavisz egy magot.\n", "", ":1: goal: A published page needs", id="missing"
        ),
        pytest.param(
            HU,
            "# when_to_use",
            "# when_to_usee",
            ":36: when_to_usee: Unknown section. Did you mean “when_to_use”?",
            id="unknown section",
        ),
        pytest.param(
            HU,
            "# pitfalls",
            "# body",
            ":47: body: This section stands here for the second",
            id="section twice",
        ),
        pytest.param(
            HU, "\n# when_to_use", "Valami.\n\n# when_to_use", ":35: This text stands before", id="no section"
        ),
        pytest.param(
            HU, "authors: a kör", "pitfalls: a kör", ":7: pitfalls: This is a section", id="section above"
        ),
        pytest.param(
            HU,
            "duration_min: 90",
            "duration_min: sok",
            ":11: duration_min: Write a whole number",
            id="number",
        ),
        pytest.param(
            HU, "duration_min: 90", f"duration_min: {'9' * 40}", ":11: duration_min: Write", id="huge number"
        ),
        pytest.param(
            HU, "duration_min: 90", "duration_min: -3", ":11: duration_min: Ensure this value", id="negative"
        ),
        pytest.param(
            HU, "quantity: 2.5", "quantity: 2,5", ":25: materials.1.quantity: Write a number", id="decimal"
        ),
        pytest.param(HU, "sample: true", "sample: igen", ":8: sample: Write true or false", id="boolean"),
        pytest.param(
            HU, "2026-03-01", "2026-02-31", ":9: first_published: There is no such day", id="no such day"
        ),
        pytest.param(
            HU, "2026-03-01", "0001-03-01", ":9: first_published: Write a year between", id="year 1"
        ),
        pytest.param(
            HU, "2026-03-01", "9999-12-31", ":9: first_published: Write a year between", id="year 9999"
        ),
        pytest.param(
            HU,
            "sample: true",
            "last_reviewed: 0001-03-01",
            ":8: last_reviewed: Write a year between",
            id="year 1 of a day",
        ),
        pytest.param(
            HU,
            "first_published: 2026-03-01",
            "last_reviewed: 2026. 3.",
            ":9: last_reviewed: Write a date",
            id="date",
        ),
        pytest.param(
            HU,
            "[indoors, outdoors]",
            "[indoors, garden]",
            ":15: settings: Unknown value “garden”",
            id="choice set",
        ),
        pytest.param(HU, "[indoors, outdoors]", "indoors", ":15: settings: A list is expected", id="no list"),
        pytest.param(
            HU,
            "    per: people",
            "    per: persons",
            ":30: materials.2.per: Unknown value “persons”. Did",
            id="choice",
        ),
        pytest.param(
            HU,
            "    task: köszönti, aki jön\n",
            "",
            ":18: roles.1.task: This is needed.",
            id="item lacks a field",
        ),
        pytest.param(
            HU,
            "    count: 2",
            "    count: 2\n    kount: 3",
            ":20: roles.1.kount: Unknown key",
            id="unknown key of an item",
        ),
        pytest.param(HU, "slug: vetomagcsere", "slug: vető mag", ":4: slug: Enter a valid", id="slug"),
        pytest.param(
            HU,
            "title: Vetőmagcsere",
            f"title: {'x' * 300}",
            ":3: title: Ensure this value has at most",
            id="too long",
        ),
        pytest.param(
            HU,
            "title: Vetőmagcsere",
            'title: "a\\u0007b"',
            ":3: title: The control character #x07",
            id="control character",
        ),
        pytest.param(
            HU, "title: Vetőmagcsere", "title: &x a\nauthors: *x", ":4: This is not YAML", id="alias"
        ),
        pytest.param(
            HU, "11111111-1111-4111-8111-111111111111", "abc", ":2: id: This is not a UUID", id="id"
        ),
        pytest.param(
            HU, "{minutes=20}", "{minutes=sok}", ":68: steps.1.minutes: Write a whole number", id="fact"
        ),
        pytest.param(HU, "{minutes=20}", "{hours=2}", ":68: steps.1.hours: Unknown fact", id="unknown fact"),
        pytest.param(HU, "Elköszöntök.\n", "", ":84: steps.3.instruction: This is needed.", id="empty step"),
        pytest.param(
            HU,
            "# steps\n",
            "# steps\n\nValami.\n",
            ":68: steps: This text stands before the first",
            id="before steps",
        ),
        pytest.param(
            HU, "> [!TIP]\n> Írjátok", "> [!TIPP]\n> Írjátok", ":74: steps.1: Unknown note [!TIPP]", id="note"
        ),
        pytest.param(
            HU, "Elköszöntök.", "<b>Elköszöntök</b>.", ":86: steps.3: HTML is not allowed.", id="HTML"
        ),
        pytest.param(HU, "Elköszöntök.", "`Elköszöntök.`", ":86: steps.3: Code is not part", id="code"),
        pytest.param(
            HU,
            "Elköszöntök.",
            "- a\n  - b",
            ":86: steps.3: An item of a list is one paragraph",
            id="nested list",
        ),
        pytest.param(HU, "Elköszöntök.", "[x](javascript:alert)", None, id="a link that is none stays text"),
        pytest.param(
            HU, "https://example.org/mag", "mag.html", ":43: pitfalls: The address of the link", id="address"
        ),
        pytest.param(
            HU,
            "- van fölös",
            "## van\n\n- van fölös",
            ":38: when_to_use: A heading may not stand",
            id="heading",
        ),
        pytest.param(
            HU, "- van fölös", "1. van fölös", ":38: when_to_use: A list is not allowed", id="numbered list"
        ),
        pytest.param(
            HU, "## Mennyi", "### Mennyi", ":51: body: Headings of a body have two", id="third level"
        ),
        pytest.param(
            HU,
            "| Levél | két vödör |",
            "| Levél | két | vödör |",
            ":55: body: This row has 3 cells",
            id="table",
        ),
        pytest.param(
            HU,
            "(https://example.org/video)",
            "(video.mp4)",
            ":64: body: The address of the video",
            id="video",
        ),
        pytest.param(
            HU, "> Üres kézzel is **gyertek**.\n", "", ":61: body: The note [!TIP] is empty.", id="empty note"
        ),
        pytest.param(
            HU,
            "> Üres kézzel",
            "> - Üres kézzel",
            ":62: body: A list is not allowed here.",
            id="list in a note",
        ),
        pytest.param(
            EN,
            "goal: E",
            "duration_min: 3\ngoal: E",
            ":7: duration_min: This is the same in every",
            id="synchronised",
        ),
        pytest.param(
            EN,
            "  - name: Host",
            "  - name: Host\n    count: 3",
            ":11: roles.1.count: This is the same",
            id="synchronised item",
        ),
        pytest.param(
            EN,
            "## Unpacking",
            "## Unpacking {minutes=3}",
            ":53: steps.1.minutes: This is the same",
            id="synchronised step",
        ),
        pytest.param(
            EN,
            "translation_of: hu",
            "translation_of: de",
            ":1: translation_of: There is no de.md",
            id="other source",
        ),
        pytest.param(
            EN,
            "goal: E",
            "translated_from: {settings: x}\ngoal: E",
            ":7: translated_from.settings: Name a",
            id="declared",
        ),
        pytest.param(
            "topics.yaml",
            "form: darn",
            "form: knot",
            ":7: form: Value 'knot' is not a valid choice.",
            id="form",
        ),
        pytest.param(
            "topics.yaml",
            "key: repair",
            "key: food",
            ":6: key: “food” stands here for the second",
            id="topic twice",
        ),
        pytest.param(
            "topics.yaml", "en: Repair", "de: Repair", ":8: names.de: Unknown language", id="language"
        ),
        pytest.param(
            "topics.yaml", "[gardening]", "gardening", ":5: synonyms.en: A list is expected", id="synonyms"
        ),
    ],
)
def test_mistake_is_named_with_its_line(
    library: Folder, path: str, old: str, new: str, expected: str | None
) -> None:
    library.replace(path, old, new)
    problems = found(library)
    if expected is None:
        assert problems == []
    else:
        assert any(problem.startswith(f"{path}{expected}") for problem in problems), "\n".join(problems)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"---\nid: x\ntitle: a\0b\n---\n", ":3: The file contains a NUL byte."),
        ("---\nid: x\ntitle: ő\n---\n".encode("latin2"), ":3: The file is not UTF-8."),
        (b"title: x\n", ":1: The file has to begin with a line of three hyphens (---)."),
        (
            b"---\ntitle: x\n",
            ":1: The front matter has no end: a second line of three hyphens (---) is missing.",
        ),
        (b"---\n- x\n---\n", ":1: The front matter has to be keys and values."),
        (b"", ":1: The file has to begin with a line of three hyphens (---)."),
        (b"---\n" + b"[" * 5000 + b"\n---\n", ":2: This is not "),
        (b"---\ntitle: a\x07b\n---\n", ":2: This is not YAML: the character #x0007 is not allowed."),
    ],
)
def test_file_that_cannot_be_opened_up(library: Folder, data: bytes, expected: str) -> None:
    (library.root / HU).write_bytes(data)
    problems = found(library)
    assert len(problems) == 1
    assert problems[0].startswith(f"{HU}{expected}")


def test_byte_order_mark_and_windows_line_ends_are_fine(library: Folder) -> None:
    path = library.root / HU
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(library) == []


def test_words_that_yaml_would_take_for_something_else_stay_text(library: Folder) -> None:
    library.replace(HU, "title: Vetőmagcsere", "title: 2023")
    library.replace(HU, "authors: a kör", "authors: no")
    works, problems = read_works(library.root)
    assert problems == []
    assert [works[0].source.text.values[name].value for name in ("title", "authors")] == ["2023", "no"]


def test_id_that_two_works_have_is_named_in_both(library: Folder) -> None:
    library.write("guides/masik/hu.md", GUIDE_HU)
    assert found(library) == [
        "guides/masik/hu.md:2: id: guides/vetomagcsere has the same id.",
        "guides/vetomagcsere/hu.md:2: id: guides/masik has the same id.",
    ]


def test_folder_without_a_source(library: Folder) -> None:
    (library.root / HU).unlink()
    assert found(library) == [f"{EN}:1: translation_of: The source of this translation is missing."]


def test_folder_with_two_sources(library: Folder) -> None:
    library.write(EN, GUIDE_HU)
    assert found(library) == [
        f"{EN}:2: id: hu.md is a source already: one of the two needs translation_of instead of an id."
    ]


def test_folder_of_no_kind(library: Folder) -> None:
    (library.root / "guides").rename(library.root / "guide")
    assert found(library) == [
        "guide/vetomagcsere/hu.md:1: The folder “guide” is of no kind of work. Did you mean “guides”?"
    ]


def test_file_in_a_language_that_the_site_does_not_have(library: Folder, tmp_path: Path) -> None:
    library.write("guides/vetomagcsere/de.md", GUIDE_EN)
    assert found(library) == ["guides/vetomagcsere/de.md:1: A work's files are hu.md, en.md."]


@pytest.mark.parametrize("name", ["topics.yaml", "terms.yaml"])
@pytest.mark.parametrize("kind", ["folder", "broken link"])
def test_topics_and_terms_that_are_no_file(library: Folder, name: str, kind: str) -> None:
    path = library.root / name
    path.unlink(missing_ok=True)
    path.mkdir() if kind == "folder" else path.symlink_to(library.root / "nowhere.yaml")
    assert found(library) == [f"{name}:1: A file is expected here."]


def test_topics_that_are_no_list(library: Folder) -> None:
    library.write("topics.yaml", "key: food\n")
    assert found(library) == ["topics.yaml:1: A list of entries is expected here."]
