"""The sewing box: the button of a good practice, the thread of an adoption, the needle, the minutes of a step.

Geometry: design brief, section 7; sizes of the steps measured on its pictures.
"""

from __future__ import annotations

from functools import lru_cache

from .strokes import Drawing, Path, Role, Stroke, circle_data, path_data

SIZE = 48
MIDDLE = SIZE / 2
RED_WIDTH = 3.4
RIM_WIDTH = 2.0
#: The four holes in reading order, as directions from the middle.
HOLES = ((-1, -1), (1, -1), (-1, 1), (1, 1))
HOLE_DISTANCE = 7
#: The criterion each hole stands for, in the order in which a case study answers them.
CRITERIA = ("new", "quality_of_life", "transferable", "goals")

THREAD_SIZE = (96, 16)
MINUTES_A_STROKE = 5
STROKES_A_LINE = 12
LONGEST_STEP = 8 * 60
STEP_PITCH, STEP_LENGTH, STEP_WIDTH, STEP_LINE = 11, 6.4, 3.0, 8


@lru_cache(maxsize=512)
def button(sewn: int = 4) -> Drawing:
    """The button: `sewn` of its four holes are sewn on (held to 0–4).

    4 is a good practice, a red cross through all holes; 2 is a story, one diagonal.
    """
    rims = circle_data(MIDDLE, MIDDLE, 20) + circle_data(MIDDLE, MIDDLE, 15.5)
    order = (HOLES[0], HOLES[3], HOLES[1], HOLES[2])  # one diagonal, then the other
    stitches = [_stitch(hole, MIDDLE) for hole in order[: max(0, min(4, sewn))]]
    paths = [
        Path(rims, Role.PLAIN, RIM_WIDTH),
        Path(_holes(MIDDLE, 2.4), Role.PLAIN, RIM_WIDTH),
    ]
    if stitches:
        paths.append(Path(path_data(stitches), Role.HIGHLIGHT, RED_WIDTH))
    return Drawing(SIZE, SIZE, tuple(paths))


@lru_cache(maxsize=512)
def criterion_drawing(criterion: str) -> Drawing:
    """Four holes with the one of this criterion sewn (see `CRITERIA`); none for another key."""
    size = 24
    paths = [Path(_holes(size / 2, 3), Role.PLAIN, 1.7)]
    if criterion in CRITERIA:
        hole = HOLES[CRITERIA.index(criterion)]
        paths.append(Path(path_data([_stitch(hole, size / 2)]), Role.HIGHLIGHT, RED_WIDTH))
    return Drawing(size, size, tuple(paths))


def _holes(middle: float, radius: float) -> str:
    return "".join(
        circle_data(middle + dx * HOLE_DISTANCE, middle + dy * HOLE_DISTANCE, radius) for dx, dy in HOLES
    )


def _stitch(hole: tuple[int, int], middle: float) -> Stroke:
    """A stitch from the hole to the middle of the button."""
    dx, dy = hole
    return Stroke(middle + dx * HOLE_DISTANCE, middle + dy * HOLE_DISTANCE, middle, middle)


def thread_drawing(state: str) -> Drawing:
    """The thread of an adoption: considering, preparing, running or stopped; empty for another state.

    Dots are a needle tried in the cloth, long strokes are basting, dense ones hold; a stopped thread
    ends in a loop, tied off and not torn.
    """
    width, height = THREAD_SIZE
    y = height / 2
    if state == "considering":
        data = path_data(Stroke(8 + 16 * place, y, 8 + 16 * place, y) for place in range(6))
    elif state == "preparing":
        data = path_data(Stroke(8.5 + 22 * place, y, 21.5 + 22 * place, y) for place in range(4))
    elif state == "running":
        data = path_data(Stroke(3 + 9.4 * place, y, 8.4 + 9.4 * place, y) for place in range(10))
    elif state == "stopped":
        strokes = path_data(Stroke(3 + 9.4 * place, y, 8.4 + 9.4 * place, y) for place in range(5))
        data = f"{strokes}M50 8h3.5c4 0 6.3 1.6 6.3 3.6 0 3.4-6.6 1.8-5.2-3 .5-1.8 2-3.8 4.2-5.2"
    else:
        return Drawing(width, height)
    return Drawing(width, height, (Path(data, Role.HIGHLIGHT, RED_WIDTH),))


def needle() -> Drawing:
    """The needle on the end of the thread after the last step, 24 × 67 (1.5 × 4.2 rem), hanging from the top."""
    last_stitch = Path("M12 2.4v9", Role.HIGHLIGHT, 4.6)
    body = Path("M12 15.6c2.2 0 3.3 1.7 3.2 4.6L12.2 64h-.4L8.8 20.2c-.1-2.9 1-4.6 3.2-4.6z", Role.PLAIN, 1.9)
    threaded = Path("M12 12v13.5", Role.HIGHLIGHT, 1.7)
    return Drawing(24, 67, (last_stitch, body, threaded))


@lru_cache(maxsize=512)
def step_drawing(minutes: int | None) -> Drawing:
    """A stroke for every 5 minutes of a step, 12 (an hour) a line; empty when the minutes are unknown.

    One unit is one pixel. Parts of 5 minutes round to the nearest, a step has at least one stroke; it is
    drawn up to eight hours.
    """
    count = _strokes(minutes)
    if not count:
        return Drawing(0, 0)
    start = (STEP_PITCH - STEP_LENGTH) / 2
    strokes = [
        Stroke(x, y, x + STEP_LENGTH, y)
        for line, place in (divmod(stroke, STROKES_A_LINE) for stroke in range(count))
        for x, y in [(start + place * STEP_PITCH, STEP_LINE * (line + 0.5))]
    ]
    lines = -(-count // STROKES_A_LINE)
    path = Path(path_data(strokes), Role.HIGHLIGHT, STEP_WIDTH)
    return Drawing(min(count, STROKES_A_LINE) * STEP_PITCH, lines * STEP_LINE, (path,))


def _strokes(minutes: int | None) -> int:
    if minutes is None or minutes <= 0:
        return 0
    held = min(minutes, LONGEST_STEP)
    return max(1, (2 * held + MINUTES_A_STROKE) // (2 * MINUTES_A_STROKE))
