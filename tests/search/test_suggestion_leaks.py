"""What is private is not suggested: no title, synonym or topic, in either language, on either engine. First it is public."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from methodology.models import GuidePage, TermIndexPage
from search.engines import current_engine
from search.models import PendingChange
from tests.search.elasticsearch_node import own_address
from tests.search.library import Library
from tests.search.test_leaks import (
    WAYS,
    delete,
    expire,
    restrict,
    restrict_parent,
    restrict_to_groups,
    unpublish,
)

HOLDS_FOR_THE_PAGE_ALONE = (unpublish, expire)


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def library(request: pytest.FixtureRequest, search_file: Any, settings: Any, library: Library) -> Library:
    """The site, indexed by each engine in turn."""
    if request.param == "elasticsearch":
        settings.SEARCH_URL = own_address()
        current_engine().reset()
    return library


@pytest.fixture
def suggested(client: Client) -> Callable[..., list[str]]:
    """All that the answer says, beside what was typed."""

    def suggested(text: str, language_code: str = "hu") -> list[str]:
        path = {"hu": "/hu/kereses/javaslatok/", "en": "/en/search/suggestions/"}[language_code]
        response = client.get(path, {"q": text})
        assert response.status_code == 200
        return [each["label"] for each in json.loads(response.content)["suggestions"]]

    return suggested


@pytest.fixture(params=["hu", "en"])
def language_code(request: pytest.FixtureRequest) -> str:
    """Of the pages that are hidden, and in the test of the reader in turn."""
    return request.param


@pytest.fixture
def secret(library: Library, language_code: str) -> GuidePage:
    """A guide that everybody may see, two levels deep; one below it; both of a topic that nothing else has."""
    food, water = (
        library.topic("food", "Titkos étel", "Secret food"),
        library.topic("water", "Titkos víz", "Secret water"),
    )
    library.guide("Zárt polc", language_code)
    shelf = library.guide("Polc", language_code)
    page = library.guide("Titkos secret virág", language_code, parent=shelf, topics=(water,))
    library.guide("Titkos secret gyermek", language_code, parent=page, topics=(water,))
    library.guide("Nyilvános titkos secret", language_code, topics=(food,))
    return page


def hide_with_child(hide: Callable, secret: GuidePage) -> None:
    child = GuidePage.objects.get(title="Titkos secret gyermek")
    hide(secret)
    if hide in HOLDS_FOR_THE_PAGE_ALONE:
        hide(GuidePage.objects.get(pk=child.pk))


@pytest.mark.parametrize("is_behind", [False, True], ids=["up to date", "behind"])
@pytest.mark.parametrize("hide", WAYS)
def test_a_hidden_page_is_not_suggested(
    library: Library, secret: GuidePage, suggested: Callable, hide: Callable, is_behind: bool
) -> None:
    everything = {"Titkos secret virág", "Titkos secret gyermek", "Nyilvános titkos secret"}
    for code, topics in (("hu", {"Titkos étel", "Titkos víz"}), ("en", {"Secret food", "Secret water"})):
        assert set(suggested({"hu": "titkos", "en": "secret"}[code], code)) == everything | topics
    if is_behind:
        hide_with_child(hide, secret)
        assert PendingChange.objects.exists()
    else:
        with library.commit():
            hide_with_child(hide, secret)
        assert not PendingChange.objects.exists()
    assert suggested("titkos") == ["Titkos étel", "Nyilvános titkos secret"]
    assert suggested("secret", "en") == ["Secret food", "Nyilvános titkos secret"]
    for code in ("hu", "en"):
        for text in ("gyerm", "virag", "titkos gy", "virágok", "viz", "wat"):
            assert suggested(text, code) == [], text


@pytest.mark.parametrize("is_behind", [False, True], ids=["up to date", "behind"])
@pytest.mark.parametrize("hide", [unpublish, delete])
@pytest.mark.parametrize(("kept", "hidden"), [("hu", "en"), ("en", "hu")])
def test_a_hidden_text_is_not_suggested_of_a_work_that_stays(
    library: Library, suggested: Callable, hide: Callable, kept: str, hidden: str, is_behind: bool
) -> None:
    # Unpublishing the source takes its translations along, so what is hidden is the translation.
    page = library.guide("Nyilvános kert", kept)
    other = library.guide("Titkos secret", hidden, translation_of=page)
    assert suggested("titkos") == suggested("titkos", "en") == ["Titkos secret"]
    if is_behind:
        hide(other)
    else:
        with library.commit():
            hide(other)
    for code in ("hu", "en"):
        assert suggested("titkos", code) == []
        assert suggested("secr", code) == []
        assert suggested("nyil", code) == ["Nyilvános kert"]


def test_a_work_leads_to_no_text_that_is_hidden(library: Library, client: Client) -> None:
    page = library.guide("Public garden", "en")
    other = library.guide("Titkos kert", "hu", translation_of=page)
    address = {"path": "/hu/kereses/javaslatok/", "data": {"q": "publi"}}
    assert "titkos" in client.get(**address).content.decode().lower()
    unpublish(other)  # and the index does not know yet
    (found,) = json.loads(client.get(**address).content)["suggestions"]
    assert (found["url"], found["note"]) == ("/en/public-garden/?from=hu", "csak angolul")
    assert "titkos" not in client.get(**address).content.decode().lower()


def test_a_page_that_expires_by_itself_is_not_suggested(
    library: Library, secret: GuidePage, suggested: Callable
) -> None:
    soon = timezone.now() + dt.timedelta(minutes=5)
    with library.commit():
        for page in GuidePage.objects.filter(title__startswith="Titkos"):
            page.expire_at = soon
            page.save()
    assert len(suggested("titkos")) == 5
    with time_machine.travel(soon, tick=False):
        assert suggested("titkos") == ["Titkos étel", "Nyilvános titkos secret"]
        assert suggested("secret", "en") == ["Secret food", "Nyilvános titkos secret"]


def test_a_draft_is_not_suggested(library: Library, suggested: Callable) -> None:
    guide = library.guide("Nyilvános kert")
    guide.title = "Titkos kert"
    with library.commit():
        guide.save_revision()
        library.guide("Titkos vázlat", live=False, topics=(library.topic("water", "Titkos víz"),))
    assert suggested("titkos") == []
    assert suggested("kert") == ["Nyilvános kert"]


@pytest.mark.parametrize("hide", [unpublish, restrict, restrict_parent, restrict_to_groups, expire])
def test_terms_of_a_hidden_term_base_are_not_suggested(
    library: Library, suggested: Callable, hide: Callable
) -> None:
    term = library.term("secret", "titkos szó", "secret word")
    with library.commit():
        term.synonyms.create(language_code="hu", text="rejtett szó")
        term.save()
    assert suggested("titk") == ["titkos szó"]
    assert suggested("rejt") == ["rejtett szó"]
    assert suggested("secr", "en") == ["secret word"]
    with library.commit():
        for page in TermIndexPage.objects.all():
            hide(Page.objects.get(pk=page.pk).specific)
    for code in ("hu", "en"):
        for text in ("titk", "rejt", "secr", "szavak"):
            assert suggested(text, code) == []
