"""An undefined variable in one of our templates fails the test; Wagtail's own templates are not ours to judge."""

import sys
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class UndefinedTemplateVariable(AssertionError):
    """A template of ours uses what nobody gave it. Not a LookupError or the like, which Django's tags swallow."""


class UndefinedVariable(str):
    """Django's `string_if_invalid`: asked for its text, it finds out whose template asks.

    Django applies filters to an undefined variable (`icon|default:"plus"`, as Wagtail's templates do) only where this
    text is false, and takes it for a pattern with a place for the variable's name only where it holds "%s".
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        """Empty, for templates that are not ours."""
        return _is_asked_by_ours()

    def __contains__(self, part: str) -> bool:
        """Whether it is a pattern, and otherwise as the empty text."""
        return part in ("", "%s")

    def __mod__(self, variable: object) -> str:
        """The empty text that readers would see, for templates that are not ours."""
        if _is_asked_by_ours():
            file = Path(_current_template() or "").relative_to(TEMPLATES)
            raise UndefinedTemplateVariable(f"{file}: “{variable}” is undefined")
        return ""


def _is_asked_by_ours() -> bool:
    template = _current_template()
    return template is not None and Path(template).is_relative_to(TEMPLATES)


def _current_template() -> str | None:
    """The file of the innermost template node that is being rendered."""
    frame = sys._getframe(2)
    while frame:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if origin is not None and frame.f_code.co_name in ("render", "render_annotated"):
            return str(origin.name)
        frame = frame.f_back
    return None
