"""A drawing as inline SVG: presentation attributes only, no colours, no style attributes."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from .strokes import Drawing, Role, number

#: The stylesheet colours these; without it every stroke has the colour of the text around it.
CLASSES = {Role.PLAIN: "szem", Role.HIGHLIGHT: "szem-highlight", Role.GROUND: "szem-ground"}


@lru_cache(maxsize=2048)
def to_svg(drawing: Drawing, css_class: str = "", title: str | None = None) -> str:
    """Inline SVG of a drawing, "" for an empty one.

    With a `title` the picture has that accessible name; without one it is hidden from screen readers.
    `css_class` and `title` are escaped. The width and height attributes are the size of the canvas; the
    stylesheet may set another one.
    """
    if not drawing.paths:
        return ""
    width, height = number(drawing.width), number(drawing.height)
    stroke_width = drawing.paths[0].width
    named = 'role="img"' if title else 'aria-hidden="true"'
    css = f'class="{escape(css_class)}" ' if css_class else ""
    paths = "".join(
        f'<path class="{CLASSES[path.role]}"'
        + (f' stroke-width="{number(path.width)}"' if path.width != stroke_width else "")
        + f' d="{path.d}"/>'
        for path in drawing.paths
    )
    return (
        f'<svg {css}viewBox="0 0 {width} {height}" width="{width}" height="{height}" fill="none" '
        f'stroke="currentColor" stroke-width="{number(stroke_width)}" stroke-linecap="round" '
        f'stroke-linejoin="round" {named}>'
        + (f"<title>{escape(title)}</title>" if title else "")
        + f"{paths}</svg>"
    )
