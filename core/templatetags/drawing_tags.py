"""Template tags of the drawing system: each writes one inline SVG (see `core.drawing`).

Every tag takes `css_class` and, for a picture that says something the text beside it does not, `title`;
without a title the picture is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from core import drawing

register = template.Library()


def _svg(picture: drawing.Drawing, css_class: str, title: str | None) -> SafeString:
    # to_svg escapes the class and the title; everything else comes from our own numbers.
    return mark_safe(drawing.to_svg(picture, css_class, title))


@register.simple_tag
def work_drawing(
    form: str | None,
    seed: UUID | str,
    people_max: int | None = None,
    people_min: int | None = None,
    minutes_max: int | None = None,
    small: bool = False,
    css_class: str = "",
    title: str | None = None,
) -> SafeString:
    """The picture of a guide or case study; `seed` is its translation key, `small` for less than 48 px."""
    picture = drawing.work_drawing(form, seed, people_max, people_min, minutes_max, small=small)
    return _svg(picture, css_class, title)


@register.simple_tag
def community_drawing(
    seed: UUID | str,
    founded_year: int | None = None,
    members: int | None = None,
    practices: int = 0,
    small: bool = False,
    today: date | None = None,
    css_class: str = "",
    title: str | None = None,
) -> SafeString:
    """The growth rings of a community up to the year of `today` (by default the current date)."""
    year = (today or timezone.localdate()).year
    picture = drawing.community_drawing(seed, founded_year, year, members, practices, small=small)
    return _svg(picture, css_class, title)


@register.simple_tag
def picture(
    parameters: Iterable | None, small: bool = False, css_class: str = "", title: str | None = None
) -> SafeString:
    """The picture described by the `drawing` of a search entry (see `core.drawing.picture`)."""
    return _svg(drawing.picture(tuple(parameters or ()), small=small), css_class, title)


@register.simple_tag
def topic_drawing(form: str | None, css_class: str = "", title: str | None = None) -> SafeString:
    """The mark of a topic in a list of filters, for less than 48 px."""
    return _svg(drawing.topic_drawing(form), css_class, title)


@register.simple_tag
def facet_drawing(name: str, icon: str) -> SafeString | str:
    """The sign of a value of the facet `name`: a topic's form, a stage or an ingredient; empty for any other facet."""
    draw = {"topic": topic_drawing, "stage": stage_drawing, "ingredient": ingredient_drawing}.get(name)
    return draw(icon) if draw is not None else ""


@register.simple_tag
def ingredient_drawing(key: str, css_class: str = "", title: str | None = None) -> SafeString:
    """The mark of an ingredient."""
    return _svg(drawing.ingredient_drawing(key), css_class, title)


@register.simple_tag
def stage_drawing(key: str, css_class: str = "", title: str | None = None) -> SafeString:
    """The mark of a stage."""
    return _svg(drawing.stage_drawing(key), css_class, title)


@register.simple_tag
def emblem(small: bool = False, css_class: str = "", title: str | None = None) -> SafeString:
    """The emblem of the programme."""
    return _svg(drawing.emblem(small), css_class, title)


@register.simple_tag
def button(sewn: int = 4, css_class: str = "", title: str | None = None) -> SafeString:
    """The button: sewn through 4 holes for a good practice, 2 for a story."""
    return _svg(drawing.button(sewn), css_class, title)


@register.simple_tag
def criterion_drawing(criterion: str, css_class: str = "", title: str | None = None) -> SafeString:
    """The four holes of the button with the one of this criterion sewn."""
    return _svg(drawing.criterion_drawing(criterion), css_class, title)


@register.simple_tag
def thread_drawing(state: str, css_class: str = "", title: str | None = None) -> SafeString:
    """The thread of an adoption in this state."""
    return _svg(drawing.thread_drawing(state), css_class, title)


@register.simple_tag
def needle(css_class: str = "", title: str | None = None) -> SafeString:
    """The needle at the end of the thread of steps."""
    return _svg(drawing.needle(), css_class, title)


@register.simple_tag
def step_drawing(minutes: int | None, css_class: str = "", title: str | None = None) -> SafeString:
    """A stroke for every 5 minutes of one step."""
    return _svg(drawing.step_drawing(minutes), css_class, title)


@register.simple_tag
def dropped_stitch(css_class: str = "", title: str | None = None) -> SafeString:
    """The knitted picture of the 404 page."""
    return _svg(drawing.dropped_stitch(), css_class, title)


@register.simple_tag
def broken_thread(css_class: str = "", title: str | None = None) -> SafeString:
    """The knitted picture of the 500 page."""
    return _svg(drawing.broken_thread(), css_class, title)
