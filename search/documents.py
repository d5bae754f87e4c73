"""Entries made from the database: what everybody may see of a work, in all its languages, and the terms."""

import contextlib
import logging
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.models import Locale, Page, get_page_models

from core.concepts import Concept, find_concepts
from core.models import BasePage
from core.search_entry import Section
from core.visibility import VisiblePageQuerySet
from search.batches import batches
from search.entries import TERM, TOPIC, Entry, Text

logger = logging.getLogger(__name__)

# What pages that list others call themselves (`BasePage.kind`); they are no works.
INDEX = "index"
KEYS_IN_A_QUERY = 5_000  # databases take some ten thousand parameters
TERM_PREFIX = f"{TERM}:"


def work_models() -> list[type[BasePage]]:
    """The page types whose pages are works."""
    return [model for model in get_page_models() if issubclass(model, BasePage) and model.kind != INDEX]


def visible_pages() -> VisiblePageQuerySet:
    """Pages that everybody may see, of every type that is a work."""
    types = ContentType.objects.get_for_models(*work_models()).values()
    return VisiblePageQuerySet(Page).visible_to_everyone().filter(content_type__in=types)


def list_all_works() -> set[str]:
    """Every work and term that may have an entry."""
    keys = visible_pages().order_by().values_list("translation_key", flat=True).distinct()
    return {str(key) for key in keys} | {term_work(concept.key) for concept in find_concepts(TERM)}


def list_visible_texts(works: Iterable[str]) -> set[tuple[str, str]]:
    """Of these works, the (work, language) pairs that everybody may see now."""
    works = set(works)
    terms = {work for work in works if work.startswith(TERM_PREFIX)}
    keys, visible = _translation_keys(works - terms), set()
    for some in batches(keys, KEYS_IN_A_QUERY):
        pages = visible_pages().filter(translation_key__in=some)
        pairs = pages.order_by().values_list("translation_key", "locale__language_code")
        visible |= {(str(key), code) for key, code in pairs}
    if terms:
        visible |= {
            (term_work(concept.key), code) for concept in find_concepts(TERM) for code in concept.names
        }
    return visible


def _translation_keys(works: Iterable[str]) -> list[UUID]:
    """Works as translation keys; what is none names no work."""
    keys = []
    for work in works:
        with contextlib.suppress(ValueError):
            keys.append(UUID(work))
    return keys


def term_work(key: str) -> str:
    """The name of a term in the index."""
    return f"{TERM_PREFIX}{key}"


def compose(works: Iterable[str]) -> tuple[list[Entry], dict[str, str]]:
    """The entries of works, and what went wrong, by work.

    A work in neither answer has nothing that everybody may see: it belongs out of the index. A page that fails to
    describe itself fails its work only.
    """
    works = set(works)
    terms = {work for work in works if work.startswith(TERM_PREFIX)}
    entries, errors = _compose_pages(works - terms)
    if terms:
        found = (_term_entry(concept) for concept in find_concepts(TERM) if term_work(concept.key) in terms)
        entries += [entry for entry in found if entry]
    return entries, errors


def _compose_pages(works: set[str]) -> tuple[list[Entry], dict[str, str]]:
    locales = {locale.pk: locale for locale in Locale.objects.all()}
    pages_of_work: dict[str, list[BasePage]] = defaultdict(list)
    pages = visible_pages().filter(translation_key__in=_translation_keys(works)).order_by("locale_id")
    for page in pages.specific():
        page.locale = locales[page.locale_id]
        pages_of_work[str(page.translation_key)].append(page)
    entries, errors = [], {}
    for work, group in pages_of_work.items():
        try:
            entry = _work_entry(work, group)
        except Exception as error:  # a page type's own code: one broken work must not hold up the others
            logger.exception("Work %s cannot be indexed", work)
            errors[work] = f"{type(error).__name__}: {error}"[:255]
        else:
            entries += [entry] if entry else []
    return entries, errors


def _work_entry(work: str, pages: list[BasePage]) -> Entry | None:
    texts: list[Text] = []
    facets: dict[str, dict[str, None]] = defaultdict(dict)
    first = None
    for page in pages:
        with translation.override(page.locale.language_code):
            described, url = page.search_entry(), page.url
            if described is None or not url:
                continue
            first = first or described
            texts.append(
                Text(
                    language_code=page.locale.language_code,
                    url=url,
                    title=str(described.title),
                    summary=str(described.summary),
                    details=str(described.details),
                    keywords=tuple(str(keyword) for keyword in described.keywords),
                    sections=tuple(
                        Section(section.anchor, _one_line(section.heading), _one_line(section.text))
                        for section in described.sections
                    ),
                    visible_until=page.expire_at,
                )
            )
        for name, values in described.facets.items():
            facets[name].update(dict.fromkeys(str(value) for value in values))
    if first is None:
        return None
    return Entry(
        work=work,
        kind=first.kind,
        texts=tuple(texts),
        facets={name: tuple(values) for name, values in facets.items()},
        date=first.date,
        is_sample=first.is_sample,
        drawing=first.drawing,
    )


def _one_line(text: str) -> str:
    """Plain text with single spaces, since it is shown in excerpts."""
    return " ".join(str(text).split())


def _term_entry(concept: Concept) -> Entry | None:
    texts = tuple(
        Text(
            language_code=code,
            url=concept.urls[code],
            title=name,
            summary=concept.definitions.get(code, ""),
            keywords=tuple(concept.synonyms.get(code, ())),
            visible_until=concept.visible_until.get(code),
        )
        for code, name in concept.names.items()
        if name and concept.urls.get(code)
    )
    if not texts:
        return None
    return Entry(
        work=term_work(concept.key),
        kind=TERM,
        texts=texts,
        facets={TOPIC: tuple(concept.topics)},
        is_sample=concept.is_sample,
    )
