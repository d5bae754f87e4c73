"""References are read by the programs that they are for, whatever titles and names hold."""

import datetime as dt
import json
from types import SimpleNamespace

import pybtex.database
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from linking.citations.bibtex import write_bibtex
from linking.citations.csl import write_csl
from linking.citations.reference import Reference, make_reference
from linking.citations.ris import write_ris

DAY = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)  # the 21st in Hungary


def reference(title: str = "Vetőmagcsere", authors: str = "", language: str = "hu") -> Reference:
    told = {"title": title, "authors": authors, "language": language, "licence": "CC BY-SA 4.0"}
    return make_reference(SimpleNamespace(citation=lambda: told), "ABC234", 3, DAY)


@pytest.mark.parametrize(
    ("language", "authors", "title", "said"),
    [
        (
            "hu",
            "Kertbarát Kör",
            "Vetőmagcsere",
            (
                "Kertbarát Kör: Vetőmagcsere. Kisközösségek Átalakulásban. 3. változat, 2026. november 21."
                " CC BY-SA 4.0. http://localhost/p/ABC234/hu/3"
            ),
        ),
        (
            "en",
            "",
            "Who will come?",
            (
                "Small Communities in Transition: Who will come? Version 3, 21 November 2026."
                " CC BY-SA 4.0. http://localhost/p/ABC234/en/3"
            ),
        ),
    ],
)
def test_in_words_in_the_language_of_the_text(language: str, authors: str, title: str, said: str) -> None:
    assert reference(title, authors, language).sentence() == said


def test_bibtex() -> None:
    assert write_bibtex(reference(authors="Kör & Műhely")) == (
        "@online{kka-ABC234-hu-3,\n"
        "  author = {{Kör \\& Műhely}},\n"
        "  title = {{Vetőmagcsere}},\n"
        "  organization = {Kisközösségek Átalakulásban},\n"
        "  date = {2026-11-21},\n"
        "  year = {2026},\n"
        "  version = {3},\n"
        "  note = {CC BY-SA 4.0},\n"
        "  url = {http://localhost/p/ABC234/hu/3},\n"
        "  langid = {hungarian},\n"
        "}\n"
    )


def test_ris() -> None:
    [record] = rispy.loads(write_ris(reference("Seed swap: how?", "The circle, the school", "en")))
    assert record == {
        "type_of_reference": "ELEC",
        "id": "kka-ABC234-en-3",
        "title": "Seed swap: how?",
        "authors": ["The circle, the school"],
        "publisher": "Small Communities in Transition",
        "year": "2026",
        "date": "2026/11/21",
        "edition": "3",
        "language": "en",
        "notes": ["CC BY-SA 4.0"],
        "urls": ["http://localhost/p/ABC234/en/3"],
    }


def test_csl() -> None:
    assert json.loads(write_csl(reference(authors="Kertbarát Kör"))) == [
        {
            "id": "kka-ABC234-hu-3",
            "type": "webpage",
            "title": "Vetőmagcsere",
            "author": [{"literal": "Kertbarát Kör"}],
            "container-title": "Kisközösségek Átalakulásban",
            "publisher": "Kisközösségek Átalakulásban",
            "issued": {"date-parts": [[2026, 11, 21]]},
            "version": "3",
            "language": "hu",
            "license": "CC BY-SA 4.0",
            "URL": "http://localhost/p/ABC234/hu/3",
        }
    ]


@given(title=st.text(min_size=1, max_size=40), authors=st.text(max_size=40))
def test_no_title_and_no_name_breaks_a_format(title: str, authors: str) -> None:
    cited = reference(title, authors)
    assert cited.title == " ".join("".join(c if c.isprintable() else " " for c in title).split())

    entries = pybtex.database.parse_string(write_bibtex(cited), "bibtex").entries
    assert list(entries) == [cited.key]
    fields = entries[cited.key].fields
    assert (fields["url"], fields["version"], fields["date"]) == (cited.url, "3", "2026-11-21")
    # What TeX would take for a command stands escaped, and nothing else is changed.
    said = fields["title"].removeprefix("{").removesuffix("}")
    for written, meant in (
        (r"\textbraceleft{}", "{"),
        (r"\textbraceright{}", "}"),
        (r"\textasciitilde{}", "~"),
        (r"\textasciicircum{}", "^"),
        *((f"\\{c}", c) for c in "%&$#_"),
        (r"\textbackslash{}", "\\"),
    ):
        said = said.replace(written, meant)
    if "\\" not in title and "  " not in cited.title:
        assert said == cited.title

    lines = write_ris(cited).split("\r\n")
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert f"TI  - {cited.title}" in lines
    assert json.loads(write_csl(cited))[0]["title"] == cited.title
