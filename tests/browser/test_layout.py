"""Pages fit every width, and a thumb finds what it wants to touch."""

import pytest

from tests.browser.kinds import every
from tests.browser.opened import Opened

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 768, 1280)
SMALLEST_TARGET = 44  # px (design: below 62 rem)

TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll("*")]
        .filter(element => element.getBoundingClientRect().right > width + 0.5)
        .map(element => {
            const right = Math.round(element.getBoundingClientRect().right);
            return `to ${right} of ${width} px: ${element.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`;
        });
}"""

# Links inside a line of text (design: sentences, kind line, notices) are as high as the line. Anything else is as large as
# where a touch still reaches it, which may be a whole row. What is one pixel high waits for the focus.
TOO_SMALL = """(least) => {
    const insideText = element => {
        if (element.closest(".kind-line")) return true;
        if (getComputedStyle(element).display !== "inline") return false;
        const block = element.parentElement.closest("p, li, dd, dt, td, h1, h2, h3, h4, div, figcaption, blockquote");
        return block.textContent.replace(/\\s+/g, "").length > element.textContent.replace(/\\s+/g, "").length;
    };
    const answers = (element, x, y) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (element.contains(hit) || hit.closest("label")?.control === element);
    };
    const reaches = element => {
        element.scrollIntoView({block: "center", behavior: "instant"});
        const box = element.getBoundingClientRect();
        const [x, y, half] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2, least / 2 - 0.5];
        const wide = box.width >= least || (answers(element, x - half, y) && answers(element, x + half, y));
        const high = box.height >= least || (answers(element, x, y - half) && answers(element, x, y + half));
        return wide && high;
    };
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
        .filter(element => element.checkVisibility({visibilityProperty: true}) && element.getBoundingClientRect().height > 1)
        .filter(element => !insideText(element) && !reaches(element))
        .map(element => {
            const box = element.getBoundingClientRect();
            return `${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 140)}`;
        });
}"""


@every()
@pytest.mark.parametrize("width", WIDTHS)
def test_page_of_any_kind_never_scrolls_sideways(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 900})
    too_wide = opened.page.evaluate(TOO_WIDE)
    assert not too_wide, "\n".join(too_wide)


@every()
def test_targets_on_a_phone_are_large_enough(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 390, "height": 844})
    too_small = opened.page.evaluate(TOO_SMALL, SMALLEST_TARGET)
    assert not too_small, "\n".join(too_small)
