"""What the translator's editor says above the strings can be read, buttons too."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import MESSAGES, PageForm, log_in
from tests.browser.conftest import open_window
from tests.browser.site import Site

pytestmark = pytest.mark.browser

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
MILLISECONDS_TO_FADE = 300  # Wagtail's buttons change colour in 100

# Relative luminance and contrast: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
CONTRAST = """element => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const linear = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const luminance = ([red, green, blue]) =>
        0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
    let ground = element;
    while (ground && (numbers(getComputedStyle(ground).backgroundColor)[3] ?? 1) < 1) ground = ground.parentElement;
    const both = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
    const [dark, light] = both.map(numbers).map(luminance).sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
}"""


@pytest.fixture
def stale(chromium: Browser, own_library: Site) -> Iterator[Page]:
    """The translator's editor of a work whose original has been changed and published since."""
    context = open_window(chromium, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    log_in(page, own_library, "coordinators")
    open_work(page, own_library, "hu", "Vetőmagcsere")
    form = PageForm(page)
    form.fill({"title": "Vetőmagcsere másképp"})
    form.publish()
    expect(page.locator(MESSAGES).first).to_contain_text("published")
    open_work(page, own_library, "en", "Seed swap")
    yield page
    context.close()


def open_work(page: Page, site: Site, language_code: str, title: str) -> None:
    page.goto(f"{site.url}/admin/pages/{site.sections['library'][language_code]}/?q={title}")
    page.get_by_role("link", name=title, exact=True).first.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_of_a_stale_translation_can_be_read(stale: Page, scheme: Literal["light", "dark"]) -> None:
    stale.emulate_media(color_scheme=scheme)
    buttons = stale.locator(".translation-notes .button")
    expect(buttons).to_have_text(["Update this translation", "See what has changed"])
    for button in buttons.all():
        assert button.evaluate(CONTRAST) >= LEAST_CONTRAST, button.inner_text()
        button.hover()
        stale.wait_for_timeout(MILLISECONDS_TO_FADE)
        assert button.evaluate(CONTRAST) >= LEAST_CONTRAST, f"{button.inner_text()}, under the pointer"
        stale.mouse.move(0, 0)
        stale.wait_for_timeout(MILLISECONDS_TO_FADE)
