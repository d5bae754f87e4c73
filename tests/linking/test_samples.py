"""The sample library: loaded into an empty site only, never twice, and taken away for good."""

import re
from functools import reduce
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from core.models import CustomImage
from home.models import FeaturedGuide, HomePage
from linking.library import samples
from linking.library.samples import load_sample_library, plan_removal, remove_sample_library
from methodology.models import GuideIndexPage, GuidePage, GuidePageTopic, Term, Topic
from tests.linking.folders import Folder, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(site: Any, library: Folder) -> Folder:
    """A library with a guide, its topics, a term, a picture, and the front page that names the guide."""
    library.write("terms.yaml", "- key: bean\n  names: {hu: bab, en: bean}\n  topics: [food]\n")
    folder = library.root / "guides/vetomagcsere"
    Image.new("RGB", (8, 6)).save(folder / "tal.png")
    library.replace("guides/vetomagcsere/hu.md", "sample: true", "sample: true\nconsent: true")
    library.replace("guides/vetomagcsere/hu.md", "Elköszöntök.", "Elköszöntök.\n\n![Tál](tal.png)")
    home = HomePage.objects.get(slug="kezdolap")
    home.save_revision().publish()
    return library


def test_samples_go_into_an_empty_site_once(sample: Folder) -> None:
    assert load_sample_library(sample.root) is not None
    assert GuidePage.objects.count() == 2
    before, lines = rows(), []
    assert load_sample_library(sample.root, progress=lines.append) is None
    assert rows() == before
    assert lines == ["the sample library has been here before: nothing to load"]


def test_samples_stay_out_of_a_site_with_a_work_of_its_own(sample: Folder) -> None:
    index = GuideIndexPage.objects.get(slug="modszertar")
    index.add_child(instance=GuidePage(title="Sajátunk", slug="sajatunk", live=False, locale=index.locale))
    lines: list[str] = []
    assert load_sample_library(sample.root, progress=lines.append) is None
    assert GuidePage.objects.count() == 1
    assert lines == ["the site has works of its own (Sajátunk): the sample library is not loaded"]


def test_samples_stay_out_of_a_site_with_a_topic(sample: Folder) -> None:
    Topic.objects.create(key="own", name_hu="Saját", name_en="Own")
    assert load_sample_library(sample.root) is None
    assert not GuidePage.objects.exists()


def test_front_page_that_an_editor_has_changed_is_kept(sample: Folder) -> None:
    sample.write(
        "home/hu.md",
        """
        ---
        id: 1a2f7a86-f6b9-4e00-9acd-bbbd2c8b4764
        title: Minta
        slug: kezdolap
        summary: Összegzés.
        headline: Cím
        lead: Lead
        guides: [guides/vetomagcsere]
        ---
        """,
    )
    assert load_sample_library(sample.root) is not None
    assert HomePage.objects.get(slug="kezdolap").title == "Kezdőlap"


def test_removal_leaves_the_site_as_it_was(sample: Folder) -> None:
    load_sample_library(sample.root)
    home = HomePage.objects.get(slug="kezdolap")
    home.featured_guides.add(FeaturedGuide(guide=GuidePage.objects.get(slug="vetomagcsere")))
    home.save()
    removal = remove_sample_library(sample.root)
    assert removal.works == ["Vetőmagcsere (hu)", "Seed swap (en)"]
    assert (removal.concepts, removal.images, removal.staying) == (3, 1, [])
    for model in (GuidePage, Topic, Term, CustomImage, TranslationSource, StringTranslation, FeaturedGuide):
        assert not model.objects.exists(), model
    assert HomePage.objects.count() == 2
    assert Page.objects.filter(depth=3).count() == 10
    before = rows()
    assert load_sample_library(sample.root) is None
    assert rows() == before


def test_topic_and_image_that_an_editor_uses_stay_and_are_named(sample: Folder) -> None:
    load_sample_library(sample.root)
    index = GuideIndexPage.objects.get(slug="modszertar")
    own = GuidePage(title="Sajátunk", slug="sajatunk", live=False, locale=index.locale)
    own.topic_links = [GuidePageTopic(topic=Topic.objects.get(key="food"))]
    own.listing_image = CustomImage.objects.get()
    index.add_child(instance=own)
    removal = remove_sample_library(sample.root)
    assert removal.staying == ["topic food: Sajátunk", "image tal"]
    assert list(Topic.objects.values_list("key", flat=True)) == ["food"]
    assert list(GuidePage.objects.all()) == [own]


def test_works_that_an_editors_work_uses_stay_with_what_they_use(sample: Folder) -> None:
    load_sample_library(sample.root)
    index = GuideIndexPage.objects.get(slug="modszertar")
    link = f'<p><a linktype="page" id="{GuidePage.objects.get(slug="vetomagcsere").pk}">csere</a></p>'
    own = GuidePage(title="Sajátunk", slug="sajatunk", live=False, locale=index.locale, body=[("text", link)])
    index.add_child(instance=own)
    planned, removal = plan_removal(sample.root), remove_sample_library(sample.root)
    assert planned.works == removal.works == []
    assert planned.staying == ["Vetőmagcsere (hu): Sajátunk", "Seed swap (en): Sajátunk"]
    assert removal.staying[:2] == planned.staying
    topics = ["topic food: Vetőmagcsere, Seed swap", "topic repair: Vetőmagcsere, Seed swap"]
    assert removal.staying[2:] == [*topics, "image tal"]
    assert set(GuidePage.objects.values_list("title", flat=True)) == {"Vetőmagcsere", "Seed swap", "Sajátunk"}
    assert TranslationSource.objects.exists()
    assert load_sample_library(sample.root) is None


def test_command_asks_first(sample: Folder, monkeypatch: Any) -> None:
    load_sample_library(sample.root)
    monkeypatch.setattr(samples, "SAMPLE", sample.root)
    page = GuidePage.objects.get(slug="vetomagcsere")
    page.save_revision().publish()
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    said = StringIO()
    call_command("remove_sample_library", stdout=said)
    assert "changed in the admin, and deleted too: Vetőmagcsere (hu)" in said.getvalue()
    assert GuidePage.objects.count() == 2
    call_command("remove_sample_library", "--noinput", stdout=said)
    assert not GuidePage.objects.exists()


def test_import_command_tells_every_problem_and_fails(sample: Folder) -> None:
    sample.replace("guides/vetomagcsere/hu.md", "goal:", "golf:")
    said = StringIO()
    with pytest.raises(CommandError, match="nothing has been changed"):
        call_command("import_library", str(sample.root), stderr=said)
    assert "guides/vetomagcsere/hu.md:11: golf: Unknown key" in said.getvalue()


def test_import_command_in_a_dry_run(sample: Folder) -> None:
    said = StringIO()
    call_command("import_library", str(sample.root), "--dry-run", stdout=said)
    assert said.getvalue().splitlines()[-1] == "Would be: 5 created"
    assert not GuidePage.objects.exists()


def test_no_sample_names_the_village_of_a_community_that_hides_it() -> None:
    """A community shown by its county alone is not found by its title, its address or what others write of it."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(samples.SAMPLE.rglob("*.md"))}
    hidden = {
        settlement[1]: f"communities/{path.parent.name}"
        for path, text in texts.items()
        if "\nprecision: county\n" in text and (settlement := re.search(r'\nsettlement: "(.+)"\n', text))
    }
    assert hidden
    for settlement, folder in hidden.items():
        private = (f'settlement: "{settlement}"', folder)  # folders are names of files, no addresses
        named = [
            str(path)
            for path, text in texts.items()
            if slugify(settlement)
            in slugify(reduce(lambda rest, each: rest.replace(each, ""), private, text))
        ]
        assert named == []
