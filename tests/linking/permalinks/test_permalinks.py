"""A work's code leads to it for good: whatever its pages are called, wherever they stand, whoever may see them."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management.sql import emit_post_migrate_signal
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage
from core.models.base_page import TAKEN_BY_WORK
from home.models import EventPage, NewsPage, StandardPage
from linking.models import Permalink, PublicAddress, PublicVersion
from linking.permalinks import records
from methodology.models import GuideIndexPage, GuidePage
from tests.linking.permalinks.pages import permalink_of, publish
from tests.small_site import path_of, read, restrict, texts

BEGIN = ("linking", "0002_permalinks")


def ask(path: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost", **headers}).get(path)


def code_of(page: Page) -> str:
    return permalink_of(page).code


def numbers(page: Any) -> list[int]:
    versions = PublicVersion.objects.filter(
        permalink__translation_key=page.translation_key, language_code=page.locale.language_code
    )
    return list(versions.values_list("number", flat=True))


# --- codes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "model", [GuidePage, CaseStudyPage, CommunityPage, NewsPage, EventPage, StandardPage]
)
def test_a_work_of_any_kind_has_one_code_for_both_languages(site, model):
    hungarian = site.page(model, "Kert")
    english = site.page(model, "Garden", "en", translation_of=hungarian)
    code = code_of(hungarian)
    assert ask(f"/p/{code}", accept_language="hu").url == path_of(hungarian)
    assert ask(f"/p/{code}", accept_language="en").url == path_of(english)
    assert ask(f"/p/{code}?lang=en", accept_language="hu").url == path_of(english)
    assert ask(f"/p/{code}?lang=xx", accept_language="hu").url == path_of(hungarian)
    assert ask(f"/p/{code}/hu", accept_language="en").url == path_of(hungarian)
    assert ask(f"/p/{code}/en").url == path_of(english)
    assert "Accept-Language" in ask(f"/p/{code}")["Vary"]
    assert f"http://localhost/p/{code}" in read(path_of(english)).select_one("main").get_text()


def test_a_work_in_one_language_is_given_in_that_one_and_says_so(site):
    guide = site.page(GuidePage, "Kert")
    code = code_of(guide)
    assert ask(f"/p/{code}/en").url == f"{path_of(guide)}?from=en"
    assert ask(f"/p/{code}?people=12", accept_language="en").url == f"{path_of(guide)}?from=en&people=12"


def test_a_code_may_be_typed_in_any_way(site):
    guide = site.page(GuidePage, "Kert")
    code = code_of(guide)
    for typed in (code.upper(), f"{code[:3]}-{code[3:]}", f" {code} ", f"{code}/"):
        assert ask(f"/p/{typed}", accept_language="hu").url == path_of(guide)


def test_an_unknown_code_is_told_from_a_typing_mistake(site):
    guide = site.page(GuidePage, "Kert")
    code = code_of(guide)
    mistyped = code[:-1] + next(each for each in "bcdf" if each != code[-1])
    response = ask(f"/p/{mistyped}/en")
    assert response.status_code == 404
    assert "There is a mistake in it." in response.content.decode()
    Permalink.objects.all().delete()
    response = ask(f"/p/{code}/en")
    assert response.status_code == 404
    assert "It was never given out" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/p/",
        "/p/%00",
        "/p/x/de",
        "/p/x/hu/0",
        "/p/x/hu/-1",
        "/p/x/hu/99999999999999999999",
        "/p/" + "x" * 500,
        "/p/é/hu/1",
    ],
)
def test_nonsense_is_not_found(site, path):
    assert ask(path).status_code == 404


def test_a_draft_has_no_code(site):
    site.page(GuidePage, "Piszkozat", live=False)
    titles = PublicVersion.objects.values_list("title", flat=True)
    assert "Piszkozat" not in titles


# --- what was public and is not -------------------------------------------------------------------------------------


def test_a_work_that_is_gone_says_what_it_was_and_what_follows_it(site):
    guide = site.page(GuidePage, "Kert")
    other = site.page(GuidePage, "Nagyobb kert")
    code, address = code_of(guide), path_of(guide)
    Permalink.objects.filter(code=code).update(
        successor=Permalink.objects.get(translation_key=other.translation_key)
    )
    GuidePage.objects.get(pk=guide.pk).unpublish()
    for path in (f"/p/{code}/hu", address, f"/p/{code}/hu/1"):
        response = ask(path)
        page = response.content.decode()
        assert response.status_code == 410
        assert "Kert" in page
        assert f'href="{path_of(other)}"' in page
    publish(guide)
    assert ask(f"/p/{code}/hu").url == address
    GuidePage.objects.get(pk=guide.pk).delete()
    assert ask(f"/p/{code}/hu").status_code == ask(address).status_code == 410
    assert not PublicVersion.objects.filter(permalink__code=code, content__isnull=False).exists()


def test_a_page_that_was_never_public_says_nothing(site):
    guide = site.page(GuidePage, "Titkos", live=False)
    address = path_of(guide)
    assert ask(address).status_code == 404
    GuidePage.objects.get(pk=guide.pk).delete()
    response = ask(address)
    assert response.status_code == 404
    assert "Titkos" not in response.content.decode()


def test_a_restricted_work_asks_to_sign_in_and_its_text_of_then_is_no_version(site):
    guide = site.page(GuidePage, "Kert")
    code = code_of(guide)
    section = Page.objects.get(pk=guide.pk).get_parent()
    restrict(section)
    publish(guide, title="Belső kert")
    for path in (f"/p/{code}/hu", f"/p/{code}/hu/1"):
        response = ask(path)
        assert response.status_code == 302
        assert "login" in response.url
    assert numbers(guide) == [1]
    section.view_restrictions.all().delete()
    assert numbers(guide) == [1, 2]
    section.view_restrictions.create(restriction_type="login")
    publish(guide, title="Megint belső")
    publish(guide, title="Nyílt kert")
    section.view_restrictions.all().delete()
    assert "Megint belső" not in PublicVersion.objects.values_list("title", flat=True)
    assert numbers(guide) == [1, 2, 3]


def test_a_page_that_is_deleted_with_its_restriction_was_never_public(site):
    closed = site.page(StandardPage, "Zárt", live=False)
    restrict(closed)
    inner = site.page(StandardPage, "Benti", parent=closed)
    publish(closed)
    addresses = [path_of(closed), path_of(inner)]
    Page.objects.get(pk=closed.pk).delete()
    assert not PublicVersion.objects.filter(title__in=["Zárt", "Benti"]).exists()
    assert [ask(address).status_code for address in addresses] == [404, 404]


def test_an_expired_work_is_gone(site):
    guide = site.page(GuidePage, "Kert")
    code = code_of(guide)
    GuidePage.objects.filter(pk=guide.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert ask(f"/p/{code}/hu").status_code == 410


# --- addresses ------------------------------------------------------------------------------------------------------


def test_every_address_that_a_page_had_leads_to_it_at_once(site):
    guide = site.page(GuidePage, "Kert")
    addresses = [path_of(guide)]
    for slug in ("kiskert", "nagykert", "kert-ujra"):
        guide = publish(guide, slug=slug)
        addresses.append(path_of(guide))
    for address in addresses[:-1]:
        response = ask(f"{address}?people=12")
        assert (response.status_code, response.url) == (301, f"{addresses[-1]}?people=12")
        assert response["Cache-Control"] == "no-cache"
    guide = publish(guide, slug="kiskert")
    assert ask(addresses[1]).status_code == 200
    assert ask(addresses[0]).url == ask(addresses[-1]).url == addresses[1]


def test_a_branch_takes_its_old_addresses_along(site):
    above = site.page(StandardPage, "Fent")
    below = site.page(StandardPage, "Lent", parent=above)
    other = site.page(StandardPage, "Másutt")
    addresses = [path_of(below)]
    publish(above, slug="legfelul")
    addresses.append(path_of(below))
    Page.objects.get(pk=above.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    addresses.append(path_of(below))
    assert len(set(addresses)) == 3
    assert [ask(address).url for address in addresses[:2]] == [addresses[2]] * 2
    assert ask(addresses[2]).status_code == 200


def test_pages_that_leave_a_restricted_place_are_on_record(site):
    closed, other = site.page(StandardPage, "Zárt"), site.page(StandardPage, "Nyitott")
    restrict(closed)
    inner = site.page(StandardPage, "Benti", parent=closed)
    below = site.page(StandardPage, "Lejjebb", parent=inner)
    assert not Permalink.objects.filter(translation_key=below.translation_key).exists()
    Page.objects.get(pk=inner.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    address = path_of(below)
    assert ask(f"/p/{code_of(below)}/hu").url == address
    publish(inner, slug="mashogy")
    assert ask(address).url == path_of(below)


def test_an_address_that_was_public_is_given_to_no_other_work(site):
    guide = site.page(GuidePage, "Kert")
    slug = guide.slug
    publish(guide, slug="maskert")
    second = site.page(GuidePage, "Másik")
    second.slug = slug
    with pytest.raises(ValidationError) as refused:
        second.save()
    assert refused.value.message_dict == {"slug": [str(TAKEN_BY_WORK)]}
    assert not second.can_move_to(Page.objects.get(pk=guide.pk).get_parent())
    guide = GuidePage.objects.get(pk=guide.pk)
    guide.slug = slug  # its own
    guide.save()


def test_nor_by_renaming_or_moving_what_is_above(site):
    above = site.page(StandardPage, "Fent")
    below = site.page(StandardPage, "Lent", parent=above)
    other = site.page(StandardPage, "Másutt")
    same = site.page(StandardPage, "Ugyanott", parent=other)
    StandardPage.objects.filter(pk=same.pk).update(slug=below.slug, url_path=f"{other.url_path}{below.slug}/")
    publish(above, slug="regi")
    other = StandardPage.objects.get(pk=other.pk)
    other.slug = above.slug
    assert "slug" in other.find_mistakes()


# --- versions -------------------------------------------------------------------------------------------------------


def test_a_version_stays_as_it_was(site):
    guide = site.page(GuidePage, "Kert", summary="Egy kert")
    guide = publish(guide, summary="Egy kis kert", steps=[guide.steps.model(title="Ásás", minutes=20)])
    guide = publish(guide, title="Kertek", summary="Két kert", steps=[])
    code = code_of(guide)
    assert numbers(guide) == [1, 2, 3]
    old = read(f"/p/{code}/hu/2")
    assert texts(old, "h1") == ["Kert"]
    assert "Egy kis kert" in old.get_text()
    assert "Ásás" in old.get_text()
    assert "2. változat" in texts(old, ".notice")[0]
    assert old.select_one(".notice a")["href"] == path_of(guide)
    assert old.select_one("meta[name=robots]")["content"] == "noindex"
    assert old.select_one("link[rel=canonical]")["href"] == f"http://localhost{path_of(guide)}"
    assert texts(read(path_of(guide)), "h1") == ["Kertek"]
    assert ask(f"/p/{code}/hu/4").status_code == 404


def test_publishing_the_same_again_is_no_new_version(site):
    guide = publish(site.page(GuidePage, "Kert"))
    before = numbers(guide)
    guide = publish(guide, slug="mashol")
    GuidePage.objects.get(pk=guide.pk).unpublish()
    publish(guide)
    assert numbers(guide) == before


def test_a_version_that_was_withdrawn_is_gone_and_the_work_stays(site):
    guide = site.page(GuidePage, "Kert")
    guide = publish(guide, title="Kertek")
    code = code_of(guide)
    PublicVersion.objects.filter(permalink__code=code, number=1).update(
        withdrawn_at=timezone.now(), content=None
    )
    response = ask(f"/p/{code}/hu/1")
    assert response.status_code == 410
    assert f'href="{path_of(guide)}"' in response.content.decode()
    assert ask(f"/p/{code}/hu/2").status_code == 200


@pytest.mark.django_db
def test_no_private_field_is_kept(site):
    site.page(CommunityPage, "Falu", contact_email="titkos@pelda.hu")
    assert "titkos@pelda.hu" not in str(list(PublicVersion.objects.values_list("content", flat=True)))


def test_pages_of_before_get_theirs_with_the_migration(site):
    guide = site.page(GuidePage, "Kert")
    Permalink.objects.all().delete()
    assert not PublicAddress.objects.exists()
    emit_post_migrate_signal(0, False, "default", plan=[])
    assert not Permalink.objects.exists()
    (migration,) = [each for key, each in MigrationLoader(None).disk_migrations.items() if key == BEGIN]
    emit_post_migrate_signal(0, False, "default", plan=[(migration, False)])
    assert Permalink.objects.count() > 5
    assert numbers(guide) == [1]
    first = PublicVersion.objects.get(title="Kert")
    assert first.published_at == GuidePage.objects.get(pk=guide.pk).last_published_at
    assert records.record_missing() == 0


def test_pages_that_were_there_before_the_site_that_shows_them_have_addresses(site):
    page = site.page(GuidePage, "Kert")
    site.page(GuidePage, "Garden", "en", translation_of=page)
    Site.objects.all().delete()
    PublicAddress.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=site.homes["hu"], is_default_site=True)
    assert {"/hu/", "/en/", path_of(page), site.url(GuideIndexPage), site.url(GuideIndexPage, "en")} <= set(
        PublicAddress.objects.values_list("path", flat=True)
    )
    publish(page, slug="mas")
    assert ask("/hu/modszertar/work-1/").url == path_of(page)


def test_a_page_without_an_address_on_record_gets_it_with_the_next_migration(site):
    page = site.page(GuidePage, "Kert")
    PublicAddress.objects.filter(path=path_of(page)).delete()
    assert records.record_missing() == 1
    assert PublicAddress.objects.filter(path=path_of(page)).exists()
