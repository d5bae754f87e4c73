"""Does it fit? The rule of DESIGN.md §5, at and beside each of its edges."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodology.fit import Cause, GuideFacts, Situation, Verdict, find_fit

EVENING = GuideFacts(
    duration_min=120, duration_max=180, group_size_min=8, group_size_max=40, settings=("indoors",)
)


@pytest.mark.parametrize(
    ("situation", "verdict", "causes"),
    [
        (Situation(), Verdict.FITS, ()),
        (Situation(time=180, people=12, setting="indoors"), Verdict.FITS, ()),
        (Situation(time=179), Verdict.JUST_ABOUT, (Cause.TIME,)),
        (Situation(time=120), Verdict.JUST_ABOUT, (Cause.TIME,)),
        (Situation(time=119), Verdict.ALMOST, (Cause.TIME,)),
        (Situation(time=80), Verdict.ALMOST, (Cause.TIME,)),
        (Situation(time=79), Verdict.NO, (Cause.TIME,)),
        (Situation(people=8), Verdict.FITS, ()),
        (Situation(people=40), Verdict.FITS, ()),
        (Situation(people=6), Verdict.JUST_ABOUT, (Cause.TOO_FEW,)),
        (Situation(people=5), Verdict.ALMOST, (Cause.TOO_FEW,)),
        (Situation(people=4), Verdict.ALMOST, (Cause.TOO_FEW,)),
        (Situation(people=3), Verdict.NO, (Cause.TOO_FEW,)),
        (Situation(people=50), Verdict.JUST_ABOUT, (Cause.TOO_MANY,)),
        (Situation(people=51), Verdict.ALMOST, (Cause.TOO_MANY,)),
        (Situation(people=60), Verdict.ALMOST, (Cause.TOO_MANY,)),
        (Situation(people=61), Verdict.NO, (Cause.TOO_MANY,)),
        (Situation(setting="online"), Verdict.ALMOST, (Cause.SETTING,)),
        (Situation(time=100, setting="online"), Verdict.NO, (Cause.TIME, Cause.SETTING)),
        (Situation(time=150, people=45), Verdict.JUST_ABOUT, (Cause.TIME, Cause.TOO_MANY)),
    ],
)
def test_find_fit_at_each_edge_gives_the_verdict(situation, verdict, causes):
    fit = find_fit(EVENING, situation)
    assert (fit.verdict, fit.causes) == (verdict, causes)


@pytest.mark.parametrize(
    ("facts", "situation"),
    [
        (GuideFacts(None, None, 8, 40, ("indoors",)), Situation(time=60)),
        (GuideFacts(60, 60, None, None, ("indoors",)), Situation(people=10)),
        (GuideFacts(60, 60, 8, None, ("indoors",)), Situation(people=10)),
        (GuideFacts(60, 60, 8, 40, ()), Situation(setting="indoors")),
    ],
)
def test_find_fit_of_what_a_guide_does_not_say_is_unknown_and_no_match(facts, situation):
    fit = find_fit(facts, situation)
    assert fit.verdict is Verdict.UNKNOWN
    assert not fit.is_match


def test_find_fit_with_one_known_limit_still_refuses_beyond_it():
    assert find_fit(GuideFacts(60, 60, 8, None, ()), Situation(people=2)).verdict is Verdict.NO


SEASON = replace(EVENING, goes_on=True)


@pytest.mark.parametrize(
    ("situation", "verdict", "causes"),
    [
        (Situation(), Verdict.FITS, ()),
        (Situation(people=12, setting="indoors"), Verdict.FITS, ()),
        (Situation(time=180), Verdict.JUST_ABOUT, (Cause.OCCASIONS,)),
        (Situation(time=10_000), Verdict.JUST_ABOUT, (Cause.OCCASIONS,)),
        (Situation(time=120), Verdict.JUST_ABOUT, (Cause.TIME, Cause.OCCASIONS)),
        (Situation(time=80), Verdict.ALMOST, (Cause.TIME,)),
        (Situation(time=79), Verdict.NO, (Cause.TIME,)),
        (Situation(time=180, people=6), Verdict.JUST_ABOUT, (Cause.OCCASIONS, Cause.TOO_FEW)),
        (Situation(time=180, setting="online"), Verdict.ALMOST, (Cause.SETTING,)),
    ],
)
def test_find_fit_of_a_guide_that_goes_on_is_just_about_at_best_on_any_one_day(situation, verdict, causes):
    fit = find_fit(SEASON, situation)
    assert (fit.verdict, fit.causes) == (verdict, causes)


known = st.builds(
    GuideFacts,
    st.integers(1, 500),
    st.integers(500, 900),
    st.integers(1, 50),
    st.integers(50, 500),
    st.just(("indoors",)),
)


@given(facts=known, time=st.integers(1, 2000), more=st.integers(0, 500))
def test_more_time_never_fits_worse(facts, time, more):
    order = list(Verdict)
    less = find_fit(facts, Situation(time=time)).verdict
    assert order.index(find_fit(facts, Situation(time=time + more)).verdict) <= order.index(less)


@given(facts=known, people=st.integers(1, 1000))
def test_almost_names_exactly_one_cause(facts, people):
    fit = find_fit(facts, Situation(people=people, time=10_000, setting="indoors"))
    if fit.verdict is Verdict.ALMOST:
        assert len(fit.causes) == 1
