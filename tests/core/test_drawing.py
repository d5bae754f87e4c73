"""The pictures of works and communities: the data rules, the counts, determinism. No database, no Django."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path as FilePath
from uuid import UUID

import pytest

from core import drawing
from core.drawing import Role, to_svg
from core.drawing.strokes import Hand, StitchRandom
from tests.core.drawing_shapes import assert_inside, count, strokes

ROOT = FilePath(__file__).resolve().parents[2]
SEED = "0f8f3f6e-1b0c-4d0e-9f7a-6f3f0f1d2c3b"
SEEDS = [f"00000000-0000-4000-8000-{number:012d}" for number in range(6)]
EXPECTED_INTEGERS = [5781007716071580401, 16923591111716613108]
EXPECTED_PATHS = [
    "M43.8 68.2l-1.6 6.5M27.8 50.1l-7.3 .9M39.5 29.3l-2.6-6.4M73.4 24.8l5.7-4.5M77.9 65.4l6 3.2M41 82l-1.8 6.3M13.7 51.6l-7 .7M33.9 16.7l-2.7-6.8",
    "M63.2 34l5.3-4.1M65.7 58.4l6.2 3.2",
]
COUNTED_FORMS = ("furrows", "rings", "facing", "rays", "waves", "spiral", "sunflower")


def people_and_minutes():
    return [(people, 30 * rows) for people in range(5, 13) for rows in range(2, 7)]


class TestStitchRandom:
    def test_seed_gives_the_numbers_of_splitmix64(self):
        # Computed apart from this code from SHA-256(seed)[:8] and Vigna's splitmix64.c; must never change.
        random = StitchRandom(SEED)
        assert [random.integer() for _ in range(2)] == EXPECTED_INTEGERS

    def test_signed_stays_between_minus_one_and_one(self):
        random = StitchRandom(SEED)
        values = [random.signed() for _ in range(2000)]
        assert -1 <= min(values) < -0.99
        assert 0.99 < max(values) < 1

    def test_hand_turns_by_five_degrees_and_lengthens_by_seven_per_cent_at_most(self):
        hand = Hand(SEED)
        for _ in range(500):
            x1, y1, x2, y2 = hand.sew(0, 0, 0, 10)
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
            assert 9.3 <= length <= 10.7
            assert abs(y2 - y1) <= length * 0.0872

    def test_every_variant_occurs(self):
        assert {Hand(seed).variant for seed in SEEDS} == {0, 1, 2}


class TestDeterminism:
    def test_same_seed_in_another_process_gives_the_same_picture(self):
        code = (
            "from core import drawing\n"
            f"for form in drawing.FORMS: print(drawing.to_svg(drawing.work_drawing(form, {SEED!r}, 12, 4, 150)))"
        )
        outputs = {
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": hash_seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for hash_seed in ("0", "1")
        }
        here = [to_svg(drawing.work_drawing(form, SEED, 12, 4, 150)) for form in drawing.FORMS]
        assert outputs == {"\n".join(here) + "\n"}

    def test_picture_of_a_seed_never_changes(self):
        picture = drawing.work_drawing("facing", SEED, 5, 2, 60)
        assert [path.d for path in picture.paths] == EXPECTED_PATHS

    @pytest.mark.parametrize("form", drawing.FORMS)
    def test_another_seed_gives_another_picture(self, form):
        assert len({drawing.work_drawing(form, seed, 12, 4, 120) for seed in SEEDS}) == len(SEEDS)

    def test_uuid_and_its_text_are_the_same_seed(self):
        assert drawing.work_drawing("rings", UUID(SEED), 8) == drawing.work_drawing("rings", SEED, 8)


class TestData:
    @pytest.mark.parametrize(
        ("people", "n"), [(None, 7), (0, 7), (-3, 7), (1, 5), (5, 5), (8, 8), (12, 12), (60, 12), (10**9, 12)]
    )
    def test_largest_group_is_held_to_five_and_twelve(self, people, n):
        assert drawing.strokes_a_row(people) == n

    @pytest.mark.parametrize(
        ("minutes", "r"),
        [(None, 3), (0, 3), (-60, 3), (20, 2), (60, 2), (90, 3), (100, 3), (105, 4), (150, 5), (10**9, 6)],
    )
    def test_longest_duration_is_counted_in_half_hours_from_two_to_six(self, minutes, r):
        assert drawing.rows(minutes) == r

    @pytest.mark.parametrize(
        ("people_max", "people_min", "highlighted"),
        [
            (12, 4, 4),
            (60, 10, 10),
            (60, 20, 12),
            (5, 12, 5),
            (None, 10, 7),
            (None, None, 3),
            (12, None, 0),
            (12, 0, 0),
            (12, -1, 0),
        ],
    )
    @pytest.mark.parametrize("form", drawing.FORMS)
    def test_smallest_group_is_highlighted(self, form, people_max, people_min, highlighted):
        picture = drawing.work_drawing(form, SEED, people_max, people_min, 90)
        assert count(picture, Role.HIGHLIGHT) == highlighted

    @pytest.mark.parametrize("form", [*drawing.FORMS, None, "", "no-such-form"])
    @pytest.mark.parametrize("number", [None, 0, -1, 1, 10**9])
    def test_bad_numbers_never_raise(self, form, number):
        assert_inside(drawing.work_drawing(form, SEED, number, number, number))
        assert_inside(drawing.work_drawing(form, SEED, 2, 10**9, number))
        assert_inside(drawing.work_drawing(form, SEED, number, number, number, small=True))

    @pytest.mark.parametrize("form", [None, "", "no-such-form"])
    def test_unknown_form_is_drawn_as_rings(self, form):
        expected = drawing.work_drawing("rings", SEED, 9, 3, 120)
        assert drawing.work_drawing(form, SEED, 9, 3, 120) == expected


class TestForms:
    def test_forms_are_the_ten_of_the_topics(self):
        assert set(drawing.FORMS) == {
            "furrows", "rings", "facing", "rays", "eights", "darn", "spiral", "waves", "bricks", "sunflower",
        }  # fmt: skip

    @pytest.mark.parametrize("form", COUNTED_FORMS)
    @pytest.mark.parametrize("seed", SEEDS)
    def test_picture_counts_people_and_half_hours(self, form, seed):
        for people, minutes in people_and_minutes():
            assert count(drawing.work_drawing(form, seed, people, 3, minutes)) == people * minutes // 30

    @pytest.mark.parametrize(("people", "total"), [(12, 30), (7, 18), (6, 15), (5, 13)])
    def test_bricks_have_two_courses_more_of_half_the_people(self, people, total):
        shifted_first = {18: 17, 13: 12}
        for seed in SEEDS:
            found = count(drawing.work_drawing("bricks", seed, people, 3, 90))
            assert found in (total, shifted_first.get(total, total))

    @pytest.mark.parametrize(("minutes", "m"), [(30, 5), (60, 5), (90, 6), (120, 7), (150, 8), (180, 8)])
    def test_darn_is_a_square(self, minutes, m):
        assert count(drawing.work_drawing("darn", SEED, 9, 3, minutes)) == m * m

    def test_eights_have_both_lobes(self):
        for seed in SEEDS:
            found = strokes(drawing.work_drawing("eights", seed, 12, 6, 120))
            left = [stroke for stroke in found if stroke[0] + stroke[2] < 96]
            assert len(found) > 24
            assert abs(2 * len(left) - len(found)) <= 2

    @pytest.mark.parametrize("form", drawing.FORMS)
    @pytest.mark.parametrize("seed", SEEDS)
    def test_every_stroke_is_inside_the_canvas_and_the_picture_is_small(self, form, seed):
        for people, minutes in people_and_minutes():
            picture = drawing.work_drawing(form, seed, people, people, minutes)
            assert_inside(picture)
            assert (picture.width, picture.height) == (96, 96)
            assert 380 <= len(to_svg(picture).encode()) <= 2100

    @pytest.mark.parametrize("form", drawing.FORMS)
    @pytest.mark.parametrize("seed", SEEDS)
    def test_small_picture_has_three_highlighted_of_thicker_strokes(self, form, seed):
        picture = drawing.work_drawing(form, seed, 60, 40, 180, small=True)
        assert count(picture, Role.HIGHLIGHT) == 3
        assert all(3.8 <= path.width <= 4.4 for path in picture.paths)
        assert_inside(picture)
        if form in COUNTED_FORMS:
            assert count(picture) == 21

    def test_topic_drawing_is_small_and_always_the_same(self):
        pictures = {form: drawing.topic_drawing(form) for form in drawing.FORMS}
        assert len(set(pictures.values())) == 10
        assert all(count(picture, Role.HIGHLIGHT) == 3 for picture in pictures.values())


class TestCommunity:
    @pytest.mark.parametrize(
        ("founded", "members", "practices", "total", "red"),
        [
            (2022, 10, 4, 50, 4),
            (2026, 6, 0, 6, 0),
            (1990, 200, 3, 72, 3),
            (2025, 3, 99, 6, 6),
            (2022, None, 1, 7, 1),
            (None, 8, 0, 8, 0),
            (2030, 8, -2, 8, 0),
            (0, 0, None, 7, 0),
        ],
    )
    def test_ring_is_a_year_and_stroke_a_member(self, founded, members, practices, total, red):
        picture = drawing.community_drawing(SEED, founded, 2026, members, practices)
        assert count(picture) == total
        assert count(picture, Role.HIGHLIGHT) == red
        assert_inside(picture)

    def test_small_picture_shows_no_data(self):
        picture = drawing.community_drawing(SEED, 2022, 2026, 10, 4, small=True)
        assert (count(picture), count(picture, Role.HIGHLIGHT)) == (21, 3)


class TestPicture:
    def test_parameters_of_a_search_entry_give_the_picture(self):
        work = ("work", "darn", SEED, 12, 4, 120)
        assert drawing.picture(work) == drawing.work_drawing("darn", SEED, 12, 4, 120)
        community = ("community", SEED, 2022, 2026, 10, 4)
        assert drawing.picture(community) == drawing.community_drawing(SEED, 2022, 2026, 10, 4)

    def test_no_parameters_give_an_empty_picture(self):
        assert to_svg(drawing.picture(())) == ""
