"""The knitted pictures of the error pages: 15 × 8 stitches of two strokes each (design brief, sections 5 and 7)."""

from __future__ import annotations

from collections.abc import Iterable

from .strokes import Drawing, Path, Role, Stroke, path_data

COLUMNS, ROWS = 15, 8
COLUMN_PITCH, ROW_PITCH, EDGE = 20, 22, 3
STITCH_WIDTH, RUNG_WIDTH = 4.0, 2.4
STITCH_HEIGHT = 13
WIDTH = COLUMNS * COLUMN_PITCH

#: The tenth stitch was dropped in the third row: four rungs of the ladder still hang, two rows are bare.
DROPPED_COLUMN, FIRST_OPEN_ROW, RUNGS = 9, 2, 4
#: Row → columns torn open when the thread broke.
TEAR = {3: range(6, 9), 4: range(5, 10), 5: range(6, 9)}

Place = tuple[int, int]


def dropped_stitch() -> Drawing:
    """404: one stitch has run down and lies below in red, a little askew."""
    open_places = {(row, DROPPED_COLUMN) for row in range(FIRST_OPEN_ROW, ROWS)}
    rungs = [
        Stroke(x + 4, y + STITCH_HEIGHT / 2, x + 16, y + STITCH_HEIGHT / 2)
        for x, y in (_corner(row, DROPPED_COLUMN) for row in range(FIRST_OPEN_ROW, FIRST_OPEN_ROW + RUNGS))
    ]
    height = (ROWS + 1) * ROW_PITCH + 6
    x, y = _corner(ROWS, DROPPED_COLUMN)
    fallen = [Stroke(x + 1, y + 8, x + 8.7, y + 19.6), Stroke(x + 12.8, y + 5.1, x + 10.6, y + 19.2)]
    return Drawing(
        WIDTH,
        height,
        (
            _knitted(open_places),
            Path(path_data(rungs), Role.PLAIN, RUNG_WIDTH),
            Path(path_data(fallen), Role.HIGHLIGHT, STITCH_WIDTH),
        ),
    )


def broken_thread() -> Drawing:
    """500: the thread has broken and a safety pin of two strokes holds the hole together."""
    torn = {(row, column) for row, columns in TEAR.items() for column in columns}
    y = _corner(4, 0)[1] + STITCH_HEIGHT / 2
    left, right = _corner(4, 4)[0] + 2, _corner(4, 10)[0] + 18
    # Both begin in one point, the spring; fastened by hand, so not quite level.
    pin = [Stroke(left, y + 4, right, y - 9), Stroke(left, y + 4, right + 2, y + 7)]
    return Drawing(
        WIDTH,
        ROWS * ROW_PITCH,
        (_knitted(torn), Path(path_data(pin), Role.HIGHLIGHT, STITCH_WIDTH)),
    )


def _corner(row: int, column: int) -> tuple[int, int]:
    return column * COLUMN_PITCH, EDGE + row * ROW_PITCH


def _knitted(open_places: Iterable[Place]) -> Path:
    """All stitches but the open ones."""
    missing = set(open_places)
    strokes = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            if (row, column) not in missing:
                x, y = _corner(row, column)
                strokes.append(Stroke(x + 4, y, x + 9, y + STITCH_HEIGHT))
                strokes.append(Stroke(x + 16, y, x + 11, y + STITCH_HEIGHT))
    return Path(path_data(strokes), Role.PLAIN, STITCH_WIDTH)
