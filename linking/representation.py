"""A work as plain values, for whoever reads it by a program: the API, `.json` at its permalink, the data dump.

`represent` gives works as JSON can hold them:

    {code, permalink, kind, published, changed, successor, texts: [
        {language, permalink, url, share_image, version, versions, published, changed, translation, licence, citation,
         fields}]}

`fields` is what the text says (`core.public_shapes`); rich text is HTML with absolute links, since plain text can be
made of it and not the other way round. Works in it are {permalink, title, language, url}.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from wagtail.models import Locale, Page

from core.models import BasePage
from core.public_values import NamedWork, describe_licence, reading_public
from core.translation.links import share_visible_languages
from core.translation.staleness import translation_state
from linking.models import Permalink, PublicVersion
from linking.permalinks.labels import short_url
from linking.sharing.addresses import share_image_url

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def read_pages(pages: Iterable[Page]) -> list[Any]:
    """Pages as their types, in their order, with their languages: a query for the languages and one for each type."""
    locales = {locale.pk: locale for locale in Locale.objects.all()}
    read = list(Page.objects.filter(pk__in=[page.pk for page in pages]).order_by("pk").specific())
    by_pk = {page.pk: page for page in read}
    for page in read:
        page.locale = locales[page.locale_id]
    return [by_pk[page.pk] for page in pages if page.pk in by_pk]


def represent(pages: Sequence[BasePage]) -> list[dict[str, Any]]:
    """Works with those of their texts that are among `pages`, in the order in which they come first.

    The pages are of their own types, know their `locale`, and everybody may see them: that is for the caller to ask.
    Some queries for each type of page, whatever their number. A page that was never on record is left out.
    """
    share_visible_languages(pages)
    with reading_public(pages):
        fields = {page.pk: page.public_fields() for page in pages}
    named = {work.key for values in fields.values() for work in _list_named(values)}
    keys = {page.translation_key for page in pages}
    found = Permalink.objects.filter(translation_key__in=keys | named).select_related("successor")
    permalinks = {permalink.translation_key: permalink for permalink in found}
    versions = _find_versions(permalinks[key].pk for key in keys if key in permalinks)
    works: dict[UUID, list[dict[str, Any]]] = {}
    for page in pages:
        of_text = versions.get((page.translation_key, page.language_code))
        if of_text:
            text = _text(page, permalinks[page.translation_key].code, of_text)
            text["fields"] = _with_permalinks(fields[page.pk], permalinks)
            works.setdefault(page.translation_key, []).append(text)
    return [_work(permalinks[key], texts) for key, texts in works.items()]


def write_json(page: BasePage) -> str:
    """The work with this text alone, as JSON; everybody may see the page, which knows its `locale`."""
    return json.dumps(represent([page])[0], ensure_ascii=False, indent=2) + "\n"


def moment(value: dt.datetime | None) -> str | None:
    """A moment as formats write it, with the offset of Hungary."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None


def _find_versions(permalink_ids: Iterable[int]) -> dict[tuple[UUID, str], list[PublicVersion]]:
    rows = PublicVersion.objects.filter(permalink__in=list(permalink_ids)).order_by("number")
    result: dict[tuple[UUID, str], list[PublicVersion]] = {}
    for row in rows.select_related("permalink").defer("content", "title"):
        result.setdefault((row.permalink.translation_key, row.language_code), []).append(row)
    return result


def _work(permalink: Permalink, texts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "code": permalink.code,
        "permalink": short_url(permalink.code),
        "kind": permalink.kind,
        "published": min(text["published"] for text in texts),
        "changed": max(text["changed"] for text in texts),
        "successor": short_url(permalink.successor.code) if permalink.successor else None,
        "texts": sorted(texts, key=_place_of_text),
    }


def _place_of_text(text: dict[str, Any]) -> tuple[bool, int]:
    """The original comes first."""
    return text["translation"]["state"] != "original", LANGUAGES.index(text["language"])


def _text(page: Any, code: str, versions: Sequence[PublicVersion]) -> dict[str, Any]:
    language_code = page.language_code
    address = f"{short_url(code)}/{language_code}"
    last = versions[-1]
    with translation.override(language_code):
        return {
            "language": language_code,
            "permalink": address,
            "url": page.full_url,
            "share_image": share_image_url(language_code, code, last.number),
            "version": last.number,
            "versions": [
                {
                    "number": version.number,
                    "permalink": f"{address}/{version.number}",
                    "published": moment(version.published_at),
                    "withdrawn": version.withdrawn_at is not None,
                }
                for version in versions
            ],
            "published": moment(versions[0].published_at),
            "changed": moment(last.published_at),
            "translation": _describe_translation(page),
            "licence": describe_licence(page.licence),
            "citation": page.citation(),
        }


def _describe_translation(page: Any) -> dict[str, Any]:
    """Whether the text is the original or a translation, and whether that says what the original says now."""
    if not page.source_digest:
        return {"state": "original", "of": None, "original_changed": None}
    state = translation_state(page)
    source = next((text for text in page.__dict__["_visible_languages"] if not text.source_digest), None)
    return {
        "state": state.kind if state else "complete",
        "of": source.locale.language_code if source else None,
        "original_changed": moment(state.changed_at) if state else None,
    }


def _list_named(value: Any) -> Iterator[NamedWork]:
    if isinstance(value, NamedWork):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _list_named(each)
    elif isinstance(value, list):
        for each in value:
            yield from _list_named(each)


def _with_permalinks(value: Any, permalinks: dict[UUID, Permalink]) -> Any:
    """The same values with works by their permalinks."""
    if isinstance(value, NamedWork):
        permalink = permalinks.get(value.key)
        return {
            "permalink": short_url(permalink.code) if permalink else None,
            "title": value.title,
            "language": value.language_code,
            "url": value.url,
        }
    if isinstance(value, dict):
        return {name: _with_permalinks(each, permalinks) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_permalinks(each, permalinks) for each in value]
    return value
