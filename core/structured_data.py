"""What a page says about itself to machines: schema.org as JSON-LD.

Types describe themselves in `structured_data`; here is what the descriptions have in common. The required and the
recommended properties of each type: schema.org, and https://developers.google.com/search/docs/appearance/structured-data.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import Licence
from core.translation.links import visible_languages
from core.visibility import find_visible_parent

FRONT_PAGE_DEPTH = 2


def make_graph(page: Any, image_url: str | None = None, permalink: str | None = None) -> dict[str, Any]:
    """All that a reader's page says to machines: the page, with its share image and permalink, and the way to it.

    Asks the database for nothing that the page has not been asked for before.
    """
    data = {**page.structured_data(), **describe_translations(page)}
    if permalink:
        data["identifier"] = permalink
    if image_url:
        data["image"] = image_url
        if isinstance(data.get("mainEntity"), Mapping):
            data["mainEntity"] = {**data["mainEntity"], "image": image_url}
    trail = describe_trail(page)
    return {"@context": "https://schema.org", "@graph": [data, *([trail] if trail else [])]}


def describe_page(page: Any) -> dict[str, Any]:
    """The page as a text: what every type of it has."""
    data: dict[str, Any] = {
        "@type": "WebPage",
        "@id": page.full_url,
        "url": page.full_url,
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.language_code,
        "publisher": describe_publisher(),
    }
    if page.authors:
        data["author"] = {"@type": "Organization", "name": page.authors}
    if page.first_published_at:
        data["datePublished"] = timezone.localtime(page.first_published_at).isoformat(timespec="seconds")
    changed = page.strings_changed_at or page.last_published_at
    if changed:
        data["dateModified"] = timezone.localtime(changed).isoformat(timespec="seconds")
    if Licence(page.licence).url:
        data["license"] = Licence(page.licence).url
    return data


def describe_article(page: Any, kind: str = "Article") -> dict[str, Any]:
    """What a story or a piece of news has beside: its headline, and an author where it names none."""
    return {
        "author": describe_publisher(),
        **describe_page(page),
        "@type": kind,
        "headline": page.title,
    }


def describe_publisher() -> dict[str, Any]:
    """The programme."""
    return {"@type": "Organization", "name": _("Small Communities in Transition")}


def describe_translations(page: Any) -> dict[str, Any]:
    """`translationOfWork` of a translation, `workTranslation` of what was translated; each text by its address."""
    others = [text for text in visible_languages(page) if text.pk != page.pk]
    if page.source_digest:
        originals = [_name_text(text) for text in others if not text.source_digest]
        return {"translationOfWork": originals[0]} if originals else {}
    translations = [_name_text(text) for text in others if text.source_digest]
    return {"workTranslation": translations} if translations else {}


def describe_works(pages: Iterable[Any]) -> list[dict[str, Any]]:
    """Other works that this one names, by their addresses."""
    return [{**_name_text(page), "name": page.title} for page in pages]


def _name_text(page: Any) -> dict[str, Any]:
    return {"@type": "CreativeWork", "@id": page.full_url, "inLanguage": page.locale.language_code}


def describe_trail(page: Any) -> dict[str, Any] | None:
    """The way from the front page as a BreadcrumbList; None for the front page and where no site shows the page."""
    parts = page.get_url_parts() if page.path else None
    if page.depth is None or page.depth <= FRONT_PAGE_DEPTH or not parts or not parts[1]:
        return None
    parent = find_visible_parent(page)
    home = {
        "name": _("Small Communities in Transition"),
        "item": f"{parts[1]}/{page.locale.language_code}/",
    }
    places = [home]
    if parent is not None and parent.depth > FRONT_PAGE_DEPTH:
        places.append({"name": parent.title, "item": parent.full_url})
    places.append({"name": page.title, "item": page.full_url})
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, **place} for position, place in enumerate(places, 1)
        ],
    }
