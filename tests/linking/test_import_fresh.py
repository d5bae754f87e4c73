"""A library imported into an empty site."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.translation.staleness import is_stale
from methodology.models import GuidePage, Topic
from tests.linking.folders import Folder, rows

pytestmark = pytest.mark.django_db


def guide(language_code: str) -> GuidePage:
    return GuidePage.objects.get(slug="vetomagcsere" if language_code == "hu" else "seed-swap")


@pytest.fixture
def imported(site: Any, library: Folder) -> None:
    library.load()


def test_source_has_every_value_of_its_file(imported: None) -> None:
    page = guide("hu")
    assert (page.live, page.locale.language_code, page.is_sample) == (True, "hu", True)
    assert str(page.translation_key) == "11111111-1111-4111-8111-111111111111"
    assert (page.duration_min, page.group_size_max, page.duration_note) == (90, 30, "pakolással")
    assert (page.settings, page.ingredients) == (["indoors", "outdoors"], ["vision", "networks"])
    assert [topic.key for topic in page.topics] == ["food", "repair"]
    assert timezone.localdate(page.first_published_at) == datetime.date(2026, 3, 1)
    assert [(role.name, role.count) for role in page.roles.all()] == [("Házigazda", 2), ("Jegyző", 1)]
    assert [(each.quantity, each.per, each.per_people) for each in page.materials.all()] == [
        (Decimal("2.5"), "person", None),
        (Decimal("1"), "people", 6),
    ]
    assert [(step.title, step.minutes) for step in page.steps.all()] == [
        ("Kirakodás", 20),
        ("Csere", 70),
        ("Zárás", None),
    ]
    first = page.steps.first()
    assert first.instruction == "<p>Mindenki kirakja, amit hozott.</p><p>Aztán körbejár.</p>"
    assert (first.tip, first.warning) == ("<p>Írjátok fel a nevét.</p>", "")
    assert page.when_to_use == "<ul><li>van fölös magotok;</li><li><b>nincs pénzetek</b> boltira.</li></ul>"


def test_body_becomes_blocks(imported: None) -> None:
    blocks = guide("hu").body.get_prep_value()
    assert [block["type"] for block in blocks] == ["text", "heading", "table", "quote", "tip", "video"]
    table = blocks[2]["value"]
    assert [cell["value"] for cell in table["header"]] == ["Mit", "Mennyit"]
    assert [[cell["value"] for cell in row["value"]["cells"]] for row in table["rows"]] == [
        ["Levél", "két vödör"],
        ["Mag", ""],
    ]
    assert blocks[3]["value"] == {"text": "Hoztam egy babot.", "source": "egy vendég"}
    assert blocks[5]["value"] == {"title": "Így csináljuk", "url": "https://example.org/video"}


def test_translation_is_a_real_one_and_up_to_date(imported: None) -> None:
    source, translation = guide("hu"), guide("en")
    assert (translation.live, translation.locale.language_code) == (True, "en")
    assert translation.translation_key == source.translation_key
    assert not is_stale(translation, source)
    assert not translation.is_incomplete_translation
    assert Translation.objects.get(source__object_id=source.translation_key).enabled
    assert (
        StringTranslation.objects.filter(context__object_id=source.translation_key, has_error=True).count()
        == 0
    )
    assert translation.pitfalls == (
        '<p>Wet seed <a href="https://example.org/mag">rots</a>.</p><p>Time is <i>short</i>.</p>'
    )


def test_translation_shares_keys_ids_and_synchronised_values(imported: None) -> None:
    source, translation = guide("hu"), guide("en")
    assert [step.translation_key for step in translation.steps.all()] == [
        step.translation_key for step in source.steps.all()
    ]
    assert [(step.title, step.minutes) for step in translation.steps.all()] == [
        ("Unpacking", 20),
        ("Swap", 70),
        ("Closing", None),
    ]
    assert [block.id for block in translation.body] == [block.id for block in source.body]
    assert [topic.key for topic in translation.topics] == ["food", "repair"]
    assert translation.first_published_at == source.first_published_at


def test_work_has_one_revision_in_its_source_language_and_it_says_what_the_page_says(imported: None) -> None:
    page = guide("hu")
    assert Revision.objects.for_instance(page).count() == 1
    assert (
        page.get_latest_revision_as_object().serializable_data()["steps"] == page.serializable_data()["steps"]
    )
    assert not page.has_unpublished_changes


def test_topics_are_made(imported: None) -> None:
    food = Topic.objects.get(key="food")
    assert (food.name_hu, food.name_en, food.form, food.sort_order) == ("Élelmiszer", "Food", "furrows", 0)
    assert [(synonym.language_code, synonym.text) for synonym in food.synonyms.all()] == [
        ("hu", "ennivaló"),
        ("hu", "étel"),
        ("en", "gardening"),
    ]


def test_segments_made_in_bulk_are_those_of_wagtail_localize(imported: None) -> None:
    source = TranslationSource.objects.get(object_id=guide("hu").translation_key)

    def segments() -> list[list[tuple]]:
        return [
            sorted(
                source.stringsegment_set.values_list(
                    "pk", "context__path", "context__field_path", "order", "attrs"
                )
            ),
            sorted(source.templatesegment_set.values_list("pk", "context__path", "template", "order")),
            sorted(source.overridablesegment_set.values_list("pk", "context__path", "data_json", "order")),
        ]

    before = segments()
    source.refresh_segments()
    assert segments() == before


def test_repeated_import_changes_no_row(imported: None, library: Folder) -> None:
    before = rows()
    outcome = library.load()
    assert outcome.is_unchanged
    assert rows() == before


def test_dry_run_changes_no_row_and_says_what_would_be(site: Any, library: Folder) -> None:
    before, lines = rows(), []
    outcome = library.load(is_dry_run=True, progress=lines.append)
    assert rows() == before
    assert str(outcome) == "4 created"
    assert "guides/vetomagcsere: hu create; en create" in lines
