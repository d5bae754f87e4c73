"""The rules of the protocol: its verbs, arguments, errors and forms."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from home.models import EventPage, NewsPage
from methodology.models import GuidePage
from tests.linking.harvesting import harvester
from tests.linking.harvesting.harvester import ALL, OAI, ask, error_of, harvest, identifier_of, read

NO_RECORD = "oai:localhost:k7m2xg/hu"


def test_identify_says_what_the_repository_is(site, settings):
    settings.DEFAULT_FROM_EMAIL = "KKA <kka@example.org>"
    identify = ask(verb="Identify").find(f"{OAI}Identify")
    said = {child.tag.removeprefix(OAI): child.text for child in identify}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said.pop("earliestDatestamp"))
    assert said == {
        "repositoryName": "Small Communities in Transition",
        "baseURL": "http://localhost/oai",
        "protocolVersion": "2.0",
        "adminEmail": "kka@example.org",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    settings.DEFAULT_FROM_EMAIL = "kka@localhost"
    ask(verb="Identify")


def test_sets_are_kinds_and_languages_and_hold_just_those_records(site):
    sets = {
        each.findtext(f"{OAI}setSpec"): each.findtext(f"{OAI}setName")
        for each in ask(verb="ListSets").iter(f"{OAI}set")
    }
    assert sets == {
        "case-study": "Case studies",
        "community": "Communities",
        "event": "Events",
        "guide": "Methodology guides",
        "news": "News",
        "page": "Pages of text",
        "hu": "Hungarian",
        "en": "English",
    }
    hungarian = site.page(GuidePage, "Kert")
    english = site.page(GuidePage, "Garden", "en", translation_of=hungarian)
    news = site.page(NewsPage, "Hír")
    pages = [hungarian, english, news]
    assert [(told.identifier, told.sets) for told in harvest()] == [
        (identifier_of(page), (page.kind, page.locale.language_code)) for page in pages
    ]
    for spec in sets:
        inside = [page for page in pages if spec in (page.kind, page.locale.language_code)]
        assert [told.identifier for told in harvest(set=spec)] == [identifier_of(page) for page in inside]
    assert harvest(set="garden") == []


def test_a_record_tells_of_its_text_in_dublin_core(site, food):
    hungarian = site.page(
        GuidePage, "Kert", topics=(food,), authors="Kertészkör", summary="Így & <úgy>.", is_sample=True
    )
    english = site.page(GuidePage, "Garden", "en", translation_of=hungarian, topics=(food,))
    event = site.page(EventPage, "Találkozó", licence="all-rights-reserved")
    root = ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier_of(hungarian))
    (told,) = harvester.records_of(root)
    code = identifier_of(hungarian).split(":")[2].split("/")[0]
    assert told.metadata == {
        "title": ["Kert"],
        "creator": ["Kertészkör"],
        "subject": ["Élelmiszer"],
        "description": ["Így & <úgy>.", "kitalált minta"],
        "publisher": ["Kisközösségek Átalakulásban"],
        "date": [told.datestamp[:10]],
        "type": ["Text", "módszertani útmutató"],
        "format": ["text/html"],
        "identifier": [f"http://localhost/p/{code}/hu"],
        "language": ["hu"],
        "relation": [f"http://localhost/p/{code}/en"],
        "rights": ["CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"],
    }
    languages = {each.get(harvester.LANGUAGE) for each in root.iter(f"{harvester.DC}title")}
    assert languages == {"hu"}
    by_identifier = {told.identifier: told.metadata or {} for told in harvest()}
    assert by_identifier[identifier_of(english)]["subject"] == ["Food"]
    assert by_identifier[identifier_of(english)]["relation"] == [f"http://localhost/p/{code}/hu"]
    assert "creator" not in by_identifier[identifier_of(english)]
    assert by_identifier[identifier_of(event)]["type"] == ["Event", "esemény"]
    assert by_identifier[identifier_of(event)]["rights"] == ["Minden jog fenntartva"]


def test_control_characters_in_a_text_do_not_break_the_document(site):
    page = site.page(NewsPage, "Kert")
    type(page).objects.filter(pk=page.pk).update(title="Ke\x0brt\ufffe", summary="a\x08b")
    (told,) = harvest()
    assert told.metadata is not None
    assert (told.metadata["title"], told.metadata["description"]) == (["Kert"], ["ab"])


def test_formats_are_those_of_the_repository_and_of_a_record(site):
    page = site.page(NewsPage, "Kert")
    for more in ({}, {"identifier": identifier_of(page)}):
        (only,) = ask(verb="ListMetadataFormats", **more).iter(f"{OAI}metadataFormat")
        assert [child.text for child in only] == [
            "oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            "http://www.openarchives.org/OAI/2.0/oai_dc/",
        ]


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("badVerb", ""),
        ("badVerb", "verb="),
        ("badVerb", "verb=identify"),
        ("badVerb", "verb=Identify&verb=Identify"),
        ("badVerb", "verb=%00"),
        ("badVerb", "metadataPrefix=oai_dc"),
        ("badArgument", "verb=Identify&set=hu"),
        ("badArgument", "verb=Identify&%00=x"),
        ("badArgument", "verb=ListSets&metadataPrefix=oai_dc"),
        ("badArgument", "verb=ListMetadataFormats&metadataPrefix=oai_dc"),
        ("badArgument", "verb=ListMetadataFormats&identifier="),
        ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc"),
        ("badArgument", f"verb=GetRecord&identifier={NO_RECORD}"),
        (
            "badArgument",
            f"verb=GetRecord&identifier={NO_RECORD}&identifier={NO_RECORD}&metadataPrefix=oai_dc",
        ),
        ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc&identifier=a%00b"),
        ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc&identifier=%FF%FE"),
        ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc&identifier=kert%20ek"),
        ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + "x" * 3_000),
        ("badArgument", "verb=ListRecords"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai%3Cdc"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&set=%3A"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&set=a%00"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from="),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=yesterday"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-24T08:00Z"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-24T08:00:00"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-24T08:00:00.5Z"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-24T24:00:00Z"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-24T08:00:00%2B01:00"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=%D9%A2%D9%A0%D9%A2%D9%A6-11-24"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&until=%00"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-24&until=2026-11-24T08:00:00Z"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-25&until=2026-11-24"),
        ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x"),
        ("badArgument", "verb=ListRecords&resumptionToken=x&resumptionToken=x"),
        ("badResumptionToken", "verb=ListRecords&resumptionToken="),
        ("badResumptionToken", "verb=ListRecords&resumptionToken=x"),
        ("badResumptionToken", "verb=ListIdentifiers&resumptionToken=%00"),
        ("badResumptionToken", "verb=ListIdentifiers&resumptionToken=WzFd:1abc:xyz"),
        ("badResumptionToken", "verb=ListSets&resumptionToken=x"),
        ("cannotDisseminateFormat", "verb=ListRecords&metadataPrefix=marc21"),
        ("cannotDisseminateFormat", f"verb=GetRecord&metadataPrefix=OAI_DC&identifier={NO_RECORD}"),
        ("idDoesNotExist", f"verb=GetRecord&metadataPrefix=oai_dc&identifier={NO_RECORD}"),
        ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:k7m2xg/hu"),
        ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=k7m2xg/hu"),
        ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:k7m2xg/de"),
        ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:k7m2xg"),
        ("idDoesNotExist", "verb=ListMetadataFormats&identifier=http://localhost/p/k7m2xg/hu"),
        ("noRecordsMatch", "verb=ListRecords&metadataPrefix=oai_dc"),
        ("noRecordsMatch", "verb=ListIdentifiers&metadataPrefix=oai_dc&set=guide"),
        ("noRecordsMatch", "verb=ListIdentifiers&metadataPrefix=oai_dc&set=kert:ek"),
        ("noRecordsMatch", "verb=ListRecords&metadataPrefix=oai_dc&from=0001-01-01&until=9999-12-31"),
        ("noRecordsMatch", "verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31T23:59:59Z"),
    ],
)
def test_each_error_of_the_protocol_is_told_by_get_and_post(db, code, query):
    posted = Client().post("/oai", query.encode(), content_type="application/x-www-form-urlencoded")
    for response in (Client().get("/oai", QUERY_STRING=query), posted):
        root = read(response)
        assert error_of(root) == code
        request = root.find(f"{OAI}request")
        assert request.text == "http://localhost/oai"
        assert bool(request.attrib) == (code not in {"badVerb", "badArgument"}), request.attrib


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"\xff\x00&verb=\xff", "application/x-www-form-urlencoded"),
        (b"--x\r\nrubbish", "multipart/form-data; boundary=x"),
        (b"rubbish", "multipart/form-data"),
        (b"verb=Identify", "application/x-www-form-urlencoded; charset=latin-1"),
        (b"a=1&" * 10_100, "application/x-www-form-urlencoded"),
        (b"a" * 3_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_rubbish_that_is_sent_is_an_error_of_the_protocol(db, body, content_type):
    response = Client(raise_request_exception=False).post("/oai", body, content_type=content_type)
    assert error_of(read(response)) in {"badVerb", "badArgument"}


def test_too_many_parameters_of_an_address_are_an_error_of_the_protocol(db):
    response = Client(raise_request_exception=False).get("/oai", QUERY_STRING="verb=Identify&" * 10_100)
    assert error_of(read(response)) == "badArgument"


def test_post_answers_as_get_and_only_reading_methods_are_there(site):
    page = site.page(NewsPage, "Kert")
    arguments = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": identifier_of(page)}
    client = Client(enforce_csrf_checks=True)
    by_post = read(
        client.post("/oai", urlencode(arguments), content_type="application/x-www-form-urlencoded")
    )
    assert harvester.records_of(by_post) == harvester.records_of(ask(**arguments))
    assert by_post.find(f"{OAI}request").attrib == arguments
    assert client.head("/oai", {"verb": "Identify"}).status_code == 200
    for method in (client.put, client.delete, client.patch):
        assert method("/oai").status_code == 405


def test_who_asks_too_often_is_told_when_to_come_back(db, settings):
    settings.API_RATE = "1/h"
    assert harvester.get(verb="Identify").status_code == 200
    response = harvester.get(**ALL)
    assert response.status_code == 503
    assert 0 < int(response["Retry-After"]) <= 3600


def test_an_answer_is_no_page_of_another_language(site):
    """What is told depends on the records alone, not on the reader's language."""
    site.page(GuidePage, "Kert")
    answers: list[Any] = [
        Client(headers={"accept-language": code}).get("/oai", ALL) for code in ("hu", "en", "de")
    ]
    assert len({repr(harvester.records_of(read(response))) for response in answers}) == 1
