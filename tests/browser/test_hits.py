"""A list of hits can be read: marks cover no other line, and headings stand apart from the lists around them."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.site import Site

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280)
QUERIES = ("/hu/kereses/?q=vetőmagcsere", "/en/search/?q=seed+swap")
NEAR = ("/hu/kereses/?q=magok+ládája", "/en/search/?q=repair+kitchen")
MARKED = ".hit:has(h3 mark)"
SPACE_ABOVE, SPACE_BELOW = 24, 8  # px (design: the scale of spaces)

GAPS = """() => {
    const heading = document.querySelector(".search-page__near");
    const [box, style] = [heading.getBoundingClientRect(), getComputedStyle(heading)];
    const above = heading.previousElementSibling.getBoundingClientRect();
    const below = heading.nextElementSibling.getBoundingClientRect();
    return [
        box.top + parseFloat(style.paddingBlockStart) - above.bottom,
        below.top - box.bottom + parseFloat(style.paddingBlockEnd),
    ];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("query", QUERIES)
def test_marks_in_a_title_leave_the_line_above_as_it_is(
    library: Site, window: BrowserContext, query: str, width: int, scheme: str
) -> None:
    page = window.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(library.url + query)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    assert page.locator(MARKED).count()
    kinds = page.locator(f"{MARKED} .hit__kind")
    marked = [kind.screenshot() for kind in kinds.all()]
    page.evaluate(
        "() => document.querySelectorAll('h3 mark').forEach(mark => { mark.style.background = 'none'; })"
    )
    assert [kind.screenshot() for kind in kinds.all()] == marked


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("query", NEAR)
def test_heading_of_what_comes_near_stands_apart(
    library: Site, window: BrowserContext, query: str, width: int
) -> None:
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(library.url + query)
    above, below = page.evaluate(GAPS)
    assert above >= SPACE_ABOVE
    assert below >= SPACE_BELOW
