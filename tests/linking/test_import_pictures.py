"""Pictures of an import: stored once, described by the files until an editor does, published with consent only."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from PIL import Image

from core.models import CustomImage
from linking.library.policies import Policy
from linking.models import ImportedThing
from methodology.models import GuidePage
from tests.linking.folders import Folder, rows

pytestmark = pytest.mark.django_db

HU, EN = "guides/vetomagcsere/hu.md", "guides/vetomagcsere/en.md"


def described() -> tuple[str, str, bool]:
    image = CustomImage.objects.get()
    return image.alt_hu, image.alt_en, image.has_consent


@pytest.fixture
def illustrated(library: Folder) -> Folder:
    """The guide with one picture in its body and, under another name, the same in a step."""
    folder = library.root / "guides/vetomagcsere"
    Image.new("RGB", (8, 6), "navy").save(folder / "tál.png")
    (folder / "same.png").write_bytes((folder / "tál.png").read_bytes())
    for language, alt, caption in (
        ("hu", "Egy tál bab", "Hét fajta"),
        ("en", "A bowl of beans", "Seven kinds"),
    ):
        path = f"guides/vetomagcsere/{language}.md"
        library.replace(path, "| --- | --- |", "| --- | --- |")
        text = (library.root / path).read_text(encoding="utf-8")
        marker = "[!VIDEO"
        (library.root / path).write_text(
            text.replace(marker, f'![{alt}](tál.png "{caption}")\n\n{marker}'), encoding="utf-8"
        )
    library.replace("guides/vetomagcsere/hu.md", "sample: true", "sample: true\nconsent: true")
    library.replace("guides/vetomagcsere/hu.md", "Elköszöntök.", "Elköszöntök.\n\n![Egy tál bab](same.png)")
    return library


def test_image_is_stored_once_with_its_texts_in_both_languages(site: Any, illustrated: Folder) -> None:
    illustrated.load()
    image = CustomImage.objects.get()
    assert (image.alt_hu, image.alt_en, image.width) == ("Egy tál bab", "A bowl of beans", 8)
    assert image.has_consent
    source, translation = GuidePage.objects.get(slug="vetomagcsere"), GuidePage.objects.get(slug="seed-swap")
    assert source.body.get_prep_value()[5]["value"] == {"image": image.pk, "caption": "Hét fajta"}
    assert translation.body.get_prep_value()[5]["value"] == {"image": image.pk, "caption": "Seven kinds"}
    assert (source.steps.last().image, translation.steps.last().image) == (image, image)
    before = rows()
    assert illustrated.load().is_unchanged
    assert rows() == before


def test_a_work_says_what_its_pictures_show_and_that_it_may_show_them(site: Any, illustrated: Folder) -> None:
    path = "guides/vetomagcsere/hu.md"
    illustrated.replace(path, "consent: true", "listing_image: same.png")
    text = (illustrated.root / path).read_text(encoding="utf-8").replace("![Egy tál bab](same.png)", "")
    (illustrated.root / path).write_text(text, encoding="utf-8")
    before = rows()
    assert illustrated.problems() == [
        f"{path}:9: Say what the picture shows: ![what it shows](same.png)",
        (
            f"{path}:9: consent: Ask everybody who can be recognised in the pictures, then write “consent: true”; "
            "also where nobody can be."
        ),
    ]
    assert rows() == before
    illustrated.replace(
        path, "listing_image: same.png", 'listing_image: "![Egy tál bab](same.png)"\nconsent: no'
    )
    [problem] = illustrated.problems()[:1]
    assert "consent: " in problem
    illustrated.replace(path, "consent: no", "consent: true")
    illustrated.load()
    guide = GuidePage.objects.get(slug="vetomagcsere")
    assert (guide.listing_image.alt_hu, guide.listing_image.has_consent) == ("Egy tál bab", True)


def test_failed_import_leaves_no_image_file(
    site: Any, illustrated: Folder, settings: Any, monkeypatch: Any
) -> None:
    from linking.library.writing import Writer

    def fail(*_args: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Writer, "_write_work", fail)
    before = rows()
    with pytest.raises(RuntimeError):
        illustrated.load()
    assert rows() == before
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# --- pictures that are there already ----------------------------------------------------------------------------------


def test_new_words_of_unchanged_works_reach_their_picture(site: Any, illustrated: Folder) -> None:
    illustrated.load()
    revisions = [page.latest_revision_id for page in GuidePage.objects.order_by("pk")]
    illustrated.replace(HU, "![Egy tál bab](tál.png", "![Egy tál tarkabab](tál.png")
    illustrated.replace(EN, "![A bowl of beans]", "![A bowl of spotted beans]")
    before, lines = rows(), []
    outcome = illustrated.load(is_dry_run=True, progress=lines.append)
    assert (str(outcome), outcome.is_unchanged) == ("1 updated, 4 unchanged", False)
    assert lines[-1] == "guides/vetomagcsere/tál.png: update (alt_hu, alt_en)"
    assert rows() == before
    assert str(illustrated.load()) == "1 updated, 4 unchanged"
    assert described() == ("Egy tál tarkabab", "A bowl of spotted beans", True)
    assert [page.latest_revision_id for page in GuidePage.objects.order_by("pk")] == revisions
    before = rows()
    assert illustrated.load().is_unchanged
    assert rows() == before


def test_consent_is_carried_to_a_picture_that_was_imported_before_it_was_asked_for(
    site: Any, illustrated: Folder, capsys: Any
) -> None:
    illustrated.load()
    CustomImage.objects.update(has_consent=False, alt_en="")
    ImportedThing.objects.filter(kind="image").update(digest="")
    call_command("import_library", str(illustrated.root), dry_run=True)
    assert "guides/vetomagcsere/tál.png: update (alt_en, has_consent)\n" in capsys.readouterr().out
    assert described() == ("Egy tál bab", "", False)
    illustrated.load()
    assert described() == ("Egy tál bab", "A bowl of beans", True)
    before = rows()
    assert illustrated.load().is_unchanged
    assert rows() == before


def test_an_editors_words_stay_until_the_file_says_something_new(site: Any, illustrated: Folder) -> None:
    illustrated.load()
    CustomImage.objects.update(alt_hu="Bab egy cserépben")
    lines: list[str] = []
    assert illustrated.load(progress=lines.append).is_unchanged
    assert lines[-1] == "guides/vetomagcsere/tál.png: kept as editors have it"
    illustrated.replace(EN, "![A bowl of beans]", "![A pot of beans]")
    illustrated.load()
    assert described() == ("Bab egy cserépben", "A pot of beans", True)
    illustrated.replace(HU, "![Egy tál bab](tál.png", "![Egy cserép bab](tál.png")
    before = rows()
    [problem] = illustrated.problems()
    assert problem.startswith(f"{HU}:") and "What this picture shows was written in the admin" in problem
    assert rows() == before
    illustrated.load(policy=Policy.KEEP)
    assert described() == ("Bab egy cserépben", "A pot of beans", True)
    illustrated.load(policy=Policy.OVERWRITE)
    assert described() == ("Egy cserép bab", "A pot of beans", True)
    assert illustrated.load().is_unchanged


@pytest.mark.parametrize("is_dry_run", [True, False])
def test_a_consent_that_an_editor_has_taken_back_stays_taken_back(
    site: Any, illustrated: Folder, is_dry_run: bool
) -> None:
    illustrated.load()
    CustomImage.objects.update(has_consent=False)
    assert illustrated.load().is_unchanged
    assert not described()[2]
    illustrated.replace(HU, "Elköszöntök.", "Elköszöntök mindenkitől.")
    before = rows()
    [problem] = illustrated.problems(is_dry_run=is_dry_run)
    assert "has no tick that people have consented" in problem
    assert rows() == before


def test_a_picture_that_an_editor_has_uploaded_is_consented_to_by_editors_alone(
    site: Any, illustrated: Folder
) -> None:
    illustrated.load()
    ImportedThing.objects.filter(kind="image").delete()
    CustomImage.objects.update(has_consent=False, alt_hu="Bab", alt_en="")
    illustrated.load()
    assert described() == ("Bab", "A bowl of beans", False)
    illustrated.load(policy=Policy.OVERWRITE)
    assert described() == ("Egy tál bab", "A bowl of beans", True)


def test_a_picture_that_is_described_in_two_ways_shows_the_first(site: Any, illustrated: Folder) -> None:
    illustrated.replace(HU, "![Egy tál bab](same.png)", "![Ugyanaz a tál](same.png)")
    illustrated.load()
    assert described() == ("Egy tál bab", "A bowl of beans", True)
    before = rows()
    assert illustrated.load().is_unchanged
    assert rows() == before


def test_words_that_do_not_fit_are_named_with_their_line(site: Any, illustrated: Folder) -> None:
    illustrated.replace(EN, "![A bowl of beans]", f"![{'bean ' * 60}]")
    [problem] = illustrated.problems()
    assert problem.startswith(f"{EN}:") and "255" in problem
