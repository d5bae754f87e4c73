"""The share image of a page: its drawing on cloth, beside it what it is and its title."""

import io
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from PIL import Image, ImageDraw, ImageFont

from core import drawing
from core.drawing.raster import paste_drawing
from core.drawing.strokes import Role

WIDTH, HEIGHT = 1200, 630  # what networks show of a link without cutting
FONT = "fonts/vollkorn.woff2"
# As in static/css/tokens.css.
CLOTH, WHITE, MARIGOLD, PAPER, INK, SOFT = "#1e2f6e", "#ffffff", "#ffc21f", "#fcfbf8", "#161d35", "#454c62"
ON_CLOTH = {Role.PLAIN: WHITE, Role.HIGHLIGHT: MARIGOLD, Role.GROUND: "#5567a8"}

PANEL = 480
DRAWING = 380
LEFT, RIGHT = PANEL + 56, WIDTH - 56
SIZES = (76, 68, 60, 52, 46, 40, 34)
LINES = 6
TITLE_HEIGHT = 400
COLOURS = 64


@lru_cache(maxsize=64)
def make_share_image(title: str, kind: str, site_name: str, parameters: tuple[Any, ...]) -> bytes:
    """A PNG of 1200 × 630 dots.

    `kind` stands above the title, `site_name` at the foot. `parameters` are those of `core.drawing.picture`; the emblem
    of the programme stands for a page without a drawing. A title that is too long ends with an ellipsis.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pencil = ImageDraw.Draw(image)
    pencil.rectangle((0, 0, PANEL, HEIGHT), fill=CLOTH)
    stitches = drawing.picture(parameters) if parameters else drawing.emblem()
    corner = ((PANEL - DRAWING) // 2, (HEIGHT - DRAWING) // 2)
    paste_drawing(image, stitches, corner, DRAWING, ON_CLOTH)
    pencil.text((LEFT, 64), kind, font=_font(30), fill=SOFT)
    lines, size = _fit(title)
    pencil.multiline_text(
        (LEFT, 118), "\n".join(lines), font=_font(size, bold=True), fill=INK, spacing=size * 0.12
    )
    pencil.text((LEFT, HEIGHT - 64), site_name, font=_font(30), fill=SOFT, anchor="ls")
    file = io.BytesIO()
    # A dozen colours and the steps between them: a third of the bytes of full colour.
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _fit(title: str) -> tuple[list[str], int]:
    """The lines of a title and the largest size of letters at which they have room."""
    for size in SIZES:
        font = _font(size, bold=True)
        lines, room = _wrap(title, font), _lines_at(size)
        if len(lines) <= room and all(font.getlength(line) <= RIGHT - LEFT for line in lines):
            return lines, size
    smallest = SIZES[-1]
    font, room = _font(smallest, bold=True), _lines_at(smallest)
    lines = _wrap(title, font)
    shown = [_shorten(line, font) for line in lines[:room]]
    if len(lines) > room:
        shown[-1] = _shorten(shown[-1] + "…", font)
    return shown, smallest


def _lines_at(size: int) -> int:
    return min(LINES, int(TITLE_HEIGHT // (size * 1.3)))


def _wrap(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= RIGHT - LEFT or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shorten(line: str, font: ImageFont.FreeTypeFont) -> str:
    while font.getlength(line) > RIGHT - LEFT:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The site's own font; the one file has all weights."""
    path = finders.find(FONT)
    if path is None:
        raise ImproperlyConfigured(f"The font {FONT} is missing among the static files.")
    font = ImageFont.truetype(path, size)
    font.set_variation_by_name("SemiBold" if bold else "Regular")
    return font
