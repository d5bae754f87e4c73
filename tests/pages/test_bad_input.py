"""Whatever an address says: a page that makes sense, or a plain refusal; never an error of ours."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from communities.models import CommunityIndexPage, CommunityPage, Offer
from home.models import EventPage, NewsIndexPage, NewsPage, StandardPage
from methodology.models import GuideIndexPage, GuidePage, Term, TermIndexPage, Topic
from search import index
from tests.small_site import SmallSite, path_of

# Every parameter that a reader's page or the search reads.
NAMES = (
    *("people", "start", "time", "setting", "topic", "ingredient", "stage", "difficulty", "language", "sort"),
    *("county", "status", "from", "q", "kind", "page"),
)
VALUES = (
    "",
    " ",
    "nonsense",
    "-1",
    "0",
    "999999999999999999999999999999",
    "1e309",
    "NaN",
    "1.5",
    "１２",
    "٣",
    "²",
    "25:61",
    "24:00",
    "18:00:00",
    "2026-13-45",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\ud7ff\uffff",
    "\u202e\u200f",
    "🌱",
    "x" * 10_000,
    "9" * 10_000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%s%n{{ 7 }}{% x %}",
    "../../etc/passwd",
    "hu,en",
    "[]",
    '"' * 300,
    "-" * 300,
    "*" * 300,
    "((((" * 50,
    "a OR NOT NEAR(b c) AND title:",
)
RAW = (
    "people=%FF%FE&start=%E0%A4%A&topic=%80",
    "%FF=%FF&q=%C3%28",
    "people=%u0031&q=%",
    "&&&===&;;",
    "people",
    "people=1&people=2&people=x",
    "people[]=1&people[a]=2",
    "q=" + "+".join(["kert"] * 2_000),
    "q=" + "%22" * 3_000,
    "x=" + "y" * 100_000,
    "?people=12?start=18",
    "#",
)


@pytest.fixture(scope="module")
def paths_of_module(site_of_module: SmallSite) -> list[str]:
    """A page of each type, each list, the search and an address without a page."""
    site = site_of_module
    food = Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")
    Term.objects.create(key="permaculture", name_hu="permakultúra", name_en="permaculture")
    guide = site.page(GuidePage, "Kert", topics=(food,))
    guide.steps.create(locale=guide.locale, title="Eleje", minutes=30, instruction="<p>Kezdjük.</p>")
    guide.materials.create(locale=guide.locale, name="Zacskó", quantity=8, per="person")
    guide.save()
    community = site.page(CommunityPage, "Kör")
    community.offers.set([Offer(locale=community.locale, text="Oltógally", guide=guide)])
    community.save()
    works = [guide, community, site.page(CaseStudyPage, "Eset", community=community)]
    works += [site.page(model) for model in (NewsPage, EventPage, StandardPage)]
    lists = (GuideIndexPage, CaseStudyIndexPage, CommunityIndexPage, NewsIndexPage, TermIndexPage)
    rest = ["/hu/", "/hu/kereses/", "/", "/sitemap.xml", "/sitemap-hu-1.xml", "/llms.txt", "/hu/nincs/"]
    return [*map(path_of, works), *map(site.url, lists), *rest]


@pytest.fixture
def paths(paths_of_module: list[str], site: SmallSite) -> list[str]:
    """The same, with an index for the search of this test."""
    index.rebuild()
    return paths_of_module


def check(path: str, query: str = "", method: str = "GET", **extra: Any) -> None:
    """The answer is a page, a redirect or a refusal."""
    response = Client().generic(method, path, QUERY_STRING=query, **extra)
    expected = {"/hu/nincs/": {404}, "/": {302}}.get(path, {200})
    assert response.status_code in expected, (method, path, query[:200], response.status_code)
    if response.headers["Content-Type"].startswith("text/html") and method == "GET" and path != "/":
        text = response.content.decode()
        assert "</html>" in text
        assert "<script>alert(1)" not in text
        assert len(text) < 400_000


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:30])
def test_any_value_of_any_parameter_gives_a_page(paths, value):
    query = urlencode([(name, value) for name in NAMES], errors="surrogatepass")
    for path in paths:
        check(path, query)


@pytest.mark.parametrize("query", RAW, ids=lambda query: query[:20])
def test_any_query_string_gives_a_page(paths, query):
    for path in paths:
        check(path, query)


def test_many_repeated_parameters_give_a_page(paths):
    for path in paths:
        check(path, "&".join(["topic=food", "people=12", "county=zala", "q=kert", "kind=guide"] * 190))


def test_too_many_parameters_are_refused_plainly(paths):
    for path in paths:
        response = Client().get(path, QUERY_STRING="topic=food&" * 5_000)
        assert response.status_code in (200, 302, 400, 404), path


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_are_answered_or_refused(paths, method):
    for path in paths:
        if path == "/hu/nincs/":
            continue
        response = Client().generic(method, path, data=b"people=12&x=%FF" if method == "POST" else b"")
        is_safe = method in ("HEAD", "OPTIONS")
        assert response.status_code in ((200, 302, 405) if is_safe else (405,)), (
            method,
            path,
            response.status_code,
        )
        if method == "HEAD":
            assert response.content == b""
            assert response.status_code == Client().get(path).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "localhost:99999999"},
        {"HTTP_HOST": "evil.example.org"},
        {"HTTP_HOST": "localhost\x00"},
        {"HTTP_ACCEPT_LANGUAGE": "\x00,;q=;,x-x-x"},
        {"HTTP_COOKIE": "django_language=\x00; sessionid=%FF; csrftoken=" + "x" * 5_000},
        {"HTTP_X_FORWARDED_HOST": "evil.example.org"},
        {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
        {"HTTP_RANGE": "bytes=-1"},
        {"HTTP_REFERER": "\ud800"},
        {"CONTENT_LENGTH": "-5"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_any_header_gives_a_page_or_a_refusal(paths, headers):
    for path in paths[:1] + paths[-5:-2]:
        response = Client().get(path, **headers)
        assert response.status_code in (200, 302, 400), (path, headers, response.status_code)
        assert b"evil.example.org" not in response.content


names = st.sampled_from(NAMES) | st.text(max_size=8)
values = (
    st.text(max_size=40)
    | st.integers().map(str)
    | st.sampled_from(["food", "easy", "hu", "12", "18.00", "zala"])
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(names, values), max_size=8), position=st.integers(0, 11))
def test_any_pairs_give_a_page(paths, pairs, position):
    check(paths[position], urlencode(pairs, errors="surrogatepass"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=120), position=st.integers(0, 11))
def test_any_bytes_give_a_page(paths, raw, position):
    check(paths[position], raw.decode("latin-1"))


def test_query_of_a_request_is_read_once_and_never_changed(paths, rf):
    """Links are made of copies: what came in stays as it was for whoever asks next."""
    request: WSGIRequest = rf.get("/", {"topic": ["food", "food"], "other": "1"})
    before = request.GET.urlencode()
    GuideIndexPage.objects.get(locale__language_code="hu").get_context(request)
    assert request.GET.urlencode() == before
