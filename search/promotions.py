"""What editors recommend for a query (Wagtail's search promotions), as the results page shows it above the results."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.text import capfirst
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from core.translation.links import group_texts
from core.visibility import VisiblePageQuerySet
from search.analysis import document_terms, fold, query_terms
from search.facets import ONLY_IN_LABELS
from search.hits import reader_address
from search.names import Title
from search.query import ANALYSED_LANGUAGES, Part, SearchForm, clean_text, list_parts, list_telling

# A link that leads elsewhere may only be one that a browser opens as a page.
SCHEMES = ("http", "https")
# How many an earlier search has read, and how many pairs of words it has compared.
REMEMBERED_QUERIES, REMEMBERED_PAIRS = 2_000, 20_000


@dataclass(frozen=True)
class Promoted:
    """One recommendation. `work` is empty for another site, whose name is then `host`.

    `remark` says that the text is in the other language only, else it is empty; `language_code` is then its language.
    """

    url: str
    title: str
    description: str
    work: str = ""
    kind_label: str = ""
    remark: str = ""
    language_code: str = ""
    host: str = ""


def find_promoted(form: SearchForm, language_code: str) -> list[Promoted]:
    """What editors recommend to a reader of a language, in their order, each work once; only what everybody may see.

    On the first page and without filters: somebody who narrows a list down wants that list. One question to the
    database, and a second one where pages are recommended.
    """
    asked = form.parts
    if form.filters or form.page > 1 or not asked or any(part.is_unwanted for part in asked):
        return []
    asked_words = _list_words(asked)
    rows = SearchPromotion.objects.order_by("query__query_string", "sort_order", "pk")
    # Rows without objects: every search reads them all, so that none is ever old.
    picks = [
        pick
        for pick in map(_Pick._make, rows.values_list("query__query_string", *_Pick._fields[1:]))
        if _are_same_words(asked_words, _read_words(pick.query))
    ]
    pages = _find_pages(pick.page_id for pick in picks)
    promoted: dict[str, Promoted] = {}
    for pick in picks:
        found = _promote_page(pick, pages, language_code) if pick.page_id else _promote_link(pick)
        # Of picks of one work in both languages the reader's is the one with words for this reader.
        if found and (
            found.url not in promoted or (found.description and not promoted[found.url].description)
        ):
            promoted[found.url] = found
    return list(promoted.values())


class _Pick(NamedTuple):
    """A promotion as the database has it."""

    query: str
    page_id: int | None
    external_link_url: str
    external_link_text: str | None
    description: str


def is_same_query(asked: Iterable[Part], promoted: Iterable[Part]) -> bool:
    """Whether a reader's query is the one that an editor had in mind: the same words, as the search itself takes words.

    Inflected or not, with or without accents, in any order; stop words count only where there are no others.
    """
    return _are_same_words(_list_words(asked), _list_words(promoted))


def _are_same_words(asked: Sequence[str], promoted: Sequence[str]) -> bool:
    return (
        bool(asked and promoted)
        and all(any(_is_same_word(word, other) for other in promoted) for word in asked)
        and all(any(_is_same_word(word, other) for word in asked) for other in promoted)
    )


@lru_cache(maxsize=REMEMBERED_QUERIES)
def _read_words(query: str) -> tuple[str, ...]:
    return tuple(_list_words(list_parts(clean_text(query))))


def _list_words(parts: Iterable[Part]) -> list[str]:
    return [word for part in list_telling(parts) for word in part.words]


@lru_cache(maxsize=REMEMBERED_PAIRS)
def _is_same_word(asked: str, promoted: str) -> bool:
    return fold(asked) == fold(promoted) or any(
        not set(query_terms(asked, code, folded=False)).isdisjoint(document_terms(promoted, code))
        for code in ANALYSED_LANGUAGES
    )


def _find_pages(page_ids: Iterable[int | None]) -> dict[int, dict[str, Page]]:
    """The texts that everybody may see of the works of some pages, by page and language: one question."""
    wanted = {page_id for page_id in page_ids if page_id}
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).order_by().values("translation_key")
    texts = VisiblePageQuerySet(Page).visible_to_everyone().filter(translation_key__in=keys)
    of_work = group_texts(texts.for_lists("content_type").order_by("pk"))
    return {page.pk: group for group in of_work.values() for page in group.values() if page.pk in wanted}


def _promote_page(pick: _Pick, pages: dict[int, dict[str, Page]], reader_code: str) -> Promoted | None:
    """A page that may be seen itself, in the reader's language where that exists.

    Its description is in the language of the page that the editor chose, so it stands only beside that one.
    """
    texts = pages.get(pick.page_id) if pick.page_id else None
    if not texts:
        return None
    page = texts.get(reader_code) or texts[next(iter(texts))]
    code, url = page.locale.language_code, page.url
    if not url:
        return None
    is_foreign = code != reader_code
    return Promoted(
        url=reader_address(Title(code, page.title, url), reader_code),
        title=page.title,
        description=pick.description if page.pk == pick.page_id else "",
        work=str(page.translation_key),
        kind_label=capfirst((page.specific_class or Page)._meta.verbose_name),
        remark=str(ONLY_IN_LABELS.get(code, code)) if is_foreign else "",
        language_code=code,
    )


def _promote_link(pick: _Pick) -> Promoted | None:
    try:
        address = urlsplit(pick.external_link_url)
        host = address.hostname or ""
    except ValueError:
        return None
    if address.scheme not in SCHEMES or not host:
        return None
    return Promoted(
        url=pick.external_link_url,
        title=pick.external_link_text or host,
        description=pick.description,
        host=host.removeprefix("www."),
    )
