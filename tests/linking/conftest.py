"""An empty site in two languages, and small libraries to import into it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Locale, Page, Site

from casestudies.models import CaseStudyIndexPage
from communities.models import CommunityIndexPage
from home.models import HomePage, NewsIndexPage
from methodology.models import GuideIndexPage, TermIndexPage
from tests.linking.folders import GUIDE_EN, GUIDE_HU, TOPICS, Folder
from tests.standing import standing, without_background_work

HOME_KEY = "1a2f7a86-f6b9-4e00-9acd-bbbd2c8b4764"
INDEXES = {
    GuideIndexPage: ("modszertar", "methods"),
    CaseStudyIndexPage: ("esettanulmanyok", "case-studies"),
    CommunityIndexPage: ("kozossegek", "communities"),
    NewsIndexPage: ("hirek", "news"),
    TermIndexPage: ("szakkifejezesek", "glossary"),
}


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """A search index and a media folder that only this test uses."""
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'search.sqlite3'}"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="module")
def empty_site_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """Front pages and index pages in both languages."""
    with standing(django_db_blocker):
        with without_background_work():
            site = _make_site()
        yield site


@pytest.fixture
def site(empty_site_of_module: Site, db: None) -> Site:
    """The same, read afresh."""
    return Site.objects.get(pk=empty_site_of_module.pk)


def _make_site() -> Site:
    hungarian = Locale.objects.get(language_code="hu")
    english, _created = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    home = HomePage(
        title="Kezdőlap",
        slug="kezdolap",
        summary="Összegzés.",
        headline="Cím",
        lead="Lead",
        locale=hungarian,
        translation_key=HOME_KEY,
    )
    root.add_child(instance=home)
    english_home = HomePage(
        title="Home",
        slug="home-en",
        summary="Summary.",
        headline="Headline",
        lead="Lead",
        locale=english,
        translation_key=HOME_KEY,
    )
    root.add_child(instance=english_home)
    for model, (hungarian_slug, english_slug) in INDEXES.items():
        index = model(title=hungarian_slug, slug=hungarian_slug, summary="Lista.", locale=hungarian)
        home.add_child(instance=index)
        english_home.add_child(
            instance=model(
                title=english_slug,
                slug=english_slug,
                summary="List.",
                locale=english,
                translation_key=index.translation_key,
            )
        )
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    return site


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty library folder."""
    return Folder(tmp_path / "library")


@pytest.fixture
def library(folder: Folder) -> Folder:
    """A guide in two languages, with everything a guide may have, and its topics."""
    folder.write("topics.yaml", TOPICS)
    folder.write("guides/vetomagcsere/hu.md", GUIDE_HU)
    folder.write("guides/vetomagcsere/en.md", GUIDE_EN)
    return folder
