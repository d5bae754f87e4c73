"""The sample library that everybody gets who starts the site for the first time."""

from pathlib import Path

import pytest
from wagtail.models import Page

from core.translation.staleness import is_stale
from home.models import HomePage
from linking.library import samples
from linking.library.export.exporting import export_library
from linking.library.importing import import_library
from linking.library.samples import load_sample_library, remove_sample_library
from linking.library.sites import set_up_site
from methodology.models import GuidePage, Term, Topic
from tests.linking.export.folders import files_of, lines_that_differ, undone
from tests.linking.folders import rows

pytestmark = [pytest.mark.django_db, pytest.mark.interface]


@pytest.mark.slow
def test_sample_library_of_the_project(db: None, tmp_path: Path) -> None:
    """The real one: complete, with its untranslated works and its stale one, and a second import changes nothing.

    Exported, imported into an empty site and exported again it is the same, byte for byte.
    """
    set_up_site()
    with undone():
        assert load_sample_library() is not None
        assert not Page.objects.filter(live=False).exists()
        guides = {guide.slug: guide for guide in GuidePage.objects.select_related("locale")}
        assert len({guide.translation_key for guide in guides.values()}) == 18
        stale = [
            guide.slug
            for guide in guides.values()
            if guide.source_digest
            and is_stale(
                guide, GuidePage.objects.get(translation_key=guide.translation_key, source_digest="")
            )
        ]
        assert stale == ["community-composting"]
        assert HomePage.objects.get(locale__language_code="en").featured_guides.count() == 6
        assert Topic.objects.count() == 10
        assert Term.objects.count() >= 60
        before = rows()
        assert import_library(Path(samples.SAMPLE)).is_unchanged
        export = export_library(tmp_path / "first")
        assert (export.warnings, export.left_out) == ([], [])
        assert rows() == before
        remove_sample_library()
        assert not GuidePage.objects.exists()
        assert not Term.objects.exists()
    import_library(tmp_path / "first")
    export_library(tmp_path / "second")
    assert lines_that_differ(files_of(tmp_path / "first"), files_of(tmp_path / "second")) == []
