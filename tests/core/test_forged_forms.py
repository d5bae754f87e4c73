"""Forms that no page of ours sends: answered as such, never with a fault of ours."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.core.forms import posted
from tests.factories import GuidePageFactory, reloaded

pytestmark = pytest.mark.django_db

FORGED = [
    {"listing_image": "abc"},
    {"listing_image": "999999"},
    {"listing_image": "9" * 40},
    {"body-count": "x"},
    {"body-count": None},
    {"body-0-order": "x", "body-count": "1", "body-0-type": "text", "body-0-deleted": "", "body-0-value": ""},
    {"body-count": "1"},
    {
        "body-count": "1",
        "body-0-type": "nothing",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-value": "",
    },
    {"steps-TOTAL_FORMS": "x"},
    {"steps-TOTAL_FORMS": None},
    {"comments-TOTAL_FORMS": "x"},
]


@pytest.mark.parametrize("changes", FORGED, ids=str)
def test_a_forged_form_of_a_page(admin: Client, changes: dict[str, Any]) -> None:
    page = GuidePageFactory(steps=1)
    before = reloaded(page).latest_revision_id
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    values = {**posted(admin.get(address).context["form"]), **changes}
    admin.raise_request_exception = False
    response = admin.post(address, {name: value for name, value in values.items() if value is not None})
    assert response.status_code in (200, 302, 400), response.status_code
    if response.status_code != 302:
        assert reloaded(page).latest_revision_id == before


def test_a_forged_form_of_a_copy(admin: Client) -> None:
    page = GuidePageFactory()
    admin.raise_request_exception = False
    response = admin.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), {"new_title": "x"})
    assert response.status_code == 400
