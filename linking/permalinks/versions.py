"""A version that was once public, as a page that can be shown."""

from typing import Any

from wagtail.models import Page

from core.models import BasePage
from linking.models import PublicVersion

SHOWN_VERSION = "_shown_version"


def page_of_version(version: PublicVersion, text: Page) -> BasePage | None:
    """The page as it was, at its place of today; None where it can no longer be shown: what it needs is gone.

    `text` is the page as everybody may read it today.
    """
    page: Any = text.specific
    if version.content is None or not isinstance(page, BasePage):
        return None
    try:
        shown: Any = page.with_content_json({**version.content, "pk": page.pk})
    except (KeyError, TypeError, ValueError, AttributeError):  # of an older form of the model
        return None
    if shown is None:
        return None
    for name in page.private_fields:
        setattr(shown, name, type(page)._meta.get_field(name).get_default())
    shown.__dict__[SHOWN_VERSION] = version
    return shown


def shown_version(page: Any) -> PublicVersion | None:
    """The version that a page made by `page_of_version` shows; None for a page as it is today."""
    return page.__dict__.get(SHOWN_VERSION)
