"""A work in somebody else's page: the frame with its card, and what oEmbed (oembed.com, version 1.0) says of it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.addresses import UNQUOTED
from linking.models import Permalink
from linking.permalinks.codes import normalise_code
from linking.permalinks.finding import find_address, find_permalink, find_public_text, with_its_own_type
from linking.sharing.addresses import share_image_url
from linking.sharing.picture import HEIGHT as IMAGE_HEIGHT
from linking.sharing.picture import WIDTH as IMAGE_WIDTH

WIDTH, HEIGHT = 560, 280
SECONDS_KEPT = 24 * 60 * 60
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Size:
    """How large a frame may be, in pixels of CSS; None: as large as it likes."""

    width: int | None = None
    height: int | None = None

    @property
    def card(self) -> tuple[int, int]:
        """The card's usual size, cut to what there is room for."""
        return min(WIDTH, self.width or WIDTH), min(HEIGHT, self.height or HEIGHT)

    @property
    def holds_image(self) -> bool:
        """Whether the share image, which is never reduced, has room."""
        return (self.width or IMAGE_WIDTH) >= IMAGE_WIDTH and (self.height or IMAGE_HEIGHT) >= IMAGE_HEIGHT


def card_url(code: str, language_code: str) -> str:
    """The full address of the card of a work in a language."""
    return f"{settings.BASE_URL}{reverse('card', args=[code])}?lang={language_code}"


def embed_code(code: str, language_code: str, title: str, size: Size = Size()) -> SafeString:
    """The HTML that partners put into their pages."""
    width, height = size.card
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0"></iframe>',
        card_url(code, language_code),
        width,
        height,
        title,
    )


def oembed_url(address: str, format_name: str) -> str:
    """Where the oEmbed of the page at an address is, as `format_name` "json" or "xml"."""
    return f"{settings.BASE_URL}{reverse('oembed')}?{urlencode({'url': address, 'format': format_name})}"


def find_embedded(address: str) -> tuple[str, Any] | None:
    """The code of the work at an address of this site, and the text to show; None where everybody may see none.

    Takes permalinks, with a language and a version or without, and every address that a page has or had.
    """
    try:
        parts = urlsplit(address)
        is_ours = parts.hostname == urlsplit(settings.BASE_URL).hostname
    except ValueError:  # "http://[": no address at all
        return None
    if not is_ours:
        return None
    names = parts.path.strip("/").split("/")
    if names[0] == "p":
        asked = names[2] if len(names) > 2 else parse_qs(parts.query).get("lang", [""])[-1]
        return _find_text(find_permalink(normalise_code(names[1])) if len(names) > 1 else None, asked)
    known = find_address(quote(unquote(parts.path), safe=UNQUOTED))
    return _find_text(known.permalink, known.language_code) if known else None


def _find_text(permalink: Permalink | None, language_code: str) -> tuple[str, Any] | None:
    asked = language_code if language_code in LANGUAGES else settings.LANGUAGE_CODE
    text = permalink and find_public_text(permalink.translation_key, asked)
    return (permalink.code, with_its_own_type(text)) if permalink and text else None


def describe_embedded(code: str, page: Any, size: Size) -> dict[str, Any]:
    """The oEmbed response of type "rich" for a text, by its names in the specification (section 2.3.4)."""
    language_code = page.locale.language_code
    width, height = size.card
    described = {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "author_name": page.authors or _("Small Communities in Transition"),
        "provider_name": _("Small Communities in Transition"),
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": SECONDS_KEPT,
        "html": str(embed_code(code, language_code, page.title, size)),
        "width": width,
        "height": height,
    }
    if size.holds_image:
        described |= {
            "thumbnail_url": share_image_url(language_code, code),
            "thumbnail_width": IMAGE_WIDTH,
            "thumbnail_height": IMAGE_HEIGHT,
        }
    return described
