"""What of a page everybody may read follows from its model: nothing private, nothing forgotten, no place finer than allowed."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage, Offer
from core.models import BasePage
from core.public_shapes import PublicField, ValueType, public_shape, public_types, type_of
from core.public_values import NamedWork, as_plain, reading_public
from core.translation.rules import rules_of
from home.models import EventPage, NewsPage
from methodology.models import GuidePage, Topic
from tests.factories import CustomDocumentFactory, CustomImageFactory
from tests.small_site import restrict

TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]
NUMBERS = {ValueType.INTEGER, ValueType.DECIMAL}


def with_parts(model: type) -> list[tuple[type, PublicField]]:
    """The public fields of a page type and of its parts, each with the model that has it."""
    found = []
    for field in public_shape(model):
        found.append((model, field))
        if field.model is not None:
            found += [(field.model, part) for part in field.parts]
    return found


@pytest.mark.parametrize("model", TYPES)
def test_a_field_is_public_unless_the_model_says_otherwise(model):
    sources = {name for name, told in model.public_values.items() if name in rules_of(model)}
    public = {field.source for field in public_shape(model)}
    told = set(model.public_values.values())
    expected = set(rules_of(model)) - set(model.private_fields) - set(model.internal_fields) - sources | told
    assert public == expected


def test_nothing_private_is_public():
    private = {(model, name) for model in TYPES for name in model.private_fields}
    assert (CommunityPage, "contact_email") in private
    assert [(m, f.source) for m in TYPES for _m, f in with_parts(m) if (m, f.source) in private] == []


def test_every_number_says_in_what_it_is_counted():
    fields = [(owner, field) for model in public_types() for owner, field in with_parts(model)]
    assert [
        f"{owner.__name__}.{field.name}"
        for owner, field in fields
        if field.value_type in NUMBERS and not field.unit
    ] == []
    assert {field.value_type for _owner, field in fields} >= NUMBERS


def test_a_place_is_told_as_precisely_as_readers_may_know(db):
    community = CommunityPage(
        settlement="Alsóbodzás", county="zala", latitude=Decimal("46.84523"), longitude=Decimal("16.84154")
    )
    told = {}
    for precision in ("exact", "settlement", "county"):
        community.precision = precision
        told[precision] = [getattr(community, field.source) for field in place_fields(CommunityPage)]
    assert told == {
        "exact": ["Alsóbodzás", (Decimal("46.84523"), Decimal("16.84154"))],
        "settlement": ["Alsóbodzás", None],
        "county": ["", None],
    }
    story = CaseStudyPage(place="Alsóbodzás", county="zala", place_precision="county")
    assert [getattr(story, field.source) for field in place_fields(CaseStudyPage)] == [""]


def place_fields(model: type) -> list[PublicField]:
    return [field for field in public_shape(model) if field.name in ("settlement", "place", "coordinates")]


def test_values_are_plain_links_absolute_and_hidden_works_nowhere(site):
    food = Topic.objects.create(key="food", name_hu="Étel", name_en="Food")
    seen, hidden = site.page(GuidePage, "Kert"), site.page(GuidePage, "Rejtett")
    restrict(hidden)
    community = site.page(CommunityPage, "Kör", contact_email="secret@example.org", topics=(food,))
    community.offers.set([Offer(locale=community.locale, text="Mag", topic=food, guide=hidden)])
    image, document = CustomImageFactory(), CustomDocumentFactory()
    links = "".join(f'<a linktype="page" id="{page.pk}">{page.pk}</a>' for page in (seen, hidden))
    community.listing_image = image
    community.body = [
        ("heading", "Cím"),
        ("text", f'<p>{links}<a href="https://example.org/">kint</a></p>'),
        ("image", {"image": image, "caption": "Felirat"}),
        ("quote", {"text": "Hét név", "source": "vendég"}),
        ("table", {"caption": "", "header": ["A"], "rows": [{"cells": ["1"]}]}),
        ("downloads", [{"document": document, "title": "Címke"}]),
        ("video", {"title": "Film", "url": "https://example.org/v"}),
        ("related", [seen, hidden]),
    ]
    community.save()
    page = CommunityPage.objects.select_related("locale").get(pk=community.pk)
    values = page.public_fields()
    kert = NamedWork(seen.translation_key, "Kert", "hu", seen.full_url)
    assert values["topics"] == ["food"]
    assert values["offers"] == [{"direction": "offer", "topic": "food", "text": "Mag", "guide": None}]
    assert values["listing_image"]["url"].startswith("http://localhost/media/images/")
    assert (values["listing_image"]["alt"], values["listing_image"]["alt_language"]) == (image.alt_hu, "hu")
    body = {block["type"]: block["value"] for block in values["body"]}
    assert body["text"] == (
        f'<p><a href="{seen.full_url}">{seen.pk}</a>{hidden.pk}<a href="https://example.org/">kint</a></p>'
    )
    assert body["related"] == [kert]
    assert body["table"] == {"caption": "", "header": ["A"], "rows": [{"cells": ["1"]}]}
    assert body["downloads"][0]["document"]["url"].startswith("http://localhost/documents/")
    assert body["image"]["image"]["credit"] == image.credit
    assert len(body) == 8
    text = json.dumps(values, default=str)
    assert "Rejtett" not in text and "secret@" not in text


def test_a_new_kind_of_value_needs_a_public_form():
    with pytest.raises(TypeError):
        type_of(GuidePage._meta.get_field("content_type"))
    with pytest.raises(TypeError):
        as_plain(object())


def test_what_many_pages_name_is_read_once(site):
    def read(number: int) -> int:
        pages: list[Any] = []
        for model in (GuidePage, NewsPage, EventPage):
            rows = model.objects.select_related("locale").order_by("pk")[:number]
            pages += list(rows)
        with CaptureQueriesContext(connection) as captured, reading_public(pages):
            assert all(page.public_fields()["title"] for page in pages)
        return len(captured)

    topic = Topic.objects.create(key="food", name_hu="Étel", name_en="Food")
    previous = None
    for _number in range(3):
        guide = site.page(GuidePage, topics=(topic,), listing_image=CustomImageFactory())
        if previous is not None:
            guide.related_guides.create(guide=previous)
            guide.save()
        site.page(NewsPage, body=[("related", [guide])])
        site.page(EventPage)
        previous = guide
    read(3)  # makes the sizes of the pictures
    assert [read(number) for number in (2, 3)] == [11, 11]
