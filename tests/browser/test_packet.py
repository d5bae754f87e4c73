"""The facts of a work stand in a frame whose lines reach from edge to edge, however many facts there are."""

import pytest

from tests.browser.kinds import every
from tests.browser.opened import Opened

pytestmark = pytest.mark.browser

WIDTHS = (390, 700, 1024, 1280)

# The upper line of each row, drawn by its cells, as "from left to right" where it does not reach both edges, and any two
# cells of a row that are apart. With `facts` and `sentences` the packet has so many of each, some of them long.
BROKEN_LINES = """({facts, sentences}) => {
    const packet = document.querySelector(".packet__facts");
    if (facts !== null) {
        const made = (text, name) => {
            const cell = document.createElement("div");
            cell.className = name;
            cell.innerHTML = `<dt>Label</dt><dd class="${name ? "" : "fact"}">${text}</dd>`;
            return cell;
        };
        packet.replaceChildren(
            ...Array.from({length: facts}, (_, n) => made(n % 2 ? "Településüzemeltetési szolgáltatások" : "12", "")),
            ...Array.from({length: sentences}, () => made("A sentence.", "packet__long")),
        );
    }
    const edge = packet.closest(".packet__body").getBoundingClientRect();
    const rows = new Map();
    for (const cell of packet.children) {
        const box = cell.getBoundingClientRect();
        rows.set(Math.round(box.top), [...(rows.get(Math.round(box.top)) ?? []), box]);
    }
    return [...rows].flatMap(([top, cells]) => {
        const [left, right] = [cells[0].left, cells.at(-1).right];
        const holes = cells.slice(1).filter((cell, n) => Math.abs(cell.left - cells[n].right) > 0.5);
        const isWhole = left <= edge.left + 0.5 && right >= edge.right - 0.5 && !holes.length;
        return isWhole ? [] : [`at ${top}: ${left} to ${right} of ${edge.left} to ${edge.right}`];
    });
}"""
COLUMNS = (
    "() => new Set([...document.querySelectorAll('.packet__facts > div')].map(each => each.offsetLeft)).size"
)


@every("guide", "case-study", "case-study-stopped", "community", "event")
@pytest.mark.parametrize("width", WIDTHS)
def test_lines_of_the_facts_reach_from_edge_to_edge(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 900})
    assert opened.page.evaluate(BROKEN_LINES, {"facts": None, "sentences": 0}) == []


@pytest.fixture
def facts_as_written(opened: Opened):
    """The facts that a test has replaced stand there again for the others who look at the page."""
    packet = opened.page.locator(".packet__facts")
    written = packet.inner_html()
    yield
    packet.evaluate("(packet, written) => { packet.innerHTML = written; }", written)


@every("event")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.usefixtures("facts_as_written")
def test_any_number_of_facts_fills_its_rows_in_the_same_columns(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 900})
    for facts in range(1, 8):
        for sentences in range(3):
            asked = {"facts": facts, "sentences": sentences}
            assert opened.page.evaluate(BROKEN_LINES, asked) == [], asked
            assert opened.page.evaluate(COLUMNS) == min(facts, 3 if width >= 768 else 2), asked
