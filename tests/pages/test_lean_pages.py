"""What `core.models.lean` answers is what Wagtail answers."""

import pytest
from django.urls import set_script_prefix
from django.utils import translation
from wagtail.models import Page, Site

from core.models.base_page import BasePage
from tests.small_site import SmallSite


def both_answers(pages: list[BasePage]) -> tuple[list, list]:
    """The addresses of fresh pages, ours and Wagtail's."""
    fresh = [type(page).objects.get(pk=page.pk) for page in pages]
    return [page.get_url_parts() for page in fresh], [Page.get_url_parts(page) for page in fresh]


def pages_of(site: SmallSite) -> list[BasePage]:
    return [page.specific for page in Page.objects.filter(depth__gte=3)]


@pytest.mark.parametrize("language_code", ["hu", "en"])
@pytest.mark.parametrize("prefix", ["/", "/kka/"])
def test_addresses_are_those_of_wagtail(site: SmallSite, language_code: str, prefix: str) -> None:
    set_script_prefix(prefix)
    try:
        with translation.override(language_code):
            ours, wagtails = both_answers(pages_of(site))
            assert translation.get_language() == language_code
    finally:
        set_script_prefix("/")
    assert ours == wagtails
    assert all(path.startswith(prefix) for _site, _root, path in ours)


def test_addresses_of_two_sites_are_those_of_wagtail(site: SmallSite) -> None:
    first = Site.objects.get()
    Site.objects.create(hostname="other.example", port=80, root_page=first.root_page)
    ours, wagtails = both_answers(pages_of(site))
    assert ours == wagtails


def test_a_letter_outside_ascii_is_quoted_as_wagtail_does(site: SmallSite) -> None:
    page = pages_of(site)[-1]
    page.url_path = page.url_path.replace(page.slug, "kért-két_ő")
    assert page.get_url_parts() == Page.get_url_parts(page)


def test_a_page_of_no_site_has_no_address(site: SmallSite) -> None:
    page = pages_of(site)[-1]
    page.url_path = "/elsewhere/"
    assert page.get_url_parts() is None


def test_fields_left_out_of_a_query_are_read_when_asked_for(
    site: SmallSite, django_assert_num_queries
) -> None:
    wanted = pages_of(site)[-1]
    page = type(wanted).objects.only("slug", "title").get(pk=wanted.pk)
    with django_assert_num_queries(0):
        assert (page.title, page.slug) == (wanted.title, wanted.slug)
    with django_assert_num_queries(1):
        assert page.summary == wanted.summary
