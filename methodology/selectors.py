"""What the methodology room can be asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.urls import reverse

from core.alphabet import alphabetical
from core.concepts import Concept, PublicName
from core.references import find_images
from core.translation.links import group_texts, pick_language
from methodology.models import (
    GuideIndexPage,
    GuidePage,
    Term,
    TermIndexPage,
    TermSynonym,
    Topic,
)
from methodology.models.topics import share_topics, with_first_form


def _find_indexes(model: type[Any]) -> dict[str, Any]:
    """The only page of a type in each language."""
    pages = model.objects.visible_to_everyone().select_related("locale")
    return {page.locale.language_code: page for page in pages if page.url}


def list_topic_concepts() -> Iterable[Concept]:
    """Every topic as a concept; its address is the library filtered by it."""
    urls = {code: page.url for code, page in _find_indexes(GuideIndexPage).items()}
    for topic in Topic.objects.prefetch_related("synonyms"):
        yield _concept(
            topic, {code: f"{url}?topic={topic.key}" for code, url in urls.items()}, form=topic.form
        )


def list_topic_names() -> Iterator[PublicName]:
    """Every topic's name in each language, without synonyms: one short question."""
    for key, hungarian, english in Topic.objects.values_list("key", "name_hu", "name_en"):
        yield PublicName(key, "hu", hungarian)
        yield PublicName(key, "en", english)


def list_term_concepts() -> Iterable[Concept]:
    """Every term as a concept; its address is its place in the term base."""
    indexes = _find_indexes(TermIndexPage)
    urls = {code: page.url for code, page in indexes.items()}
    ends = {code: page.expire_at for code, page in indexes.items() if page.expire_at}
    for term in Term.objects.prefetch_related("synonyms", "topic_links__topic"):
        yield _concept(
            term,
            {code: f"{url}#{term.key}" for code, url in urls.items()},
            topics=tuple(link.topic.key for link in term.topic_links.all()),
            is_sample=term.is_sample,
            visible_until=ends,
        )


def list_term_names() -> Iterator[PublicName]:
    """Every name and synonym of every term, in the languages whose term base everybody may see: three short questions.

    Whoever looks up a word asks for these, where `list_term_concepts` would make objects of whole terms.
    """
    codes = list(_find_indexes(TermIndexPage))
    if not codes:
        return
    synonyms: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = TermSynonym.objects.order_by("sort_order").values_list("term_id", "language_code", "text")
    for term_id, code, text in rows:
        synonyms[term_id, code].append(text)
    for pk, key, *names in Term.objects.values_list("pk", "key", *(f"name_{code}" for code in codes)):
        for code, name in zip(codes, names, strict=True):
            yield from (PublicName(key, code, text) for text in (name, *synonyms[pk, code]))


def _concept(entry: Any, urls: dict[str, str], **more: Any) -> Concept:
    synonyms: dict[str, tuple[str, ...]] = {}
    for synonym in entry.synonyms.all():
        synonyms[synonym.language_code] = (*synonyms.get(synonym.language_code, ()), synonym.text)
    return Concept(
        kind=entry.kind,
        key=entry.key,
        pk=entry.pk,
        names={"hu": entry.name_hu, "en": entry.name_en},
        synonyms=synonyms,
        definitions={"hu": entry.definition_hu, "en": entry.definition_en},
        urls=urls,
        edit_url=reverse(f"wagtailsnippets_methodology_{entry._meta.model_name}:edit", args=[entry.pk]),
        **more,
    )


def terms_by_initial(language_code: str) -> list[tuple[str, list[Term]]]:
    """All terms under their initials, in the order of a language's names."""
    own = "name_en" if language_code == "en" else "name_hu"
    terms = sorted(
        Term.objects.prefetch_related("synonyms"), key=lambda term: alphabetical(getattr(term, own))
    )

    def initial(term: Term) -> str:
        return (
            alphabetical(getattr(term, own))[0][:2]
            .replace("o\uffff", "ö")
            .replace("u\uffff", "ü")[:1]
            .upper()
        )

    return [(letter, list(group)) for letter, group in groupby(terms, key=initial)]


# What a row of a catalogue shows of a guide (`methodology.components.catalogue_row`), and what it fits.
IN_A_ROW = (
    *("goal", "rhythm", "duration_min", "duration_max", "group_size_min", "group_size_max"),
    *("difficulty", "settings", "is_sample"),
)


def list_guides(topics: Iterable[Topic]) -> list[dict[str, GuidePage]]:
    """Every guide that everybody may see, as {language: text}, in the editors' order of its first text.

    `topics` are all topics there are: the guides share them, so that one query for the guides and one for the keys of
    their topics is all that it takes.
    """
    guides = list(
        GuidePage.objects.visible_to_everyone()
        .for_lists(*IN_A_ROW, "stages", "ingredients", "first_published_at")
        .order_by("path")
    )
    share_topics(guides, topics)
    return list(group_texts(guides).values())


def find_index(language_code: str) -> GuideIndexPage | None:
    """The methodology library in a language, if everybody may see it."""
    return GuideIndexPage.objects.visible_to_everyone().in_language(language_code).first()


def in_language(works: Iterable[dict[str, GuidePage]], language_code: str) -> list[GuidePage]:
    """Of each work the text to show: in the language where it exists, else in the other."""
    return list(pick_language(works, language_code, fallback=True))


def read_parts(page: GuidePage) -> None:
    """Read the guide's roles, materials and steps once, and the photographs of the steps with all others of the page.

    What an editor has changed for a preview is in memory already and stays as it is.
    """
    if page.pk is None:
        return
    changed = getattr(page, "_cluster_related_objects", {})
    # Where Django's prefetch keeps them.
    remembered = page.__dict__.setdefault("_prefetched_objects_cache", {})
    for name in ("roles", "materials", "steps"):
        if name not in changed:
            remembered[name] = getattr(page, name).all()
    steps = [step for step in page.steps.all() if step.image_id is not None]
    images = find_images({step.image_id for step in steps}) if steps else {}
    for step in steps:
        step.image = images.get(step.image_id)


def find_guides(keys: set[Any], language_code: str) -> dict[Any, GuidePage]:
    """The guides of these works that everybody may see, by work, in the language where they exist, else in the other."""
    texts = pick_texts(visible_in_rows().filter(translation_key__in=keys), language_code) if keys else []
    return {text.translation_key: text for text in texts}


def visible_in_rows() -> Any:
    """The guides that everybody may see, with what a row of a catalogue shows of them."""
    return with_first_form(GuidePage.objects.visible_to_everyone().for_lists(*IN_A_ROW))


def pick_texts(guides: Iterable[GuidePage], language_code: str) -> list[GuidePage]:
    """Of each work among the guides the text to show."""
    return in_language(group_texts(guides).values(), language_code)
