"""Quantities as readers read them."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from core import formatting
from core.hyphens import SOFT_HYPHEN, with_soft_hyphens


@pytest.mark.parametrize(
    ("value", "language_code", "text"),
    [
        (1140, "hu", "1140"),
        (64500, "hu", "64\u00a0500"),
        (1024000, "en", "1\u00a0024\u00a0000"),
        (Decimal("8.50"), "hu", "8,5"),
        (Decimal("8.50"), "en", "8.5"),
        (Decimal("8.00"), "hu", "8"),
        (Decimal("100"), "hu", "100"),
        (-12345, "hu", "−12\u00a0345"),
        (0, "hu", "0"),
    ],
)
def test_number_is_grouped_from_five_digits(value, language_code, text):
    with translation.override(language_code):
        assert formatting.number(value) == text


@pytest.mark.parametrize(
    ("shortest", "longest", "text"),
    [
        (150, 150, "2 hours 30 minutes"),
        (30, 60, "30–60 minutes"),
        (240, 480, "4–8 hours"),
        (45, 120, "45 minutes – 2 hours"),
        (None, 60, "1 hour"),
        (1440, 2880, "1–2 days"),
        (None, None, ""),
    ],
)
def test_duration_range_uses_the_largest_whole_unit(shortest, longest, text):
    with translation.override("en"):
        assert formatting.duration_range(shortest, longest) == text


@pytest.mark.parametrize(
    ("value", "hungarian", "english"),
    [
        ("2023", "2023", "2023"),
        ("2023-02", "2023. február", "February 2023"),
        ("2023-02-14", "2023. február 14.", "14 February 2023"),
        ("", "", ""),
        ("nonsense", "nonsense", "nonsense"),
    ],
)
def test_partial_date_is_as_precise_as_it_is_known(value, hungarian, english):
    with translation.override("hu"):
        assert formatting.partial_date(value) == hungarian
    with translation.override("en"):
        assert formatting.partial_date(value) == english


def test_clock_is_written_with_a_full_stop_in_hungarian():
    evening = datetime.time(18, 5)
    with translation.override("hu"):
        assert formatting.clock(evening) == "18.05"
    with translation.override("en"):
        assert formatting.clock(evening) == "18:05"


def test_time_after_runs_past_midnight():
    assert formatting.time_after(datetime.time(23, 30), 45) == datetime.time(0, 15)


@pytest.mark.parametrize(
    "word", ["Szomszédságfejlesztés", "településüzemeltetési", "élelmiszer-önrendelkezés"]
)
def test_soft_hyphens_stand_in_long_words_at_least_four_letters_from_either_end(word):
    parts = with_soft_hyphens(word, "hu").replace("-", SOFT_HYPHEN).split(SOFT_HYPHEN)
    assert "".join(parts) == word.replace("-", "")
    assert len(parts) > 1
    assert len(parts[0]) >= 4
    assert len(parts[-1]) >= 4


def test_soft_hyphens_leave_short_words_and_changing_spellings_alone():
    assert with_soft_hyphens("Közös vetőmagcsere", "hu") == "Közös vetőmagcsere"
    assert f"hosz{SOFT_HYPHEN}sz" not in with_soft_hyphens("meghosszabbításának", "hu")
