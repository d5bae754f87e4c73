"""The admin at the width of a laptop, and the words of a package's script."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.admin import log_in
from tests.browser.site import Site

COVERED = """() => [...document.querySelectorAll(".w-tabs__list [role=tab]")].filter(tab => {
  const box = tab.getBoundingClientRect();
  return [0.05, 0.5, 0.95].some(part =>
    !tab.contains(document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2)));
}).map(tab => tab.innerText)"""


def test_no_tab_of_the_form_is_covered_by_the_open_preview(window: BrowserContext, library: Site) -> None:
    page = window.new_page()
    log_in(page, library, "coordinators")
    section = library.sections["case-studies"]["hu"]
    page.goto(f"{library.url}/admin/pages/add/casestudies/casestudypage/{section}/")
    toggle = page.locator("[data-side-panel-toggle=preview]").first
    if "form-side--open" not in (page.locator(".form-side").get_attribute("class") or ""):
        toggle.click()
    expect(page.locator(".form-side")).to_have_class("form-side form-side--open form-side--preview")
    expect(page.locator(".w-tabs__list [role=tab]")).to_have_count(7)
    assert page.evaluate(COVERED) == []


def test_the_translators_editor_names_its_texts_in_the_language_of_the_admin(
    window: BrowserContext, library: Site
) -> None:
    page = window.new_page()
    log_in(page, library, "coordinators")
    page.goto(f"{library.url}/admin/pages/{library.sections['home']['en']}/edit/")
    headings = page.locator(".js-translation-editor h3")
    expect(headings.first).to_have_text("Texts to translate")
    expect(page.locator(".js-translation-editor")).not_to_contain_text("Hungarian to English translation")
