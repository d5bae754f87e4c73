"""A guide, a case study and a community on paper: one leaf, in letters that can be read on a wall, with nothing lost."""

import re

import pytest

from tests.browser.kinds import every
from tests.browser.opened import Opened

pytestmark = pytest.mark.browser

SMALLEST = 9.5  # points
READ = ".lead, .prose p, .step__text, .note, #around li"


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@every("guide", "case-study")
def test_a_guide_and_a_case_study_print_on_two_pages(opened: Opened) -> None:
    assert count_pages(opened.page.pdf(format="A4")) == 2


@every("guide", "case-study")
def test_running_text_on_paper_is_never_small(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    sizes = opened.page.evaluate(
        "wanted => [...document.querySelectorAll(wanted)]"
        ".filter(text => text.offsetHeight && !text.closest('#origin, #licence'))"
        ".map(text => parseFloat(getComputedStyle(text).fontSize) * 72 / 96)",
        READ,
    )
    assert sizes
    assert min(sizes) >= SMALLEST


@every("community")
def test_a_community_prints_on_one_page(opened: Opened) -> None:
    assert count_pages(opened.page.pdf(format="A4")) == 1


@every("guide", "case-study", "community")
def test_no_heading_on_paper_stands_alone(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    alone = opened.page.evaluate(
        "() => [...document.querySelectorAll('main section')].filter(section => section.offsetHeight)"
        ".map(section => [section.querySelector('h2'), section.innerText.trim()])"
        ".filter(([heading, text]) => heading && text === heading.innerText.trim())"
        ".map(([heading]) => heading.innerText)"
        # The lines for one's own notes are drawn.
        ".filter(text => !document.querySelector('.own-notes')?.innerText.includes(text))"
    )
    assert alone == []


@every("community")
def test_the_map_on_paper_does_without_fills(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    frames = opened.page.evaluate(
        "() => [...document.querySelectorAll('.county-tile')].map(tile => {"
        "const style = getComputedStyle(tile);"
        "const kind = ['here', 'filled'].find(name => tile.classList.contains(`county-tile--${name}`));"
        "return `${kind ?? 'empty'}: ${style.borderTopWidth} ${style.borderTopStyle}`})"
    )
    assert set(frames) == {"here: 4px double", "filled: 2px solid", "empty: 1px solid"}
