"""A link in a text leads to a page that everybody may see, in the reader's language; otherwise it is only its words."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import NewsPage, StandardPage
from tests.small_site import LANGUAGES, SmallSite, path_of, read, restrict


def link(page: Any, words: str = "ide") -> str:
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def text_with(site: SmallSite, html: str, code: str = "hu") -> str:
    """The path of a page in whose body `html` stands."""
    return path_of(site.page(NewsPage, "Hír", code, body=[("text", html)]))


def shown(path: str) -> str:
    """The first paragraph of the body, as HTML."""
    return str(read(path).select_one("main .prose p"))


def test_a_link_to_a_page_that_everybody_may_see_leads_there(site: SmallSite) -> None:
    target = site.page(StandardPage, "Cél")
    path = text_with(site, f"<p>Nézd meg {link(target)}.</p>")
    assert shown(path) == f'<p>Nézd meg <a href="{path_of(target)}">ide</a>.</p>'


def test_a_link_leads_to_the_language_of_the_reader_where_that_is_visible(site: SmallSite) -> None:
    both, one = site.page(StandardPage, "Mindkettő"), site.page(StandardPage, "Egyik")
    english = site.page(StandardPage, "Both", "en", both)
    site.page(StandardPage, "Draft", "en", one, live=False)
    path = text_with(site, f"<p>{link(both)} {link(one)}</p>", "en")
    assert shown(path) == f'<p><a href="{path_of(english)}">ide</a> <a href="{path_of(one)}">ide</a></p>'


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_link_to_a_page_that_not_everybody_may_see_is_only_its_words(site: SmallSite, code: str) -> None:
    section = site.page(StandardPage, "Rejtett rész", code)
    hidden = [
        site.page(StandardPage, "Vázlat", code, live=False),
        site.page(StandardPage, "Lejárt", code, expire_at=timezone.now() - dt.timedelta(minutes=1)),
        section,
        site.page(StandardPage, "Alatta", code, parent=section),
    ]
    restrict(section)
    deleted = site.page(StandardPage, "Törölt", code)
    words = " ".join(link(page, f"<b>{page.title}</b>") for page in [*hidden, deleted])
    path = text_with(site, f'<p>{words} <a href="https://example.org/">kint</a></p>', code)
    deleted.delete()
    assert shown(path) == (
        "<p><b>Vázlat</b> <b>Lejárt</b> <b>Rejtett rész</b> <b>Alatta</b> <b>Törölt</b> "
        '<a href="https://example.org/">kint</a></p>'
    )


def test_a_text_costs_one_query_whatever_number_of_links_it_has(site: SmallSite) -> None:
    targets = [site.page(StandardPage, f"Cél {number}") for number in range(24)]
    costs = []
    for number in (0, 1, 3, 24):
        path = text_with(site, f"<p>x {' '.join(link(target) for target in targets[:number])}</p>")
        read(path)
        with CaptureQueriesContext(connection) as captured:
            assert len(read(path).select("main .prose:not(#address *) p a")) == number
        costs.append(len(captured))
    assert costs == [costs[0], *[costs[0] + 1] * 3]
