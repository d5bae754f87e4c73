"""The fixed marks of the drawing system, its SVG and its files. No database, no Django."""

from __future__ import annotations

import re
from pathlib import Path as FilePath
from xml.etree import ElementTree

import pytest

from core import drawing
from core.drawing import Role, to_svg
from core.drawing.strokes import number
from tests.core.drawing_shapes import assert_inside, count, strokes

ROOT = FilePath(__file__).resolve().parents[2]
SEED = "0f8f3f6e-1b0c-4d0e-9f7a-6f3f0f1d2c3b"


class TestMarks:
    @pytest.mark.parametrize("key", drawing.INGREDIENTS)
    def test_ingredient_has_seven_strokes_one_of_them_red(self, key):
        picture = drawing.ingredient_drawing(key)
        assert (count(picture), count(picture, Role.HIGHLIGHT)) == (7, 1)
        assert_inside(picture)

    def test_ingredients_are_seven_and_stages_five(self):
        assert list(drawing.INGREDIENTS) == [
            "healthy_groups", "vision", "involvement", "networks", "practical_projects", "movement", "celebration",
        ]  # fmt: skip
        assert list(drawing.STAGES) == ["starting_out", "deepening", "connecting", "building", "dreaming"]

    def test_stages_have_one_three_five_seven_nine_red_strokes_on_the_same_ground(self):
        pictures = [drawing.stage_drawing(key) for key in drawing.STAGES]
        assert [count(picture, Role.HIGHLIGHT) for picture in pictures] == [1, 3, 5, 7, 9]
        assert {tuple(strokes(picture, Role.GROUND)) for picture in pictures} == {((5, 34, 43, 34, 3.4),)}
        for picture in pictures:
            assert_inside(picture)

    @pytest.mark.parametrize(("small", "width"), [(False, 4.6), (True, 6)])
    def test_emblem_has_six_strokes_and_a_red_one_that_steps_out(self, small, width):
        picture = drawing.emblem(small)
        assert (count(picture), count(picture, Role.HIGHLIGHT)) == (7, 1)
        assert {path.width for path in picture.paths} == {width}
        assert_inside(picture)

    @pytest.mark.parametrize("sewn", [-1, 0, 1, 2, 3, 4, 9])
    def test_button_is_sewn_through_as_many_holes(self, sewn):
        assert count(drawing.button(sewn), Role.HIGHLIGHT) == max(0, min(4, sewn))

    def test_story_has_one_diagonal_sewn(self):
        ends = {stroke[:2] for stroke in strokes(drawing.button(2), Role.HIGHLIGHT)}
        assert ends == {(17, 17), (31, 31)}

    def test_each_criterion_has_its_own_hole(self):
        found = [strokes(drawing.criterion_drawing(key), Role.HIGHLIGHT) for key in drawing.CRITERIA]
        assert [stroke[:2] for [stroke] in found] == [(5, 5), (19, 5), (5, 19), (19, 19)]

    @pytest.mark.parametrize(
        ("state", "total"), [("considering", 6), ("preparing", 4), ("running", 10), ("stopped", 5)]
    )
    def test_thread_of_an_adoption(self, state, total):
        picture = drawing.thread_drawing(state)
        assert (picture.width, picture.height, count(picture)) == (96, 16, total)
        assert_inside(picture)

    @pytest.mark.parametrize(
        "empty",
        [
            drawing.ingredient_drawing("no-such"),
            drawing.stage_drawing("no-such"),
            drawing.thread_drawing("no-such"),
            drawing.step_drawing(None),
            drawing.step_drawing(0),
        ],
    )
    def test_unknown_key_gives_no_svg(self, empty):
        assert to_svg(empty) == ""

    def test_dropped_stitch_hangs_on_four_rungs(self):
        picture = drawing.dropped_stitch()
        assert count(picture, Role.PLAIN) == 2 * (15 * 8 - 6) + 4
        assert count(picture, Role.HIGHLIGHT) == 2
        assert_inside(picture)

    def test_broken_thread_is_held_by_a_pin_of_two_strokes(self):
        picture = drawing.broken_thread()
        assert count(picture, Role.HIGHLIGHT) == 2
        assert_inside(picture)


class TestSteps:
    @pytest.mark.parametrize(
        ("minutes", "total"), [(1, 1), (7, 1), (8, 2), (20, 4), (40, 8), (60, 12), (65, 13), (10**9, 96)]
    )
    def test_stroke_for_every_five_minutes_of_a_step(self, minutes, total):
        picture = drawing.step_drawing(minutes)
        assert count(picture) == total
        assert picture.width <= 132
        assert_inside(picture)


class TestSvg:
    def test_svg_has_only_presentation_attributes_and_no_colour(self):
        for picture in (drawing.work_drawing("rings", SEED, 9, 3, 90), drawing.button(), drawing.needle()):
            root = ElementTree.fromstring(to_svg(picture))
            assert root.attrib["stroke"] == "currentColor"
            for element in root.iter():
                assert "style" not in element.attrib
            assert "#" not in to_svg(picture)

    def test_roles_become_classes(self):
        svg = to_svg(drawing.work_drawing("rings", SEED, 9, 3, 90))
        assert [path.attrib["class"] for path in ElementTree.fromstring(svg)] == ["szem", "szem-highlight"]
        stage = ElementTree.fromstring(to_svg(drawing.stage_drawing("building")))
        assert [path.attrib["class"] for path in stage] == ["szem-ground", "szem-highlight"]

    def test_without_title_it_is_hidden_and_with_title_named(self):
        hidden = ElementTree.fromstring(to_svg(drawing.emblem()))
        assert (hidden.attrib["aria-hidden"], hidden.find("title")) == ("true", None)
        named = ElementTree.fromstring(to_svg(drawing.emblem(), "emblem", title="Szem & sor"))
        assert (named.attrib["role"], named.find("title").text) == ("img", "Szem & sor")
        assert "aria-hidden" not in named.attrib

    def test_class_and_title_are_escaped(self):
        svg = to_svg(drawing.emblem(), '"><script>', title="<script>")
        assert "<script>" not in svg

    def test_numbers_have_at_most_one_decimal(self):
        for form in drawing.FORMS:
            for path in drawing.work_drawing(form, SEED, 12, 5, 180).paths:
                assert not re.search(r"\.\d\d", path.d)

    @pytest.mark.parametrize(
        ("value", "text"),
        [(12.0, "12"), (4.54, "4.5"), (0.3, ".3"), (-0.3, "-.3"), (-0.01, "0"), (100, "100")],
    )
    def test_numbers_are_short(self, value, text):
        assert number(value) == text


class TestStaticFiles:
    @pytest.mark.parametrize("name", ["szem-horizontal.svg", "szem-vertical.svg", "hem.svg"])
    def test_mask_is_under_150_bytes(self, name):
        content = (ROOT / "static" / "img" / name).read_bytes()
        assert len(content) < 150
        ElementTree.fromstring(content)

    @pytest.mark.parametrize(("name", "small"), [("emblem.svg", False), ("favicon.svg", True)])
    def test_files_show_the_emblem(self, name, small):
        content = (ROOT / "static" / "img" / name).read_text()
        assert all(path.d in content for path in drawing.emblem(small).paths)
