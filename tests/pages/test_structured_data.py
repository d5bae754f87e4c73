"""What every kind of page says to machines: schema.org with the properties that its type needs, Open Graph, citation tags."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from communities.models import CommunityIndexPage, CommunityPage
from home.models import EventPage, NewsIndexPage, NewsPage, StandardPage
from linking.models import Permalink
from methodology.models import GuideIndexPage, GuidePage, Term, TermIndexPage
from tests.pages.test_query_budgets import add_children
from tests.small_site import path_of, read

# By type: what schema.org and the search engines' guidelines need of it.
PAGE = {"@id", "url", "name", "description", "inLanguage", "publisher", "license"}
TEXT = PAGE | {"datePublished", "dateModified"}
REQUIRED: dict[str, set[str]] = {
    "WebPage": TEXT,
    "CollectionPage": PAGE,
    "WebSite": PAGE | {"potentialAction"},
    "HowTo": TEXT | {"author", "image", "step", "supply", "totalTime"},
    "Article": TEXT | {"author", "image", "headline"},
    "NewsArticle": TEXT | {"author", "image", "headline"},
    "ProfilePage": TEXT | {"image", "mainEntity"},
    "Organization": {"name"},
    "Event": {"name", "startDate", "endDate", "location", "description", "image", "organizer", "eventStatus"},
    "Place": {"name"},
    "PostalAddress": {"addressCountry", "addressRegion"},
    "VirtualLocation": {"url"},
    "GeoCoordinates": {"latitude", "longitude"},
    "HowToStep": {"name", "text", "url", "position"},
    "HowToSupply": {"name"},
    "DefinedTermSet": PAGE | {"hasDefinedTerm"},
    "DefinedTerm": {"@id", "name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "CreativeWork": {"@id", "inLanguage"},
}


def graph_of(page: BeautifulSoup) -> list[dict[str, Any]]:
    """The objects of the one block of structured data of a page."""
    blocks = [json.loads(block.string) for block in page.select('script[type="application/ld+json"]')]
    assert [block["@context"] for block in blocks] == ["https://schema.org"]
    graph: list[dict[str, Any]] = blocks[0]["@graph"]
    return graph


def list_objects(data: Any) -> list[dict[str, Any]]:
    """Every object in a graph that has a type, also within others."""
    if isinstance(data, list):
        return [found for each in data for found in list_objects(each)]
    if not isinstance(data, dict):
        return []
    return [*([data] if "@type" in data else []), *list_objects(list(data.values()))]


def say_of(path: str) -> dict[str, Any]:
    """What the page at a path says of itself, once every object in it has been found complete."""
    graph = graph_of(read(path))
    for each in list_objects(graph):
        missing = REQUIRED[each["@type"]] - each.keys()
        if each["@type"] == "CreativeWork" and "@id" not in each:
            missing = {"name"} - each.keys()  # a source elsewhere has no text of ours
        assert not missing, (path, each["@type"], missing)
        assert not [name for name, value in each.items() if value in (None, "", [], "None")], each
    return graph[0]


def metas(page: BeautifulSoup) -> dict[str, str]:
    return {
        each.get("property") or each["name"]: each["content"]
        for each in page.select("meta[property], meta[name]")
    }


@pytest.fixture
def guide(site) -> GuidePage:
    guide = site.page(
        GuidePage,
        "Kert <kezdőknek>",
        authors="A kör",
        origin="adapted",
        origin_source="Egy kézikönyv",
        origin_url="https://example.org/kezikonyv",
    )
    add_children(guide, "steps", 0, 2, title="Ássatok", instruction="<p>Mélyre.</p>", minutes=10)
    add_children(guide, "materials", 0, 1, name="Ásó", quantity=1, per="person")
    changed = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
    GuidePage.objects.filter(pk=guide.pk).update(strings_changed_at=changed)
    return guide


def test_every_kind_of_page_says_what_its_type_needs(site, guide):
    Term.objects.create(
        key="resilience", name_hu="reziliencia", name_en="resilience", definition_hu="Kibírja."
    )
    community = site.page(
        CommunityPage,
        "Kör",
        precision="exact",
        latitude="46.1234",
        longitude="17.1234",
        founded="2019-05",
        website="https://example.org/",
    )
    story = site.page(
        CaseStudyPage, "Eset", community=community, place="Alsóbodzás", county="zala", ongoing=True
    )
    add_children(story, "guides", 0, 1, guide=guide)
    event = site.page(EventPage, "Vásár", address="Fő utca 1.", online_url="https://example.org/vasar")
    hung = site.page(NewsPage, "Hír")

    kinds = {
        path: say_of(path)
        for path in (
            "/hu/",
            "/en/",
            *(path_of(page) for page in (guide, community, story, event, hung, site.page(StandardPage))),
            *(
                site.url(model)
                for model in (
                    GuideIndexPage,
                    CaseStudyIndexPage,
                    CommunityIndexPage,
                    NewsIndexPage,
                    TermIndexPage,
                )
            ),
        )
    }
    assert [said["@type"] for said in kinds.values()] == [
        *("WebSite", "WebSite", "HowTo", "ProfilePage", "Article", "WebPage", "NewsArticle", "WebPage"),
        *("CollectionPage", "CollectionPage", "CollectionPage", "CollectionPage", "DefinedTermSet"),
    ]
    assert kinds["/en/"]["potentialAction"]["target"]["urlTemplate"] == (
        "http://localhost/en/search/?q={search_term_string}"
    )
    said = kinds[path_of(guide)]
    assert [(step["name"], step["text"], step["position"]) for step in said["step"]] == [
        ("Ássatok", "Mélyre.", 1),
        ("Ássatok", "Mélyre.", 2),
    ]
    assert said["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "Egy kézikönyv",
        "url": "https://example.org/kezikonyv",
    }
    assert said["author"]["name"] == "A kör"
    assert said["dateModified"] == "2026-11-22T09:00:00+01:00"
    assert said["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert (
        said["identifier"]
        == f"http://localhost/p/{Permalink.objects.get(translation_key=guide.translation_key)}"
    )
    organisation = kinds[path_of(community)]["mainEntity"]
    assert (organisation["@type"], organisation["foundingDate"]) == ("Organization", "2019-05")
    assert organisation["location"]["geo"]["latitude"] == 46.1234
    assert organisation["address"]["addressLocality"] == "Alsóbodzás"
    said = kinds[path_of(story)]
    assert [work["@id"] for work in said["isBasedOn"]] == [f"http://localhost{path_of(guide)}"]
    assert said["temporalCoverage"] == "2024/.."
    said = kinds[path_of(event)]["mainEntity"]
    assert said["@type"] == "Event"
    assert said["startDate"] == "2026-12-20T13:00:00+01:00"
    assert said["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in said["location"]] == ["Place", "VirtualLocation"]
    assert said["location"][0]["address"] == "Fő utca 1."
    (term,) = kinds[site.url(TermIndexPage)]["hasDefinedTerm"]
    assert (term["@id"], term["name"]) == ("#resilience", "reziliencia")
    assert read(site.url(TermIndexPage)).select_one(term["@id"]) is not None


def test_a_translation_names_its_original_and_the_other_way_round(site):
    original = site.page(GuidePage, "Kert")
    english = site.page(GuidePage, "Garden", "en", original, source_digest="of the original")
    assert graph_of(read(path_of(original)))[0]["workTranslation"] == [
        {"@type": "CreativeWork", "@id": f"http://localhost{path_of(english)}", "inLanguage": "en"}
    ]
    assert graph_of(read(path_of(english)))[0]["translationOfWork"] == {
        "@type": "CreativeWork",
        "@id": f"http://localhost{path_of(original)}",
        "inLanguage": "hu",
    }
    GuidePage.objects.filter(pk=original.pk).update(live=False)
    assert "translationOfWork" not in graph_of(read(path_of(english)))[0]


def test_the_way_to_a_page_leads_from_the_front_page_over_the_list(site, guide):
    trail = graph_of(read(path_of(guide)))[1]
    assert [(place["position"], place["item"]) for place in trail["itemListElement"]] == [
        (1, "http://localhost/hu/"),
        (2, f"http://localhost{site.url(GuideIndexPage)}"),
        (3, f"http://localhost{path_of(guide)}"),
    ]
    assert len(graph_of(read("/hu/"))) == 1


def test_a_shared_page_has_a_title_a_picture_and_what_a_citation_needs(site, guide):
    english = site.page(GuidePage, "Garden", "en", guide)
    page = read(path_of(guide))
    code = Permalink.objects.get(translation_key=guide.translation_key).code
    said = metas(page)
    assert said["og:title"] == "Kert <kezdőknek>"
    assert said["og:url"] == f"http://localhost{path_of(guide)}"
    assert (said["og:locale"], said["og:locale:alternate"]) == ("hu_HU", "en_GB")
    assert said["og:image"] == f"http://localhost/p/{code}/hu/share.png?v=1"
    assert said["twitter:card"] == "summary_large_image"
    assert said["citation_title"] == "Kert <kezdőknek>"
    assert (said["citation_author"], said["citation_language"]) == ("A kör", "hu")
    assert said["citation_publication_date"] == f"{guide.published_on:%Y/%m/%d}"
    assert said["citation_public_url"] == f"http://localhost/p/{code}"
    assert page.select_one('link[rel="shortlink"]')["href"] == f"http://localhost/p/{code}"
    for address in (f"{path_of(guide)}?people=12", f"{path_of(guide)}?from=en"):
        assert (
            read(address).select_one('link[rel="canonical"]')["href"] == f"http://localhost{path_of(guide)}"
        )
    assert metas(read(path_of(english)))["citation_author"] == "Small Communities in Transition"
    said = metas(read(site.url(GuideIndexPage, "en")))
    assert (said["og:type"], said["og:image"]) == ("website", "http://localhost/share/en.png")
    assert "citation_title" not in said
