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


def open_new_page(page: Page, site: Site, section: str, language_code: str) -> "PageForm":
    """Open the section in the tree of pages and add a page to it; the section takes one kind of page only."""
    page.goto(f"{site.url}/admin/pages/{site.sections[section][language_code]}/")
    page.get_by_role("link", name="Add child page").first.click()
    expect(page.locator("#id_title")).to_be_visible()
    return PageForm(page)


class PageForm:
    """The form of a page. Tabs and panels are opened as fields in them are needed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def show(self, field: Locator) -> Locator:
        """Open the tab that holds the field."""
        tab = field.first.evaluate(
            "element => element.closest('[role=tabpanel]')?.getAttribute('aria-labelledby')"
        )
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
        """Type rich text, replacing what is there. Where the first line begins with "- ", all become a list."""
        hidden = self.page.locator(f"#id_{name}")
        editor = self.show(hidden.locator("xpath=..")).locator("[contenteditable=true][role=textbox]")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        for index, line in enumerate(lines):
            if index:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line)
        # The editor hands its text to the form a moment later.
        expect(hidden).to_have_value(re.compile(re.escape(lines[-1].removeprefix("- "))))

    def choose(self, name: str, label: str) -> None:
        """Choose a thing by its name in the window that the field opens."""
        field = self.page.locator(f"#id_{name}")
        self.show(self.page.locator(f"#id_{name}-chooser")).locator(
            "[data-chooser-action-choose]"
        ).first.click()
        self.page.locator(".modal-body").get_by_role("link", name=label).first.click()
        expect(field).not_to_have_value("")

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
        self.page.locator("footer button.action-save").click()

    def publish(self) -> None:
        """Open the menu of the footer and publish."""
        self.page.locator("footer .w-dropdown__toggle").click()
        self.page.locator("button[name=action-publish]").click()

    def choose_action(self, name: str) -> None:
        """Open the menu of the header and choose from it."""
        self.page.locator("header [data-w-dropdown-target=toggle]").first.click()
        self.page.get_by_role("link", name=name).click()

    @property
    def errors(self) -> dict[str, str]:
        """The messages beside the fields, by the field's place (`data-contentpath`)."""
        self.page.wait_for_load_state()  # the message at the top can be read before the fields are there
        found = {}
        for field in self.page.locator("[data-field]:has([data-field-errors] .error-message)").all():
            name = field.get_attribute("data-contentpath") or ""
            found[name] = field.locator(".error-message").first.inner_text().strip()
        return found


class TranslationEditor:
    """wagtail-localize's editor: the strings of a page, each with its button."""

    def __init__(self, page: Page) -> None:
        self.page = page
        expect(self.strings.first).to_be_attached()

    @property
    def strings(self) -> Locator:
        """The strings of all tabs."""
        return self.page.locator("main section[id^=tab-] li:has(> p):has(> ul button)")

    @property
    def missing(self) -> list[str]:
        """The strings without a translation, in the language of the source."""
        return [string.inner_text().strip() for string in self.page.locator("main li.incomplete > p").all()]

    def translate(self, translations: Mapping[str, str]) -> None:
        """Translate strings, given by their whole text in the language of the source."""
        for source, translated in translations.items():
            string = self.strings.filter(has=self.page.locator("> p").get_by_text(source, exact=True))
            expect(string).to_have_count(1)
            tab = string.evaluate("element => element.closest('section[id^=tab-]').id")
            self.page.locator(f"[role=tab][href='#{tab}']").click()
            string.get_by_role("button", name="Translate").or_(
                string.get_by_role("button", name="Edit")
            ).click()
            string.locator("textarea").fill(translated)
            string.get_by_role("button", name="Save").click()
            expect(string).not_to_have_class("incomplete")
            expect(string).to_contain_text(translated)

    def publish(self) -> None:
        """Publish the translation; an incomplete one asks first."""
        self.page.locator("footer button[name=action][value=publish]").click()
