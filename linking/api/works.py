"""Works, whole, as the API gives them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from wagtail.models import Page

from core.concepts import TOPIC
from core.public_shapes import pages_with_concept
from core.visibility import visible_to_everyone
from linking.api.cursors import make_cursor, next_url, read_cursor
from linking.api.parameters import WorksQuestion
from linking.api.problems import ProblemError
from linking.models import Permalink, PublicVersion
from linking.permalinks.codes import normalise_code
from linking.permalinks.finding import find_live_text, find_permalink, find_successor, remember
from linking.permalinks.labels import short_url
from linking.representation import moment, read_pages, represent

INDEX = "index"


def list_works(request: HttpRequest, question: WorksQuestion) -> dict[str, Any]:
    """A page of works in the order in which they were first public."""
    place = int(read_cursor("works", question.cursor)) if question.cursor else 0
    found = list(_find_permalinks(question, place)[: question.limit + 1])
    shown = found[: question.limit]
    works = represent_works([permalink.translation_key for permalink in shown], question.language)
    cursor = make_cursor("works", str(shown[-1].pk)) if shown else question.cursor
    has_more = len(found) > question.limit
    return {
        "items": works,
        "cursor": cursor,
        "next": next_url(request, cursor=cursor) if has_more else None,
    }


def represent_works(keys: Sequence[UUID], language_code: str | None = None) -> list[dict[str, Any]]:
    """The works with these translation keys, in this order, as far as everybody may see them: in one or in all languages."""
    return represent(read_pages(_find_texts(Q(translation_key__in=keys), language_code, keys)))


def all_keys() -> Any:
    """The translation keys of all works of which everybody may read a text, in their order."""
    texts = Page.objects.filter(visible_to_everyone(), translation_key=OuterRef("translation_key"))
    works = Permalink.objects.filter(Exists(texts)).exclude(kind=INDEX).order_by("pk")
    return works.values_list("translation_key", flat=True)


def find_work(code: str, language_code: str | None) -> dict[str, Any]:
    """A work by its code, however that is typed. Raises ProblemError: 404, 403 where only some may read it, 410."""
    permalink = find_permalink(normalise_code(code))
    if permalink is None or permalink.kind == INDEX:
        raise ProblemError(404, "No work has this code.")
    works = represent_works([permalink.translation_key], language_code)
    if works:
        return works[0]
    if language_code and represent_works([permalink.translation_key]):
        raise ProblemError(404, "The work has no text in this language.")
    raise why_not(permalink, language_code or "")


def why_not(permalink: Permalink, language_code: str) -> ProblemError:
    """Why everybody may read no text of a work: 403 where only some may, 410 where it is gone."""
    if find_live_text(permalink.translation_key, language_code) is not None:
        return ProblemError(403, "Not everybody may read this work now.")
    return _gone(permalink, language_code)


def _gone(permalink: Permalink, language_code: str) -> ProblemError:
    """What may still be told of a work that is gone."""
    remembered = remember(permalink, language_code)
    successor = find_successor(permalink, language_code)
    code = permalink.successor.code if successor is not None and permalink.successor else ""
    return ProblemError(
        410,
        "The work is no longer public.",
        more={
            "work": {
                "title": remembered.title,
                "language": remembered.language_code,
                "published": moment(remembered.first),
                "changed": moment(remembered.last),
                "successor": short_url(code) if code else None,
            }
        },
    )


def _find_permalinks(question: WorksQuestion, place: int) -> Any:
    condition = pages_with_concept(TOPIC, question.topic) if question.topic else Q()
    texts = Page.objects.filter(visible_to_everyone(), condition, translation_key=OuterRef("translation_key"))
    versions = PublicVersion.objects.filter(permalink=OuterRef("pk"))
    if question.language:
        texts = texts.filter(locale__language_code=question.language)
        versions = versions.filter(language_code=question.language)
    if question.since is not None:
        versions = versions.filter(published_at__gte=question.since)
    found = Permalink.objects.filter(Exists(texts), Exists(versions), pk__gt=place).exclude(kind=INDEX)
    if question.kind:
        found = found.filter(kind=question.kind)
    return found.order_by("pk")


def _find_texts(condition: Q, language_code: str | None, keys: Sequence[UUID]) -> list[Page]:
    texts = Page.objects.filter(visible_to_everyone(), condition)
    if language_code:
        texts = texts.filter(locale__language_code=language_code)
    places = {key: place for place, key in enumerate(keys)}
    return sorted(
        texts.only("pk", "translation_key"), key=lambda page: (places[page.translation_key], page.pk)
    )
