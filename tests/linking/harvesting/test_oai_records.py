"""Which texts are records, since when, and what a deleted one still tells: nothing but that it was there."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from wagtail.models import Page, PageViewRestriction

from home.models import NewsIndexPage, NewsPage, StandardPage
from linking.models import PublicVersion
from linking.permalinks.withdrawing import withdraw
from methodology.models import GuidePage, Topic
from tests import factories
from tests.linking.harvesting import harvester
from tests.linking.harvesting.harvester import ALL, Told, ask, harvest, identifier_of, stamp
from tests.linking.permalinks.pages import permalink_of, publish
from tests.small_site import LANGUAGES, restrict

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def record(page: Any) -> Told:
    (told,) = harvester.records_of(
        ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier_of(page))
    )
    return told


def titles(records: list[Told]) -> list[str]:
    """Titles of records, of deleted ones what they are called in the protocol."""
    return [told.metadata["title"][0] if told.metadata else "deleted" for told in records]


def test_a_record_is_deleted_and_comes_back_each_time_with_a_newer_datestamp(site, clock):
    page = site.page(NewsPage, "Kert")
    assert (record(page).datestamp, record(page).is_deleted) == (stamp(NOON), False)
    whole = site.page(StandardPage, "Rész")
    below = site.page(StandardPage, "Lap", parent=whole)
    restriction = PageViewRestriction(page=Page.objects.get(pk=whole.pk), restriction_type="login")
    # each: what is done, to which text, and whether everybody may read that afterwards
    steps = [
        (lambda: publish(page, title="Kertek"), page, True),
        (lambda: publish(page, slug="kertek"), page, True),
        (lambda: publish(page), page, True),
        (lambda: _unpublish(page), page, False),
        (lambda: publish(page), page, True),
        (restriction.save, below, False),
        (restriction.delete, below, True),
        (lambda: _delete(whole), below, False),
        (lambda: _delete(page), page, False),
    ]
    for act, text, is_public in steps:
        identifier, before = identifier_of(text), harvest()
        clock.shift(HOUR)
        now = stamp(dt.datetime.now(dt.UTC))
        act()
        after = {told.identifier: told for told in harvest()}
        assert after.keys() == {told.identifier for told in before}
        assert (after[identifier].datestamp, after[identifier].is_deleted) == (now, not is_public)
        assert identifier in {told.identifier for told in harvest(**{"from": now})}
        headers = harvester.headers_of(ask(verb="ListIdentifiers", metadataPrefix="oai_dc"))
        assert [each._replace(metadata=None) for each in harvest()] == headers


def test_a_record_is_deleted_at_the_minute_at_which_its_page_expires(site, clock):
    page = site.page(NewsPage, "Kert", expire_at=NOON + HOUR)
    assert not record(page).is_deleted
    clock.shift(dt.timedelta(hours=2))
    assert Page.objects.get(pk=page.pk).live
    told = record(page)
    assert (told.is_deleted, told.metadata, told.datestamp) == (True, None, stamp(NOON + HOUR))
    assert harvest(**{"from": stamp(NOON + HOUR)}) == [told]
    page = publish(page, expire_at=NOON + 5 * HOUR)  # before the scheduler came by
    assert record(page).datestamp == stamp(NOON + 2 * HOUR)
    assert not record(page).is_deleted


def test_what_becomes_of_a_text_is_told_of_the_other_one_too(site, clock):
    hungarian = site.page(GuidePage, "Kert")
    clock.shift(HOUR)
    english = site.page(GuidePage, "Garden", "en", translation_of=hungarian)
    assert record(hungarian).datestamp == stamp(NOON + HOUR)
    assert "relation" in (record(hungarian).metadata or {})
    clock.shift(HOUR)
    _unpublish(english)
    assert record(hungarian).datestamp == record(english).datestamp == stamp(NOON + 2 * HOUR)
    assert "relation" not in (record(hungarian).metadata or {})


def test_a_topic_with_another_name_is_told_anew_of_public_texts(site, food, clock):
    page = site.page(GuidePage, "Kert", topics=(food,))
    gone = site.page(GuidePage, "Kút", topics=(food,))
    gone.delete()
    clock.shift(HOUR)
    topic = Topic.objects.get(key="food")
    topic.name_hu = "Étel"
    topic.save()
    assert record(page).metadata["subject"] == ["Étel"]
    assert record(page).datestamp == stamp(NOON + HOUR)
    assert record(gone).datestamp == stamp(NOON)


def test_from_and_until_are_both_inclusive_to_the_second_and_to_the_day(site, clock):
    pages = []
    for _each in range(3):
        pages.append(site.page(NewsPage))
        clock.shift(dt.timedelta(seconds=1, milliseconds=300))

    def found(**window: str) -> list[int]:
        identifiers = [identifier_of(page) for page in pages]
        return [identifiers.index(told.identifier) for told in harvest(**window)]

    first, second, third = (record(page).datestamp for page in pages)
    assert [each[-4:] for each in (first, second, third)] == [":00Z", ":01Z", ":02Z"]
    assert found(**{"from": second}) == [1, 2]
    assert found(until=second) == [0, 1]
    assert found(**{"from": second, "until": second}) == [1]
    assert found(**{"from": "2026-11-20", "until": "2026-11-20"}) == [0, 1, 2]
    assert found(until="2026-11-19") == found(**{"from": "2026-11-21"}) == []


def test_the_earliest_datestamp_is_that_of_the_first_record(site, clock):
    def earliest() -> str:
        return next(ask(verb="Identify").iter(f"{harvester.OAI}earliestDatestamp")).text or ""

    site.page(NewsPage, "Kert").delete()
    clock.shift(HOUR)
    site.page(NewsPage, "Kút")
    assert earliest() == min(told.datestamp for told in harvest()) == stamp(NOON)


def test_what_not_everybody_may_see_or_ever_could_is_never_told(site):
    """Drafts, restricted, expired, withdrawn and deleted texts, in both languages, beside one that is public."""
    gone = []
    for code in LANGUAGES:
        site.page(NewsPage, f"Rejtett vázlat {code}", code, live=False)
        section = site.page(StandardPage, f"Rejtett rész {code}", code, live=False)
        restrict(section)
        site.page(StandardPage, f"Rejtett lap {code}", code, parent=section)
        for spoil in (restrict, _expire, _unpublish, _delete):
            page = site.page(NewsPage, f"Rejtett {spoil.__name__} {code}", code, authors="Rejtett szerző")
            assert titles([record(page)]) == [page.title]
            gone.append(identifier_of(page))
            spoil(page)
    public = site.page(NewsPage, "Rejtett változat")
    public = publish(public, title="Nyilvános", summary="Mindenkié.")
    withdraw(PublicVersion.objects.get(permalink=permalink_of(public), number=1), public)
    draft = factories.reloaded(public)
    draft.title = "Rejtett vázlat"
    draft.save_revision()
    records = harvest()
    assert [told.identifier for told in records] == [*gone, identifier_of(public)]
    assert titles(records) == ["deleted"] * len(gone) + ["Nyilvános"]
    assert all(told.is_deleted == (told.metadata is None) for told in records)
    assert "Rejtett" not in harvester.get(**ALL).content.decode()


def _expire(page: Any) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=dt.datetime.now(dt.UTC) - HOUR)


def _unpublish(page: Any) -> None:
    factories.reloaded(page).unpublish()


def _delete(page: Any) -> None:
    factories.reloaded(page).delete()


def test_lists_of_works_are_no_records(site):
    page = site.page(NewsPage)
    index = site.indexes[NewsIndexPage, "hu"]
    assert {told.identifier for told in harvest()} == {identifier_of(page)}
    root = ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier_of(index))
    assert harvester.error_of(root) == "idDoesNotExist"
