"""The szem: one short, straight, round-ended stroke, and the hand that sews it.

Everything the site draws is made of this stroke (design brief, sections 1 and 7). No picture is stored:
it is computed from the data of a work and from its permanent id, and it is the same on every machine.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

CANVAS = 96
STROKE_WIDTH = 3.0
TURN_DEGREES = 5.0
LENGTHENING = 0.07
VARIANTS = 3
#: Least distance between the round ends of two strokes of one line, so that strokes can be counted.
GAP = 0.9


class Role(StrEnum):
    """What a stroke is for; the stylesheet gives each role its colour on cloth, on linen and in print."""

    PLAIN = "plain"
    HIGHLIGHT = "highlight"
    GROUND = "ground"


class Path(NamedTuple):
    """One SVG path: its data, its role and its stroke width in units of the canvas."""

    d: str
    role: Role
    width: float


@dataclass(frozen=True)
class Drawing:
    """A picture on a canvas of width × height units; without paths it is an empty picture."""

    width: float
    height: float
    paths: tuple[Path, ...] = ()


class Stroke(NamedTuple):
    """A straight stroke from one end to the other, in units of the canvas; y grows downwards."""

    x1: float
    y1: float
    x2: float
    y2: float

    @classmethod
    def around(cls, x: float, y: float, angle: float, length: float) -> Stroke:
        """A stroke of `length` around the centre (x, y); `angle` in degrees, 0 right, 90 down."""
        dx, dy = _half(angle, length)
        return cls(x - dx, y - dy, x + dx, y + dy)


def _half(angle: float, length: float) -> tuple[float, float]:
    radians = math.radians(angle)
    return math.cos(radians) * length / 2, math.sin(radians) * length / 2


class StitchRandom:
    """Numbers that depend on the seed alone: SplitMix64 started from the first 8 bytes of its SHA-256.

    Python's `random` may change between versions and `hash` changes between processes; a picture that
    somebody has printed has to come out the same in ten years. The algorithm is Sebastiano Vigna's
    public-domain splitmix64.c: add the odd constant, then mix with two multiplications.
    """

    _MASK = (1 << 64) - 1

    def __init__(self, seed: UUID | str) -> None:
        digest = hashlib.sha256(str(seed).encode()).digest()
        self._state = int.from_bytes(digest[:8], "big")

    def integer(self) -> int:
        """The next number of 64 bits."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & self._MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & self._MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & self._MASK
        return mixed ^ (mixed >> 31)

    def signed(self) -> float:
        """The next number between -1 and 1."""
        return (self.integer() >> 11) / (1 << 52) - 1


class Hand:
    """Sews strokes a little unevenly, always in the same way for the same seed.

    `variant` (0–2) lets works of one topic differ: a form decides what it means.
    """

    def __init__(self, seed: UUID | str, width: float = STROKE_WIDTH) -> None:
        self._random = StitchRandom(seed)
        self.width = width
        self.variant = self._random.integer() % VARIANTS

    def sew(self, x: float, y: float, angle: float, length: float, room: float = math.inf) -> Stroke:
        """A stroke around (x, y), turned by up to ±5° and lengthened by up to ±7 %.

        `room` is the distance to the centre of the next stroke of the line: the stroke stays short
        enough for its round ends to leave a gap.
        """
        turned = angle + TURN_DEGREES * self._random.signed()
        lengthened = length * (1 + LENGTHENING * self._random.signed())
        return Stroke.around(x, y, turned, max(0.0, min(lengthened, room - self.width - GAP)))


def path_data(strokes: Iterable[Stroke]) -> str:
    """SVG path data of the strokes: absolute starts, relative ends, at most one decimal."""
    return "".join(
        f"M{_pair(stroke.x1, stroke.y1)}l{_pair(_step(stroke.x1, stroke.x2), _step(stroke.y1, stroke.y2))}"
        for stroke in strokes
    )


def number(value: float) -> str:
    """`value` with at most one decimal, as short as SVG allows: 12, 4.5, .3, -1.2."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _pair(x: float, y: float) -> str:
    first, second = number(x), number(y)
    return first + second if second.startswith("-") else f"{first} {second}"


def _step(start: float, end: float) -> float:
    # From the rounded start to the rounded end: the errors of two roundings must not add up.
    return round(end, 1) - round(start, 1)


def circle_data(x: float, y: float, radius: float) -> str:
    """SVG path data of a circle around (x, y)."""
    arc = f"a{number(radius)} {number(radius)} 0 1 0"
    across = number(2 * radius)
    return f"M{_pair(x - radius, y)}{arc} {across} 0{arc}-{across} 0"


def sewn(
    strokes: Sequence[Stroke],
    highlighted: int = 0,
    stroke_width: float = STROKE_WIDTH,
    width: float = CANVAS,
    height: float = CANVAS,
) -> Drawing:
    """The picture of `strokes`: the first `highlighted` ones in one path, the others in another."""
    parts = ((Role.PLAIN, strokes[highlighted:]), (Role.HIGHLIGHT, strokes[:highlighted]))
    paths = tuple(Path(path_data(part), role, stroke_width) for role, part in parts if part)
    return Drawing(width, height, paths)
