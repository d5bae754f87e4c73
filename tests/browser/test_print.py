"""A guide and a case study on paper: one leaf, printed on both sides, in letters that can be read on a wall."""

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
    try:
        sizes = opened.page.evaluate(
            "wanted => [...document.querySelectorAll(wanted)]"
            ".filter(text => text.offsetHeight && !text.closest('#origin, #licence'))"
            ".map(text => parseFloat(getComputedStyle(text).fontSize) * 72 / 96)",
            READ,
        )
    finally:
        opened.page.emulate_media(media="screen")
    assert sizes
    assert min(sizes) >= SMALLEST
