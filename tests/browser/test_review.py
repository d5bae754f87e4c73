"""The end of a translator's work: sent for review, sent back with a comment, sent again, published."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import MESSAGES, log_in
from tests.browser.conftest import open_window
from tests.browser.site import Site

pytestmark = pytest.mark.browser

TITLE = "Community composting"
MAIN = "footer:visible button[name=action]"
NOTES = ".translation-notes"


def open_admin(chromium: Browser, site: Site, name: str) -> Page:
    page = open_window(chromium, viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, site, name)
    return page


def open_translation(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/admin/pages/{site.sections['library']['en']}/?q={TITLE}")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(page.locator(MAIN)).to_be_visible()


def test_translation_is_reviewed(chromium: Browser, own_library: Site) -> None:
    translator = open_admin(chromium, own_library, "translators")
    coordinator = open_admin(chromium, own_library, "coordinators")

    # One main button, no menu beside it, and nothing of the script's own footer.
    open_translation(translator, own_library)
    expect(translator.locator("footer:visible")).to_have_count(1)
    expect(translator.locator("footer:visible button")).to_have_text(["Send for review"])
    translator.locator(MAIN).click()
    expect(translator.locator(MESSAGES).first).to_contain_text("sent for review")
    expect(translator.locator(NOTES)).to_contain_text("It is waiting for review.")
    expect(translator.locator(MAIN)).to_have_count(0)

    # The coordinator sends it back, and says why.
    open_translation(coordinator, own_library)
    coordinator.get_by_role("button", name="Send back").click()
    coordinator.locator(".modal-body textarea").fill("The title is too long.")
    coordinator.locator(".modal-body button[type=submit], .modal-body input[type=submit]").first.click()
    expect(coordinator.locator(NOTES)).to_contain_text("It was sent back. The title is too long.")

    # It is sent again, and published although it is not complete.
    open_translation(translator, own_library)
    expect(translator.locator(NOTES)).to_contain_text("The title is too long.")
    translator.locator(MAIN).click()
    expect(translator.locator(NOTES)).to_contain_text("It is waiting for review.")
    open_translation(coordinator, own_library)
    expect(coordinator.locator(MAIN)).to_have_text(re.compile("Publish in English"))
    coordinator.locator(MAIN).click()
    coordinator.get_by_role("button", name="Publish although it is incomplete").click()
    expect(coordinator.locator(MESSAGES).first).to_contain_text("is published")
    expect(coordinator.locator(NOTES)).not_to_contain_text("waiting")

    for page in (translator, coordinator):
        page.context.close()


def test_menu_of_the_footer_stops_the_translation(chromium: Browser, own_library: Site) -> None:
    editor = open_admin(chromium, own_library, "editors")
    open_translation(editor, own_library)
    editor.locator("footer:visible .w-dropdown__toggle").click()
    editor.get_by_role("button", name="Stop the translation").click()
    expect(editor.locator("#id_title")).to_be_attached()
    editor.context.close()
