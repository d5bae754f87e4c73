"""What the API answers, as JSON Schema (2020-12): the fields of works are read off the models, as their values are."""

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.choices import Licence
from core.public_shapes import PublicField, ValueType, public_shape, public_types
from linking.api.communities import KIND as COMMUNITY
from linking.api.communities import short_fields
from linking.api.parameters import KINDS, LANGUAGES
from linking.models import Reason
from search.entries import TERM
from search.lookup import Found

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
URL: Schema = {"type": "string", "format": "uri"}
NUMBER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
LANGUAGE: Schema = {"type": "string", "enum": LANGUAGES}
KIND: Schema = {"type": "string", "enum": KINDS}
BY_LANGUAGE: Schema = {"type": "object", "additionalProperties": TEXT, "propertyNames": LANGUAGE}


def ref(name: str) -> Schema:
    """A schema by its name among the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def components() -> dict[str, Schema]:
    """Every schema of the API by name."""
    fields = {_fields_name(model): _fields(model) for model in public_types()}
    return {
        "WorkList": _list_of(ref("Work")),
        "Work": _object(
            {
                "code": TEXT | {"description": "the code of the work, the same for good"},
                "permalink": URL,
                "kind": KIND,
                "published": MOMENT | {"description": "when the first of these texts was first public"},
                "changed": MOMENT | {"description": "when the last of these texts has had a new version"},
                "successor": _or_null(URL) | {"description": "the work to read in its place"},
                "texts": {"type": "array", "items": ref("Text"), "minItems": 1},
            },
            "A work in one or all of its languages, the original first.",
        ),
        "Text": _object(
            {
                "language": LANGUAGE,
                "permalink": URL,
                "url": URL | {"description": "where the text is now; it can move"},
                "share_image": URL,
                "version": NUMBER,
                "versions": {"type": "array", "items": ref("Version")},
                "published": MOMENT,
                "changed": MOMENT,
                "translation": ref("Translation"),
                "licence": ref("Licence"),
                "citation": ref("Citation"),
                "fields": {"anyOf": [ref(name) for name in fields]},
            },
            "A work in one language.",
        ),
        "Version": _object(
            {"number": NUMBER, "permalink": URL, "published": MOMENT, "withdrawn": FLAG},
            "A text as it was once public; of a withdrawn one nothing is told any more.",
        ),
        "Translation": _object(
            {
                "state": {"type": "string", "enum": ["original", "complete", "stale", "incomplete"]},
                "of": _or_null(LANGUAGE),
                "original_changed": _or_null(MOMENT),
            },
            "Whether the text is a translation. Of a stale one the original has changed since; in an incomplete one "
            "something still stands in the language of the original.",
        ),
        "Licence": _object(
            {"key": {"type": "string", "enum": list(Licence.values)}, "name": TEXT, "url": TEXT},
            "The address is that of the deed; empty where all rights are reserved.",
        ),
        "Citation": _object(
            {
                **dict.fromkeys(("title", "authors", "licence"), TEXT),
                "year": _or_null(NUMBER),
                "language": LANGUAGE,
                "url": URL,
            },
            "The parts of a citation.",
        ),
        "NamedWork": _object(
            {"permalink": _or_null(URL), "title": TEXT, "language": LANGUAGE, "url": URL},
            "A work that another one names, in the language of the text where it exists.",
        ),
        "Image": _object(
            {
                "url": URL,
                "width": NUMBER,
                "height": NUMBER,
                "alt": TEXT,
                "alt_language": LANGUAGE,
                "credit": TEXT,
                "licence": ref("Licence"),
            },
            "A picture with the words for who cannot see it.",
        ),
        "Document": _object({"url": URL, "credit": TEXT, "licence": ref("Licence")}, "A file to download."),
        **fields,
        "SearchResults": _object(
            {
                "total": NUMBER,
                "matched": {"type": "string", "enum": [Found.ALL.value, Found.PARTIAL.value]}
                | {"description": "partial: no work has all the words"},
                "corrected": _or_null(TEXT) | {"description": "the question with misspelt words put right"},
                "page": NUMBER,
                "pages": NUMBER,
                "items": {"type": "array", "items": ref("Hit")},
                "counts": {
                    "type": "object",
                    "additionalProperties": {"type": "object", "additionalProperties": NUMBER},
                    "description": "by filter and value, how many works there would be with it",
                },
                "next": _or_null(URL),
            },
            "What a search finds, as its page does.",
        ),
        "Hit": _object(
            {
                "code": _or_null(TEXT),
                "permalink": _or_null(URL),
                "kind": {"type": "string", "enum": [*KINDS, TERM]},
                "language": LANGUAGE,
                "languages": {"type": "array", "items": LANGUAGE},
                "url": URL,
                **dict.fromkeys(("title", "summary", "details"), TEXT),
                "topics": {"type": "array", "items": TEXT},
                "date": _or_null({"type": "string", "format": "date"}),
                "sample": FLAG,
                "direct": FLAG | {"description": "found by the words themselves, not by others for the same"},
            },
            "A work or a term that was found. A term has no code.",
        ),
        "ConceptList": _list_of(ref("Concept")),
        "Concept": _object(
            {
                "key": TEXT,
                "names": BY_LANGUAGE,
                "definitions": BY_LANGUAGE,
                "urls": BY_LANGUAGE,
                "synonyms": BY_LANGUAGE | {"additionalProperties": {"type": "array", "items": TEXT}},
                "topics": {"type": "array", "items": TEXT},
                "sample": FLAG,
            },
            "A topic or a term in each language.",
        ),
        "CommunityCollection": _object(
            {
                "type": {"const": "FeatureCollection"},
                "features": {"type": "array", "items": ref("CommunityFeature")},
            },
            "Communities as GeoJSON (RFC 7946).",
        ),
        "CommunityFeature": _object(
            {
                "type": {"const": "Feature"},
                "id": TEXT,
                "geometry": _or_null(
                    _object(
                        {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "type": "array",
                                "items": {"type": "number"},
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        },
                        "Longitude and latitude.",
                    )
                ),
                "properties": _community_properties(),
            },
            "A community; it has a point only where it lets everybody know the exact place.",
        ),
        "ChangeList": _list_of(ref("Change")),
        "Change": _object(
            {
                "number": NUMBER,
                "happened": MOMENT,
                "reason": {"type": "string", "enum": list(Reason.values)},
                "explanation": TEXT,
                "code": TEXT,
                "permalink": URL,
                "kind": TEXT,
                "language": _or_null(LANGUAGE) | {"description": "null: the whole work"},
                "version": _or_null(NUMBER) | {"description": "the version that is new, or was withdrawn"},
                "title": _or_null(TEXT) | {"description": "null: nobody may be told any more"},
                "successor": _or_null(URL),
            },
            "What became of a work.",
        ),
        "Problem": {
            "type": "object",
            "description": "Why there is no answer (RFC 9457).",
            "properties": {
                "type": TEXT,
                "title": TEXT,
                "status": NUMBER,
                "detail": TEXT,
                "errors": {
                    "type": "array",
                    "items": _object({"parameter": TEXT, "message": TEXT}, "What is wrong with a parameter."),
                },
                "work": _object(
                    {
                        "title": TEXT,
                        "language": LANGUAGE,
                        "published": _or_null(MOMENT),
                        "changed": _or_null(MOMENT),
                        "successor": _or_null(URL),
                    },
                    "What may still be told of a work that is gone.",
                ),
            },
            "required": ["type", "title", "status", "detail"],
            "additionalProperties": False,
        },
    }


def _object(properties: Mapping[str, Schema], description: str) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list_of(items: Schema) -> Schema:
    return _object(
        {
            "items": {"type": "array", "items": items},
            "cursor": _or_null(TEXT) | {"description": "for what comes behind the last item, also later"},
            "next": _or_null(URL) | {"description": "the next page; null where there is none yet"},
        },
        "A page of a list.",
    )


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _fields_name(model: type[Any]) -> str:
    return "".join(part.title() for part in model.kind.split("-")) + "Fields"


def _fields(model: type[Any]) -> Schema:
    shape = public_shape(model)
    return _object({field.name: _field(field) for field in shape}, f"What a {model.kind} says.")


def _community_properties() -> Schema:
    model = next(model for model in public_types() if model.kind == COMMUNITY)
    names = set(short_fields())
    short = {field.name: _field(field) for field in public_shape(model) if field.name in names}
    return _object({"permalink": URL, "url": URL, "language": LANGUAGE, **short}, "What a map shows.")


def _field(field: PublicField) -> Schema:
    """A field with what editors are told of it."""
    told = ". ".join(str(each).strip(". ") for each in (field.label, field.help_text, field.unit) if each)
    return {**_value(field), "description": told}


def _value(field: PublicField) -> Schema:
    keys = [key for key, _label in field.vocabulary]
    if field.value_type == ValueType.LIST:
        return {"type": "array", "items": _value_of_list(field.parts[0])}
    if field.value_type == ValueType.RECORDS:
        parts = {part.name: _field(part) for part in field.parts}
        return {"type": "array", "items": _object(parts, str(field.label))}
    if field.value_type == ValueType.BLOCKS:
        assert field.stream_block is not None
        return _block(field.stream_block)
    if field.value_type == ValueType.CHOICE:
        return {"type": "string", "enum": [*keys, *([""] if field.is_optional and "" not in keys else [])]}
    if field.value_type == ValueType.CHOICES:
        return {"type": "array", "items": {"type": "string", "enum": keys}}
    schema = VALUES[field.value_type]
    return _or_null(schema) if field.value_type in MAY_BE_NULL else schema


def _value_of_list(part: PublicField) -> Schema:
    return VALUES[part.value_type]


VALUES: dict[ValueType, Schema] = {
    ValueType.TEXT: TEXT,
    ValueType.HTML: {"type": "string", "contentMediaType": "text/html"},
    ValueType.INTEGER: NUMBER,
    ValueType.DECIMAL: {"type": "number"},
    ValueType.BOOLEAN: FLAG,
    ValueType.DATE: {"type": "string", "format": "date"},
    ValueType.PARTIAL_DATE: {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"},
    ValueType.MOMENT: MOMENT,
    ValueType.ADDRESS: TEXT,
    ValueType.CONCEPT: TEXT,
    ValueType.WORK: ref("NamedWork"),
    ValueType.IMAGE: ref("Image"),
    ValueType.COORDINATES: {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
}
MAY_BE_NULL = {
    ValueType.INTEGER,
    ValueType.DECIMAL,
    ValueType.DATE,
    ValueType.MOMENT,
    ValueType.CONCEPT,
    ValueType.WORK,
    ValueType.IMAGE,
    ValueType.COORDINATES,
}


def _block(block: Block) -> Schema:
    if isinstance(block, StreamBlock):
        return {
            "type": "array",
            "items": {
                "anyOf": [
                    _object({"type": {"const": name}, "value": _block(child)}, str(child.label))
                    for name, child in block.child_blocks.items()
                ]
            },
        }
    if isinstance(block, ListBlock):
        return {"type": "array", "items": _block(block.child_block)}
    if isinstance(block, StructBlock):
        parts = {name: _block(child) for name, child in block.child_blocks.items()}
        return _object(parts, str(block.label))
    if isinstance(block, RichTextBlock):
        return VALUES[ValueType.HTML]
    if isinstance(block, ChooserBlock):
        if block.model_class is get_image_model():
            return ref("Image")
        return ref("Document" if block.model_class is get_document_model() else "NamedWork")
    return TEXT
