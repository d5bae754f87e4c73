"""Long lists: each record once, whoever interrupts them and whatever happens meanwhile; and what answers cost."""

import datetime as dt
import xml.etree.ElementTree as ET
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage
from home.models import EventPage, NewsIndexPage, NewsPage
from linking.harvesting.oai import verbs
from linking.models import Permalink, PublicChange, PublicVersion, Reason
from linking.permalinks.codes import make_code
from methodology.models import GuidePage
from tests.linking.harvesting import harvester
from tests.linking.harvesting.harvester import (
    ALL,
    ask,
    error_of,
    harvest,
    headers_of,
    identifier_of,
    records_of,
    token_of,
)
from tests.linking.permalinks.pages import permalink_of
from tests.small_site import SmallSite
from tests.standing import without_background_work

MANY = 1_000


def _add_many(site: SmallSite, number: int) -> None:
    """So many texts with all that harvests read, as rows: what an editor does with each is the subject of other tests."""
    template = site.page(NewsPage, "Hír 0")
    index = Page.objects.get(pk=site.indexes[NewsIndexPage, "hu"].pk)
    pages = [
        Page(
            title=f"Hír {each}",
            draft_title=f"Hír {each}",
            slug=f"hir-{each}",
            path=Page._get_path(index.path, index.depth + 1, index.numchild + 100 + each),
            depth=index.depth + 1,
            url_path=f"{index.url_path}hir-{each}/",
            locale_id=template.locale_id,
            translation_key=uuid4(),
            content_type_id=template.content_type_id,
            last_published_at=timezone.now(),
        )
        for each in range(1, number)
    ]
    with without_background_work():
        Page.objects.bulk_create(pages)
        fields = [field for field in NewsPage._meta.local_concrete_fields if not field.primary_key]
        columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        with connection.cursor() as cursor:
            table = NewsPage._meta.db_table
            cursor.execute(
                f"INSERT INTO {table} (page_ptr_id, {columns})"
                f" SELECT page.id, {columns} FROM {table}, wagtailcore_page page"
                " WHERE page_ptr_id = %s AND page.id IN (SELECT id FROM wagtailcore_page WHERE slug LIKE 'hir-%%')",
                [template.pk],
            )
    codes: set[str] = set()
    while len(codes) < len(pages):
        codes.add(make_code())
    permalinks = Permalink.objects.bulk_create(
        Permalink(code=code, translation_key=page.translation_key, kind="news")
        for code, page in zip(codes, pages, strict=True)
    )
    PublicVersion.objects.bulk_create(
        PublicVersion(
            permalink=permalink,
            language_code="hu",
            number=1,
            title=page.title,
            published_at=timezone.now(),
            digest="",
        )
        for permalink, page in zip(permalinks, pages, strict=True)
    )
    PublicChange.objects.bulk_create(
        PublicChange(permalink=permalink, language_code="hu", reason=Reason.PUBLISHED, number=1)
        for permalink in permalinks
    )


@pytest.fixture
def many(site: SmallSite) -> list[NewsPage]:
    _add_many(site, MANY)
    return list(NewsPage.objects.order_by("path"))


def test_a_thousand_records_come_once_each_though_the_harvest_is_interrupted_and_works_go(many):
    """Every answer is asked for twice, as by somebody who has lost it; in between works are deleted and published."""
    gone = {}
    seen: list[harvester.Told] = []
    root = ask(**ALL)
    answers = 0
    while True:
        assert 0 < len(records_of(root)) <= verbs.MOST
        token = token_of(root)
        assert token is not None
        assert token.get("cursor") == str(len(seen))
        assert token.get("completeListSize") == str(MANY)
        seen += records_of(root)
        answers += 1
        if answers in (3, 6):
            for page in (
                many[10 * answers],
                many[900 + answers],
            ):  # one that was told already, one that was not
                gone[identifier_of(page)] = page.title
                page.delete()
        if not token.text:
            break
        assert token.get("expirationDate")
        lost = ET.fromstring(harvester.get(verb="ListRecords", resumptionToken=token.text).content)
        root = ask(verb="ListRecords", resumptionToken=token.text)
        assert records_of(lost) == records_of(root)
    assert answers == MANY / verbs.MOST
    identifiers = [told.identifier for told in seen]
    assert len(identifiers) == len(set(identifiers)) == MANY
    assert {told.identifier for told in seen if told.is_deleted} == {
        identifier for identifier, title in gone.items() if title in {many[903].title, many[906].title}
    }
    # who goes on from the beginning of the harvest hears of the others
    later = harvest(**{"from": harvester.stamp(timezone.now() - dt.timedelta(minutes=10))})
    assert {told.identifier for told in later if told.is_deleted} == gone.keys()


def test_headers_and_sets_and_windows_go_on_with_tokens_too(many, monkeypatch):
    monkeypatch.setattr(verbs, "MOST_HEADERS", 400)
    window = {"set": "news", "from": "2020-01-01", "until": "2999-12-31"}
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **window)
    lengths = []
    while True:
        token = token_of(root)
        lengths.append((len(headers_of(root)), token.get("cursor"), token.get("completeListSize")))
        if not token.text:
            break
        assert error_of(ask(verb="ListRecords", resumptionToken=token.text)) == "badResumptionToken"
        root = ask(verb="ListIdentifiers", resumptionToken=token.text)
    assert lengths == [(400, "0", "1000"), (400, "400", "1000"), (200, "800", "1000")]


def test_a_token_that_is_old_or_changed_is_refused_and_where_all_that_follows_is_gone_it_is_said(
    site, monkeypatch
):
    monkeypatch.setattr(verbs, "MOST", 1)
    first, second = site.page(NewsPage), site.page(NewsPage)
    root = ask(**ALL)
    assert [told.identifier for told in records_of(root)] == [identifier_of(first)]
    token = token_of(root).text
    changed = ("x" if token[0] != "x" else "y") + token[1:]
    assert error_of(ask(verb="ListRecords", resumptionToken=changed)) == "badResumptionToken"
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=3)):
        assert error_of(ask(verb="ListRecords", resumptionToken=token)) == "badResumptionToken"
    permalink_of(second).delete()  # as samples go
    assert error_of(ask(verb="ListRecords", resumptionToken=token)) == "noRecordsMatch"


# What each verb costs, whatever the number of records of a kind.
BUDGETS = {
    "Identify": 1,
    "ListSets": 0,
    "ListMetadataFormats": 0,
    "ListMetadataFormats&identifier=ID": 1,
    "GetRecord&metadataPrefix=oai_dc&identifier=ID": 8,
    "ListIdentifiers&metadataPrefix=oai_dc": 1,
    "ListRecords&metadataPrefix=oai_dc": 18,
    "ListRecords&metadataPrefix=oai_dc&set=news": 7,
    "ListRecords&resumptionToken=TOKEN": 18,
}


def test_each_verb_costs_the_same_for_any_number_of_records(site, food, monkeypatch):
    costs: dict[str, list[int]] = {query: [] for query in BUDGETS}
    for number in (1, 3):
        for _each in range(number):
            guide = site.page(GuidePage, topics=(food,))
            site.page(GuidePage, "Garden", "en", translation_of=guide, topics=(food,))
            site.page(CaseStudyPage, community=site.page(CommunityPage, topics=(food,)), topics=(food,))
            site.page(EventPage)
            site.page(NewsPage)
        with monkeypatch.context() as patch:
            patch.setattr(verbs, "MOST", number)
            token = token_of(ask(**ALL)).text
        for query, found in costs.items():
            asked = query.replace("ID", identifier_of(guide)).replace("TOKEN", token)
            harvester.read(_get(asked))
            with CaptureQueriesContext(connection) as captured:
                root = harvester.read(_get(asked))
            assert root.find(f"{harvester.OAI}error") is None
            found.append(len(captured))
    assert costs == {query: [budget, budget] for query, budget in BUDGETS.items()}


def _get(query: str) -> Any:
    return harvester.Client(headers={"host": "localhost"}).get("/oai", QUERY_STRING=f"verb={query}")
