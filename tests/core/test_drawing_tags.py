"""The template tags of the drawing system."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Engine

from core import drawing

SEED = "0f8f3f6e-1b0c-4d0e-9f7a-6f3f0f1d2c3b"
ENGINE = Engine(libraries={"drawing_tags": "core.templatetags.drawing_tags"})


def render(tag, **context):
    return ENGINE.from_string("{% load drawing_tags %}{% " + tag + " %}").render(Context(context))


def test_work_drawing_writes_the_picture_unescaped():
    expected = drawing.to_svg(drawing.work_drawing("darn", SEED, 40, 8, 180))
    assert render("work_drawing 'darn' seed 40 8 180", seed=SEED) == expected


def test_a_facet_has_the_sign_of_its_values_or_none():
    assert render("facet_drawing 'topic' 'darn'") == render("topic_drawing 'darn'")
    assert render("facet_drawing 'stage' 'starting_out'") == render("stage_drawing 'starting_out'")
    assert render("facet_drawing 'ingredient' 'vision'") == render("ingredient_drawing 'vision'")
    assert render("facet_drawing 'difficulty' ''") == ""


def test_work_drawing_without_numbers_is_a_mark():
    html = render("work_drawing None seed None None None small=True css_class='mark'", seed=SEED)
    assert html == drawing.to_svg(drawing.work_drawing(None, SEED, small=True), "mark")


def test_community_drawing_grows_a_ring_a_year():
    html = render(
        "community_drawing seed 2022 members=10 practices=4 today=today", seed=SEED, today=date(2026, 5, 1)
    )
    assert html == drawing.to_svg(drawing.community_drawing(SEED, 2022, 2026, 10, 4))


def test_picture_draws_the_parameters_of_a_search_entry():
    parameters = ("work", "waves", SEED, 12, 4, 90)
    html = render("picture parameters small=True", parameters=parameters)
    assert html == drawing.to_svg(drawing.picture(parameters, small=True))
    assert render("picture parameters", parameters=()) == ""


def test_title_is_escaped_and_names_the_picture():
    html = render("emblem title=title", title="<Szem & sor>")
    assert "<title>&lt;Szem &amp; sor&gt;</title>" in html
    assert 'role="img"' in html


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("topic_drawing 'waves'", drawing.topic_drawing("waves")),
        ("ingredient_drawing 'vision'", drawing.ingredient_drawing("vision")),
        ("stage_drawing 'building'", drawing.stage_drawing("building")),
        ("emblem", drawing.emblem()),
        ("button 2", drawing.button(2)),
        ("criterion_drawing 'goals'", drawing.criterion_drawing("goals")),
        ("thread_drawing 'stopped'", drawing.thread_drawing("stopped")),
        ("needle", drawing.needle()),
        ("step_drawing 20", drawing.step_drawing(20)),
        ("dropped_stitch", drawing.dropped_stitch()),
        ("broken_thread", drawing.broken_thread()),
    ],
)
def test_tag_writes_its_drawing(tag, expected):
    assert render(tag) == drawing.to_svg(expected)
