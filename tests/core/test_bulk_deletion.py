"""Several things at once are deleted in the admin, whatever they are: not only pages have bulk actions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import CustomDocumentFactory, CustomImageFactory, TermFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [TermFactory, TopicFactory, CustomImageFactory, CustomDocumentFactory])
def test_several_are_deleted(admin: Client, factory: Any) -> None:
    first, second, third = factory(), factory(), factory()
    model = type(first)
    address = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"])
    response = admin.post(f"{address}?id={first.pk}&id={second.pk}")
    assert response.status_code == 302
    assert list(model.objects.all()) == [third]
