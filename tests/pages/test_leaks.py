"""What not everybody may see is in no list, count, facet, related box, menu, sitemap and switcher.

The site is built once with everything that could leak: works of each type that are drafts, whose time has run out since
(no scheduler has come by), that are restricted, or that stand below a restricted page; in each language; and every
visible page that can name another work names all of them.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from communities.models import CommunityIndexPage, CommunityPage, Offer
from core.concepts import find_concepts
from core.translation.links import localized, visible_languages
from core.visibility import VisiblePageQuerySet
from home.models import EventPage, HomePage, NewsIndexPage, NewsPage, StandardPage
from linking.models import Permalink
from methodology.models import GuideIndexPage, GuidePage, Term, TermIndexPage, Topic
from search import index
from search.documents import list_all_works
from tests.linking.api.asking import read as read_api
from tests.linking.api.asking import read_all as read_all_api
from tests.small_site import (
    LANGUAGES,
    PARENTS,
    SmallSite,
    path_of,
    read,
    read_sitemap,
    restrict,
    row_titles,
    texts,
)

BUILT = dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)
NOW = BUILT + dt.timedelta(hours=2)
NEXT_WEEK = BUILT + dt.timedelta(days=7)
LAST_YEAR = BUILT - dt.timedelta(days=200)
SECRET = "Rejtett"
STATES = ("draft", "expired", "restricted", "below")
# In one language only. A restriction always holds in both.
LONE_STATES = ("draft", "expired")
WORKS = (GuidePage, CaseStudyPage, CommunityPage, NewsPage, EventPage, StandardPage)


class LeakySite:
    """Visible works by type and language, and what must not be seen."""

    def __init__(self, site: SmallSite) -> None:
        self.site = site
        self.visible: dict[tuple[type, str], Any] = {}
        self.hidden: dict[type, list[Any]] = {model: [] for model in WORKS}
        self.food = Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")
        self.sections = {}
        for model in dict.fromkeys(PARENTS.values()):
            for code in LANGUAGES:
                self.sections[model, code] = self._restricted_section(model, code)
        for model in (CommunityPage, GuidePage, CaseStudyPage, NewsPage, EventPage, StandardPage):
            self._make_works(model)
        self._name_everything()

    def _restricted_section(self, model: type, code: str) -> Any:
        kind = StandardPage if model is HomePage else model
        values = {
            "show_in_menus": True,
            "title": f"{SECRET} rész {code}",
            "slug": f"rejtett-resz-{model.__name__.lower()}",
        }
        page = self.site._add(self.site.homes[code], kind(**values), code, None, summary=f"{SECRET}.")
        restrict(page)
        return page

    def _make_works(self, model: type) -> None:
        original = None
        for code in LANGUAGES:
            self.visible[model, code] = original = self._make(model, f"Seen {code}", code, original)
        for state in STATES:
            original = None
            for code in LANGUAGES:
                original = self._hide(model, state, code, original)
        for state in LONE_STATES:
            for seen, hidden in (("hu", "en"), ("en", "hu")):
                page = self._make(model, f"Only {seen} {state}", seen)
                self._hide(model, state, hidden, page)

    def _hide(self, model: type, state: str, code: str, translation_of: Any) -> Any:
        values: dict[str, Any] = {}
        if state == "draft":
            values["live"] = False
        if state == "expired":
            values["expire_at"] = BUILT + dt.timedelta(hours=1)
        if state == "below":
            values["parent"] = self.sections[PARENTS[model], code]
        title = f"{SECRET} {model.__name__} {state} {code}"
        page = self._make(model, title, code, translation_of, summary=f"{SECRET}.", **values)
        if state == "restricted":
            restrict(page)
        self.hidden[model].append(page)
        return page

    def _make(self, model: type, title: str, code: str, translation_of: Any = None, **values: Any) -> Any:
        if model is EventPage:
            values |= {"start": NEXT_WEEK, "end": NEXT_WEEK + dt.timedelta(hours=1)}
        if model is CaseStudyPage:
            values |= {"community": self.visible[CommunityPage, code], "status": "story"}
        if model is StandardPage:
            values |= {"show_in_menus": True, "show_in_footer": True}
        topics = (self.food,) if hasattr(model, "topic_links") else ()
        page = self.site.page(model, title, code, translation_of, topics=topics, **values)
        if model is CaseStudyPage:
            page.guides.create(guide=self.visible[GuidePage, code])
            page.save()
        if model is CommunityPage:
            page.offers.set([Offer(locale=page.locale, text=f"Offer of {title}")])
            page.save()
        return page

    def _name_everything(self) -> None:
        hidden = self.hidden
        for code in LANGUAGES:
            guide = self.visible[GuidePage, code]
            for order, other in enumerate(hidden[GuidePage]):
                guide.related_guides.create(guide=other, sort_order=order)
                guide.next_guides.create(guide=other, sort_order=order)
            guide.body = [("related", [page for model in WORKS for page in hidden[model]])]
            guide.save()
            community = self.visible[CommunityPage, code]
            for order, other in enumerate(hidden[GuidePage], start=1):
                community.offers.add(
                    Offer(locale=community.locale, text="Plain", guide=other, sort_order=order)
                )
            community.save()
            home = HomePage.objects.get(pk=self.site.homes[code].pk)
            home.featured_guides.set(
                [
                    home.featured_guides.model(guide=page, sort_order=n)
                    for n, page in enumerate(hidden[GuidePage])
                ]
            )
            home.case_study = hidden[CaseStudyPage][0]
            home.save()
            # What an editor is changing just now is nobody else's business.
            seen = self.visible[NewsPage, code]
            seen.title = f"{SECRET} new title"
            seen.save_revision(clean=False)
            seen.refresh_from_db()

    def paths(self) -> list[str]:
        """Every page that everybody may see, and those that belong to no page."""
        pages = [*self.site.homes.values(), *self.site.indexes.values(), *self.visible.values()]
        found = [path_of(page) for page in pages]
        found += [f"{path}?from={code}" for path in found for code in LANGUAGES if f"/{code}/" not in path]
        lists = [*self.site.homes.values(), *self.site.indexes.values()]
        found += [f"{path_of(page)}feed.atom" for page in lists]
        found += [f"{path_of(page)}calendar.ics" for page in lists if page.has_calendar]
        keys = [page.translation_key for page in self.visible.values()]
        for code in Permalink.objects.filter(translation_key__in=keys).values_list("code", flat=True):
            address = f"http://localhost/p/{code}"
            found += [f"/p/{code}/card?lang={language}" for language in LANGUAGES]
            found += [f"/oembed?url={address}/{language}" for language in LANGUAGES]
        library = self.site.url(GuideIndexPage)
        found += [
            f"{library}?topic=food&time=90&people=12&setting=indoors",
            f"{library}?time=50",
            f"{library}?sort=newest",
        ]
        found += ["/hu/rejtett/", "/en/rejtett-guidepage-draft-en/", "/sitemap.xml", "/robots.txt"]
        found += ["/sitemap-hu-1.xml", "/sitemap-en-1.xml", "/llms.txt", "/murmurations.json"]
        found += [f"/oai?verb={verb}&metadataPrefix=oai_dc" for verb in ("ListRecords", "ListIdentifiers")]
        return found


@pytest.fixture(scope="module")
def leaky_of_module(django_db_setup, django_db_blocker) -> Iterator[LeakySite]:
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(BUILT, tick=False):
            leaky = LeakySite(SmallSite.make())
        yield leaky
        transaction.set_rollback(True)


@pytest.fixture
def leaky(leaky_of_module: LeakySite, db) -> Iterator[LeakySite]:
    with time_machine.travel(NOW, tick=False):
        yield leaky_of_module


def seen(*, own: str, name: str = "Seen") -> set[str]:
    """The titles of one type that a reader of the language `own` sees."""
    return {f"{name} {own}"} | {f"Only {code} {state}" for code in LANGUAGES for state in LONE_STATES}


# --- everywhere -----------------------------------------------------------------------------------------------------


def test_what_could_leak_is_there(leaky):
    assert {model: len(pages) for model, pages in leaky.hidden.items()} == dict.fromkeys(
        WORKS, 2 * len(STATES) + 2 * len(LONE_STATES)
    )
    with time_machine.travel(BUILT, tick=False):
        titles = row_titles(read(leaky.site.url(GuideIndexPage)))
        assert f"{SECRET} GuidePage expired hu" in titles
        assert not any(
            state in title for title in titles for state in ("draft hu", "restricted hu") if SECRET in title
        )


def test_nothing_hidden_is_named_or_linked_on_any_page(leaky):
    addresses = {path_of(page) for pages in leaky.hidden.values() for page in pages}
    leaks = []
    for path in leaky.paths():
        response = Client().get(path)
        assert response.status_code == (404 if "rejtett" in path else 200), path
        text = response.content.decode()
        text = text.replace('value="rejtett', "").replace('value="Rejtett', "")  # the words of a lost address
        leaks += [(path, SECRET) for _found in [1] if SECRET in text]
        leaks += [(path, address) for address in addresses if f'{address}"' in text or f"{address}<" in text]
    assert leaks == []


@pytest.mark.parametrize("state", STATES)
def test_hidden_pages_do_not_answer_with_their_content(leaky, state):
    client = Client()
    for pages in leaky.hidden.values():
        for page in pages:
            if f" {state} " not in page.title:
                continue
            response = client.get(path_of(page))
            assert page.summary not in response.content.decode()
            # Of what was once public the title is still told, unless it still is in the other language.
            is_gone = state == "expired" and response.status_code == 410
            assert (page.title in response.content.decode()) == is_gone
            if state == "expired" and not is_gone:
                assert client.get(response.url).status_code == 200
            elif not is_gone:
                assert response.status_code == (404 if state == "draft" else 302), page.title


# --- each list ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_library_lists_counts_and_facets_only_what_everybody_may_see(leaky, code):
    url = leaky.site.url(GuideIndexPage, code)
    page = read(url)
    titles = row_titles(page)
    assert (set(titles), len(titles)) == (seen(own=code), 5)
    counts = {link["href"]: texts(link, ".count")[0] for link in page.select("#filters a")}
    # One work is in both languages, two only in Hungarian, two only in English.
    chosen = ["time=60", "time=90", "time=120", "time=180", "time=240", "time=360", "time=480"]
    chosen += ["people=8", "people=12", "people=20", "people=40"]
    chosen += ["setting=indoors", "topic=food", "difficulty=easy"]
    assert counts == dict.fromkeys([f"?{each}" for each in chosen], "5") | {
        "?language=hu": "3",
        "?language=en": "3",
    }
    assert {texts(value, ".count")[0] for value in page.select("#filters .facet__value--empty")} == {"0"}
    assert set(row_titles(read(url, language=code))) == {
        f"Seen {code}",
        *(f"Only {code} {each}" for each in LONE_STATES),
    }
    assert len(row_titles(read(url, time=50))) == 5  # almost


@pytest.mark.parametrize("code", LANGUAGES)
def test_list_of_case_studies_is_only_what_everybody_may_see(leaky, code):
    page = read(leaky.site.url(CaseStudyIndexPage, code))
    titles = row_titles(page)
    assert (set(titles), len(titles)) == (seen(own=code), 5)
    for facet in ("topic", "status"):
        counts = texts(page, f'[aria-labelledby="facet-{facet}"] .count')
        assert sorted(counts) == sorted(["5", *["0"] * (len(counts) - 1)])


@pytest.mark.parametrize("code", LANGUAGES)
def test_list_of_communities_its_map_and_its_offers_are_only_what_everybody_may_see(leaky, code):
    page = read(leaky.site.url(CommunityIndexPage, code))
    titles = row_titles(page)
    assert (set(titles), len(titles)) == (seen(own=code), 5)
    assert [texts(tile, ".county-tile__count") for tile in page.select(".county-tile--filled")] == [["5"]]
    assert [texts(link, ".count") for link in page.select('[aria-labelledby="facet-county"] li')] == [["5"]]
    assert {text for text in texts(page, ".ads li > span") if text != "Plain"} == {
        f"Offer of {title}" for title in seen(own=code)
    }
    guides = {
        link.get_text()
        for link in page.select(".ads li")
        if link.select_one("span").get_text() == "Plain"
        for link in link.select("a")[1:]
    }
    # A guide that is hidden in the language of the link but not in the other one is a work that may be seen.
    assert guides == {f"Only {other} {state}" for other in LANGUAGES for state in LONE_STATES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_agenda_is_only_what_everybody_may_see(leaky, code):
    page = read(leaky.site.url(NewsIndexPage, code))
    for part in ("#upcoming", "#news"):
        titles = texts(page, f"{part} h3")
        assert (set(titles), len(titles)) == (seen(own=code), 5)
    with time_machine.travel(NEXT_WEEK + dt.timedelta(days=1), tick=False):
        assert set(texts(read(leaky.site.url(NewsIndexPage, code)), "#past h3")) == seen(own=code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_front_page_shows_and_counts_only_what_everybody_may_see(leaky, code):
    page = read(f"/{code}/")
    pictured = texts(page, ".frieze li a")
    assert (set(pictured), len(pictured)) == (seen(own=code), 5)
    # Chosen works that are hidden in one language only are shown in the other, in the editors' order.
    begin = [f"Only {other} {state}" for state in LONE_STATES for other in LANGUAGES]
    assert row_titles(page) == begin
    assert page.select(".case-teaser") == []
    assert {texts(link, ".count")[0] for link in page.select(".index-lists a")} == {"5"}
    assert texts(page, ".county-tile__count") == ["5"]
    assert set(texts(page, ".ads li > span")) <= {"Plain", *(f"Offer of {title}" for title in seen(own=code))}
    assert set(texts(page, ".agenda h3")) <= seen(own=code)
    if code == "en":
        assert "All 5 guides" in page.get_text()
        assert "All 5 communities" in page.get_text()


@pytest.mark.parametrize("code", LANGUAGES)
def test_guide_names_only_works_that_everybody_may_see(leaky, code):
    page = read(path_of(leaky.visible[GuidePage, code]))
    named = [f"Only {other} {state}" for state in LONE_STATES for other in LANGUAGES]
    assert row_titles(page) == [*row_titles(page, "#done"), *named, *named]
    done = row_titles(page, "#done")
    assert (set(done), len(done)) == (seen(own=code), 5)
    # Related works of a body are those that exist in its language.
    assert set(texts(page, "#body a")) == {f"Only {code} {state}" for state in LONE_STATES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_community_names_only_works_that_everybody_may_see(leaky, code):
    page = read(path_of(leaky.visible[CommunityPage, code]))
    done = row_titles(page, "#done")
    assert (set(done), len(done)) == (seen(own=code), 5)
    assert {link.get_text() for link in page.select(".ads a")} == {
        f"Only {other} {state}" for other in LANGUAGES for state in LONE_STATES
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_case_study_and_event_do_not_name_a_community_or_guide_that_is_hidden(leaky, code, state):
    def only_hidden(model: type) -> Any:
        """Hidden in every language."""
        return next(
            page
            for page in leaky.hidden[model]
            if f" {state} " in page.title and not localized([page], code, fallback=True)
        )

    community, guide = only_hidden(CommunityPage), only_hidden(GuidePage)
    story = leaky.site.page(CaseStudyPage, "Story", code, community=community)
    story.guides.create(guide=guide)
    story.save()
    event = leaky.site.page(EventPage, "Event", code, community=community)
    assert read(path_of(story)).select(".packet__facts a") == []
    assert read(path_of(event)).select(".packet__facts a") == []
    assert SECRET not in str(read(path_of(story))) + str(read(path_of(event)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_menus_hold_only_what_everybody_may_see(leaky, code):
    page = read(f"/{code}/")
    sections = [index.title for (_model, language), index in leaky.site.indexes.items() if language == code]
    lone = [f"Only {code} {state}" for state in LONE_STATES]
    assert texts(page, ".main-menu__long") == [*sections, f"Seen {code}", *lone]
    assert texts(page, "#menu li")[1:] == sections  # after the search
    # Behind them stands the page for partners, which is everybody's.
    assert texts(page, '[aria-labelledby="rules-title"] li')[:-1] == [f"Seen {code}", *lone]


def test_sitemap_holds_only_what_everybody_may_see(leaky):
    text = read_sitemap()
    visible = [*leaky.site.homes.values(), *leaky.site.indexes.values(), *leaky.visible.values()]
    lone = 2 * len(LONE_STATES) * len(WORKS)
    assert text.count("<loc>") == len(visible) + lone
    assert text.count("<xhtml:link") == 2 * len(visible)  # what is alone names no other language
    assert "rejtett" not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_lost_address_is_near_only_to_what_everybody_may_see(leaky, code):
    response = Client().get(f"/{code}/rejtett-guidepage-draft-{code}/")
    assert response.status_code == 404
    assert set(row_titles(BeautifulSoup(response.content, "html.parser"))) <= seen(own=code)


@pytest.mark.parametrize("state", LONE_STATES)
def test_a_text_whose_other_language_is_hidden_stands_alone(leaky, state):
    for seen_in, hidden_in in (("hu", "en"), ("en", "hu")):
        text = GuidePage.objects.get(title=f"Only {seen_in} {state}")
        page = read(path_of(text), **{"from": hidden_in})
        assert [link["hreflang"] for link in page.select("head link[rel=alternate][hreflang]")] == [seen_in]
        nearest = leaky.site.url(GuideIndexPage, hidden_in)
        assert [link["href"] for link in page.select(".languages a")] == [nearest]
        assert page.select_one(".notice")["lang"] == hidden_in


def test_the_readers_search_knows_only_works_that_everybody_may_see(leaky):
    visible = {str(page.translation_key) for page in leaky.visible.values()}  # lists are no works
    lone = {str(page.translation_key) for page in Page.objects.filter(title__startswith="Only ")}
    assert list_all_works() == visible | lone


def test_the_api_tells_only_what_everybody_may_see(leaky):
    index.rebuild()
    addresses = {path_of(page) for pages in leaky.hidden.values() for page in pages}
    visible = {title for own in LANGUAGES for title in seen(own=own)}
    for path in (
        *("/works?limit=50", "/works?limit=50&language=hu", "/works?limit=50&language=en&topic=food"),
        *("/search?q=rejtett&lang=en", "/search?topic=food", "/topics", "/terms"),
        *("/communities.geojson", "/communities.geojson?lang=en"),
    ):
        document = read_api(path)
        text = json.dumps(document, ensure_ascii=False)
        assert SECRET not in text, path
        assert [address for address in addresses if f'{address}"' in text] == [], path
        if path == "/works?limit=50":
            told = [each["fields"]["title"] for work in document["items"] for each in work["texts"]]
            assert (document["next"], len(told)) == (None, len(WORKS) * len(visible))
            assert set(told) == visible
    codes = set(Permalink.objects.values_list("code", flat=True)) - {
        work["code"] for work in read_api("/works?limit=50")["items"]
    }
    assert codes
    for code in codes:
        response = Client().get(f"/api/v1/works/{code}")
        assert response.status_code in (403, 404, 410)
        is_told = SECRET in response.content.decode()
        assert not is_told or response.status_code == 410  # the title of what has been public stays known


def test_changes_name_no_work_that_only_some_may_read(leaky):
    named = [change["title"] for change in read_all_api("/changes?limit=50")]
    assert any(title and "expired" in title for title in named)  # has been public, and is gone
    assert [title for title in named if title and ("restricted" in title or "draft" in title)] == [
        title for title in named if title and "Only" in title and "draft" in title
    ]
    assert not [title for title in named if title and "new title" in title]


# --- when it changes ------------------------------------------------------------------------------------------------


def test_a_restriction_holds_at_once_and_for_everything_below(site):
    guide = site.page(GuidePage, "Kert")
    library = site.url(GuideIndexPage)
    assert row_titles(read(library)) == ["Kert"]
    restrict(guide)
    assert row_titles(read(library)) == []
    guide.view_restrictions.all().delete()
    assert row_titles(read(library)) == ["Kert"]
    restrict(site.indexes[GuideIndexPage, "hu"])
    assert row_titles(read("/hu/")) == []
    assert "Modszertar hu" not in read("/hu/").get_text()
    assert "Kert" not in Client().get("/hu/kert/").content.decode()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_work_restricted_in_one_language_is_gone_in_both(site, code):
    texts_of = {"hu": site.page(GuidePage, "Kert")}
    texts_of["en"] = site.page(GuidePage, "Garden", "en", translation_of=texts_of["hu"])
    restrict(texts_of[code])
    for language_code in LANGUAGES:
        assert row_titles(read(site.url(GuideIndexPage, language_code))) == []
        assert Client().get(path_of(texts_of[language_code])).status_code == 302
    assert visible_languages(GuidePage.objects.get(pk=texts_of["hu"].pk)) == []
    assert path_of(texts_of["en"]) not in read_sitemap()


def test_a_page_expires_at_its_minute_although_no_scheduler_comes_by(site):
    with time_machine.travel(BUILT, tick=False):
        guide = site.page(GuidePage, "Kert", expire_at=BUILT + dt.timedelta(minutes=10))
    path, library = path_of(guide), site.url(GuideIndexPage)
    with time_machine.travel(BUILT + dt.timedelta(minutes=9), tick=False):
        assert row_titles(read(library)) == ["Kert"]
        assert Client().get(path).status_code == 200
    with time_machine.travel(BUILT + dt.timedelta(minutes=10), tick=False):
        assert row_titles(read(library)) == []
        assert Client().get(path).status_code == 410
        assert path not in read_sitemap()


def test_terms_of_a_hidden_term_base_have_no_address(site):
    Term.objects.create(key="permaculture", name_hu="permakultúra", name_en="permaculture")
    assert [set(concept.urls) for concept in find_concepts("term")] == [{"hu", "en"}]
    TermIndexPage.objects.filter(pk=site.indexes[TermIndexPage, "hu"].pk).update(live=False)
    assert [set(concept.urls) for concept in find_concepts("term")] == [{"en"}]
    restrict(site.indexes[TermIndexPage, "en"])
    assert [set(concept.urls) for concept in find_concepts("term")] == [set()]


def test_a_restriction_hides_only_its_own_branch(site):
    """Paths are compared in whole: 00010002 is no ancestor of 000100020003's cousin 00010020."""
    pages = [site.page(GuidePage, f"Guide {number}") for number in range(40)]
    restrict(pages[0])
    left = VisiblePageQuerySet(GuidePage).visible_to_everyone().order_by("path")
    assert list(left) == pages[1:]


def test_a_restriction_by_group_or_password_hides_as_well(site):
    for kind, values in (("password", {"password": "titok"}), ("groups", {}), ("login", {})):
        guide = site.page(GuidePage, kind)
        PageViewRestriction.objects.create(page=guide, restriction_type=kind, **values)
    assert row_titles(read(site.url(GuideIndexPage))) == []
