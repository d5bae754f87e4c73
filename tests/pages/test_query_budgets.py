"""How many queries a page costs, warm and uncached: the same for 1, 3 and 24 of everything that it can list.

The budgets of the design are 16 for a work's page and 18 for a list or the front page; a page of nothing but a title
costs 7. The numbers here are what the pages cost today, so that one query more is a decision.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from communities.models import CommunityIndexPage, CommunityPage
from home.models import EventPage, HomePage, NewsIndexPage, NewsPage, StandardPage
from methodology.models import (
    GuideIndexPage,
    GuidePage,
    Term,
    TermIndexPage,
    TermSynonym,
    Topic,
)
from search import index
from tests.factories import CustomDocumentFactory, CustomImageFactory
from tests.small_site import LANGUAGES, SmallSite, path_of, restrict

NUMBERS = (1, 3, 24)


def count_queries(path: str) -> int:
    """What the second request costs."""
    client = Client()
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def costs(site: SmallSite, fill: Callable[[int, int], str]) -> list[int]:
    """The queries of the page at the path that `fill(first, last)` gives, with 1, 3 and 24 items."""
    result, there = [], 0
    for number in NUMBERS:
        path = fill(there, number)
        there = number
        result.append(count_queries(path))
    return result


def costs_of_all(paths: Iterable[str], fill: Callable[[int, int], None]) -> dict[str, list[int]]:
    """The queries of the pages at `paths` with 1, 3 and 24 items, which `fill(first, last)` makes once for all."""
    result: dict[str, list[int]] = {path: [] for path in paths}
    for first, last in zip((0, *NUMBERS), NUMBERS, strict=False):
        fill(first, last)
        for path, numbers in result.items():
            numbers.append(count_queries(path))
    return result


def addresses(site: SmallSite, model: type, *queries: str) -> list[str]:
    """The list of a kind of page in both languages, with each query string."""
    return [site.url(model, code) + query for code in LANGUAGES for query in queries or ("",)]


def topics(number: int) -> list[Topic]:
    return [
        Topic.objects.get_or_create(
            key=f"topic-{n}", defaults={"name_hu": f"Téma {n}", "name_en": f"Topic {n}"}
        )[0]
        for n in range(number)
    ]


def add_children(page: Any, relation: str, first: int, last: int, **values: Any) -> None:
    """Children numbered from `first`; a value may be a function of the number."""
    model = getattr(page, relation).model
    if hasattr(model, "locale"):
        values["locale"] = page.locale
    model.objects.bulk_create(
        model(
            page_id=page.pk,
            sort_order=number,
            **{name: value(number) if callable(value) else value for name, value in values.items()},
        )
        for number in range(first, last)
    )


def pair(site: SmallSite, model: type, number: int, **values: Any) -> dict[str, Any]:
    """A work: every third one in Hungarian only, every third one in English only."""
    found: dict[str, Any] = {}
    for code, missing in (("hu", 1), ("en", 2)):
        if number % 3 != missing:
            found[code] = site.page(
                model, f"{model.__name__} {number} {code}", code, found.get("hu"), **values
            )
    return found


def any_of(work: dict[str, Any]) -> Any:
    return next(iter(work.values()))


# --- works ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_guide(site, code):
    guide = site.page(GuidePage, "Kert", code)

    def fill(first: int, last: int) -> str:
        fill_guide(site, guide, first, last)
        return path_of(guide)

    assert costs(site, fill) == [13] * 3


def fill_guide(site: SmallSite, guide: GuidePage, first: int, last: int) -> None:
    """Parts, links and case studies of a guide, without images and links in its texts."""
    add_children(guide, "steps", first, last, title="x", minutes=10, instruction="<p>x</p>", tip="<p>y</p>")
    add_children(guide, "materials", first, last, name="x", quantity=1, per="person")
    add_children(guide, "roles", first, last, name="x", task="y")
    others = [pair(site, GuidePage, number, topics=tuple(topics(2))) for number in range(first, last)]
    add_children(guide, "related_guides", first, last, guide=lambda number: any_of(others[number - first]))
    add_children(guide, "next_guides", first, last, guide=lambda number: any_of(others[number - first]))
    add_children(guide, "topic_links", first, last, topic=lambda number: topics(last)[number])
    for number in range(first, last):
        for story in pair(site, CaseStudyPage, number, topics=tuple(topics(2))).values():
            add_children(story, "guides", 0, 1, guide=guide)


def things_to_name(last: int) -> tuple[list[Any], list[Any], list[Any]]:
    """Images, documents and visible guides, so many of each."""
    images = [CustomImageFactory() for _number in range(last)]
    documents = [CustomDocumentFactory() for _number in range(last)]
    return images, documents, list(GuidePage.objects.exclude(title="Kert").order_by("pk")[:last])


def link_to(page: Any) -> str:
    return f'<p><a linktype="page" id="{page.pk}">x</a></p>'


def body_with(images: list[Any], documents: list[Any], works: list[Any]) -> list[Any]:
    """A body with everything in it that is read from the database."""
    return [
        *[("image", {"image": image, "caption": "x"}) for image in images],
        ("downloads", [{"document": document, "title": "x"} for document in documents]),
        *[("text", f'<p><a linktype="document" id="{document.pk}">x</a></p>') for document in documents],
        *[("text", link_to(work)) for work in works],
        ("related", works),
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_guide_with_everything_that_an_editor_can_add(site, code):
    guide = site.page(GuidePage, "Kert", code)

    def fill(first: int, last: int) -> str:
        fill_guide(site, guide, first, last)
        images, documents, guides = things_to_name(last)
        guide.steps.all().delete()
        add_children(
            guide,
            "steps",
            0,
            last,
            title="x",
            instruction=lambda number: link_to(guides[number]),
            tip=lambda number: link_to(guides[-number]),
            image=lambda number: images[number],
        )
        page = GuidePage.objects.get(pk=guide.pk)
        page.body = body_with(images, documents, guides)
        page.when_to_use = page.pitfalls = page.inclusion = link_to(guides[0])
        page.listing_image = images[0]
        page.save()
        return path_of(guide)

    assert costs(site, fill) == [16] * 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_case_study(site, code):
    story = site.page(CaseStudyPage, "Eset", code)

    def fill(first: int, last: int) -> str:
        add_children(story, "results", first, last, indicator="x", value=1)
        add_children(story, "costs", first, last, item="x", amount=1)
        add_children(story, "timeline", first, last, date="2023", text="x")
        guides = [pair(site, GuidePage, number) for number in range(first, last)]
        add_children(story, "guides", first, last, guide=lambda number: any_of(guides[number - first]))
        add_children(story, "topic_links", first, last, topic=lambda number: topics(last)[number])
        return path_of(story)

    assert costs(site, fill) == [13] * 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_community(site, code):
    community = site.page(CommunityPage, "Kör", code)

    def fill(first: int, last: int) -> str:
        guides = [pair(site, GuidePage, number) for number in range(first, last)]
        add_children(
            community,
            "offers",
            first,
            last,
            text="x",
            guide=lambda number: any_of(guides[number - first]),
            topic=lambda number: topics(last)[number],
        )
        add_children(community, "topic_links", first, last, topic=lambda number: topics(last)[number])
        for number in range(first, last):
            pair(site, CaseStudyPage, number, community=community, topics=tuple(topics(2)))
        return path_of(community)

    assert costs(site, fill) == [11] * 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_event(site, code):
    event = site.page(EventPage, "Vásár", code, community=site.page(CommunityPage, "Kör"))

    def fill(first: int, last: int) -> str:
        add_children(event, "topic_links", first, last, topic=lambda number: topics(last)[number])
        for number in range(first, last):
            pair(site, EventPage, number)
        return path_of(event)

    assert costs(site, fill) == [8] * 3


@pytest.mark.parametrize("model", [CaseStudyPage, CommunityPage, EventPage, NewsPage, StandardPage])
def test_photographs_files_and_links_cost_a_query_each(site, model):
    """Wherever on the page they are, and however many."""
    page = site.page(model, "Lap")
    plain = count_queries(path_of(page))

    def fill(first: int, last: int) -> str:
        for number in range(first, last):
            pair(site, GuidePage, number)
        images, documents, guides = things_to_name(last)
        changed = model.objects.get(pk=page.pk)
        changed.body = body_with(images, documents, [*guides, *[changed.get_parent()] * 2])
        changed.listing_image = images[0]
        changed.save()
        return path_of(page)

    assert costs(site, fill) == [plain + 3] * 3
    assert plain + 3 <= 16


@pytest.mark.parametrize(("model", "expected"), [(NewsPage, 7), (StandardPage, 7)])
def test_page_of_text(site, model, expected):
    page = site.page(model, "Hír", body=[("heading", "x"), ("text", "<p>x</p>")] * 12)
    english = site.page(model, "News", "en", page, body=[("text", "<p>x</p>")] * 12)
    assert count_queries(path_of(page)) == count_queries(path_of(english)) == expected


@pytest.mark.parametrize("code", LANGUAGES)
def test_standard_page_among_others(site, code):
    """In a section of its own, in both menus."""
    page = site.page(StandardPage, "Lap", code, body=[("text", "<p>x</p>")])

    def fill(first: int, last: int) -> str:
        for number in range(first, last):
            pair(site, StandardPage, number, show_in_menus=True)
            pair(site, StandardPage, number, show_in_footer=True)
            site.page(StandardPage, language_code=code, parent=page)
        return path_of(page)

    assert costs(site, fill) == [7] * 3


def test_a_page_deep_in_one_language_asks_once_more_for_where_the_other_is_nearest(site):
    pages = [site.page(StandardPage, "Lap")]
    for _level in range(4):
        pages.append(site.page(StandardPage, parent=pages[-1]))
    assert [count_queries(path_of(page)) for page in pages] == [7, 7, 8, 8, 8]


# --- lists ----------------------------------------------------------------------------------------------------------


def test_library(site):
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            pair(site, GuidePage, number, topics=tuple(topics(last)[:3]))

    filtered = "?topic=topic-0&topic=topic-1&time=75&people=30&setting=indoors&sort=newest"
    paths = addresses(site, GuideIndexPage, "", filtered)
    assert costs_of_all(paths, fill) == dict.fromkeys(paths, [9] * 3)


def test_list_of_case_studies(site):
    community = site.page(CommunityPage)

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            pair(
                site,
                CaseStudyPage,
                number,
                topics=tuple(topics(last)[:3]),
                community=community,
                county="zala",
            )

    filtered = "?topic=topic-0&topic=topic-1&status=story&county=zala"
    paths = addresses(site, CaseStudyIndexPage, "", filtered, "?topic=topic-0&county=vas")
    assert costs_of_all(paths, fill) == dict.fromkeys(paths, [9] * 3)


def test_list_of_communities(site):
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            guide = any_of(pair(site, GuidePage, number))
            for community in pair(site, CommunityPage, number).values():
                add_children(community, "offers", 0, 2, text="x", guide=guide, topic=topics(1)[0])

    paths = addresses(site, CommunityIndexPage, "", "?county=zala")
    assert costs_of_all(paths, fill) == dict.fromkeys(paths, [9] * 3)


def test_news_and_events(site):
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            pair(site, NewsPage, number)
            pair(site, EventPage, number)
            past = timezone.now() - dt.timedelta(days=9)
            pair(site, EventPage, number, start=past, end=past + dt.timedelta(hours=1))

    paths = addresses(site, NewsIndexPage)
    assert costs_of_all(paths, fill) == dict.fromkeys(paths, [9] * 3)


SEARCH = ("/hu/kereses/", "/en/search/")
SEARCHES = {
    "": [6] * 3,
    # What fills a page is not looked for in other words.
    "?q=guidepage": [17, 17, 8],
    "?q=guidepage&topic=topic-0&kind=guide&language=hu&sort=date": [15, 15, 6],
    "?q=guidepage+zzzz": [16] * 3,
    "?q=zzzz": [12] * 3,
    "?topic=topic-0": [6] * 3,
}


def test_search(site):
    """Beside these the search asks its engine."""
    promoted = Query.get("guidepage")

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            guide = any_of(pair(site, GuidePage, number, topics=tuple(topics(2))))
            pair(site, NewsPage, number, topics=tuple(topics(last)))
            Term.objects.create(key=f"term-{number}", name_hu=f"szó {number}", name_en=f"guidepage {number}")
            SearchPromotion.objects.create(query=promoted, page=guide, sort_order=number)
        index.rebuild()

    expected = {path + query: numbers for path in SEARCH for query, numbers in SEARCHES.items()}
    assert costs_of_all(expected, fill) == expected


def test_terms(site):
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            term = Term.objects.create(
                key=f"term-{number}", name_hu=f"szó {number}", name_en=f"word {number}"
            )
            TermSynonym.objects.create(term=term, language_code="hu", text="x")

    paths = addresses(site, TermIndexPage)
    assert costs_of_all(paths, fill) == dict.fromkeys(paths, [8] * 3)


@pytest.mark.parametrize("code", LANGUAGES)
def test_front_page(site, code):
    home = HomePage.objects.get(pk=site.homes[code].pk)
    home.case_study = site.page(CaseStudyPage, "Eset")
    home.save()

    def fill(first: int, last: int) -> str:
        add_children(home.case_study, "results", first, last, indicator="x", value=1)
        guides = [pair(site, GuidePage, number, topics=tuple(topics(2))) for number in range(first, last)]
        add_children(
            home, "featured_guides", first, last, guide=lambda number: any_of(guides[number - first])
        )
        for number in range(first, last):
            for community in pair(site, CommunityPage, number).values():
                add_children(community, "offers", 0, 2, text="x", guide=any_of(guides[number - first]))
            pair(site, CaseStudyPage, number, community=home.case_study.community)
            pair(site, EventPage, number)
            pair(site, StandardPage, number, show_in_menus=True)
        return f"/{code}/"

    assert costs(site, fill) == [14] * 3


@pytest.mark.parametrize(
    ("path", "budget"), [("/sitemap.xml", 3), ("/sitemap-hu-1.xml", 3), ("/llms.txt", 10)]
)
def test_what_crawlers_read(site, path, budget):
    def fill(first: int, last: int) -> str:
        for number in range(first, last):
            pair(site, GuidePage, number)
        return path

    assert costs(site, fill) == [budget] * 3


def test_lost_address(site, django_assert_num_queries):
    for number in range(24):
        pair(site, GuidePage, number, topics=tuple(topics(2)))
    client = Client()
    client.get("/hu/sehol/")
    with django_assert_num_queries(9):
        assert client.get("/hu/sehol/").status_code == 404


def test_a_restriction_costs_no_query_more(site):
    for number in range(3):
        pair(site, GuidePage, number)
    plain = count_queries("/hu/")
    for number in range(5):
        restrict(site.page(GuidePage, f"Rejtett {number}"))
    assert count_queries("/hu/") == plain
