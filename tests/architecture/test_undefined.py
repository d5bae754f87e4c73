"""The tests' own net: an undefined variable in a template of ours is an error, in Wagtail's it is not."""

import pytest
from django.template import Engine, Origin, Template
from django.template.context import Context

from tests.undefined import TEMPLATES, UndefinedTemplateVariable, UndefinedVariable


def render(text: str, file: str) -> str:
    engine = Engine(string_if_invalid=UndefinedVariable())
    return Template(text, origin=Origin(file), name=file, engine=engine).render(Context({"known": "x"}))


def test_an_undefined_variable_of_ours_is_named() -> None:
    with pytest.raises(UndefinedTemplateVariable, match=r"pages/x\.html: “known\.unknown” is undefined"):
        render("{% if known %}{{ known.unknown }}{% endif %}", str(TEMPLATES / "pages" / "x.html"))


def test_an_undefined_variable_of_another_package_is_empty() -> None:
    assert render("({{ unknown }})", "/usr/lib/python/wagtail/x.html") == "()"
