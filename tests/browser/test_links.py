"""No link on any page is dead: the whole site is read from its two front pages on, and so is what the sitemap names."""

import re
from collections.abc import Iterator

import pytest

from tests.browser.crawl import Crawler
from tests.browser.kinds import LANGUAGES, LISTS, SEARCHES, WORKS
from tests.browser.site import PUBLISHED_AT, Site

pytestmark = pytest.mark.browser

PERMALINKS = "/p/"  # they lead elsewhere by nature
FOR_PROGRAMMERS = {"/partners/", "/api/v1/"}  # llms.txt names them; the sitemap has what editors write
# What a reader comes to by a question of their own and not by a link.
ASKED_FOR = {"library-filtered", "case-studies-filtered", "search", "search-nothing"}


@pytest.fixture(scope="module")
def crawler(library: Site) -> Iterator[Crawler]:
    """The site, read from /hu/ and /en/ on."""
    crawler = Crawler(library.url, [PUBLISHED_AT])
    crawler.crawl("/hu/", "/en/")
    yield crawler
    crawler.connection.close()


def read_sitemap(crawler: Crawler) -> str:
    """All files that the sitemap names."""
    paths = map(crawler.own_path, re.findall(r"<loc>(.+?)</loc>", crawler.ask("/sitemap.xml").text))
    return "".join(crawler.ask(path).text for path in paths if path)


def test_no_link_is_dead(crawler: Crawler) -> None:
    assert crawler.dead_links() == []


def test_no_link_leads_to_a_place_that_its_page_has_not(crawler: Crawler) -> None:
    assert crawler.dead_anchors() == []


def test_every_kind_of_page_is_linked_in_both_languages(crawler: Crawler, library: Site) -> None:
    wanted = [
        library.paths[kind][language]
        for kind in (*LISTS, *WORKS, *SEARCHES)
        for language in LANGUAGES
        if kind not in ASKED_FOR
    ]
    assert [path for path in wanted if path not in crawler.answers] == []


def test_no_address_redirects_where_a_link_could_say_where_it_leads(crawler: Crawler) -> None:
    assert [
        f"{path} → {answer.location}"
        for path, answer in crawler.answers.items()
        if answer.location and not path.startswith(PERMALINKS)
    ] == []


def test_every_permalink_leads_to_a_page_in_one_step(crawler: Crawler) -> None:
    answers = {path: answer for path, answer in crawler.answers.items() if path.startswith(PERMALINKS)}
    assert len(answers) > 30
    # Other formats of a work are there themselves.
    leading = {
        path: (crawler.ask(answer.location) if answer.location else answer).status
        for path, answer in answers.items()
    }
    assert {path: status for path, status in leading.items() if status != 200} == {}


def test_sitemap_names_every_page_and_only_pages_that_answer(crawler: Crawler, library: Site) -> None:
    sitemap = read_sitemap(crawler)
    entries = [crawler.own_path(address) for address in re.findall(r"<loc>(.+?)</loc>", sitemap)]
    alternates = [crawler.own_path(address) for address in re.findall(r'href="(.+?)"', sitemap)]
    assert len(entries) == len(set(entries))
    assert set(alternates) <= set(entries)
    assert [
        path for path in entries if path not in crawler.answers or crawler.answers[path].status != 200
    ] == []
    pages = {
        path
        for path, answer in crawler.answers.items()
        if answer.content_type == "text/html"
        and "?" not in path
        and not path.startswith(PERMALINKS)
        and path not in FOR_PROGRAMMERS
        and path not in library.paths["search-empty"].values()
    }
    assert pages == set(entries)


def test_restricted_page_is_nowhere(crawler: Crawler, library: Site) -> None:
    sitemap = read_sitemap(crawler)
    for path in library.paths["password"].values():
        assert crawler.ask(path).status == 200
        assert path not in crawler.answers
        assert path not in sitemap


def test_root_leads_to_the_language_of_the_browser(crawler: Crawler) -> None:
    answer = crawler.ask("/")
    assert (answer.status, answer.location) == (302, "/hu/")


def test_robots_names_the_sitemap(crawler: Crawler) -> None:
    assert f"Sitemap: {PUBLISHED_AT}/sitemap.xml" in crawler.ask("/robots.txt").text
