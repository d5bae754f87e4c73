"""What tests of links do to pages, and how they find what is on record of them."""

from typing import Any

from wagtail.models import Page

from linking.models import Permalink
from tests import factories


def publish(page: Any, **values: Any) -> Any:
    """Give the page, as it is saved, other values and publish it; gives it as saved then."""
    page = factories.reloaded(page)
    for name, value in values.items():
        setattr(page, name, value)
    return factories.publish(page)


def permalink_of(page: Page) -> Permalink:
    return Permalink.objects.get(translation_key=page.translation_key)
