"""An event in the admin: days that no calendar holds are refused by name, in a draft too."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from home.models import EventPage, NewsIndexPage
from tests.core.forms import mistakes, posted
from tests.factories import EventPageFactory, reloaded
from tests.small_site import SmallSite

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

REFUSAL = "1900 és 2100 közötti évet írj."


@pytest.fixture
def admin(admin_user: Any) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.mark.parametrize("action", [{}, {"action-publish": "Publish"}], ids=["draft", "publish"])
@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"start": "0001-01-01 00:00"}, {"start"}),
        ({"end": "9999-12-31 23:59"}, {"end"}),
        ({"go_live_at": "0001-01-01 00:00"}, {"go_live_at"}),
        ({"expire_at": "9999-12-31 23:59"}, {"expire_at"}),
        ({"last_reviewed": "0001-01-01"}, {"last_reviewed"}),
        ({"review_due": "9999-12-31"}, {"review_due"}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_day_far_away_is_refused(
    admin: Client, action: dict[str, str], changes: dict[str, str], refused: set[str]
) -> None:
    event = EventPageFactory()
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    response = admin.post(address, {**posted(admin.get(address).context["form"]), **changes, **action})
    assert response.status_code == 200
    assert {
        name: errors[0] for name, errors in mistakes(response).items() if name in refused
    } == dict.fromkeys(refused, REFUSAL)
    assert reloaded(event).latest_revision == event.latest_revision


def test_a_day_of_our_time_is_accepted(admin: Client) -> None:
    event = EventPageFactory()
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    changes = {"start": "1900-01-02 00:00", "end": "2100-12-30 23:59", "expire_at": "2100-12-30 23:59"}
    response = admin.post(address, {**posted(admin.get(address).context["form"]), **changes})
    assert response.status_code == 302, mistakes(response)


def test_a_draft_may_be_without_its_days(admin: Client, site: SmallSite) -> None:
    place = site.indexes[NewsIndexPage, "hu"]
    address = reverse("wagtailadmin_pages:add", args=["home", "eventpage", place.pk])
    values = {**posted(admin.get(address).context["form"]), "title": "Vásár", "slug": "vasar"}
    refused = admin.post(address, {**values, "action-publish": "Publish"})
    assert {"start", "end"} <= set(mistakes(refused))
    assert not EventPage.objects.exists()
    assert admin.post(address, values).status_code == 302
    event = EventPage.objects.get()
    assert (event.start, event.end, event.live) == (None, None, False)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[event.pk])
    assert admin.post(preview, values).json()["is_valid"]
    assert "Vásár" in admin.get(preview).content.decode()
