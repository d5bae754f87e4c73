"""A work in other formats: at its permalink with a suffix, by what a program accepts, and only while everybody may see it."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage
from home.models import EventPage, NewsPage, StandardPage
from linking.formats.registry import BY_SUFFIX, FORMATS
from methodology.models import GuideIndexPage, GuidePage
from tests.linking.permalinks.pages import permalink_of, publish
from tests.small_site import path_of, read, restrict

SUFFIXES = sorted(BY_SUFFIX)
# What a citation asks is the same for every work; the others tell the whole text.
QUERIES = {"bib": 2, "ris": 2, "csl.json": 2, "md": 16, "json": 12}
QUERIES_WHERE_KNOWN = {"bib": 1, "ris": 1, "csl.json": 1, "md": 2, "json": 2}


def ask(path: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost", **headers}).get(path)


def address(page: Page, language_code: str = "hu", suffix: str = "bib") -> str:
    return f"/p/{permalink_of(page).code}/{language_code}.{suffix}"


@pytest.mark.parametrize(
    "model", [GuidePage, CaseStudyPage, CommunityPage, NewsPage, EventPage, StandardPage]
)
def test_every_kind_of_work_has_every_format(site, model):
    page = site.page(model, "Kerti kör")
    code = permalink_of(page).code
    for each in FORMATS:
        response = ask(address(page, suffix=each.suffix))
        assert response.status_code == 200
        assert response["Content-Type"] == each.content_type
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Link"] == f'<http://localhost/p/{code}>; rel="cite-as"'
        assert response["Content-Disposition"] == f'inline; filename="kka-{code}-hu.{each.suffix}"'
        assert "Kerti kör" in response.content.decode()
        said = f"permalink: {code}\n" if each.suffix == "md" else f"http://localhost/p/{code}/hu/1"
        assert said in response.content.decode()


def test_each_language_has_its_own_and_a_missing_one_leads_to_the_other(site):
    both = site.page(GuidePage, "Kert")
    site.page(GuidePage, "Garden", "en", translation_of=both)
    assert json.loads(ask(address(both, "en", "csl.json")).content)[0]["title"] == "Garden"
    only = site.page(GuidePage, "Only", "en")
    response = ask(address(only, "hu", "ris"))
    assert (response.status_code, response.url) == (302, f"http://localhost{address(only, 'en', 'ris')}")


def test_the_version_goes_up_with_the_text(site):
    page = site.page(GuidePage, "Kert")
    publish(page, summary="Más.")
    assert json.loads(ask(address(page, suffix="csl.json")).content)[0]["version"] == "2"
    first = read(f"/p/{permalink_of(page).code}/hu/1")
    assert f"/p/{permalink_of(page).code}/hu/1" in first.select_one(".fold__reference").get_text()


@pytest.mark.parametrize("suffix", ["md", "json"])
def test_what_names_others_changes_with_them(site, suffix):
    named = site.page(GuidePage, "Rejtett kert")
    page = site.page(GuidePage, "Kert", body=[("related", [named])])
    page.related_guides.create(guide=named)
    page.save()
    where = address(page, suffix=suffix)
    first = ask(where)
    said = named.slug if suffix == "md" else named.title
    assert said in first.content.decode()
    restrict(named)
    again = ask(where, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert said not in again.content.decode()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_list_and_a_front_page_have_them_too(site, suffix):
    for page in (site.indexes[GuideIndexPage, "hu"], site.homes["en"]):
        publish(page)
        assert ask(address(page, page.language_code, suffix)).status_code == 200


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_who_has_it_already_hears_so_in_one_query_or_two(site, suffix):
    page = site.page(GuidePage, "Kert")
    where = address(page, suffix=suffix)
    first = ask(where)
    with CaptureQueriesContext(connection) as captured:
        again = ask(where, if_none_match=first["ETag"])
    assert (again.status_code, again.content, len(captured)) == (304, b"", QUERIES_WHERE_KNOWN[suffix])
    with CaptureQueriesContext(connection) as captured:
        ask(where)
    assert len(captured) == QUERIES[suffix]
    publish(page, title="Más kert")
    changed = ask(where, if_none_match=first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


# --- by what a program accepts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("each", FORMATS, ids=SUFFIXES)
def test_a_permalink_leads_to_what_a_program_accepts(site, each):
    page = site.page(GuidePage, "Kert")
    code = permalink_of(page).code
    for path in (f"/p/{code}/hu", f"/p/{code}"):
        response = ask(path, accept=f"{each.media_type}, text/html;q=0.5", accept_language="hu")
        assert (response.status_code, response.url) == (302, each.url(code, "hu"))
        assert response["Vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "application/x-bibtex;q=0.1, text/html",
        "rubbish",
        "a/b",
    ],
)
def test_everybody_else_gets_the_page(site, accept):
    page = site.page(GuidePage, "Kert")
    headers = {"accept": accept} if accept else {}
    assert ask(f"/p/{permalink_of(page).code}/hu", **headers).url == path_of(page)


# --- on the page ----------------------------------------------------------------------------------------------------


def test_the_page_names_them_in_its_head_in_its_header_and_in_the_box(site):
    page = site.page(GuidePage, "Kert", authors="Kertbarát Kör")
    code = permalink_of(page).code
    response = ask(path_of(page))
    links = response["Link"]
    assert f'<http://localhost/p/{code}>; rel="cite-as"' in links
    assert '<https://creativecommons.org/licenses/by-sa/4.0/>; rel="license"' in links
    shown = read(path_of(page))
    for each in FORMATS:
        url = each.url(code, "hu")
        assert f'<{url}>; rel="alternate"; type="{each.media_type}"' in links
        assert shown.select_one(f'head link[rel=alternate][type="{each.media_type}"]')["href"] == url
        assert shown.select_one(f'.fold__formats a[href="{url}"]').get_text() == str(each.label)
    assert shown.select_one(".fold__reference").get_text().startswith("Kertbarát Kör: Kert. ")


def test_a_list_names_none(site):
    response = ask(site.url(GuideIndexPage))
    assert "cite-as" not in response.headers.get("Link", "")


# --- what is not public ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("code", ["hu", "en"])
def test_what_not_everybody_may_see_is_in_no_format(site, suffix, code):
    page = site.page(GuidePage, "Secret garden", code)
    where = address(page, code, suffix)
    assert "Secret garden" in ask(where).content.decode()

    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert ask(where).status_code == 410
    Page.objects.filter(pk=page.pk).update(expire_at=None, live=False)
    assert ask(where).status_code == 410
    Page.objects.filter(pk=page.pk).update(live=True)
    assert ask(where).status_code == 200

    restrict(page)
    response = ask(where)
    assert response.status_code == 302
    assert "/_util/login/" in response.url
    assert "Secret garden" not in response.content.decode()
    assert ask(where, accept="application/x-bibtex").status_code == 302


def test_a_draft_of_a_public_text_is_in_no_format(site):
    page = site.page(GuidePage, "Kert")
    page.title = "Titkos kert"
    page.save_revision()
    for suffix in SUFFIXES:
        assert "Titkos" not in ask(address(page, suffix=suffix)).content.decode()


@pytest.mark.parametrize(
    "path", ["/p/ZZZZZZ/hu.bib", "/p/%00/hu.bib", "/p/ABC234/de.bib", "/p/ABC234/hu.exe", "/p/ő/hu.ris"]
)
def test_what_never_was_is_not_found(site, path):
    assert ask(path).status_code == 404


def test_nothing_can_be_written(site):
    page = site.page(GuidePage, "Kert")
    assert Client().post(address(page)).status_code == 405
