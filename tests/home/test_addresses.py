"""Addresses that belong to no page: `/`, 400, 404, 500; and what pages say of their languages."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import HomePage, StandardPage
from home.refusals import bad_request, server_error
from methodology.models import GuideIndexPage, GuidePage
from tests.small_site import PARENTS, path_of, read, restrict, row_titles, texts

# --- / --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("", "/hu/"),
        ("en", "/en/"),
        ("en-GB,en;q=0.9,hu;q=0.8", "/en/"),
        ("hu-HU,hu;q=0.9,en;q=0.8", "/hu/"),
        ("de,fr;q=0.9", "/hu/"),
        ("de,en;q=0.5", "/en/"),
        ("hu;q=0.2,en;q=0.3", "/en/"),
        ("*", "/hu/"),
        ("nonsense;;;q=x,\x80", "/hu/"),
        ("x" * 10_000, "/hu/"),
    ],
)
def test_root_leads_to_the_readers_language(site, header, target):
    response = Client(headers={"accept-language": header}).get("/")
    assert (response.status_code, response["Location"]) == (302, target)
    assert "Accept-Language" in response["Vary"]


def test_a_page_below_a_language_does_not_depend_on_the_browser(site):
    response = Client(headers={"accept-language": "en"}).get("/hu/")
    assert response.status_code == 200
    assert "Accept-Language" not in response.get("Vary", "")
    assert response["Content-Language"] == "hu"


# --- languages of a page --------------------------------------------------------------------------------------------


def test_hreflang_and_canonical_name_only_texts_that_exist(site):
    both = site.page(GuidePage, "Mindkettő")
    english = site.page(GuidePage, "Both", "en", translation_of=both)
    only = site.page(GuidePage, "Csak magyarul")

    def links(page):
        found = read(path_of(page)).select("head link[rel=alternate][hreflang], head link[rel=canonical]")
        return [(link["rel"][0], link.get("hreflang"), link["href"]) for link in found]

    def address(page):
        return f"http://localhost{path_of(page)}"

    assert sorted(links(both), key=str) == sorted(
        [
            ("canonical", None, address(both)),
            ("alternate", "hu", address(both)),
            ("alternate", "en", address(english)),
        ],
        key=str,
    )
    assert links(only) == [("canonical", None, address(only)), ("alternate", "hu", address(only))]


def test_switcher_leads_to_the_other_text_or_to_the_nearest_list(site):
    both = site.page(GuidePage, "Mindkettő")
    english = site.page(GuidePage, "Both", "en", translation_of=both)
    only = site.page(GuidePage, "Csak magyarul")
    assert [link["href"] for link in read(path_of(both)).select(".languages a")] == [path_of(english)]
    library = site.url(GuideIndexPage, "en")
    assert [link["href"] for link in read(path_of(only)).select(".languages a")] == [library]


def test_a_draft_translation_is_no_language_of_the_page(site):
    hungarian = site.page(GuidePage, "Kert")
    site.page(GuidePage, "Garden", "en", translation_of=hungarian, live=False)
    page = read(path_of(hungarian))
    assert [link["hreflang"] for link in page.select("head link[rel=alternate][hreflang]")] == ["hu"]
    assert [link["href"] for link in page.select(".languages a")] == [site.url(GuideIndexPage, "en")]


# --- ?from= ---------------------------------------------------------------------------------------------------------


def test_a_reader_from_the_other_language_is_told_and_shown_the_way_back(site):
    guide = site.page(GuidePage, "Csak magyarul")
    page = read(path_of(guide), **{"from": "en"})
    notice = page.select_one(".notice")
    assert notice["lang"] == "en"
    assert "This page exists only in Hungarian so far." in notice.get_text()
    assert notice.a["href"] == "/en/"
    assert page.html["lang"] == "hu"
    assert page.select_one("link[rel=canonical]")["href"] == f"http://localhost{path_of(guide)}"


def test_a_hungarian_reader_of_an_english_page_is_told_in_hungarian(site):
    guide = site.page(GuidePage, "Only in English", "en")
    notice = read(path_of(guide), **{"from": "hu"}).select_one(".notice")
    assert notice["lang"] == "hu"
    assert notice.a["href"] == "/hu/"


@pytest.mark.parametrize("value", ["", "hu", "de", "EN", "en ", "<script>", "en\x00", "x" * 10_000, "１"])
def test_unknown_values_of_from_are_ignored(site, value):
    page = read(path_of(site.page(GuidePage, "Csak magyarul")), **{"from": value})
    assert page.select(".notice") == []


def test_from_is_ignored_where_the_text_exists_in_that_language(site):
    hungarian = site.page(GuidePage, "Kert")
    site.page(GuidePage, "Garden", "en", translation_of=hungarian)
    assert read(path_of(hungarian), **{"from": "en"}).select(".notice") == []


# --- 400, 404 and 500 -----------------------------------------------------------------------------------------------


def lost(path: str):
    response = Client().get(path, follow=True)
    assert response.status_code == 404
    return BeautifulSoup(response.content, "html.parser")


def test_404_searches_for_the_words_of_the_address_and_shows_the_nearest_guides(site):
    for title in ("Time bank", "Community compost", "Compost heap", "Seed swap", "Open space"):
        site.page(GuidePage, title, "en")
    page = lost("/en/library/community-komposting/")
    assert page.select_one("input[name=q]")["value"] == "community komposting"
    assert len(page.select("input[name=q]")) == 1
    near = row_titles(page)
    assert len(near) == 3
    assert near[0] == "Community compost"
    assert "Compost heap" in near
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert site.url(GuideIndexPage, "en") in {link["href"] for link in page.select("main a")}


@pytest.mark.parametrize(
    ("path", "language_code"),
    [
        ("/en/nowhere/", "en"),
        ("/hu/sehol/", "hu"),
        ("/nowhere", "hu"),
        ("/de/nirgendwo/", "hu"),
        ("/admin2/x/", "hu"),
    ],
)
def test_404_speaks_the_language_of_the_address(site, path, language_code):
    page = lost(path)
    assert page.html["lang"] == language_code
    assert page.select_one(".brand")["href"] == f"/{language_code}/"


@pytest.mark.parametrize(
    "path",
    [
        "/en/%00/",
        "/en/a%00b/",
        "/en/%FF%FE/",
        "/en/%E0%A4%A/",
        "/en/" + "x" * 10_000 + "/",
        "/en/" + "x/" * 3_000,
        "/en/" + "-" * 300 + "/",
        "/en/%3Cscript%3E/",
        "/en/%F0%9F%8C%B1/",
        "/en//double//slashes/",
        "/en/../../etc/passwd",
        "/en/library/%2e%2e/",
        "/en/１２/",
    ],
)
def test_404_of_any_address_is_a_page_of_ours(site, path):
    site.page(GuidePage, "Seed swap", "en")
    page = lost(path)
    assert row_titles(page) == ["Seed swap"]
    assert "<script>" not in page.select_one("input[name=q]")["value"]


def test_500_asks_the_database_nothing(site, django_assert_num_queries):
    request = HttpRequest()
    for path, code in (("/en/library/", "en"), ("/hu/modszertar/", "hu"), ("/", "hu")):
        request.path = path
        with django_assert_num_queries(0):
            response = server_error(request)
        assert response.status_code == 500
        assert re.search(rf'<html lang="{code}"', response.content.decode())


def test_500_is_shown_where_a_page_breaks(site, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError("broken")

    guide = site.page(GuidePage, "Kert", "en")
    monkeypatch.setattr("methodology.views.guide_context", break_down)
    response = Client(raise_request_exception=False).get(path_of(guide))
    assert response.status_code == 500
    assert "The thread has broken" in response.content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [("hu", "Ezt a kérést nem tudjuk kibogozni."), ("en", "We cannot untangle this request.")],
)
def test_400_of_too_many_parameters_helps_in_the_language_of_the_address(site, code, words):
    response = Client().get(site.url(GuideIndexPage, code), QUERY_STRING="topic=food&" * 10_100)
    page = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, page.html["lang"], texts(page, "h1")) == (400, code, [words])
    assert {link["href"] for link in page.select("a") if link["href"] != "#main"} == {f"/{code}/"}


def test_400_asks_the_database_nothing(site, rf, django_assert_num_queries):
    request = rf.get("/en/", QUERY_STRING="topic=food&" * 10_100)
    with django_assert_num_queries(0):
        assert bad_request(request, TooManyFieldsSent()).status_code == 400


def test_healthz_answers():
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


# --- menus ----------------------------------------------------------------------------------------------------------


def test_menus_hold_the_sections_of_the_language_and_mark_where_the_reader_is(site):
    site.page(StandardPage, "About", "en", show_in_menus=False)
    site.page(StandardPage, "Privacy", "en", show_in_footer=True)
    site.page(StandardPage, "Rólunk", "hu", show_in_menus=True)
    guide = site.page(GuidePage, "Garden", "en")
    page = read(path_of(guide))
    titles = ["Library en", "Cases en", "Communities en", "News en", "Terms en"]
    assert texts(page, ".main-menu__long") == titles
    assert texts(page, ".main-menu a[aria-current] .main-menu__long") == ["Library en"]
    assert texts(page, "#menu li") == ["Search", *titles, "About"]
    assert page.select_one("#menu a")["href"] == "/en/search/"
    assert texts(page, '[aria-labelledby="rules-title"] li') == ["Privacy", "For partners and programs"]


# --- the way to a page ----------------------------------------------------------------------------------------------


def test_an_english_address_shows_no_hungarian_page_while_there_is_no_english_front_page(site):
    HomePage.objects.filter(pk=site.homes["en"].pk).update(live=False)
    guide = site.page(GuidePage, "Kert")
    english = site.page(GuidePage, "Garden", "en", translation_of=guide)
    # It was public once, so who comes is led to what there is.
    assert Client().get("/en/").url == "/hu/?from=en"
    assert Client().get(path_of(guide).replace("/hu/", "/en/")).status_code == 404
    assert Client().get(path_of(english)).status_code == 200
    HomePage.objects.filter(pk=site.homes["en"].pk).delete()
    assert Client().get("/en/").url == "/hu/?from=en"


def test_a_page_answers_only_at_its_whole_address(site):
    about = site.page(StandardPage, "About", "en")
    below = site.page(StandardPage, "Below", "en", parent=about)
    guide = site.page(GuidePage, "Garden", "en")
    assert Client().get(path_of(below)).status_code == 200
    for path in (
        f"/en/{below.slug}/",
        f"/en/{guide.slug}/",
        path_of(below) + "more/",
        path_of(guide).replace("/en/", "/hu/"),
        f"/en/x{path_of(guide).removeprefix('/en')}",
        path_of(about) + guide.slug + "/",
    ):
        assert Client().get(path).status_code == 404, path
    assert Client().get(path_of(guide).rstrip("/"), follow=True).redirect_chain == [(path_of(guide), 301)]


def test_a_page_below_a_draft_answers_and_a_page_of_another_site_does_not(site):
    """As in Wagtail: hiding a page hides those below it only where the editor says so."""
    about = site.page(StandardPage, "About", "en", live=False)
    below = site.page(StandardPage, "Below", "en", parent=about)
    assert Client().get(path_of(below)).status_code == 200
    assert Client().get(path_of(about)).status_code == 404


@pytest.mark.parametrize(
    ("model", "section"),
    [(model, section) for model, section in PARENTS.items() if section is not HomePage],
)
def test_a_page_does_not_lead_to_a_section_that_is_hidden(site, model, section):
    page = site.page(model, "Kert")
    address = site.url(section, "hu")
    assert read(path_of(page)).select(f'main a[href^="{address}"]')
    section.objects.update(live=False)
    assert read(path_of(page)).select(f'a[href="{address}"], a[href^="{address}?"]') == []


def test_a_password_opens_the_page_that_it_belongs_to(site):
    guide = site.page(GuidePage, "Csak nekünk")
    restriction = PageViewRestriction.objects.create(
        page=guide, restriction_type="password", password="titok"
    )
    client, path = Client(), path_of(guide)
    form = client.get(path)
    assert form.status_code == 200
    assert "Csak nekünk" not in BeautifulSoup(form.content, "html.parser").title.get_text()
    answer = f"/hu/_util/authenticate_with_password/{restriction.pk}/{guide.pk}/"
    assert f'action="{answer}"' in form.content.decode()
    client.post(answer, {"password": "rossz", "return_url": path})
    assert "Kert" not in client.get(path).content.decode()
    response = client.post(answer, {"password": "titok", "return_url": path})
    assert (response.status_code, response["Location"]) == (302, path)
    assert texts(BeautifulSoup(client.get(path).content, "html.parser"), "h1") == ["Csak nekünk"]


def test_a_page_for_people_with_an_account_leads_to_the_login(site):
    guide = site.page(GuidePage, "Csak nekünk")
    restrict(guide)
    response = Client().get(path_of(guide))
    assert (response.status_code, response["Location"]) == (302, f"/hu/_util/login/?next={path_of(guide)}")
    assert Client().get(response["Location"]).status_code == 200


def test_the_icon_is_found_at_its_old_address_without_a_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert re.fullmatch(r"/static/img/favicon(\.\w+)?\.svg", response["Location"])
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=86400"}
