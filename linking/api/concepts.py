"""Topics and terms."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest

from core.concepts import Concept, find_concepts
from linking.api.cursors import make_cursor, next_url, read_cursor

KINDS = {"topics": "topic", "terms": "term"}


def list_concepts(request: HttpRequest, list_name: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of topics or terms in the order of their keys."""
    place = read_cursor(list_name, cursor) if cursor else ""
    found = [concept for concept in public_concepts(KINDS[list_name]) if concept.key > place]
    shown = found[:limit]
    cursor = make_cursor(list_name, shown[-1].key) if shown else cursor
    return {
        "items": [describe_concept(concept) for concept in shown],
        "cursor": cursor,
        "next": next_url(request, cursor=cursor or "") if len(found) > limit else None,
    }


def public_concepts(kind: str) -> list[Concept]:
    """The concepts of a kind that everybody may see somewhere, by key."""
    return sorted((each for each in find_concepts(kind) if each.urls), key=lambda concept: concept.key)


def describe_concept(concept: Concept) -> dict[str, Any]:
    """A topic or term as plain values, in the languages in which everybody may see it."""
    codes = [code for code in concept.names if concept.urls.get(code)]
    return {
        "key": concept.key,
        "names": {code: concept.names[code] for code in codes},
        "synonyms": {code: list(concept.synonyms.get(code, ())) for code in codes},
        "definitions": {code: concept.definitions.get(code, "") for code in codes},
        "urls": {code: urljoin(settings.BASE_URL, concept.urls[code]) for code in codes},
        "topics": list(concept.topics),
        "sample": concept.is_sample,
    }
