"""The term base is long: from its initials to a letter and back, without a script."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language_code", ["hu", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_letter_leads_back_to_the_initials(
    library: Site, window_without_javascript: BrowserContext, width: int, language_code: str
) -> None:
    page = window_without_javascript.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(library.address("terms", language_code))
    initials = page.locator(".letters")
    letters = initials.get_by_role("link")
    backs = page.locator(".terms__head a")
    assert backs.count() == letters.count() > 15
    letters.last.click()
    expect(page.locator(".terms h2").last).to_be_in_viewport()
    backs.last.click()
    expect(initials).to_be_in_viewport()
