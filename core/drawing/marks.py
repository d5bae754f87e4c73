"""Marks that mean the same everywhere: the ingredients, the stages, the emblem (design brief, section 7).

They are drawn on a canvas of 48 × 48 by hand-picked numbers; nothing in them varies.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, lru_cache

from .strokes import Drawing, Path, Role, Stroke, path_data

SIZE = 48
MIDDLE = SIZE / 2
WIDTH = 3.4
NOON = -90.0
EMBLEM_WIDTH, EMBLEM_SMALL_WIDTH = 4.6, 6.0

#: Six plain strokes and the red one.
Seven = tuple[list[Stroke], Stroke]


@lru_cache(maxsize=32)
def ingredient_drawing(key: str) -> Drawing:
    """The mark of one of the seven ingredients: seven strokes, one of them red; empty for another key."""
    if key not in INGREDIENTS:
        return Drawing(SIZE, SIZE)
    plain, red = INGREDIENTS[key]()
    return Drawing(
        SIZE,
        SIZE,
        (Path(path_data(plain), Role.PLAIN, WIDTH), Path(path_data([red]), Role.HIGHLIGHT, WIDTH)),
    )


@lru_cache(maxsize=32)
def stage_drawing(key: str) -> Drawing:
    """The mark of one of the five stages: 1, 3, 5, 7 or 9 red strokes on the ground; empty for another key."""
    if key not in STAGES:
        return Drawing(SIZE, SIZE)
    ground = Stroke(5, 34, 43, 34)
    return Drawing(
        SIZE,
        SIZE,
        (
            Path(path_data([ground]), Role.GROUND, WIDTH),
            Path(path_data(STAGES[key]()), Role.HIGHLIGHT, WIDTH),
        ),
    )


@cache
def emblem(small: bool = False) -> Drawing:
    """The emblem: six strokes of a ring, the seventh steps outward; `small` (16 px) has thicker strokes."""
    width = EMBLEM_SMALL_WIDTH if small else EMBLEM_WIDTH
    begin, step, length = NOON + 26, 360 / 7, 9.5
    ring = [_tangent(begin + step * place, 15, length) for place in range(1, 7)]
    # The thicker stroke needs its round end inside the canvas.
    leaving = _radial(begin, 18.3 if small else 19, length)
    return Drawing(
        SIZE,
        SIZE,
        (Path(path_data(ring), Role.PLAIN, width), Path(path_data([leaving]), Role.HIGHLIGHT, width)),
    )


def _at(angle: float, radius: float, x: float = MIDDLE, y: float = MIDDLE) -> tuple[float, float]:
    radians = math.radians(angle)
    return x + radius * math.cos(radians), y + radius * math.sin(radians)


def _radial(angle: float, radius: float, length: float, x: float = MIDDLE, y: float = MIDDLE) -> Stroke:
    return Stroke.around(*_at(angle, radius, x, y), angle, length)


def _tangent(angle: float, radius: float, length: float) -> Stroke:
    return Stroke.around(*_at(angle, radius), angle + 90, length)


def _both_sides(*right: Stroke) -> list[Stroke]:
    """The strokes and their mirror images left of the middle."""
    left = [Stroke(SIZE - x1, y1, SIZE - x2, y2) for x1, y1, x2, y2 in right]
    return [*left, *right]


def _healthy_groups() -> Seven:
    ring = [_tangent(NOON + 360 / 7 * place, 14, 8) for place in range(7)]
    return ring[1:], ring[0]


def _vision() -> Seven:
    rays = [_radial(NOON + turn, 19.5, 7.6, y=34) for turn in (-64, -38.4, -12.8, 12.8, 38.4, 64)]
    return rays, Stroke(9.5, 37, 38.5, 37)


def _involvement() -> Seven:
    return [_radial(60 * place, 14.5, 8) for place in range(6)], Stroke(MIDDLE, 20.6, MIDDLE, 27.4)


def _networks() -> Seven:
    side, length = 20.6, 8
    lying = [Stroke.around(MIDDLE + side / 2, MIDDLE + turn * side / 2, 0, length) for turn in (-1, 1)]
    standing = [Stroke.around(MIDDLE + side, MIDDLE, 90, length)]
    return _both_sides(*lying, *standing), Stroke.around(MIDDLE, MIDDLE, 90, length)


def _practical_projects() -> Seven:
    lying = [Stroke(9.5, y, 38.5, y) for y in (12.3, 20.1, 27.9, 35.7)]
    standing = [Stroke(x, 8, x, 40) for x in (14.3, 33.7)]
    return lying + standing, Stroke(MIDDLE, 8, MIDDLE, 40)


def _movement() -> Seven:
    wing = [Stroke.around(10 + 8.4 * place, 9 + 4.8 * place, 16, 8.4) for place in range(3)]
    other = [Stroke(x1, SIZE - y1, x2, SIZE - y2) for x1, y1, x2, y2 in wing]
    return wing + other, Stroke(33.6, MIDDLE, 42, MIDDLE)


def _celebration() -> Seven:
    logs = _both_sides(Stroke(10.3, 33.6, 37.7, 40.4))
    flames = _both_sides(Stroke(29, 29.2, 32, 20), Stroke(33.8, 31, 37.4, 25.2))
    return logs + flames, Stroke(MIDDLE, 12.4, MIDDLE, 29.2)


def _starting_out() -> list[Stroke]:
    return [Stroke(MIDDLE, 39.2, MIDDLE, 43.4)]


def _deepening() -> list[Stroke]:
    return [Stroke(MIDDLE, 20.6, MIDDLE, 29.4), *_both_sides(Stroke(26.4, 39.2, 30.2, 45.6))]


def _connecting() -> list[Stroke]:
    plants = _both_sides(Stroke(34.8, 29.4, 34.8, 21.6), Stroke(33.3, 17, 29.6, 12.2))
    return [*plants, Stroke(20.9, 9.8, 27.1, 9.8)]


def _building() -> list[Stroke]:
    lower = [Stroke.around(MIDDLE + place * 10.2, 28.2, 0, 5) for place in (-1, 0, 1)]
    upper = [Stroke.around(MIDDLE + place * 10.2, 22, 0, 5) for place in (-0.5, 0.5)]
    return [*lower, *upper, *_both_sides(Stroke(26.4, 10.8, 34.2, 16.2))]


def _dreaming() -> list[Stroke]:
    # Turned by half a step, so that no ray runs into the stem and all nine strokes can be counted.
    rays = [_radial(NOON + 45 * (place + 0.5), 7.9, 4.2, y=12.6) for place in range(8)]
    return [Stroke(MIDDLE, 24.4, MIDDLE, 30), *rays]


INGREDIENTS: dict[str, Callable[[], Seven]] = {
    "healthy_groups": _healthy_groups,
    "vision": _vision,
    "involvement": _involvement,
    "networks": _networks,
    "practical_projects": _practical_projects,
    "movement": _movement,
    "celebration": _celebration,
}
STAGES: dict[str, Callable[[], list[Stroke]]] = {
    "starting_out": _starting_out,
    "deepening": _deepening,
    "connecting": _connecting,
    "building": _building,
    "dreaming": _dreaming,
}
