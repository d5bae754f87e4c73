"""The topic forms sewn in rows: furrows, waves, bricks, darn (geometry: design brief, section 7).

Each function takes n (strokes a row, one a person), r (rows, one each half hour) and the hand that sews,
and returns the strokes in the order in which they are highlighted.
"""

from __future__ import annotations

import math
from itertools import pairwise

from .strokes import CANVAS, Hand, Stroke

MIDDLE = CANVAS / 2
EDGE = 8
FIELD = CANVAS - 2 * EDGE


def _row_heights(rows: int, largest_pitch: float, field: float = FIELD) -> list[float]:
    """Heights of `rows` rows around the middle, within `field` and at most `largest_pitch` apart."""
    pitch = min(largest_pitch, field / (rows - 1)) if rows > 1 else 0
    return [MIDDLE + (row - (rows - 1) / 2) * pitch for row in range(rows)]


def furrows(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Food: r bowed rows of plants, two strokes a plant; in variant 2 the rows lean like beaten corn.

    A row has exactly n strokes: with an odd n one plant is a single sprout, last in the first row, first
    in the second, so the rows stand half a plant apart in both cases.
    """
    bow, tallest = 8, 9.2
    heights = _row_heights(r, 16, FIELD - bow - tallest - hand.width / 2)
    leg = min(tallest, 0.68 * (heights[1] - heights[0]))
    pitch = FIELD / (n + n % 2 * 0.3 + (n + 1) % 2)
    strokes = []
    for row, height in enumerate(heights):
        shifted = row % 2
        first = EDGE + pitch / 2 + (pitch if shifted and n % 2 == 0 else 0)
        for place in range(n):
            x, lean = first + place * pitch, _lean(place, n, shifted)
            if hand.variant == 2:
                lean = 32 if shifted else -32
            else:
                # Both strokes of a plant grow from one root, which is between their places.
                x -= math.copysign(pitch / 2 - 0.4, lean) if lean else 0
            rise = bow * (1 - ((x - MIDDLE) / (FIELD / 2)) ** 2)
            strokes.append(_leg(hand, x, height + (bow + leg) / 2 - rise, lean, leg))
    return strokes


def _lean(place: int, n: int, shifted: int) -> int:
    """Degrees by which the stroke at `place` of n leans to the right of upright; a sprout stands."""
    if n % 2:
        if place == (0 if shifted else n - 1):
            return 0
        place += shifted
    return 24 if place % 2 else -24


def _leg(hand: Hand, x: float, root: float, lean: float, length: float) -> Stroke:
    """A stroke standing on its root, leaning by `lean` degrees to the right of upright."""
    radians = math.radians(lean)
    x += math.sin(radians) * length / 2
    y = root - math.cos(radians) * length / 2
    return hand.sew(x, y, lean - 90, length)


def waves(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Water: r waves of n strokes at equal distances along the line, each wave 0.9 rad later."""
    amplitude, wavelength, lag = 4.5, 39, 0.9
    frequency = 2 * math.pi / wavelength
    strokes = []
    for row, height in enumerate(_row_heights(r, 20, FIELD - 2 * amplitude - hand.width)):
        phase = row * lag + hand.variant * 2 * math.pi / 3
        line = [
            (EDGE + x / 2, height + amplitude * math.sin(frequency * x / 2 - phase))
            for x in range(2 * FIELD + 1)
        ]
        for x, y, angle, pitch in along(line, n):
            strokes.append(hand.sew(x, y, angle, min(0.6 * pitch, 8.5), pitch))
    return strokes


def bricks(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Building: r + 2 courses of n/2 strokes in bond, laid and highlighted from the bottom.

    With an odd n the courses have one more and one less by turns: the bond of a real wall.
    """
    longest = math.ceil(n / 2)
    bond = longest if n % 2 else longest + 0.5
    pitch = FIELD / bond
    strokes: list[Stroke] = []
    for course, height in enumerate(reversed(_row_heights(r + 2, 14, FIELD - 8))):
        shifted = (course + hand.variant) % 2
        count = n // 2 if n % 2 and shifted else longest
        first = EDGE + pitch / 2 + (pitch / 2 if shifted else 0)
        strokes.extend(
            hand.sew(first + brick * pitch, height, 0, 0.7 * pitch, pitch) for brick in range(count)
        )
    return strokes


def darn(n: int, r: int, hand: Hand) -> list[Stroke]:
    """Repair: m × m strokes lying or standing, m = r + 3 held to 5–8, in the weave of the variant."""
    m = min(8, max(5, r + 3))
    cell = (FIELD - 4) / m
    weaves = (
        lambda row, column: (row + column) % 2 == 0,  # plain weave
        lambda row, column: (row + column) % 4 < 2,  # twill
        lambda row, column: (row // 2 + column // 2) % 2 == 1,  # basket weave
    )
    lies = weaves[hand.variant]
    corner = MIDDLE - (FIELD - 4) / 2 + cell / 2
    return [
        hand.sew(
            corner + column * cell, corner + row * cell, 0 if lies(row, column) else 90, 0.78 * cell, cell
        )
        for row in range(m)
        for column in range(m)
    ]


def along(line: list[tuple[float, float]], count: int) -> list[tuple[float, float, float, float]]:
    """`count` places at equal distances along a line of points, half a distance from either end.

    Returns x, y, the direction of the line there in degrees, and the distance between two places.
    """
    lengths = [math.dist(a, b) for a, b in pairwise(line)]
    pitch = sum(lengths) / count
    places = []
    passed, segment = 0.0, 0
    for place in range(count):
        target = (place + 0.5) * pitch
        while segment < len(lengths) - 1 and passed + lengths[segment] < target:
            passed += lengths[segment]
            segment += 1
        (x1, y1), (x2, y2) = line[segment], line[segment + 1]
        part = (target - passed) / lengths[segment]
        angle = math.degrees(math.atan2(y2 - y1, x2 - x1))
        places.append((x1 + (x2 - x1) * part, y1 + (y2 - y1) * part, angle, pitch))
    return places
