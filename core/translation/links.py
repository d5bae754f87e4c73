"""The languages of a page: the one function behind the switcher, hreflang, canonical and the sitemap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page

LANGUAGE_NAMES = {"hu": "Magyar", "en": "English"}


@dataclass(frozen=True)
class LanguageLink:
    """A text that exists: its language, its path on this site and its full address.

    `url` is for readers and carries on what they have asked for; `full_url` is the text's plain address.
    """

    code: str
    name: str
    url: str
    full_url: str
    current: bool
    page: Any


def visible_languages(page: Page) -> list[Page]:
    """The page in every language in which everybody may see it, itself included, source first. Remembered on `page`.

    Each text has what a link needs, and what it says about itself as a translation.
    """
    if "_visible_languages" not in page.__dict__:
        share_visible_languages([page])
    return list(page.__dict__["_visible_languages"])


def share_visible_languages(pages: Iterable[Page]) -> None:
    """Let each page know its `visible_languages`: one query for each type of page."""
    by_model: dict[Any, list[Page]] = {}
    for page in pages:
        by_model.setdefault(page.specific_class or type(page), []).append(page)
    for model, of_model in by_model.items():
        texts = group_texts(
            model._default_manager.filter(translation_key__in={page.translation_key for page in of_model})
            .visible_to_everyone()
            .for_lists("source_digest", "strings_digest", "strings_changed_at")
            .order_by("pk")
        )
        for page in of_model:
            page.__dict__["_visible_languages"] = list(texts.get(page.translation_key, {}).values())


def language_links(page: Page, query: str = "") -> list[LanguageLink]:
    """A link for each language in which the page's text exists and everybody may see it.

    `query` is what a reader asks of the page, as it means the same in every language: "people=12".
    """
    links = []
    for text in visible_languages(page):
        code = text.locale.language_code
        links.append(
            LanguageLink(
                code=code,
                name=LANGUAGE_NAMES.get(code, code),
                url=f"{text.url}?{query}" if query else text.url,
                full_url=text.full_url,
                current=text.pk == page.pk,
                page=text,
            )
        )
    return sorted(links, key=lambda link: (link.code != "hu", link.code))


def localized(pages: Sequence[Page], language_code: str, fallback: bool = False) -> list[Any]:
    """The pages as texts in `language_code`, in the given order; only what everybody may see.

    One query for each type of page in the list, whatever its length. With `fallback` a work that exists only in the
    other language is given in that one.
    """
    by_model: dict[type[Page], list[Page]] = {}
    for page in pages:
        by_model.setdefault(page.specific_class or type(page), []).append(page)
    texts = group_texts(
        text
        for model, of_model in by_model.items()
        for text in model._default_manager.filter(
            translation_key__in={page.translation_key for page in of_model}
        )
        .visible_to_everyone()
        .select_related("locale")
    )
    return list(
        pick_language((texts.get(page.translation_key, {}) for page in pages), language_code, fallback)
    )


def group_texts(pages: Iterable[Any]) -> dict[UUID, dict[str, Any]]:
    """Pages as {language: text} by the work that they are texts of, in the order in which the works come first."""
    works: dict[UUID, dict[str, Any]] = {}
    for page in pages:
        works.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return works


def pick_language(works: Iterable[dict[str, Any]], language_code: str, fallback: bool) -> Iterable[Any]:
    """Of each work, given as {language: text}, the text to show; works without one are left out."""
    for texts in works:
        text = texts.get(language_code)
        if text is None and fallback:
            text = next(iter(texts.values()), None)
        if text is not None:
            yield text


def reader_url(page: Page, reader: str, **question: Any) -> str:
    """The path of `page` for a reader of the language `reader`, asking `question` of it: `people=12`.

    To a text in another language it tells where the reader came from, for `reader_language`.
    """
    if page.locale.language_code != reader:
        question["from"] = reader
    return f"{page.url}?{urlencode(question)}" if question else str(page.url)


def reader_language(request: HttpRequest, page: Page) -> str:
    """The language of a reader who came from a list in another language (`?from=`), else the page's own.

    Only a language in which the page has no text counts, and unknown values are ignored.
    """
    came_from = request.GET.get("from", "")
    if came_from in LANGUAGE_NAMES and came_from not in {
        text.locale.language_code for text in visible_languages(page)
    }:
        return came_from
    return str(page.locale.language_code)
