"""Reads drawings back: the strokes of a picture made of straight strokes, and where they lie."""

from __future__ import annotations

import re

NUMBER = re.compile(r"-?(?:\d+\.\d+|\.\d+|\d+)")
STROKE = re.compile(r"M([^Ml]+)l([^Ml]+)")


def strokes(picture, role=None):
    """Every stroke of a picture made of straight strokes: x1, y1, x2, y2 and its width."""
    found = []
    for path in picture.paths:
        if role is None or path.role == role:
            for start, step in STROKE.findall(path.d):
                x, y = map(float, NUMBER.findall(start))
                dx, dy = map(float, NUMBER.findall(step))
                found.append((x, y, x + dx, y + dy, path.width))
    return found


def count(picture, role=None):
    return len(strokes(picture, role))


def assert_inside(picture):
    for x1, y1, x2, y2, width in strokes(picture):
        for x, y in ((x1, y1), (x2, y2)):
            assert width / 2 <= x <= picture.width - width / 2
            assert width / 2 <= y <= picture.height - width / 2
