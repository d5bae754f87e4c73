"""A reader searches and opens a work in a real browser without scripts; a coordinator then sees both, and promotes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import log_in
from tests.browser.conftest import open_window
from tests.browser.site import Site

pytestmark = pytest.mark.browser

# Chromium without a screen says that it has none, and is then no reader.
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SEARCHES = 3  # from which on a query is shown


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = open_window(chromium, user_agent=FIREFOX, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def coordinator(chromium: Browser, own_library: Site) -> Iterator[Page]:
    context = open_window(chromium, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    log_in(page, own_library, "coordinators")
    yield page
    context.close()


def test_what_readers_search_and_open_is_seen_and_acted_upon(
    own_library: Site, reader: Page, coordinator: Page
) -> None:
    for _ in range(SEARCHES):
        reader.goto(f"{own_library.url}/hu/kereses/")
        reader.get_by_role("searchbox").fill("vetőmagcsere")
        reader.get_by_role("searchbox").press("Enter")
        reader.locator(".sort-links a[href*='sort=date']").click()  # another order is no other search
        reader.locator(".hit__title a").first.click()
        assert "?" not in reader.url.partition("#")[0]
        assert reader.context.cookies() == []

    coordinator.goto(f"{own_library.url}/admin/reports/searches/")
    row = coordinator.locator("table.listing tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator("td").nth(2)).to_have_text(str(SEARCHES))
    expect(row.locator("td").nth(6)).to_have_text(str(SEARCHES))

    row.get_by_role("link", name="Promote a page").click()
    expect(coordinator.locator("#id_query_string")).to_have_value("vetőmagcsere")
    coordinator.locator("#id_editors_picks-ADD").click()
    coordinator.locator("#id_editors_picks-0-external_link_url").fill("https://www.example.org/seeds")
    coordinator.locator("#id_editors_picks-0-external_link_text").fill("Magbörze")
    coordinator.locator("footer button[type=submit]").click()
    coordinator.wait_for_url(f"{own_library.url}/admin/searchpicks/")
    reader.goto(f"{own_library.url}/hu/kereses/?q=vetomagcserek")
    expect(reader.locator(".promoted a")).to_have_text("Magbörze")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_report_fits_the_screen(own_library: Site, reader: Page, coordinator: Page, width: int) -> None:
    for _ in range(SEARCHES):
        reader.goto(f"{own_library.url}/hu/kereses/?q=kert")
    coordinator.set_viewport_size({"width": width, "height": 900})
    for path in (
        "/admin/reports/searches/",
        "/admin/reports/searches/query/?q=kert&language=hu",
        "/admin/reports/searches/synonym/?q=kert&language=hu",
    ):
        coordinator.goto(own_library.url + path)
        expect(coordinator.locator("main")).to_be_visible()
        # Wagtail hides what is too wide; a wide table has to scroll within itself.
        hidden = coordinator.evaluate(
            "() => { const main = document.querySelector('main'); return main.scrollWidth - main.clientWidth }"
        )
        assert hidden <= 0, path
