"""Suggestions while typing: by keyboard, mouse and touch, for screen readers, and never in the way of a plain search."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import open_window
from tests.browser.site import Site
from tests.browser.test_accessibility import RULES_OF_SCHEME, find_violations
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

FIELD = "input[data-suggestions]"
# A guide of the sample library, and what somebody types who looks for it.
TITLE, TYPED = {"hu": "Vetőmagcsere", "en": "Seed swap"}, {"hu": "vetomagc", "en": "seed s"}
TELLING = {"hu": " javaslat", "en": " suggestions"}


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.new_page()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page on a phone that is touched."""
    context = open_window(chromium, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def type_into(page: Page, text: str) -> Locator:
    """Type a text into the page's search field, letter by letter, and give the field."""
    field = page.locator(FIELD)
    field.click()
    page.keyboard.type(text, delay=20)
    return field


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def active_option(page: Page) -> str | None:
    """What a screen reader says is chosen; the one that looks so has to be the same."""
    marked = page.evaluate(
        "field => document.getElementById(document.querySelector(field).getAttribute('aria-activedescendant'))?.id",
        FIELD,
    )
    selected = page.evaluate(
        "() => [...document.querySelectorAll('[aria-selected=true]')].map(each => each.id)"
    )
    assert selected == ([marked] if marked else [])
    return page.locator(f"#{marked}").inner_text() if marked else None


@pytest.mark.parametrize("language", ["hu", "en"])
@pytest.mark.parametrize("kind", ["home", "search", "not-found"])
def test_arrows_choose_a_suggestion_and_enter_opens_it(
    page: Page, library: Site, kind: str, language: str
) -> None:
    page.goto(library.address(kind, language))
    page.locator(FIELD).fill("")
    field = type_into(page, TYPED[language])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text=TELLING[language].rstrip("s"))).to_have_count(1)
    expect(options(page).first.locator("[lang]").first).to_have_attribute("lang", language)
    assert active_option(page) is None
    page.keyboard.press("ArrowDown")
    assert TITLE[language] in str(active_option(page))
    expect(field).to_be_focused()
    expect(field).to_have_value(TYPED[language])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(TITLE[language])


def test_arrows_go_round_and_through_the_field(page: Page, library: Site) -> None:
    page.goto(library.address("home", "hu"))
    type_into(page, "ke")
    expect(options(page).first).to_be_visible()
    number = options(page).count()
    page.keyboard.press("ArrowUp")
    assert str(active_option(page)).startswith("Minden találat")
    page.keyboard.press("ArrowDown")
    assert active_option(page) is None
    seen = set()
    for _ in range(number):
        page.keyboard.press("ArrowDown")
        seen.add(active_option(page))
    assert len(seen) == number
    page.keyboard.press("ArrowDown")
    assert active_option(page) is None


def test_enter_alone_searches_for_what_is_typed(page: Page, library: Site) -> None:
    page.goto(library.address("home", "hu"))
    type_into(page, TYPED["hu"])
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/hu/kereses/?q={TYPED['hu']}")


def test_enter_after_another_letter_searches_although_something_was_chosen(page: Page, library: Site) -> None:
    page.goto(library.address("home", "hu"))
    type_into(page, "vetomag")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("c")
    assert active_option(page) is None
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/hu/kereses/?q={TYPED['hu']}")


def test_the_last_line_searches_with_the_filters_that_are_chosen(page: Page, library: Site) -> None:
    page.goto(f"{library.url}/hu/kereses/?q=kert&kind=guide")
    page.locator(FIELD).fill("")
    type_into(page, TYPED["hu"])
    expect(options(page).last).to_have_text(f"Minden találat erre: „{TYPED['hu']}”")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/hu/kereses/?q={TYPED['hu']}&kind=guide")


def test_escape_closes_the_list_and_keeps_the_words(page: Page, library: Site) -> None:
    page.goto(library.address("home", "hu"))
    field = type_into(page, TYPED["hu"])
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value(TYPED["hu"])
    assert active_option(page) is None
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_tab_and_the_last_letter_taken_away_close_the_list(page: Page, library: Site) -> None:
    page.goto(library.address("home", "hu"))
    field = type_into(page, "ke")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.type("e")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).not_to_be_focused()


def test_the_mouse_opens_a_suggestion(page: Page, library: Site) -> None:
    page.goto(library.address("home", "hu"))
    type_into(page, TYPED["hu"])
    options(page).first.click()
    expect(page.locator("h1")).to_contain_text(TITLE["hu"])
    page.go_back()
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_finger_opens_a_suggestion(phone: Page, library: Site) -> None:
    phone.goto(library.address("search", "hu"))
    phone.locator(FIELD).fill("")
    type_into(phone, TYPED["hu"])
    assert options(phone).first.bounding_box()["height"] >= 44
    options(phone).first.tap()
    expect(phone.locator("h1")).to_contain_text(TITLE["hu"])


def test_an_input_method_keeps_its_keys(page: Page, library: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "javaslatok" in request.url else None)
    page.goto(library.address("home", "hu"))
    field = page.locator(FIELD)
    field.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "vetomagc", "selectionStart": 8, "selectionEnd": 8})
    page.wait_for_timeout(500)
    expect(field).to_have_value("vetomagc")
    assert asked == []
    session.send("Input.insertText", {"text": "vetomagc"})
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = active_option(page)
    page.evaluate(
        "field => document.querySelector(field).dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))",
        FIELD,
    )
    page.wait_for_timeout(200)
    assert page.url == library.address("home", "hu")
    assert active_option(page) == chosen


def test_it_asks_once_for_letters_in_a_row_and_shows_the_last_answer(page: Page, library: Site) -> None:
    asked: list[str] = []
    waiting: list[Route] = []

    def hold_the_first(route: Route) -> None:
        asked.append(route.request.url.rpartition("=")[2])
        if len(asked) == 1:
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/javaslatok/**", hold_the_first)
    page.goto(library.address("home", "hu"))
    type_into(page, "ker")
    page.wait_for_timeout(600)
    page.locator(FIELD).fill("")
    type_into(page, TYPED["hu"])
    expect(options(page).last).to_contain_text(TYPED["hu"])
    waiting[0].fulfill(
        json={"name": "x", "status": "", "all": {"label": "late", "url": ""}, "suggestions": []}
    )
    page.wait_for_timeout(300)
    expect(options(page).last).to_contain_text(TYPED["hu"])
    assert asked == ["ker", TYPED["hu"]]


@pytest.mark.parametrize("failure", ["connection", "error", "nonsense"])
def test_a_failure_is_silent_and_the_form_works(page: Page, library: Site, failure: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def fail(route: Route) -> None:
        if failure == "connection":
            route.abort()
        elif failure == "error":
            route.fulfill(status=503, body="busy")
        else:
            route.fulfill(body="<html>")

    page.route("**/javaslatok/**", fail)
    page.goto(library.address("home", "hu"))
    with page.expect_request("**/javaslatok/**"):
        field = type_into(page, TYPED["hu"])
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    assert errors == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/hu/kereses/?q=*")


@pytest.mark.parametrize("kind", ["home", "search"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_has_no_violation(page: Page, library: Site, kind: str, width: int, scheme: str) -> None:
    if kind == "home" and width == 390:
        width = 768  # on a phone the header has no field; this is the narrowest that has
    watch = Watch(page, library.url)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(library.address(kind, "hu"))
    page.locator(FIELD).fill("")
    type_into(page, "ke")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    violations = find_violations(page, *RULES_OF_SCHEME[scheme])
    assert not violations, "\n".join(violations)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert watch.complaints == []
