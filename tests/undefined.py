"""An undefined variable in one of our templates fails the test; Wagtail's own templates are not ours to judge."""

import sys
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class UndefinedTemplateVariable(AssertionError):
    """A template of ours uses what nobody gave it. Not a LookupError or the like, which Django's tags swallow."""


class UndefinedVariable(str):
    """Django's `string_if_invalid`: asked for its text, it finds out whose template asks."""

    __slots__ = ()

    def __new__(cls) -> "UndefinedVariable":
        """Django takes it for a pattern with a place for the variable's name."""
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        """The empty text that readers would see, for templates that are not ours."""
        template = _current_template()
        if template is not None and Path(template).is_relative_to(TEMPLATES):
            raise UndefinedTemplateVariable(
                f"{Path(template).relative_to(TEMPLATES)}: “{variable}” is undefined"
            )
        return ""


def _current_template() -> str | None:
    """The file of the innermost template node that is being rendered."""
    frame = sys._getframe(2)
    while frame:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if origin is not None and frame.f_code.co_name in ("render", "render_annotated"):
            return str(origin.name)
        frame = frame.f_back
    return None
