"""The data dump: all that the API gives and nothing else, the same bytes for the same content, never what was taken back."""

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage
from home.models import NewsPage
from linking.dump import codebook
from linking.dump.archive import write_archive
from linking.dump.offering import is_due, offered_path
from linking.dump.tables import list_tables, safe
from methodology.models import GuidePage, Term, Topic
from tests.factories import CustomImageFactory
from tests.linking.api.asking import ask, code_of, read_all
from tests.linking.permalinks.pages import publish
from tests.small_site import SmallSite, restrict

DUMP = "/dump.zip"


def read_dump(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def status() -> int:
    """How the download is answered."""
    response = ask(DUMP)
    if response.streaming:
        assert b"".join(response.streaming_content)  # the test client then closes the file
    return int(response.status_code)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def full_site(site: SmallSite) -> SmallSite:
    food = Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")
    Term.objects.create(key="mulch", name_hu="takarás", name_en="mulch")
    community = site.page(
        CommunityPage,
        "=HYPERLINK(1)",
        contact_email="secret@example.org",
        settlement="Titokfalva",
        precision="county",
        latitude="46.84523",
        longitude="16.84154",
    )
    guide = site.page(GuidePage, "Kert", topics=(food,), listing_image=CustomImageFactory())
    site.page(GuidePage, "Garden", "en", guide, topics=(food,))
    guide.body = [
        ("heading", "Cím"),
        ("text", "<p>Első &amp; <b>második</b>.</p>"),
        ("table", {"caption": "", "header": ["A"], "rows": [{"cells": ["1"]}]}),
        ("related", [community]),
    ]
    guide.materials.create(name="-Zsák", quantity="2.50", unit="db", locale=guide.locale)
    guide.materials.create(name="Föld", locale=guide.locale)
    guide.save()
    case = site.page(CaseStudyPage, "Eset", community=community, topics=(food,))
    case.guides.create(guide=guide)
    case.save()
    hidden = site.page(GuidePage, "Rejtett", topics=(food,))
    restrict(hidden)
    site.page(GuidePage, "Piszkozat", live=False)
    return site


def test_the_dump_has_what_the_api_has_and_tables_of_the_same(full_site: SmallSite, tmp_path: Path):
    call_command("export_dump", tmp_path / "out", verbosity=0)
    files = read_dump(tmp_path / "out" / "kka-dump.zip")
    assert lines(files["works.jsonl"]) == read_all("/works", limit=50)
    assert lines(files["topics.jsonl"]) == read_all("/topics")
    assert lines(files["terms.jsonl"]) == read_all("/terms")
    assert lines(files["changes.jsonl"]) == read_all("/changes", limit=50)
    guides = rows(files["csv/guide.csv"])
    code = code_of(Page.objects.get(title="Kert"))
    assert [(row["code"], row["language"], row["title"]) for row in guides] == [
        (code, "hu", "Kert"),
        (code, "en", "Garden"),
    ]
    assert guides[0]["when_to_use"] == "Whenever it helps"
    assert guides[0]["body"] == "Cím · Első & második. A · 1 · =HYPERLINK(1)"
    assert (guides[0]["topics"], guides[0]["settings"], guides[0]["sample"]) == ("food", "indoors", "false")
    assert guides[0]["listing_image"].startswith("http://localhost/media/images/")
    materials = rows(files["csv/guide-materials.csv"])
    assert [(row["position"], row["name"], row["quantity"]) for row in materials] == [
        ("1", "'-Zsák", "2.5"),
        ("2", "Föld", ""),
    ]
    (community,) = (row for row in rows(files["csv/community.csv"]))
    assert (community["title"], community["settlement"], community["latitude"]) == ("'=HYPERLINK(1)", "", "")
    (case,) = rows(files["csv/case-study.csv"])
    assert case["guides"] == f"http://localhost/p/{code}"
    everything = "".join(files.values())
    for secret in ("secret@", "Titokfalva", "46.84523", "Rejtett", "Piszkozat"):
        assert secret not in everything, secret


def test_every_column_and_key_stands_in_the_codebook(full_site: SmallSite, tmp_path: Path):
    write_archive(tmp_path / "dump.zip")
    files = read_dump(tmp_path / "dump.zip")
    described = rows(files["codebook.csv"])
    tables = {name: rows(text) for name, text in files.items() if name.startswith("csv/")}
    headers = {name: next(csv.reader(io.StringIO(files[name]))) for name in tables}
    in_book: dict[str, list[str]] = {}
    for row in described:
        assert row["meaning_en"] and row["type"], row
        in_book.setdefault(row["file"], []).append(row["column"])
    assert in_book == headers
    assert {row["unit"] for row in described if row["column"] == "duration_max"} == {"minutes"}
    (county,) = (row for row in described if (row["file"], row["column"]) == ("csv/community.csv", "county"))
    assert (county["meaning_en"], county["meaning_hu"]) == ("county", "vármegye")
    keys = {(row["vocabulary"], row["key"]): row["meaning_hu"] for row in rows(files["vocabularies.csv"])}
    assert keys["guide.settings", "indoors"]
    vocabularies = {row["vocabulary"] for row in described} - {""}
    assert {name for name in vocabularies if name not in files} == {name for name, _key in keys}
    for name, table in tables.items():
        for row in table:
            for column, value in row.items():
                vocabulary = f"{Path(name).stem}.{column}"
                if vocabulary in {known for known, _key in keys}:
                    assert all((vocabulary, key) in keys for key in value.split("; ") if key)


def test_labels_of_the_codebook_are_those_of_editors():
    described = {(row[0], row[1]): row for row in codebook.describe_columns(list_tables())}
    field = GuidePage._meta.get_field("goal")
    assert described["csv/guide.csv", "goal"][5] == "goal"
    assert described["csv/guide.csv", "goal"][6] == str(field.verbose_name)  # the tests speak Hungarian


def test_the_same_content_is_the_same_bytes(full_site: SmallSite, tmp_path: Path):
    with time_machine.travel(dt.datetime(2026, 12, 1, tzinfo=dt.UTC), tick=False) as clock:
        path = tmp_path / "dump.zip"
        assert write_archive(path) is True
        before = path.read_bytes()
        clock.shift(100_000)
        assert write_archive(path) is False
        write_archive(tmp_path / "again.zip")
        assert (tmp_path / "again.zip").read_bytes() == before
        full_site.page(NewsPage, "Hír")
        assert write_archive(path) is True
        assert path.read_bytes() != before
    assert sorted(each.name for each in tmp_path.iterdir() if "dump" in each.name) == ["dump.zip"]


def test_a_text_is_no_formula():
    for text in ("=1", "+1", "-1", "@a", "\tx", "\r"):
        assert safe(text) == f"'{text}"
    assert [safe(text) for text in ("", "a=1", "1")] == ["", "a=1", "1"]


def test_the_download_is_offered_once_it_is_made_and_taken_back_with_what_it_holds(site: SmallSite):
    with time_machine.travel(dt.datetime(2026, 12, 1, tzinfo=dt.UTC), tick=False) as clock:
        guide = site.page(GuidePage, "Kert")
        site.page(NewsPage, expire_at=dt.datetime(2026, 12, 3, tzinfo=dt.UTC))
        clock.shift(60)
        response = ask(DUMP)
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
        assert "yet" in response.json()["detail"]
        assert is_due()
        call_command("export_dump", if_due=True, verbosity=0)
        assert not is_due()
        response = ask(DUMP)
        assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
        assert b"".join(response.streaming_content) == offered_path().read_bytes()
        for headers in (
            {"if_none_match": response["ETag"]},
            {"if_modified_since": response["Last-Modified"]},
        ):
            with CaptureQueriesContext(connection) as captured:
                assert ask(DUMP, **headers).status_code == 304
            assert len(captured) == 2
        publish(guide, summary="Másképp.")  # nothing is wrong with who has the old one for a while
        assert status() == 200
        assert not is_due()
        restrict(guide)
        assert status() == 404
        assert is_due()
        call_command("export_dump", if_due=True, verbosity=0)
        assert status() == 200
        assert "Kert" not in "".join(read_dump(offered_path()).values())
        clock.move_to(dt.datetime(2026, 12, 1, 23, tzinfo=dt.UTC))
        assert not is_due()
        clock.move_to(dt.datetime(2026, 12, 2, 2, tzinfo=dt.UTC))
        assert is_due()
        call_command("export_dump", verbosity=0)
        clock.move_to(dt.datetime(2026, 12, 3, 0, 1, tzinfo=dt.UTC))  # the piece of news has expired
        assert status() == 404


def test_the_command_says_what_it_cannot_do(site: SmallSite, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_dump", tmp_path / "file")
    with pytest.raises(CommandError, match="if-due"):
        call_command("export_dump", tmp_path, if_due=True)
