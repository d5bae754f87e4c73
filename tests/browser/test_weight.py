"""What a first visit transfers: bytes are the same on every machine, so the budgets of DESIGN.md §8 are literal numbers.

Each file is counted as a server with gzip sends it, at the usual level 6; photographs are not counted.
"""

import gzip

import pytest

from tests.browser.kinds import every
from tests.browser.opened import Opened

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
MOST_BYTES_OF_JAVASCRIPT = 10_000
COMPRESSED_BY_THEMSELVES = ("font/", "image/png", "image/jpeg", "image/webp", "image/avif")
PHOTOGRAPHS = ("image/jpeg", "image/webp", "image/avif")


def sizes(opened: Opened) -> dict[str, tuple[str, int]]:
    """The type and the bytes on the wire of each file that the page has loaded, by address."""
    opened.page.wait_for_load_state("networkidle")
    found = {}
    for response in opened.watch.loaded:
        content_type = response.headers.get("content-type", "")
        if content_type.startswith(PHOTOGRAPHS):
            continue
        body = response.body()
        compressed = content_type.startswith(COMPRESSED_BY_THEMSELVES)
        found[response.url] = (content_type, len(body if compressed else gzip.compress(body, 6)))
    return found


@every()
def test_page_of_any_kind_stays_within_the_budget(opened: Opened) -> None:
    found = sizes(opened)
    assert sum(size for _type, size in found.values()) <= MOST_BYTES, found
    assert sum(size for kind, size in found.values() if "javascript" in kind) <= MOST_BYTES_OF_JAVASCRIPT, (
        found
    )
    assert any("font" in kind for kind, _size in found.values()), "the font was not loaded, so not counted"
