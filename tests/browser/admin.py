"""Wagtail's admin as editors and translators use it: logging in, the form of a page, and wagtail-localize's editor."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser.build_site import PASSWORD
from tests.browser.site import Site

MESSAGES = ".messages li"


def log_in(page: Page, site: Site, name: str) -> None:
    """Log in as the user of a group (tests.browser.build_site.make_users)."""
    page.goto(f"{site.url}/admin/login/")
    page.get_by_label("Username").or_(page.get_by_label("Felhasználónév")).fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"{site.url}/admin/")


def open_section(page: Page, site: Site, *titles: str) -> None:
    """Walk down the tree of pages by the titles of its sections."""
    page.goto(f"{site.url}/admin/pages/")
    for title in titles:
        row = page.locator("tr", has=page.get_by_role("link", name=title, exact=True))
        row.get_by_role("link", name="Explore child pages").click()
        expect(page.locator("h1, .w-header__title, [aria-current]").filter(has_text=title).first).to_be_visible()


class PageForm:
    """The form of a page. Tabs and panels are opened as fields in them are needed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def show(self, field: Locator) -> Locator:
        """Open the tab that holds the field."""
        tab = field.first.evaluate("element => element.closest('[role=tabpanel]')?.getAttribute('aria-labelledby')")
        if tab:
            self.page.locator(f"#{tab}").click()
        return field

    def fill(self, values: Mapping[str, str]) -> None:
        """Plain fields by name."""
        for name, value in values.items():
            self.show(self.page.locator(f"#id_{name}")).fill(value)

    def tick(self, name: str, value: str) -> None:
        """A box of a set."""
        self.show(self.page.locator(f"input[name={name}][value={value}]")).check()

    def write(self, name: str, *lines: str) -> None:
        """Type rich text, replacing what is there; a line that begins with "- " makes a list of itself and the next ones."""
        hidden = self.page.locator(f"#id_{name}")
        editor = self.show(hidden.locator("xpath=..")).locator("[contenteditable=true][role=textbox]")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        for index, line in enumerate(lines):
            if index:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line)
        expect(editor).to_contain_text(lines[-1].removeprefix("- "))

    def add(self, relation: str) -> int:
        """Add a child; returns its number on the form."""
        total = self.page.locator(f"#id_{relation}-TOTAL_FORMS")
        number = int(total.input_value())
        self.show(self.page.locator(f"#id_{relation}-ADD")).click()
        expect(total).to_have_value(str(number + 1))
        return number

    def move_up(self, relation: str, number: int) -> None:
        """Move the child of that number on the form one place up."""
        child = self.page.locator(f"#inline_child_{relation}-{number}")
        before = int(child.locator(f"#id_{relation}-{number}-ORDER").input_value())
        self.show(child.locator("[data-inline-panel-child-move-up]")).click()
        expect(child.locator(f"#id_{relation}-{number}-ORDER")).to_have_value(str(before - 1))

    def save_draft(self) -> None:
        """Save without publishing."""
        self.page.locator("button.action-save").click()

    def publish(self) -> None:
        """Open the menu of the footer and publish."""
        self.page.locator("footer .w-dropdown__toggle").click()
        self.page.locator("button[name=action-publish]").click()

    @property
    def errors(self) -> dict[str, str]:
        """The messages beside the fields, by the field's place (`data-contentpath`)."""
        found = {}
        for field in self.page.locator("[data-field]:has([data-field-errors] .error-message)").all():
            name = field.get_attribute("data-contentpath") or ""
            found[name] = field.locator(".error-message").first.inner_text().strip()
        return found
