"""The topic forms sewn round a point: rings, facing, rays, eights, spiral, sunflower (design brief, section 7).

Each function takes n (strokes a ring, one a person), r (rings, one each half hour) and the hand that sews,
and returns the strokes in the order in which they are highlighted: from the middle, from noon, clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from .forms_in_rows import MIDDLE, along
from .strokes import GAP, Hand, Stroke

NOON = -90.0
LONGEST = 8.5
SHARE = 0.56
GOLDEN_ANGLE = 180 * (3 - math.sqrt(5))


def at(angle: float, radius: float) -> tuple[float, float]:
    """The point `radius` away from the middle of the canvas; `angle` in degrees, 0 right, 90 down."""
    radians = math.radians(angle)
    return MIDDLE + radius * math.cos(radians), MIDDLE + radius * math.sin(radians)


def ring_radii(count: int, outermost: float, largest_pitch: float, innermost: float) -> list[float]:
    """Radii of `count` rings from the inside, at most `largest_pitch` apart; a single ring is the second."""
    if count < 2:
        return [outermost - largest_pitch]
    pitch = min(largest_pitch, (outermost - innermost) / (count - 1))
    return [outermost - pitch * (count - 1 - ring) for ring in range(count)]


def rings(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Community: r rings of n strokes; in variants 1 and 2 some of the rings shine outward."""
    radii = ring_radii(r, 40, 12, 12)
    outward = {
        0: lambda ring: False,
        1: lambda ring: (r - 1 - ring) % 2 == 0,
        2: lambda ring: ring == r - 1,
    }[hand.variant]
    return sewn_rings(n, radii, hand, outward)


def sewn_rings(
    n: int, radii: list[float], hand: Hand, outward: Callable[[int], bool] = lambda ring: False
) -> list[Stroke]:
    """On each ring of `radii` n strokes, along it or pointing outward; alternate rings turned half a step."""
    pitch = radii[1] - radii[0] if len(radii) > 1 else math.inf
    strokes = []
    for ring, radius in enumerate(radii):
        arc = 2 * math.pi * radius / n
        for stroke in range(n):
            angle = NOON + 360 / n * (stroke + ring % 2 / 2)
            x, y = at(angle, radius)
            if outward(ring):
                length = min(LONGEST, 0.8 * pitch, pitch - hand.width)
                if ring == len(radii) - 1:
                    # Nothing is outside the last ring: it may grow, away from the ring inside it.
                    x, y = at(angle, radius + (min(LONGEST, length + 4) - length) / 2)
                    length = min(LONGEST, length + 4)
                strokes.append(hand.sew(x, y, angle, length))
            else:
                strokes.append(hand.sew(x, y, angle + 90, min(LONGEST, SHARE * arc), arc))
    return strokes


def facing(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Decisions: r rings of n strokes on common spokes, all pointing at the empty middle."""
    radii = ring_radii(r, 38, 14, 9)
    pitch = radii[1] - radii[0]
    strokes = []
    for radius in radii:
        for stroke in range(n):
            angle = NOON + 360 / n * (stroke + hand.variant / 3)
            strokes.append(hand.sew(*at(angle, radius), angle, pitch / 2, pitch))
    return strokes


def rays(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Energy: r rows of a fan of 152° with n rays, narrower than high."""
    hearth, fan, across, up = 80, 152, 0.62, 0.95
    distances = ring_radii(r, 70, 24, 24)
    pitch = distances[1] - distances[0]
    strokes = []
    for distance in distances:
        for ray in range(n):
            turn = math.radians(-fan / 2 + fan / (n - 1) * ray)
            dx, dy = across * math.sin(turn), -up * math.cos(turn)
            scale = math.hypot(dx, dy)
            angle = math.degrees(math.atan2(dy, dx))
            x, y = MIDDLE + dx * distance, hearth + dy * distance
            strokes.append(hand.sew(x, y, angle, min(10, 0.6 * pitch) * scale, pitch * scale))
    return strokes


def eights(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Local economy: r nested figures of eight from half width 40 to 28 % of it.

    The outermost has n strokes in each lobe where there is room; the figures share their crossing, so a
    stroke of an inner one that would lie on an outer one is left out.
    """
    half_width, half_height, smallest = 40, 24.8, 0.28
    mirror = ((1, 1), (1, -1), (-1, 1))[hand.variant]
    curve = [step * math.pi / 200 for step in range(401)]
    strokes: list[Stroke] = []
    pitch = 0.0
    for figure in range(r):
        scale = 1 - (1 - smallest) * figure / (r - 1)
        line = [
            (
                MIDDLE + mirror[0] * scale * half_width * math.sin(t),
                MIDDLE + mirror[1] * scale * half_height * math.sin(2 * t),
            )
            for t in curve
        ]
        length = sum(math.dist(a, b) for a, b in pairwise(line))
        pitch = pitch or min(12, length / (2 * n))
        for x, y, angle, distance in along(line, 2 * round(length / pitch / 2)):
            stroke = hand.sew(x, y, angle, SHARE * distance, distance)
            if figure == 0 or not any(_touches(stroke, other, hand.width) for other in strokes):
                strokes.append(stroke)
    return strokes


def _touches(one: Stroke, other: Stroke, width: float) -> bool:
    if max(abs(one.x1 - other.x1), abs(one.y1 - other.y1)) > 2 * LONGEST + width:
        return False  # too far apart to meet: saves nearly all of the work below
    nearest = min(math.dist((x1, y1), (x2, y2)) for x1, y1 in _points(one) for x2, y2 in _points(other))
    return nearest < width + GAP / 2


def _points(stroke: Stroke) -> list[tuple[float, float]]:
    x1, y1, x2, y2 = stroke
    return [(x1 + (x2 - x1) * part / 4, y1 + (y2 - y1) * part / 4) for part in range(5)]


def spiral(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Waste: n·r strokes on a spiral of 0.78·r turns that grow outwards; highlighted at the outer end."""
    count, turns = n * r, 0.78 * r
    strokes: list[Stroke] = []
    before: tuple[float, float] | None = None
    for stroke in range(count):
        unwound = (stroke / (count - 1)) ** 0.62
        angle = NOON + 120 * hand.variant + 360 * turns * unwound
        radius = 5 + 36 * unwound
        # The line of a spiral leaves the circle by the angle between its growth and its turning.
        leaving = math.degrees(math.atan2(36, radius * 2 * math.pi * turns))
        place = at(angle, radius)
        # The innermost strokes are closer than a stroke is wide: there they become grains, not dots.
        room = max(math.dist(before or place, place), hand.width + GAP + 1.4)
        strokes.append(hand.sew(*place, angle + 90 - leaving, 2.4 + 4.1 * unwound, room))
        before = place
    return strokes[::-1]


def sunflower(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Learning and celebration: n·r seeds at the golden angle, pointing outward, longer and longer."""
    count = n * r
    strokes = []
    for seed in range(count):
        out = math.sqrt((seed + 0.5) / count)
        angle = NOON + 120 * hand.variant + GOLDEN_ANGLE * seed
        strokes.append(hand.sew(*at(angle, 40 * out), angle, 2 + 3.8 * out))
    return strokes
