"""A work's permalink as a reader sees it: in writing, and as a QR code on paper."""

from functools import lru_cache

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def short_url(code: str) -> str:
    """The full address of a permalink."""
    return f"{settings.BASE_URL}/p/{code}"


@lru_cache(maxsize=512)
def qr_code(url: str) -> SafeString:
    """The QR code (ISO/IEC 18004, error correction M) of an address as an SVG to stand in a page, about 24 mm wide."""
    code = segno.make(url, error="m", micro=False)
    return mark_safe(code.svg_inline(svgclass=None, lineclass=None, border=4, scale=0.7, unit="mm"))
