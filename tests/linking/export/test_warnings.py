"""What files cannot say is named, never dropped silently; a failed export leaves the earlier one."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.rich_text import RichText

from linking.library.export import exporting
from linking.library.export.folders import MARKER
from tests.factories import GuidePageFactory, TopicFactory, publish, reloaded
from tests.linking.export.folders import files_of
from tests.linking.export.works import make_document, make_picture

pytestmark = pytest.mark.django_db


def test_what_files_have_no_words_for_is_named(site: Any, exported: Callable) -> None:
    picture, document = make_picture("tal"), make_document()
    picture.credit = "a kör"
    picture.focal_point_x = 3
    picture.save()
    document.licence = "all-rights-reserved"
    document.save()
    guide = GuidePageFactory(
        title="Kert",
        slug="kert",
        topics=[TopicFactory(key="food")],
        listing_image=picture,
        seo_title="Kert, kertek",
        expire_at=dt.datetime(2099, 3, 1, 11, tzinfo=dt.UTC),
        body=[
            ("text", RichText("<p>Egy.</p>")),
            ("text", RichText("<p>Kettő.</p>")),
            ("downloads", [{"document": document, "title": "Lap"}]),
        ],
    )
    draft = reloaded(guide)
    draft.title = "Piszkozat"
    draft.save_revision()
    GuidePageFactory(title="Soha", slug="soha", live=False)
    export, _files = exported()
    assert export.left_out == ["Soha (hu): never published"]
    assert [warning.partition("guides/kert")[2] for warning in export.warnings] == [
        ": expires at 2099-03-01 12:00",
        ": has a title for search engines in hu",
        ": has changes in hu that are not published",
        "/tal.jpg comes without: credit, focal point x, alternative text (English)",
        "/meghívó_új.pdf comes without: licence",
        "/hu.md does not say all of: body",
    ]


def test_an_export_takes_the_place_of_an_earlier_one_only(
    site: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    said, root = StringIO(), tmp_path / "deep" / "export"
    guide = GuidePageFactory(title="Kert", slug="kert", topics=[TopicFactory(key="food")])
    call_command("export_library", str(root), stdout=said)
    assert said.getvalue().splitlines()[-1] == "7 works, 13 texts, 0 images and documents"
    assert root.stat().st_mode & 0o777 == 0o700  # it has what not everybody may read
    before = files_of(root)

    guide.title = "Veteményes"
    publish(guide)
    monkeypatch.setattr(exporting, "find_unsaid", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("export_library", str(root))
    assert files_of(root) == before
    assert [path.name for path in root.parent.iterdir()] == ["export"]
    monkeypatch.undo()

    (root / "guides" / "kert" / "stale.txt").write_text("left")
    call_command("export_library", str(root), stdout=said)
    after = files_of(root)
    changed = [name for name in before if before[name] != after[name]]
    assert (changed, after.keys()) == (["guides/kert/hu.md"], before.keys())
    assert 'title: "Veteményes"\n'.encode() in after["guides/kert/hu.md"]
    assert [path.name for path in root.parent.iterdir()] == ["export"]

    (root / MARKER).unlink()
    for wrong in (root, root / "topics.yaml"):
        with pytest.raises(CommandError, match=r"folder.*\n?.*Nothing has been changed"):
            call_command("export_library", str(wrong))
    assert files_of(root) == {name: data for name, data in after.items() if name != MARKER}
