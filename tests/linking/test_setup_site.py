"""The pages that every site has: made once, from the project's own files, and left alone afterwards."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from core.translation.staleness import is_stale
from home.models import HomePage, StandardPage
from linking.library.sites import set_up_site
from methodology.models import GuideIndexPage
from tests.linking.folders import Folder, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(settings: Any) -> None:
    settings.BASE_URL = "https://kka.example.org"
    set_up_site()


def test_site_has_its_pages_in_both_languages(ready: None) -> None:
    site = Site.objects.get()
    assert (site.hostname, site.port, site.site_name) == (
        "kka.example.org",
        443,
        "Kisközösségek Átalakulásban",
    )
    assert isinstance(site.root_page.specific, HomePage)
    assert site.root_page.locale.language_code == "hu"
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"hu", "en"}
    menus = {
        code: [
            page.title
            for page in Page.objects.live().in_menu().filter(locale__language_code=code).order_by("path")
        ]
        for code in ("hu", "en")
    }
    assert menus["hu"] == [
        "Módszertár",
        "Esettanulmányok",
        "Közösségek",
        "Hírek és események",
        "A programról",
    ]
    assert menus["en"][:4] == ["Methods", "Case studies", "Communities", "News and events"]
    assert GuideIndexPage.objects.get(locale__language_code="en").url_path.endswith("/methods/")
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    works = HomePage.objects.count(), StandardPage.objects.count(), Page.objects.filter(live=False).count()
    assert works == (2, 12, 0)
    for source in StandardPage.objects.filter(locale__language_code="hu"):
        assert not is_stale(
            StandardPage.objects.get(translation_key=source.translation_key, locale__language_code="en"),
            source,
        )


def test_second_time_changes_nothing(ready: None) -> None:
    before = rows()
    set_up_site()
    assert rows() == before


def test_what_editors_have_changed_or_deleted_stays_so(ready: None) -> None:
    home = HomePage.objects.get(locale__language_code="hu")
    home.lead = "Ahogy a szerkesztő írta."
    home.save_revision().publish()
    contact = StandardPage.objects.get(slug="kapcsolat")
    contact.delete()
    StandardPage.objects.get(slug="good-practice").delete()
    StandardPage.objects.get(slug="adatvedelem").unpublish()
    before = rows()
    set_up_site()
    assert rows() == before


def test_site_that_begins_elsewhere_stays_so(ready: None) -> None:
    site = Site.objects.get()
    site.root_page = StandardPage.objects.get(slug="kapcsolat")
    site.save()
    lines: list[str] = []
    set_up_site(progress=lines.append)
    assert Site.objects.get().root_page.slug == "kapcsolat"
    assert "the site begins at “Kapcsolat”, which editors have chosen; it stays so" in lines


def test_welcome_page_that_somebody_uses_stays(settings: Any) -> None:
    welcome = Page.objects.get(depth=2)
    welcome.add_child(instance=Page(title="Valami", slug="valami"))
    set_up_site()
    assert Site.objects.get().root_page == welcome
    assert Page.objects.filter(pk=welcome.pk).exists()


def test_command_says_what_it_did(db: None) -> None:
    said = StringIO()
    call_command("setup_site", stdout=said)
    call_command("setup_site", stdout=said)
    assert said.getvalue() == "Site: 24 pages made\nSite: nothing is missing\n"


def test_before_it_no_work_has_a_place(library: Folder) -> None:
    (library.root / "guides/vetomagcsere/en.md").unlink()
    assert library.problems() == [
        "guides/vetomagcsere/hu.md:1: There is no page that may hold a methodology guide: run setup_site first."
    ]
