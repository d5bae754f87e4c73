"""What an export wrote, and the same again after a way through an empty site."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from linking.library.export.exporting import Export, export_library
from linking.library.importing import import_library
from linking.library.sites import STRUCTURE, set_up_site
from tests.linking.export.folders import files_of, lines_that_differ, undone
from tests.standing import standing


@pytest.fixture(scope="module")
def empty_site_of_module(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The front page and the lists of a new site, made as every site makes them."""
    structure = tmp_path_factory.mktemp("structure") / "structure"
    shutil.copytree(STRUCTURE, structure, ignore=shutil.ignore_patterns("pages"))
    with standing(django_db_blocker):
        set_up_site(structure)
        yield Site.objects.get()


@pytest.fixture
def exported(tmp_path: Path) -> Callable[..., tuple[Export, dict[str, bytes]]]:
    """A function that exports the site: what it says of it, and the files."""

    def export(**options: bool) -> tuple[Export, dict[str, bytes]]:
        result = export_library(tmp_path / "export", **options)
        return result, files_of(tmp_path / "export")

    return export


@pytest.fixture
def twice(tmp_path: Path) -> Callable[..., tuple[Export, list[str]]]:
    """A function that fills the site, exports it, empties it, imports the export and exports again.

    Gives the first export and what differs in the second one. The site is left as it was before; `check` is called while
    it has what was imported.
    """

    def run(
        fill: Callable[[], object], check: Callable[[], object] = lambda: None
    ) -> tuple[Export, list[str]]:
        first, second = tmp_path / "first", tmp_path / "second"
        with undone():
            fill()
            export = export_library(first)
        with undone():
            import_library(first)
            check()
            export_library(second)
        return export, lines_that_differ(files_of(first), files_of(second))

    return run
