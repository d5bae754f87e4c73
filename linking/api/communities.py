"""Communities as GeoJSON (RFC 7946): each where it may be told, so many have a county and no point."""

from typing import Any

from wagtail.models import Page

from core.public_shapes import COORDINATES, ValueType, public_shape, public_types
from core.visibility import visible_to_everyone
from linking.api.works import represent_works
from linking.models import Permalink

TYPE = "application/geo+json"
KIND = "community"
# What a map has no use for: texts and lists are in the work itself.
LONG = {ValueType.HTML, ValueType.BLOCKS, ValueType.RECORDS, ValueType.IMAGE}


def make_collection(language_code: str) -> dict[str, Any]:
    """All communities, each in a language where it exists, else in the other."""
    visible = Page.objects.filter(visible_to_everyone()).values("translation_key")
    of_kind = Permalink.objects.filter(kind=KIND, translation_key__in=visible)
    works = represent_works(list(of_kind.order_by("pk").values_list("translation_key", flat=True)))
    return {
        "type": "FeatureCollection",
        "features": [_feature(work, language_code) for work in works],
    }


def short_fields() -> list[str]:
    """The names of the properties that come from the fields of a community."""
    shape = public_shape(next(model for model in public_types() if model.kind == KIND))
    return [field.name for field in shape if field.value_type not in LONG and field.name != COORDINATES]


def _feature(work: dict[str, Any], language_code: str) -> dict[str, Any]:
    texts = {text["language"]: text for text in work["texts"]}
    text = texts.get(language_code) or work["texts"][0]
    place = text["fields"][COORDINATES]
    return {
        "type": "Feature",
        "id": work["code"],
        "geometry": {"type": "Point", "coordinates": [place[1], place[0]]} if place else None,
        "properties": {
            "permalink": work["permalink"],
            "url": text["url"],
            "language": text["language"],
            **{name: text["fields"][name] for name in short_fields()},
        },
    }
