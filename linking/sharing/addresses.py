"""Addresses of what is shown of a work elsewhere."""

from django.conf import settings
from django.urls import reverse


def share_image_url(language_code: str, code: str = "", version: int | None = None) -> str:
    """The full address of the picture of a work's text; without a code that of the site in this language.

    Another version of the text has another address: networks keep for weeks what they have once seen at one.
    """
    if not code:
        return f"{settings.BASE_URL}{reverse('share_image_of_site', args=[language_code])}"
    path = reverse("share_image", args=[code, language_code])
    return f"{settings.BASE_URL}{path}" + (f"?v={version}" if version else "")
