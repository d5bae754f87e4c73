"""What became of works: each change once, with its reason, for partners who keep copies or links."""

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import NewsPage, StandardPage
from linking.models import Permalink, PublicChange, PublicVersion, Reason
from linking.permalinks.changes import SUBSTANTIAL, name_successor, share_of_change
from linking.permalinks.withdrawing import withdraw
from methodology.models import GuidePage
from tests.linking.feeds.test_works import ATOM, feed_at, said
from tests.linking.permalinks.test_permalinks import code_of, publish
from tests.small_site import restrict

LONG = "".join(f"<p>Szó{number} és még egy szó.</p>" for number in range(60))


@pytest.fixture
def nothing_yet(site):
    """The lists of the site are works too; what was noted of them is not looked at here."""
    PublicChange.objects.all().delete()
    return site


def reasons(page: Any) -> list[tuple[str, int | None]]:
    """What is noted of a text, in order."""
    changes = PublicChange.objects.filter(
        permalink__translation_key=page.translation_key, language_code=page.locale.language_code
    )
    return list(changes.values_list("reason", "number"))


def entries(path: str = "/hu/changes.atom") -> list[tuple[str, str]]:
    """(title, reason) of each entry, newest first."""
    return [
        (said(entry, "title").partition(" – ")[0], entry.find(f"{ATOM}category").get("term"))
        for entry in feed_at(path).findall(f"{ATOM}entry")
    ]


def permalink_of(page: Page) -> Permalink:
    return Permalink.objects.get(translation_key=page.translation_key)


def test_each_change_has_its_reason(nothing_yet):
    site = nothing_yet
    guide = site.page(NewsPage, "Kert", body=[("text", LONG)])
    assert reasons(guide) == [("published", 1)]
    guide = publish(guide, title="Kertek")
    assert reasons(guide)[1:] == [("corrected", 2)]
    guide = publish(guide, body=[("text", LONG), ("text", LONG.replace("szó", "kérdés"))])
    assert reasons(guide)[2:] == [("revised", 3)]
    publish(guide)  # says the same
    assert reasons(guide)[3:] == []
    guide = publish(guide, slug="kertek")
    assert reasons(guide)[3:] == [("moved", None)]
    withdraw(PublicVersion.objects.get(permalink=permalink_of(guide), number=1), guide)
    assert reasons(guide)[4:] == [("withdrawn", 1)]
    guide.unpublish()
    assert reasons(guide)[5:] == [("withdrawn", None)]
    guide = publish(guide)
    assert reasons(guide)[6:] == [("published", 3)]
    guide.delete()
    assert reasons(guide)[7:] == [("withdrawn", None)]
    name_successor(permalink_of(guide), permalink_of(site.page(NewsPage, "Új kert")))
    name_successor(permalink_of(guide), permalink_of(NewsPage.objects.get()))  # it was that already
    assert [each.reason for each in PublicChange.objects.filter(language_code="")] == [Reason.REPLACED]
    assert [reason for _title, reason in entries()] == [
        *("replaced", "published", "withdrawn", "published", "withdrawn", "withdrawn", "moved", "revised"),
        *("corrected", "published"),
    ]


def test_what_happens_to_a_branch_happens_to_every_text_in_it(nothing_yet):
    site = nothing_yet
    section = site.page(StandardPage, "Rész")
    page = site.page(StandardPage, "Lap", parent=section)
    page.refresh_from_db()
    english = site.page(StandardPage, "Page", "en", page)
    publish(section, slug="fejezet")
    assert reasons(page) == [("published", 1), ("moved", None)]
    restrict(section)
    assert reasons(page)[2:] == [("withdrawn", None)]
    assert reasons(english) == [("published", 1)]
    PageViewRestriction.objects.get(page__translation_key=section.translation_key, page=section.pk).delete()
    assert reasons(page)[3:] == [("published", 1)]
    Page.objects.get(pk=section.pk).specific.delete()
    assert reasons(page)[4:] == [("withdrawn", None)]


def test_a_draft_is_no_change(nothing_yet):
    page = nothing_yet.page(NewsPage, "Rejtett", live=False)
    page.title = "Rejtett kert"
    page.save_revision()
    page.delete()
    assert list(PublicChange.objects.all()) == []


def test_the_feed_is_valid_in_each_language_and_tells_of_its_texts_alone(nothing_yet):
    site = nothing_yet
    hungarian = site.page(GuidePage, "Kert")
    english = site.page(GuidePage, "Garden", "en", hungarian)
    assert entries() == [("Kert", "published")]
    assert entries("/en/changes.atom") == [("Garden", "published")]
    (entry,) = feed_at("/en/changes.atom").findall(f"{ATOM}entry")
    assert said(entry, "id") == f"tag:localhost,2026:change/{PublicChange.objects.get(language_code='en').pk}"
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    address = f"http://localhost/p/{code_of(english)}/en"
    assert links == {"alternate": address, "via": f"{address}/1"}
    other = site.page(GuidePage, "Kút")
    name_successor(permalink_of(hungarian), permalink_of(other))
    entry = feed_at("/hu/changes.atom").find(f"{ATOM}entry")
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert links["related"] == f"http://localhost/p/{code_of(other)}"


def test_titles_that_were_withdrawn_or_never_public_or_that_only_some_may_read_are_not_told(nothing_yet):
    site = nothing_yet
    page = site.page(NewsPage, "Rejtett")
    withdrawn = publish(page, title="Nyilvános")
    withdraw(PublicVersion.objects.get(permalink=permalink_of(page), number=1), withdrawn)
    draft = site.page(NewsPage, "Kint")
    draft.title = "Rejtett vázlat"
    draft.save_revision()
    for code in ("hu", "en"):
        restricted = site.page(NewsPage, f"Rejtett {code}", code)
        assert entries(f"/{code}/changes.atom")[0][0] == f"Rejtett {code}"
        restrict(restricted)
    for code in ("hu", "en"):
        content = Client().get(f"/{code}/changes.atom").content.decode()
        assert "Rejtett" not in content
        assert entries(f"/{code}/changes.atom")[0][1] == "withdrawn"
    site.page(NewsPage, "Elment").delete()
    assert entries()[:2] == [("Elment", "withdrawn"), ("Elment", "published")]


def test_long_feeds_have_pages(nothing_yet):
    site = nothing_yet
    permalink = permalink_of(site.page(NewsPage, "Kert"))
    PublicChange.objects.bulk_create(
        PublicChange(permalink=permalink, language_code="hu", reason=Reason.CORRECTED, number=1)
        for _ in range(119)
    )
    seen: list[str] = []
    path: str | None = "/hu/changes.atom"
    for length in (50, 50, 20):
        assert path is not None
        feed = feed_at(path)
        ids = [said(entry, "id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(ids) == length
        seen += ids
        next_pages = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "next"]
        path = next_pages[0].get("href").removeprefix("http://localhost") if next_pages else None
    assert path is None
    assert len(set(seen)) == 120
    for before in ("x", "-1", "9" * 40, "٣", "0"):
        assert Client().get("/hu/changes.atom", {"before": before}).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 24])
def test_the_feed_costs_the_same_for_any_number_of_changes(nothing_yet, count, django_assert_num_queries):
    site = nothing_yet
    for number in range(count):
        site.page(NewsPage, f"Hír {number}")
    first = Client().get("/hu/changes.atom")
    with django_assert_num_queries(3):
        Client().get("/hu/changes.atom")
    with django_assert_num_queries(1):
        response = Client(headers={"if-none-match": first["ETag"]}).get("/hu/changes.atom")
    assert response.status_code == 304


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ({"title": "a b c d"}, {"title": "d c b a"}, 0.0),
        ({"title": "a"}, {"title": "b"}, 1.0),
        ({"title": "a b c"}, {"title": "a b d"}, 1 / 3),
        ({"minutes": 30, "text": "<p>a</p>"}, {"minutes": 45, "text": "<p>a</p>"}, 0.5),
        (
            {"body": '[{"type": "text", "value": "<p>a</p>", "id": "1"}]'},
            {"body": '[{"type": "text", "value": "<b>a</b>", "id": "2"}]'},
            0.0,
        ),
        ({"title": None, "steps": []}, {"title": "", "steps": []}, 0.0),
        ({"text": "[1] {a"}, {"text": "[1] {a"}, 0.0),
    ],
)
def test_how_much_of_a_text_has_changed(before, after, share):
    assert share_of_change(before, after) == pytest.approx(share)
    assert 0 < SUBSTANTIAL < 1


def test_what_was_on_record_before_is_noted_by_the_migration(nothing_yet):
    site = nothing_yet
    page = publish(publish(site.page(NewsPage, "Kert")), title="Egészen más")
    page = publish(page, slug="mas")
    gone = site.page(NewsPage, "Elment")
    gone.delete()
    PublicChange.objects.all().delete()
    migration = importlib.import_module("linking.migrations.0004_public_changes")
    migration.note_what_is_on_record(apps, None)
    assert reasons(page) == [("published", 1), ("revised", 2), ("moved", None)]
    assert reasons(gone) == [("published", 1), ("withdrawn", None)]
