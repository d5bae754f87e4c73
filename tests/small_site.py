"""A small site for tests of the reader's pages: it is made row by row, so a test says all that is on it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from communities.models import CommunityIndexPage, CommunityPage
from core.models import BasePage
from home.models import EventPage, HomePage, NewsIndexPage, NewsPage, StandardPage
from linking.models import Permalink
from methodology.models import GuideIndexPage, GuidePage, TermIndexPage, Topic
from tests.standing import standing, without_background_work

LANGUAGES = ("hu", "en")

INDEXES: dict[type[BasePage], tuple[str, str]] = {
    GuideIndexPage: ("modszertar", "library"),
    CaseStudyIndexPage: ("esetek", "cases"),
    CommunityIndexPage: ("kozossegek", "communities"),
    NewsIndexPage: ("hirek", "news"),
    TermIndexPage: ("szakszavak", "terms"),
}
PARENTS: dict[type[BasePage], type[BasePage]] = {
    GuidePage: GuideIndexPage,
    CaseStudyPage: CaseStudyIndexPage,
    CommunityPage: CommunityIndexPage,
    NewsPage: NewsIndexPage,
    EventPage: NewsIndexPage,
    StandardPage: HomePage,
}
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

REQUIRED: dict[type[BasePage], dict[str, Any]] = {
    GuidePage: {
        "goal": "A group has it at the end",
        "when_to_use": "<ul><li>Whenever it helps</li></ul>",
        "duration_min": 60,
        "duration_max": 90,
        "group_size_min": 5,
        "group_size_max": 40,
        "settings": ["indoors"],
    },
    CaseStudyPage: {"started": "2024", "situation": "<p>It was raining.</p>"},
    CommunityPage: {
        "settlement": "Alsóbodzás",
        "county": "zala",
        "how_it_began": "<p>Over a fence.</p>",
    },
    EventPage: {
        "start": NOON + dt.timedelta(days=30),
        "end": NOON + dt.timedelta(days=30, hours=2),
        "place": "House of culture",
        "organiser": "The circle",
    },
    NewsPage: {"date": NOON.date()},
    StandardPage: {},
}


def add(parent: Page, page: Any) -> Any:
    """`page` below `parent`, whatever has been added there since `parent` was read."""
    with without_background_work():
        return Page.objects.get(pk=parent.pk).add_child(instance=page)


@dataclass
class SmallSite:
    """Front pages and lists in both languages; `page` adds works."""

    homes: dict[str, HomePage] = field(default_factory=dict)
    indexes: dict[tuple[type[BasePage], str], Any] = field(default_factory=dict)
    made: int = 0

    @classmethod
    def make(cls) -> "SmallSite":
        site = cls()
        root = Page.objects.get(depth=1)
        for child in root.get_children():
            child.specific.delete()
        Permalink.objects.all().delete()  # else the addresses would stay theirs
        Site.objects.all().delete()
        for code in LANGUAGES:
            home = HomePage(
                title=f"Front page {code}",
                slug=f"front-{code}",
                headline="Take it. Try it.",
                lead="All of it here.",
            )
            site.homes[code] = site._add(root, home, code, site.homes.get("hu"), summary="The front page.")
        Site.objects.create(hostname="localhost", port=80, root_page=site.homes["hu"], is_default_site=True)
        for model, slugs in INDEXES.items():
            for code, slug in zip(LANGUAGES, slugs, strict=True):
                site.indexes[model, code] = site._add(
                    site.homes[code],
                    model(title=f"{slug.title()} {code}", slug=slug, show_in_menus=True),
                    code,
                    site.indexes.get((model, "hu")),
                    summary="A list.",
                )
        return site

    def _add(self, parent: Page, page: Any, code: str, translation_of: Any, **values: Any) -> Any:
        page.locale = Locale.objects.get_or_create(language_code=code)[0]
        if translation_of is not None:
            page.translation_key = translation_of.translation_key
        for name, value in values.items():
            setattr(page, name, value)
        return add(parent, page)

    def page(
        self,
        model: type[BasePage],
        title: str = "",
        language_code: str = "hu",
        translation_of: Any = None,
        parent: Page | None = None,
        topics: tuple[Topic, ...] = (),
        **values: Any,
    ) -> Any:
        """A live page of a type with every required field."""
        self.made += 1
        title = title or f"{model.__name__} {self.made}"
        page = model(title=title, slug=f"work-{self.made}")
        for topic in topics:
            page.topic_links.create(topic=topic)
        if parent is None:
            index = PARENTS[model]
            parent = self.homes[language_code] if index is HomePage else self.indexes[index, language_code]
        if model is CaseStudyPage and "community" not in values:
            values["community"] = self.page(CommunityPage, language_code=language_code)
        defaults = {
            "summary": f"Summary of {title}.",
            "first_published_at": timezone.now(),
            "last_published_at": timezone.now(),
        }
        return self._add(
            parent, page, language_code, translation_of, **{**defaults, **REQUIRED[model], **values}
        )

    def url(self, model: type[BasePage], code: str = "hu") -> str:
        return path_of(self.indexes[model, code])


def path_of(page: Page) -> str:
    """The path of a page on its host."""
    return Page.objects.get(pk=page.pk).relative_url(Site.objects.get())


def restrict(page: Page) -> None:
    """Nobody without an account may see the page and what is below it."""
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def read(path: str, **parameters: Any) -> BeautifulSoup:
    """The page that a reader gets; anything but 200 fails."""
    response = Client(headers={"host": "localhost"}).get(path, parameters)
    assert response.status_code == 200, (path, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def read_sitemap() -> str:
    """All files that the sitemap names, one behind the other."""
    index = Client().get("/sitemap.xml").content.decode()
    paths = re.findall(r"<loc>http://localhost(.+?)</loc>", index)
    return "".join(Client().get(path).content.decode() for path in paths)


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """What stands in the elements that a CSS selector finds, with single spaces."""
    return [" ".join(found.get_text(" ").replace("\u00ad", "").split()) for found in page.select(selector)]


def row_titles(page: BeautifulSoup, within: str = "main") -> list[str]:
    """The titles of the works in the lists of a part of the page, in order."""
    return texts(page, f"{within} .work-row h3")


def refusals(page: BasePage, is_draft: bool = False) -> dict[str, str]:
    """What an editor is told about a page before it is saved, by field; no database is asked.

    A draft may lack what a public page must have.
    """
    errors: dict[str, Any] = {}
    relations = {field.name for field in page._meta.concrete_fields if field.is_relation}
    try:
        page.clean_fields(exclude={"path", "depth", "url_path", "translation_key", *relations})
    except ValidationError as error:
        errors |= {name: " ".join(messages) for name, messages in error.message_dict.items()}
    found = page.find_mistakes() | ({} if is_draft else page.find_gaps())
    return errors | {name: str(message) for name, message in found.items() if name not in errors}


@pytest.fixture(scope="module")
def site_of_module(django_db_setup, django_db_blocker) -> Iterator[SmallSite]:
    """The empty site, made once for all tests of a file; each test's own pages are rolled back."""
    with standing(django_db_blocker):
        yield SmallSite.make()


@pytest.fixture
def site(site_of_module: SmallSite, db) -> SmallSite:
    return replace(site_of_module)
