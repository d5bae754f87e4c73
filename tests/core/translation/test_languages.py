"""The languages of a page, and a list of works in one language: only texts that everybody may see, in few queries."""

import datetime as dt
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.translation.links import language_links, localized, reader_language, visible_languages
from methodology.models import GuidePage
from tests.factories import (
    CaseStudyPageFactory,
    GuidePageFactory,
    reloaded,
    send_for_translation,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", slug="vetomagcsere")


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture
def english(hungarian: Any) -> Any:
    return translate(hungarian, {"title": "Seed swap"})


def links(page: Any) -> list[tuple[str, str, bool]]:
    return [(link.code, link.url, link.current) for link in language_links(reloaded(page))]


def expire(page: Any) -> None:
    page = Page.objects.get(pk=page.pk)
    page.expire_at = timezone.now() - dt.timedelta(minutes=1)
    page.save()


def restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


class TestLinks:
    def test_a_page_in_both_languages_has_two(self, hungarian: Any, english: Any) -> None:
        both = [("hu", "/hu/modszertar/vetomagcsere/", True), ("en", "/en/en-modszertar/seed-swap/", False)]
        assert links(hungarian) == both
        assert links(english) == [(code, url, not current) for code, url, current in both]

    def test_a_draft_is_no_language_of_a_page(self, hungarian: Any) -> None:
        send_for_translation(hungarian)
        assert [code for code, _url, _current in links(hungarian)] == ["hu"]

    def test_a_page_written_in_english_only_has_one(self, home: Any) -> None:
        assert [code for code, _url, _current in links(GuidePageFactory(language="en"))] == ["en"]

    @pytest.mark.parametrize("withdraw", [expire, restrict, lambda page: page.unpublish()])
    def test_what_not_everybody_may_see_is_no_language(
        self, hungarian: Any, english: Any, withdraw: Any
    ) -> None:
        withdraw(reloaded(english))
        assert "en" not in [code for code, _url, _current in links(hungarian)]

    def test_a_restricted_section_hides_its_language(self, hungarian: Any, english: Any) -> None:
        restrict(english.get_parent())
        assert links(hungarian) == []

    def test_they_name_full_addresses(self, hungarian: Any, english: Any) -> None:
        full = [link.full_url for link in language_links(reloaded(hungarian))]
        assert full == [
            "http://localhost/hu/modszertar/vetomagcsere/",
            "http://localhost/en/en-modszertar/seed-swap/",
        ]

    def test_they_cost_one_query_and_are_remembered(
        self, hungarian: Any, english: Any, django_assert_num_queries: Any
    ) -> None:
        page = reloaded(hungarian)
        language_links(page)
        page = reloaded(hungarian)
        with django_assert_num_queries(1):
            visible_languages(page)
            visible_languages(page)

    def test_a_plain_page_has_them_too(self, hungarian: Any, english: Any) -> None:
        assert len(language_links(Page.objects.get(pk=hungarian.pk))) == 2


class TestLocalized:
    def test_gives_texts_in_the_given_order(self, home: Any) -> None:
        guides = [GuidePageFactory(title=f"{number}. útmutató") for number in (1, 2, 3)]
        for number in (3, 1):
            translate(guides[number - 1], {"title": f"Guide {number}"})
        assert [page.title for page in localized([guides[2], guides[1], guides[0]], "en")] == [
            "Guide 3",
            "Guide 1",
        ]

    def test_gives_the_other_language_where_it_may(self, hungarian: Any, english: Any) -> None:
        only_hungarian = GuidePageFactory(title="Csak magyarul")
        found = localized([only_hungarian, english], "en", fallback=True)
        assert [page.title for page in found] == ["Csak magyarul", "Seed swap"]
        assert [page.title for page in localized([english, only_hungarian], "hu")] == [
            "Vetőmagcsere",
            "Csak magyarul",
        ]

    @pytest.mark.parametrize("fallback", [False, True])
    def test_gives_nothing_that_not_everybody_may_see(self, home: Any, fallback: bool) -> None:
        works = [GuidePageFactory(title=title) for title in ("lejárt", "zárt", "visszavont", "látható")]
        for work in works:
            translate(work, {"title": f"{work.title} (en)"})
        draft = GuidePageFactory(live=False)
        expire(works[0])
        restrict(works[1])
        reloaded(works[2]).unpublish()
        assert [page.title for page in localized([*works, draft], "hu", fallback)] == ["látható"]
        assert [page.title for page in localized([*works, draft], "en", fallback)] == ["látható (en)"]

    def test_takes_pages_of_several_types_and_plain_pages(self, hungarian: Any, english: Any) -> None:
        case = CaseStudyPageFactory(title="Magcsere Alsóbodzáson")
        plain = [Page.objects.get(pk=page.pk) for page in (case, hungarian)]
        assert localized(plain, "hu") == [case, hungarian]
        assert [type(page).__name__ for page in localized(plain, "hu")] == ["CaseStudyPage", "GuidePage"]

    def test_an_empty_list_asks_nothing(self, db: None, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            assert localized([], "hu") == []

    @pytest.mark.parametrize("number", [1, 3, 24])
    def test_a_list_of_one_type_costs_one_query(
        self, hungarian: Any, english: Any, number: int, django_assert_num_queries: Any
    ) -> None:
        pages = [*_rows(hungarian, number - 1), GuidePage.objects.get(pk=hungarian.pk)]
        localized(pages, "hu")
        with django_assert_num_queries(1):
            texts = localized(pages, "hu")
            assert [(page.language_code, page.title) for page in texts][-1] == ("hu", "Vetőmagcsere")
        assert len(texts) == number

    @pytest.mark.parametrize("number", [1, 3, 24])
    def test_a_list_of_two_types_costs_two_queries(
        self, hungarian: Any, number: int, django_assert_num_queries: Any
    ) -> None:
        pages = [*_rows(hungarian, number), CaseStudyPageFactory()]
        localized(pages, "hu")
        with django_assert_num_queries(2):
            assert len(localized(pages, "hu")) == number + 1


def _rows(guide: Any, number: int) -> list[GuidePage]:
    """Guides like this one, as rows alone: what is tested is how many are read, not how they are made."""
    library = Page.objects.get(pk=guide.get_parent().pk)
    made = []
    for place in range(number):
        copy = GuidePage(
            title=f"Másolat {place}",
            slug=f"masolat-{place}",
            summary="Miről szól.",
            goal="Egy terv.",
            when_to_use="<p>Ha kell.</p>",
            **{name: getattr(guide, name) for name in ("duration_min", "duration_max", "settings")},
            group_size_min=5,
            group_size_max=20,
        )
        made.append(library.add_child(instance=copy))
    return made


class TestWhereTheReaderCameFrom:
    def language(self, page: Any, query: str) -> str:
        return reader_language(RequestFactory().get(f"/?{query}"), reloaded(page))

    def test_a_reader_without_a_text_of_their_own_reads_in_their_language(self, hungarian: Any) -> None:
        assert self.language(hungarian, "from=en") == "en"

    def test_where_the_text_exists_in_their_language_it_counts_for_nothing(
        self, hungarian: Any, english: Any
    ) -> None:
        assert self.language(hungarian, "from=en") == "hu"

    @pytest.mark.parametrize(
        "query", ["", "from=", "from=de", "from=%00", "from=hu", "from=en'--", "other=en"]
    )
    def test_unknown_values_are_ignored(self, hungarian: Any, query: str) -> None:
        assert self.language(hungarian, query) == "hu"
