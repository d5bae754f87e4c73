"""A drawing as an image of dots, for what cannot read SVG: previews of links elsewhere, bitmaps in cards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from PIL import Image, ImageDraw

from .strokes import Drawing, Role

#: Drawn so much larger and then reduced: Pillow's own lines have stairs.
OVERSAMPLING = 3
_COMMAND = re.compile(r"([Mla])([^Mla]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

Dot = tuple[float, float]


def paste_drawing(
    image: Image.Image, drawing: Drawing, corner: tuple[int, int], width: int, colours: Mapping[Role, str]
) -> None:
    """Draw on `image`, `width` dots wide with its upper left corner at `corner`; an empty drawing leaves it as it is.

    `colours` gives each role that the drawing has its colour.
    """
    if not drawing.paths:
        return
    height = round(width * drawing.height / drawing.width)
    scale = OVERSAMPLING * width / drawing.width
    size = (width * OVERSAMPLING, height * OVERSAMPLING)
    for path in drawing.paths:
        mask = Image.new("L", size)
        pencil = ImageDraw.Draw(mask)
        thickness = path.width * scale
        for shape in _shapes(path.d):
            if len(shape) == 3:
                x, y, radius = (value * scale for value in shape)
                outside, inside = radius + thickness / 2, radius - thickness / 2
                pencil.ellipse((x - outside, y - outside, x + outside, y + outside), fill=255)
                pencil.ellipse((x - inside, y - inside, x + inside, y + inside), fill=0)
            else:
                x1, y1, x2, y2 = (value * scale for value in shape)
                pencil.line((x1, y1, x2, y2), fill=255, width=round(thickness))
                for x, y in ((x1, y1), (x2, y2)):
                    r = thickness / 2
                    pencil.ellipse((x - r, y - r, x + r, y + r), fill=255)
        image.paste(
            Image.new("RGB", (width, height), colours[path.role]),
            corner,
            mask.resize((width, height), Image.Resampling.LANCZOS),
        )


def _shapes(data: str) -> Iterator[tuple[float, ...]]:
    """The shapes of path data as `strokes` writes it: strokes as (x1, y1, x2, y2), circles as (x, y, radius)."""
    here: Dot = (0, 0)
    for command, values in _COMMAND.findall(data):
        numbers = [float(value) for value in _NUMBER.findall(values)]
        if command == "M":
            here = (numbers[0], numbers[1])
        elif command == "l":
            yield (*here, here[0] + numbers[0], here[1] + numbers[1])
        elif numbers[5] > 0:  # the first half of a circle says all; the second one leads back
            yield (here[0] + numbers[0], here[1], numbers[0])
