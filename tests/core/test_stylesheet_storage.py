"""The one style sheet that `collectstatic` makes of many files."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage

from core.stylesheet_storage import StylesheetStorage, join_stylesheet

CSS = Path(settings.BASE_DIR) / "static" / "css"


def collected() -> dict[str, tuple[FileSystemStorage, str]]:
    """All static files as `collectstatic` hands them to the storage."""
    paths = {}
    for finder in get_finders():
        for path, storage in finder.list([]):
            paths.setdefault(path, (storage, path))
    return paths


def test_joined_stylesheets_hold_every_file_and_no_import() -> None:
    imported = set()
    for sheet, layers in (
        ("site.css", "tokens, base, layout, components, figures"),
        ("card.css", "tokens, base, components"),
    ):
        joined = join_stylesheet(collected(), f"css/{sheet}")
        assert "@import" not in joined
        assert "/*" not in joined
        assert joined.startswith(f"@layer {layers};")
        imported |= set(re.findall(r'url\("([^"]+\.css)"\)', (CSS / sheet).read_text()))
    assert imported == {str(path.relative_to(CSS)) for path in CSS.rglob("*.css")} - {"site.css", "card.css"}


def test_components_name_no_files_whose_path_would_change() -> None:
    assert [path.name for path in (CSS / "components").glob("*.css") if "url(" in path.read_text()] == []


def test_braces_are_balanced_in_every_file() -> None:
    assert [
        path.name for path in CSS.rglob("*.css") if path.read_text().count("{") != path.read_text().count("}")
    ] == []


def test_stylesheet_with_a_missing_import_is_refused(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "site.css").write_text('@import url("gone.css");\n')
    storage = FileSystemStorage(tmp_path)
    with pytest.raises(KeyError, match=r"css/gone\.css"):
        join_stylesheet({"css/site.css": (storage, "css/site.css")}, "css/site.css")


def test_collected_stylesheet_is_one_small_file(tmp_path: Path) -> None:
    storage = StylesheetStorage(location=str(tmp_path), base_url="/static/")
    paths = {
        name: entry for name, entry in collected().items() if name.startswith(("css/", "img/", "fonts/"))
    }
    for name, (source, path) in paths.items():
        with source.open(path) as file:
            storage._save(name, file)
    for _name, _hashed, processed in storage.post_process(paths):
        assert not isinstance(processed, Exception)
    [sheet] = (tmp_path / "css").glob("site.*.css")
    assert 'url("../img/hem.' in sheet.read_text()
    assert len(gzip.compress(sheet.read_bytes(), 6)) < 10_000
