"""The tests' own net: an undefined variable in a template of ours is an error, in Wagtail's it is not."""

import pytest
from django.template import Engine, Origin, Template
from django.template.context import Context

from tests.undefined import TEMPLATES, UndefinedTemplateVariable, UndefinedVariable


def render(text: str, file: str) -> str:
    engine = Engine(string_if_invalid=UndefinedVariable(), libraries={"i18n": "django.templatetags.i18n"})
    return Template(text, origin=Origin(file), name=file, engine=engine).render(Context({"known": "x"}))


def test_an_undefined_variable_of_ours_is_named() -> None:
    with pytest.raises(UndefinedTemplateVariable, match=r"pages/x\.html: “known\.unknown” is undefined"):
        render("{% if known %}{{ known.unknown }}{% endif %}", str(TEMPLATES / "pages" / "x.html"))


def test_an_undefined_variable_of_another_package_is_empty() -> None:
    assert render("({{ unknown }})", "/usr/lib/python/wagtail/x.html") == "()"


def test_a_filter_on_an_undefined_variable_is_ours_to_define_and_works_in_another_package() -> None:
    assert render('({{ unknown|default:"plus" }})', "/usr/lib/python/wagtail/x.html") == "(plus)"
    with pytest.raises(UndefinedTemplateVariable, match=r"“unknown” is undefined"):
        render('{{ unknown|default:"plus" }}', str(TEMPLATES / "pages" / "x.html"))


def test_an_undefined_variable_in_a_translated_text_of_ours_is_named() -> None:
    text = "{% load i18n %}{% blocktranslate %}of {{ unknown }}{% endblocktranslate %}"
    assert render(text, "/usr/lib/python/wagtail/x.html") == "of "
    with pytest.raises(UndefinedTemplateVariable, match=r"“unknown” is undefined"):
        render(text, str(TEMPLATES / "pages" / "x.html"))
