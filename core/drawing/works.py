"""The picture of a work: which form, how many strokes, how many highlighted (design brief, section 7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeGuard
from uuid import UUID

from . import forms_in_rows, forms_round
from .strokes import STROKE_WIDTH, Drawing, Hand, Stroke, sewn

Form = Callable[[int, int, Hand], list[Stroke]]

#: Name of a form, as stored with a topic → the function that sews it.
FORMS: dict[str, Form] = {
    "furrows": forms_in_rows.furrows,
    "rings": forms_round.rings,
    "facing": forms_round.facing,
    "rays": forms_round.rays,
    "eights": forms_round.eights,
    "darn": forms_in_rows.darn,
    "spiral": forms_round.spiral,
    "waves": forms_in_rows.waves,
    "bricks": forms_in_rows.bricks,
    "sunflower": forms_round.sunflower,
}
DEFAULT_FORM = "rings"

PEOPLE = (5, 12)
ROWS = (2, 6)
MINUTES_A_ROW = 30
#: What a picture shows when its data are unknown, and every picture below 48 px.
NEUTRAL_PEOPLE, NEUTRAL_ROWS, NEUTRAL_HIGHLIGHTED = 7, 3, 3
#: Dense forms take a thinner stroke when they are shown below 48 px.
SMALL_WIDTHS = {"furrows": 3.8, "darn": 3.8, "eights": 3.8, "facing": 4.0, "rays": 4.0, "sunflower": 4.0}
SMALL_WIDTH = 4.4

LARGEST_RINGS, LARGEST_MEMBERS = 6, 12


@lru_cache(maxsize=1024)
def work_drawing(
    form: str | None,
    seed: UUID | str,
    people_max: int | None = None,
    people_min: int | None = None,
    minutes_max: int | None = None,
    small: bool = False,
) -> Drawing:
    """The picture of a work on a canvas of 96 × 96.

    `form` is a key of `FORMS` (anything else is drawn as rings), `seed` the permanent id of the work,
    `people_max` and `people_min` its largest and smallest group, `minutes_max` the longest duration of a
    session in minutes; a number that is None or below 1 is unknown. `small` is for less than 48 px: the
    same number of strokes for every work, thicker. Never raises for any number.
    """
    name = form if form in FORMS else DEFAULT_FORM
    if small:
        n, r, highlighted = NEUTRAL_PEOPLE, NEUTRAL_ROWS, NEUTRAL_HIGHLIGHTED
        width = SMALL_WIDTHS.get(name, SMALL_WIDTH)
    else:
        n, r = strokes_a_row(people_max), rows(minutes_max)
        highlighted = highlighted_strokes(people_max, people_min, n)
        width = STROKE_WIDTH
    return sewn(FORMS[name](n, r, Hand(seed, width)), highlighted, width)


def topic_drawing(form: str | None) -> Drawing:
    """The mark of a topic in lists of filters, below 48 px: its form with seven strokes and three rows."""
    return work_drawing(form, f"topic:{form}", small=True)


def strokes_a_row(people_max: int | None) -> int:
    """n: the largest group held to 5–12; 7 when it is unknown."""
    return _held(people_max, *PEOPLE) if _known(people_max) else NEUTRAL_PEOPLE


def rows(minutes_max: int | None) -> int:
    """r: the longest duration in half hours, to the nearest, held to 2–6; 3 when it is unknown."""
    if not _known(minutes_max):
        return NEUTRAL_ROWS
    return _held((2 * minutes_max + MINUTES_A_ROW) // (2 * MINUTES_A_ROW), *ROWS)


def highlighted_strokes(people_max: int | None, people_min: int | None, n: int) -> int:
    """How many strokes are highlighted: the smallest group, up to n.

    With no group size at all the picture is a mark and has three; where only the smallest group is
    unknown it has none, because a highlighted stroke says "you need as many as this".
    """
    if _known(people_min):
        return min(people_min, n)
    return 0 if _known(people_max) else NEUTRAL_HIGHLIGHTED


@lru_cache(maxsize=256)
def community_drawing(
    seed: UUID | str,
    founded_year: int | None = None,
    current_year: int | None = None,
    members: int | None = None,
    practices: int = 0,
    small: bool = False,
) -> Drawing:
    """The picture of a community, growth rings: a ring a year, a stroke a member, up to 6 rings of 12.

    The year of the beginning is the first ring. Highlighted from the inside: as many strokes as the
    practices the community started. Without a number of members it is one ring of seven; `small` is for
    less than 48 px and shows no data.
    """
    if small:
        width = SMALL_WIDTH
        radii = forms_round.ring_radii(NEUTRAL_ROWS, 40, 12, 12)
        strokes = forms_round.sewn_rings(NEUTRAL_PEOPLE, radii, Hand(seed, width))
        return sewn(strokes, NEUTRAL_HIGHLIGHTED, width)
    n, years = NEUTRAL_PEOPLE, 1
    if _known(members):
        n = min(members, LARGEST_MEMBERS)
        if _known(founded_year) and _known(current_year):
            years = _held(current_year - founded_year + 1, 1, LARGEST_RINGS)
    strokes = forms_round.sewn_rings(n, forms_round.ring_radii(years, 40, 12, 12), Hand(seed))
    return sewn(strokes, _held(practices or 0, 0, len(strokes)))


def picture(parameters: tuple, small: bool = False) -> Drawing:
    """The drawing described by plain values, as a search entry stores them; empty for ().

    ("work", form, seed, people_max, people_min, minutes_max) or
    ("community", seed, founded_year, current_year, members, practices); values at the end may be absent.
    Raises KeyError for another first value and TypeError for values that do not fit.
    """
    if not parameters:
        return Drawing(0, 0)
    kind, *values = parameters
    return PICTURES[kind](*values, small=small)


PICTURES: dict[str, Callable[..., Drawing]] = {"work": work_drawing, "community": community_drawing}


def _known(value: int | None) -> TypeGuard[int]:
    return value is not None and value > 0


def _held(value: int, lowest: int, highest: int) -> int:
    return max(lowest, min(highest, int(value)))
