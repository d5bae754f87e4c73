"""The drawing system: every picture of the site that is not a photograph, computed from data.

Pure Python, no Django: it knows strokes, not pages. Templates use `core.templatetags.drawing_tags`.
"""

from .knitting import broken_thread, dropped_stitch
from .marks import INGREDIENTS, STAGES, emblem, ingredient_drawing, stage_drawing
from .sewing import CRITERIA, button, criterion_drawing, needle, step_drawing, thread_drawing
from .strokes import Drawing, Path, Role
from .svg import to_svg
from .works import (
    DEFAULT_FORM,
    FORMS,
    community_drawing,
    highlighted_strokes,
    picture,
    rows,
    strokes_a_row,
    topic_drawing,
    work_drawing,
)

__all__ = [
    "CRITERIA",
    "DEFAULT_FORM",
    "FORMS",
    "INGREDIENTS",
    "STAGES",
    "Drawing",
    "Path",
    "Role",
    "broken_thread",
    "button",
    "community_drawing",
    "criterion_drawing",
    "dropped_stitch",
    "emblem",
    "highlighted_strokes",
    "ingredient_drawing",
    "needle",
    "picture",
    "rows",
    "stage_drawing",
    "step_drawing",
    "strokes_a_row",
    "thread_drawing",
    "to_svg",
    "topic_drawing",
    "work_drawing",
]
