"""Every page is usable by keyboard: all that can be clicked is reached by Tab, in the order in which it is read, visibly."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.kinds import every
from tests.browser.opened import Opened
from tests.browser.site import Site

pytestmark = pytest.mark.browser

MOST_STOPS = 600
SKIP_LINK = ".skip-link"

# Numbers everything that Tab should reach, in the order of the source, and notes how it looks without focus.
NUMBER = """() => {
    const shown = element => element.checkVisibility({visibilityProperty: true}) && !element.closest("[inert]");
    const all = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
    )].filter(element => element.tabIndex >= 0 && !element.disabled && shown(element));
    const look = element => {
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(" ");
    };
    window.kkaLook = look;
    document.activeElement.blur();
    all.forEach((element, index) => { element.dataset.stop = index; element.dataset.look = look(element); });
    window.scrollTo(0, 0);
    return all.map(element => element.outerHTML.slice(0, 120));
}"""

# What has the focus: its number, its place on the page (of its first line) and whether it shows that it has it.
FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || element.dataset.stop === undefined) return null;
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        stop: Number(element.dataset.stop),
        left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY,
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        looksFocused: kkaLook(element) !== element.dataset.look && (hasOutline || style.boxShadow !== "none"),
    };
}"""


def press_tab_through(page: Page) -> tuple[list[str], list[dict[str, Any]]]:
    """All that can be reached, as HTML, and what Tab reaches, in that order, until it leaves the page."""
    names = page.evaluate(NUMBER)
    stops: list[dict[str, Any]] = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (stops and focused["stop"] == stops[0]["stop"]):
            return names, stops
        stops.append(focused)
    pytest.fail(f"Tab never leaves the page; last at {names[stops[-1]['stop']]}")


def is_before(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Somebody who reads columns from left to right and each column downwards comes to `first` first."""
    overlap = min(first["bottom"], second["bottom"]) - max(first["top"], second["top"])
    on_one_line = overlap > min(first["bottom"] - first["top"], second["bottom"] - second["top"]) / 2
    if on_one_line:
        return second["right"] > first["left"]
    return second["top"] >= first["top"] or second["left"] >= first["right"]


@every()
@pytest.mark.parametrize("width", [390, 1280])
def test_tab_reaches_everything_in_reading_order_and_visibly(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 900})
    names, stops = press_tab_through(opened.page)
    assert [stop["stop"] for stop in stops] == list(range(len(names)))
    assert [names[stop["stop"]] for stop in stops if not stop["looksFocused"]] == []
    assert [names[stop["stop"]] for stop in stops if not stop["inView"]] == []
    jumps = [
        (names[first["stop"]], names[second["stop"]])
        for first, second in pairwise(stops[1:])
        if not is_before(first, second)
    ]
    assert jumps == []


@every()
def test_first_stop_skips_to_the_content(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    link = page.locator(SKIP_LINK)
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    if page.locator("main a[href], main button, main input").count():
        assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_sentence_form_answers_without_a_mouse(window: BrowserContext, library: Site) -> None:
    page = window.new_page()
    page.goto(library.address("home", "hu"))
    tab_to(page, "#time")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("#people")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("14")
    page.keyboard.press("Tab")
    expect(page.locator("#setting")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{library.address('library', 'hu')}?**")
    assert page.url.endswith("?time=60&people=14&setting=online")
    expect(page.locator("#people")).to_have_value("14")
    expect(page.locator("#time")).to_have_value("60")
    expect(page.locator("#setting")).to_have_value("online")


def test_shift_tab_walks_back(window: BrowserContext, library: Site) -> None:
    page = window.new_page()
    page.goto(library.address("guide", "hu"))
    _names, stops = press_tab_through(page)
    page.evaluate("() => document.querySelector('[data-stop=\"12\"]').focus()")
    back = []
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        back.append(page.evaluate(FOCUSED)["stop"])
    assert len(stops) > 12
    assert back == list(range(11, -1, -1))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")
