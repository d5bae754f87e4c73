"""A page cannot take an address at which the site itself answers: nobody could ever read it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from core.addresses import is_taken_by_site
from home.models import StandardPage
from tests.core.forms import mistakes, posted
from tests.small_site import SmallSite


@pytest.mark.parametrize(("language_code", "slug"), [("hu", "kereses"), ("en", "search")])
def test_the_address_of_the_search_is_taken(site: SmallSite, language_code: str, slug: str) -> None:
    home = site.homes[language_code]
    assert is_taken_by_site(home, slug)
    page = site.page(StandardPage, language_code=language_code)
    page.slug = slug
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["slug"]


@pytest.mark.parametrize("slug", ["search", "kereses-2", "keres", "", "nincs"])
def test_other_addresses_are_free(site: SmallSite, slug: str) -> None:
    assert not is_taken_by_site(site.homes["hu"], slug)


def test_below_a_list_the_same_name_is_free(site: SmallSite) -> None:
    index = next(index for (_model, code), index in site.indexes.items() if code == "hu")
    assert not is_taken_by_site(index, "kereses")


def test_the_editor_says_so_beside_the_field(site: SmallSite, admin_client: Client) -> None:
    home = site.homes["hu"]
    add = reverse("wagtailadmin_pages:add", args=("home", "standardpage", home.pk))
    data: dict[str, Any] = posted(admin_client.get(add).context["form"])
    response = admin_client.post(add, data | {"title": "Keresés", "slug": "kereses", "summary": "Így."})
    assert list(mistakes(response)) == ["slug"]
    assert not StandardPage.objects.filter(slug="kereses").exists()
