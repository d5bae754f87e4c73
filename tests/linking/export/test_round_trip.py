"""A library that was exported and imported into an empty site is exported the same, byte for byte."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.blocks import BodyBlock
from linking.library.shapes import shape_of
from tests.linking.export.works import fill_site
from tests.linking.folders import Folder

pytestmark = pytest.mark.django_db

# It excludes another field of the same work.
NOT_FILLED = {"ongoing"}


def test_guide_in_two_languages(site: Any, library: Folder, twice: Callable) -> None:
    export, differences = twice(library.load)
    assert differences == []
    assert export.warnings == []


def test_every_kind_of_work_with_every_field_and_block(site: Any, twice: Callable, tmp_path: Path) -> None:
    """A new field or block that nobody has filled here fails as well."""
    works: dict[str, Any] = {}
    export, differences = twice(lambda: works.update(fill_site()))
    assert differences == []
    assert export.warnings == []
    assert export.left_out == []
    assert {block.block_type for block in works["guide"].body} == set(BodyBlock().child_blocks)
    texts = {
        text.split("\ntitle: ", 1)[1].split("\n")[0].strip('"'): text
        for path in (tmp_path / "first").rglob("hu.md")
        if (text := path.read_text(encoding="utf-8"))
    }
    for page in works.values():
        if page.slug == "masik":
            continue
        shape, lines = shape_of(type(page)), texts[page.title].splitlines()
        begun = {line.split(":")[0].removeprefix("# ") for line in lines}
        assert {*shape.matter, *shape.sections} - begun <= NOT_FILLED, page.title
