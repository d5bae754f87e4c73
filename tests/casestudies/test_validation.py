"""What a case study may say: dates in order, and when it is a good practice."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from casestudies.models import CaseStudyPage, Cost, Result, TimelineEntry
from casestudies.models.case_study import CRITERIA
from tests.small_site import REQUIRED, refusals

pytestmark = pytest.mark.django_db  # a page asks for its content type when it is made

ANSWERED = dict.fromkeys(CRITERIA, "Yes, and this is how.")
DECIDED = {"status": "good_practice", "decided_on": dt.date(2026, 5, 1)}


def story(**values) -> CaseStudyPage:
    return CaseStudyPage(
        title="Eset", slug="eset", summary="Egy eset.", **{**REQUIRED[CaseStudyPage], **values}
    )


@pytest.mark.parametrize(
    "values",
    [
        {"started": "2023"},
        {"started": "2023", "ended": "2023"},
        {"started": "2023-05", "ended": "2023"},
        {"started": "2023-05-31", "ended": "2023-05"},
        {"started": "2023", "ended": "2024-01"},
        {"started": "2023", "ongoing": True},
    ],
)
def test_dates_that_may_be_in_order_are_accepted(values):
    assert refusals(story(**values)) == {}


@pytest.mark.parametrize(
    ("started", "ended"),
    [("2023", "2022"), ("2023-05", "2023-04"), ("2023-05-02", "2023-05-01"), ("2023-02", "2022")],
)
def test_an_end_before_the_start_is_refused_even_in_a_draft(started, ended):
    assert set(refusals(story(started=started, ended=ended), is_draft=True)) == {"ended"}


def test_what_has_ended_does_not_go_on():
    assert set(refusals(story(ended="2025", ongoing=True))) == {"ongoing"}


@pytest.mark.parametrize("value", ["", "2023-13", "2023-02-30", "last year"])
def test_a_start_that_does_not_exist_is_refused_once(value):
    assert set(refusals(story(started=value, ended="2020"))) == {"started"}


def test_a_good_practice_answers_all_four_criteria_and_says_when_it_was_decided():
    assert refusals(story(**DECIDED, **ANSWERED)) == {}
    assert set(refusals(story(status="good_practice"))) == {*CRITERIA, "decided_on"}
    for name in CRITERIA:
        for empty in ("", "  \n"):
            assert set(refusals(story(**DECIDED, **{**ANSWERED, name: empty}))) == {name}


def test_a_good_practice_may_be_incomplete_as_a_draft_and_a_story_always():
    assert refusals(story(status="good_practice"), is_draft=True) == {}
    assert refusals(story(criterion_new="Nothing like it.")) == {}


def test_publishing_a_good_practice_without_its_criteria_is_refused(site):
    page = site.page(CaseStudyPage, "Eset")
    page.status = "good_practice"
    page.save_revision(clean=False)
    with pytest.raises(ValidationError) as refused:
        page.save_revision()
    assert set(refused.value.message_dict) == {*CRITERIA, "decided_on"}


@pytest.mark.parametrize(
    ("child", "field"),
    [
        (TimelineEntry(date="2023-02-30", text="x"), "date"),
        (Cost(item="x", amount=Decimal(-1)), "amount"),
        (Cost(item="x", amount=Decimal(1), year=1848), "year"),
        (Cost(item="x", amount=Decimal(1), currency="USD"), "currency"),
        (Result(indicator="x", value=Decimal(1), measured_on="soon"), "measured_on"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused_at_its_field(child, field):
    with pytest.raises(ValidationError) as refused:
        child.clean_fields(exclude=["page", "locale", "translation_key"])
    assert set(refused.value.message_dict) == {field}
