"""What is private is in no result, count, facet or file of the index, in either language. First it is made public."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from communities.models import CommunityPage
from methodology.models import GuidePage
from search import index
from search.documents import list_all_works
from search.engines.base import Engine
from search.models import PendingChange
from tests.search.library import Library, ask, titles


def unpublish(page: GuidePage) -> None:
    page.unpublish()


def restrict(page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")


def restrict_parent(page: GuidePage) -> None:
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page.get_parent().pk), restriction_type="login"
    )


def restrict_to_groups(page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="groups")


def expire(page: GuidePage) -> None:
    page.expire_at = timezone.now() - dt.timedelta(seconds=1)
    page.save()


def move_below_a_restricted_page(page: GuidePage) -> None:
    closed = GuidePage.objects.get(title="Zárt polc")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")


def delete(page: GuidePage) -> None:
    page.delete()


WAYS = [
    unpublish,
    restrict,
    restrict_parent,
    restrict_to_groups,
    expire,
    move_below_a_restricted_page,
    delete,
]


def content_of(search_file) -> bytes:
    return b"".join(name.read_bytes() for name in search_file.parent.glob("search.sqlite3*"))


@pytest.fixture
def secret(library: Library) -> GuidePage:
    """A guide that everybody may see, two levels deep, in Hungarian; one below it; and one that stays public."""
    food, water = library.topic("food", "Élelmiszer"), library.topic("water", "Víz")
    library.guide("Zárt polc", summary="Polc")
    shelf = library.guide("Polc", summary="Polc")
    page = library.guide("Titkosvirág kert", parent=shelf, topics=(water,), summary="Titkosvirág")
    library.guide("Titkosvirág gyermeke kert", parent=page, topics=(water,), summary="Titkosvirág")
    library.guide("Nyilvános kert", topics=(food,), summary="Nyilvános")
    return page


@pytest.mark.parametrize("hide", WAYS)
def test_a_hidden_hungarian_page_is_nowhere(
    library: Library, secret: GuidePage, engine: Engine, hide: Callable
) -> None:
    assert ask("titkosvirág").result.total_direct == 2
    assert ask("titkosvirgá").corrected == "titkosvirág"
    assert ask("kert").result.counts["topic"] == {"food": 1, "water": 2}
    child = GuidePage.objects.get(title="Titkosvirág gyermeke kert")
    with library.commit():
        hide(secret)
        if hide in (unpublish, expire):  # these hold for the page alone
            hide(GuidePage.objects.get(pk=child.pk))
    assert titles(ask("kert")) == ["Nyilvános kert"]
    assert titles(ask("titkosvirág")) == []
    assert titles(ask('"titkosvirág kert"')) == []
    assert ask("titkosvirgá").corrected == ""
    assert titles(ask("", filters={"topic": ("water",)})) == []
    assert ask("kert").result.counts["topic"] == {"food": 1}
    assert ask("kert").result.counts["kind"] == {"guide": 1}
    assert engine.list_works() == list_all_works()


@pytest.mark.parametrize("hide", [unpublish, restrict, expire, delete])
def test_a_hidden_english_page_is_nowhere_in_a_work_that_stays(
    library: Library, engine: Engine, hide: Callable
) -> None:
    guide = library.guide("Nyilvános kert", summary="Nyilvános")
    # A restriction and an expiry hold for the work in all languages, so the English text here is a work of its own then.
    english = library.guide(
        "Secretflower garden",
        "en",
        translation_of=None if hide in (restrict, expire) else guide,
        summary="Secretflower",
    )
    assert ask("secretflower").result.total == 1
    with library.commit():
        hide(english)
    assert titles(ask("secretflower")) == []
    assert titles(ask("garden")) == []
    assert titles(ask("kert")) == ["Nyilvános kert"]
    assert ask("kert").result.counts["language"] == {"hu": 1}
    assert engine.list_works() == list_all_works() == {str(guide.translation_key)}


def test_a_page_that_expires_by_itself_is_nowhere(library: Library, secret: GuidePage) -> None:
    soon = timezone.now() + dt.timedelta(minutes=5)
    with library.commit():
        for page in GuidePage.objects.filter(title__startswith="Titkosvirág"):
            page.expire_at = soon
            page.save()
    assert ask("titkosvirág").result.total_direct == 2
    assert ask("titkosvirgá").corrected == "titkosvirág"
    with time_machine.travel(soon, tick=False):
        assert titles(ask("titkosvirág")) == []
        assert ask("titkosvirgá").corrected == ""
        assert titles(ask("kert")) == ["Nyilvános kert"]
        assert ask("kert").result.counts["topic"] == {"food": 1}


def test_a_draft_beside_a_live_page_is_not_indexed(library: Library) -> None:
    guide = library.guide("Nyilvános kert")
    guide.title = guide.summary = "Titkosvirág"
    with library.commit():
        guide.save_revision()
        library.guide("Titkosvirág vázlata", live=False)
    assert titles(ask("titkosvirág")) == []


def test_the_results_page_tells_nothing_about_hidden_pages(
    library: Library, secret: GuidePage, client: Client
) -> None:
    before = client.get("/hu/kereses/", {"q": "titkosvirág"}).content.decode()
    assert "gyermeke" in before
    with library.commit():
        restrict(secret)
    for parameters in ({"q": "titkosvirág"}, {"topic": "water"}, {"q": "kert"}, {}):
        page = client.get("/hu/kereses/", parameters).content.decode()
        assert "gyermeke" not in page
        assert "Titkosvirág kert" not in page


def test_a_private_contact_address_is_not_in_the_index(library: Library, search_file) -> None:
    page = CommunityPage(
        title="Kertbarát kör", summary="Kör", contact_email="titkos@example.org", settlement="Alsóbodzás"
    )
    for field in CommunityPage._meta.get_fields():
        if getattr(field, "choices", None) and not field.has_default() and not field.blank:
            setattr(page, field.name, field.choices[0][0])
    page.live = False
    page.full_clean = lambda *args, **kwargs: None
    library.page(page, "hu")
    type(page).objects.filter(pk=page.pk).update(live=True)
    from search import index
    from search.models import PendingChange, Scope

    PendingChange.objects.create(scope=Scope.WORK, key=str(page.translation_key))
    index.work_off()
    assert titles(ask("kertbarát")) == ["Kertbarát kör"]
    assert b"titkos@example.org" not in content_of(search_file)
    assert titles(ask("titkos")) == []


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def each_engine(request: pytest.FixtureRequest) -> None:
    """The site on one engine after the other."""
    if request.param == "elasticsearch":
        request.getfixturevalue("on_elasticsearch")


def test_a_word_that_the_index_has_not_forgotten_yet_is_no_correction(
    each_engine: None, library: Library
) -> None:
    hidden = library.guide("Titkob")
    library.guide("Titkok")
    assert ask("titkox").corrected == "titkob"
    restrict(hidden)  # and the index hears of it later
    assert PendingChange.objects.exists()
    assert ask("titkox").corrected == "titkok"
    assert index.work_off().error == ""
    assert ask("titkox").corrected == "titkok"
    assert ask("titkobb").corrected == ""
