"""axe-core finds nothing on any kind of page, in either language, on a phone and on a screen, light and dark."""

from importlib.resources import files

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.kinds import every
from tests.browser.opened import Opened
from tests.browser.site import Site

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """(tags) => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(result => ({
    passes: result.passes.length,
    violations: result.violations.flatMap(violation => violation.nodes.map(node =>
        `${violation.id} (${violation.impact}) at ${node.target.join(" ")}: `
        + `${node.failureSummary.replace(/\\s+/g, " ")} ${node.html.slice(0, 200)}`)),
}))"""


# The schemes differ in colours alone, so in the dark one only these are looked at: axe takes most of the time of all
# tests in the browser.
RULES_OF_SCHEME = {"light": (RULES, 10), "dark": (["cat.color"], 0)}


def find_violations(page: Page, rules: list[str] = RULES, fewest: int = 10) -> list[str]:
    """What axe finds on the page as it now looks, a line for each element; more than `fewest` rules have to pass."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    result = page.evaluate(RUN, rules)
    assert result["passes"] > fewest, "axe has hardly looked at anything"
    return result["violations"]


@every()
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_any_kind_has_no_violation(opened: Opened, width: int, scheme: str) -> None:
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.set_viewport_size({"width": width, "height": 900})
    violations = find_violations(opened.page, *RULES_OF_SCHEME[scheme])
    assert not violations, "\n".join(violations)


def test_page_with_a_mistake_is_found_out(window: BrowserContext, library: Site) -> None:
    """Axe would tell us."""
    page = window.new_page()
    page.goto(library.address("home", "hu"))
    page.evaluate("() => document.querySelector('main').append(new Image())")
    assert any(line.startswith("image-alt") for line in find_violations(page))
