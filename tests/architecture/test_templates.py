"""Habits of the templates: declared parameters, `only`, nothing inline, nothing from another host."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
EVERY_TEMPLATE = sorted(TEMPLATES.rglob("*.html"))
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
# They pass the request on to Wagtail's own tags, which find it in the context.
WITH_CONTEXT = {"body", "origin", "site_footer", "site_header"}

COMMENT = re.compile(r"{#.*?#}|{% comment .*?endcomment %}|<!--.*?-->", re.DOTALL)
INCLUDE = re.compile(r"""{% include "components/(\w+)\.html"([^%]*)%}""")
SCRIPT = re.compile(r"<script\b([^>]*)>")
INLINE = {
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["']"""),
    "a style element": re.compile(r"<style\b"),
    "an event attribute": re.compile(r"""\son[a-z]+\s*=\s*["']"""),
    "a javascript: address": re.compile(r"javascript:"),
    "a data: address": re.compile(r"""["'(]data:"""),
}
# What a browser fetches by itself, with an address on another host.
FOREIGN = re.compile(
    r"""<(?:script|img|source|iframe|video|audio|embed|link)\b[^>]*\b(?:src|srcset|href)\s*=\s*["'](?:https?:)?//"""
)


def read(template: Path) -> str:
    return COMMENT.sub("", template.read_text(encoding="utf-8"))


def name_of(template: Path) -> str:
    return str(template.relative_to(TEMPLATES))


def test_there_are_templates_to_look_at() -> None:
    assert len(COMPONENTS) > 10


@pytest.mark.parametrize("template", COMPONENTS, ids=name_of)
def test_a_component_declares_its_parameters_in_its_first_line(template: Path) -> None:
    first_line = template.read_text(encoding="utf-8").partition("\n")[0]
    assert re.match(rf"{{# component: {template.stem}\([\w, ]*\)", first_line), first_line


@pytest.mark.parametrize("template", EVERY_TEMPLATE, ids=name_of)
def test_a_component_is_given_only_what_it_declares(template: Path) -> None:
    faults = []
    for name, given in INCLUDE.findall(read(template)):
        declared_line = (
            (TEMPLATES / "components" / f"{name}.html").read_text(encoding="utf-8").partition("\n")[0]
        )
        declared = set(re.findall(r"\w+", re.search(r"\(([\w, ]*)\)", declared_line)[1]))
        unknown = set(re.findall(r"(\w+)=", given)) - declared
        if unknown or (name not in WITH_CONTEXT and not given.rstrip().endswith("only")):
            faults.append((name, given.strip(), sorted(unknown)))
    assert faults == []


@pytest.mark.parametrize("template", EVERY_TEMPLATE, ids=name_of)
def test_a_template_has_no_inline_script_or_style(template: Path) -> None:
    text = read(template)
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    scripts = [attributes for attributes in SCRIPT.findall(text) if "src=" not in attributes]
    # A data block is not run.
    assert (found, [attributes for attributes in scripts if "application/ld+json" not in attributes]) == (
        [],
        [],
    )


@pytest.mark.parametrize("template", EVERY_TEMPLATE, ids=name_of)
def test_a_template_fetches_nothing_from_another_host(template: Path) -> None:
    assert FOREIGN.findall(read(template)) == []


@pytest.mark.parametrize("sheet", sorted((ROOT / "static").rglob("*.css")), ids=lambda path: path.name)
def test_a_stylesheet_fetches_nothing_from_another_host(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert (
        re.findall(r"""url\(\s*["']?(?:https?:|//|data:)[^)]*\)|@import\s+["'](?:https?:)?//[^"']*""", text)
        == []
    )


@pytest.mark.parametrize("template", EVERY_TEMPLATE, ids=name_of)
def test_a_text_over_several_lines_is_trimmed(template: Path) -> None:
    opened = re.findall(r"{% blocktrans(?:late)?\b[^%]*%}", read(template))
    assert [tag for tag in opened if " trimmed" not in tag] == []
