"""The switch of languages: it carries on what a reader asks, and leads to the nearest text that exists."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from communities.models import CommunityIndexPage
from home.models import HomePage, StandardPage
from linking.models import Permalink
from methodology.models import GuideIndexPage, GuidePage, Topic
from tests.small_site import PARENTS, path_of, read, texts


def switch(page):
    """Where the other language's link of the header leads."""
    (link,) = page.select(".languages a")
    return link["href"]


def plain_links(page):
    return {
        link["href"] for link in page.select("head link[rel=alternate][hreflang], head link[rel=canonical]")
    }


@pytest.fixture
def food(site):
    return Topic.objects.create(key="food", name_hu="élelem", name_en="food")


@pytest.mark.parametrize(
    ("query", "carried"),
    [
        ("", ""),
        ("people=20&start=17.30", "?people=20&start=17%3A30"),
        ("start=9", "?start=09%3A00"),
        ("people=%EF%BC%91%EF%BC%93", "?people=13"),
        ("people=many&start=17:00", "?start=17%3A00"),
        ("people=0&start=soon&from=hu&utm_source=x&q=%3Cscript%3E", ""),
    ],
)
def test_a_guide_keeps_its_question(site, query, carried):
    hungarian = site.page(GuidePage, "Kert")
    english = site.page(GuidePage, "Garden", "en", translation_of=hungarian)
    for here, there in ((hungarian, english), (english, hungarian)):
        page = read(f"{path_of(here)}?{query}")
        assert switch(page) == path_of(there) + carried
        assert page.select_one("main a[rel=alternate]")["href"] == path_of(there) + carried
        assert plain_links(page) == {f"http://localhost{path_of(each)}" for each in (here, there)}
        code = Permalink.objects.get(translation_key=here.translation_key).code
        addresses = {link["href"] for link in page.select('#origin p > a[href^="http://localhost"]')}
        assert addresses == {f"http://localhost/p/{code}"}


@pytest.mark.parametrize(
    ("query", "carried"),
    [
        ("", ""),
        (
            "language=hu&topic=food&sort=newest&setting=indoors&people=12&time=180&stage=building&stage=dreaming",
            "?time=180&people=12&setting=indoors&sort=newest&topic=food&stage=building&stage=dreaming&language=hu",
        ),
        ("difficulty=easy&ingredient=vision", "?ingredient=vision&difficulty=easy"),
        (
            "topic=nothing&topic=food&topic=food&stage=x&people=many&time=-1&setting=moon&sort=x&y=z",
            "?topic=food",
        ),
        ("sort=recommended&page=7", ""),
    ],
)
def test_the_library_keeps_its_filters(site, food, query, carried):
    for code, other in (("hu", "en"), ("en", "hu")):
        page = read(f"{site.url(GuideIndexPage, code)}?{query}")
        assert switch(page) == site.url(GuideIndexPage, other) + carried
        assert all("?" not in href for href in plain_links(page))


@pytest.mark.parametrize(
    ("model", "query", "carried"),
    [
        (CommunityIndexPage, "county=zala", "?county=zala"),
        (CommunityIndexPage, "county=atlantis&x=y", ""),
        (CaseStudyIndexPage, "status=good_practice", "?status=good_practice"),
        (CaseStudyIndexPage, "status=excellent", ""),
        (
            CaseStudyIndexPage,
            "language=hu&county=zala&topic=food&topic=food&stage=building&status=story&x=y",
            "?topic=food&status=story&stage=building&county=zala&language=hu",
        ),
    ],
)
def test_the_other_lists_keep_their_filter(site, food, model, query, carried):
    page = read(f"{site.url(model, 'hu')}?{query}")
    assert switch(page) == site.url(model, "en") + carried
    assert all("?" not in href for href in plain_links(page))


# --- texts in one language only -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "section"),
    [(model, section) for model, section in PARENTS.items() if section is not HomePage],
)
@pytest.mark.parametrize(
    ("code", "other", "words", "label"),
    [
        ("hu", "en", "Only in Hungarian so far; in English: ", "In English: "),
        ("en", "hu", "Egyelőre csak angolul; magyarul: ", "Magyarul: "),
    ],
)
def test_a_work_in_one_language_leads_to_its_list_in_the_other_and_says_so(
    site, model, section, code, other, words, label
):
    work, title = site.page(model, "Kert", code), site.indexes[section, other].title
    page = read(path_of(work), people=20)
    (link,) = page.select(".languages a")
    assert (link["href"], link["hreflang"], link["lang"]) == (site.url(section, other), other, other)
    assert link["title"] == words + title
    name = {"hu": "Magyar", "en": "English"}[other]
    assert texts(link, ".visually-hidden")[0].lower() == f"{name}. {words}{title}".lower()
    (below,) = page.select(f".page-head__aside a[hreflang={other}]")
    assert (below["href"], below["lang"], below.get("rel")) == (site.url(section, other), other, None)
    assert " ".join(below.get_text().split()) == label + title
    assert plain_links(page) == {f"http://localhost{path_of(work)}"}


def test_a_page_of_a_section_without_a_translation_leads_to_the_front_page(site):
    about = site.page(StandardPage, "Rólunk")
    below = site.page(StandardPage, "Még beljebb", parent=about)
    for page in (about, below):
        (link,) = read(path_of(page)).select(".languages a")
        assert (link["href"], link["title"]) == (
            "/en/",
            "Only in Hungarian so far; in English: front page",
        )


def test_the_nearest_page_above_with_a_text_is_taken_however_deep(site):
    hungarian = [site.page(StandardPage, "Egy")]
    for title in ("Kettő", "Három", "Négy"):
        hungarian.append(site.page(StandardPage, title, parent=hungarian[-1]))
    one = site.page(StandardPage, "One", "en", hungarian[0])
    assert [switch(read(path_of(page))) for page in hungarian] == [path_of(one)] * 4
    two = site.page(StandardPage, "Two", "en", hungarian[1], parent=one)
    three = site.page(StandardPage, "Three", "en", hungarian[2], parent=two, live=False)
    assert switch(read(path_of(hungarian[3]))) == path_of(two)
    type(three).objects.filter(pk=three.pk).update(live=True)
    assert switch(read(path_of(hungarian[3]))) == path_of(three)
    type(three).objects.filter(pk=three.pk).update(expire_at=timezone.now() - dt.timedelta(days=1))
    assert switch(read(path_of(hungarian[3]))) == path_of(two)


@pytest.mark.parametrize("hidden", [{"live": False}, {"expire_at": timezone.now() - dt.timedelta(days=1)}])
def test_a_hidden_list_is_no_place_to_lead_to(site, hidden):
    work = site.page(CaseStudyPage, "Kert")
    CaseStudyIndexPage.objects.filter(pk=site.indexes[CaseStudyIndexPage, "en"].pk).update(**hidden)
    page = read(path_of(work))
    assert switch(page) == "/en/"
    assert site.indexes[CaseStudyIndexPage, "en"].title not in str(page)


def test_what_only_a_password_opens_says_nothing_of_its_languages(site):
    hungarian = site.page(GuidePage, "Kert")
    site.page(GuidePage, "Garden", "en", translation_of=hungarian)
    PageViewRestriction.objects.create(page=hungarian, restriction_type="groups")
    reader = User.objects.create_superuser("reader")
    client = Client(headers={"host": "localhost"})
    client.force_login(reader)
    page = BeautifulSoup(client.get(path_of(hungarian)).content, "html.parser")
    (link,) = page.select(".languages a")
    assert (link["href"], link.get("title")) == ("/en/", None)
    assert page.select(".page-head__aside a") == []


def test_what_is_no_page_leads_to_the_front_page(site):
    response = Client(headers={"host": "localhost"}).get("/hu/sehol/")
    (link,) = BeautifulSoup(response.content, "html.parser").select(".languages a")
    assert (link["href"], link.get("title")) == ("/en/", None)
