"""A community as a profile, of what its page tells to everybody: its place no finer than it allows, no way to write to it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.concepts import TOPIC, find_names
from core.public_values import share_concepts
from core.visibility import visible_to_everyone
from linking.models import Permalink, PublicVersion
from linking.permalinks.labels import short_url
from linking.sharing.addresses import share_image_url

SCHEMA = "organizations_schema-v1.0.0"
KIND = "community"
COUNTRY = "HU"
MEMBER_OF = "https://schema.org/memberOf"
LONGEST_NAME, LONGEST_TAG, LONGEST_PLACE = 200, 100, 100  # of the schema


def profile_url(code: str) -> str:
    """The full address of a community's profile."""
    return f"{short_url(code)}/murmurations.json"


def make_profile(page: Any, code: str) -> dict[str, Any]:
    """The profile of a community by its page, in the language of that, with its `locale` at hand."""
    language_code = page.locale.language_code
    with translation.override(language_code):
        organisation: Mapping[str, Any] = page.structured_data()["mainEntity"]
        place, address = organisation["location"], organisation["address"]
        links = [link for link in organisation.get("sameAs", ()) if _is_in_web(link)]
        permalink = short_url(code)
        profile = {
            "linked_schemas": [SCHEMA],
            "name": organisation["name"][:LONGEST_NAME],
            "primary_url": organisation["url"] if organisation["url"] in links else permalink,
            "unique_id": permalink,
            "description": organisation["description"],
            "tags": list(_list_tags(page)),
            "urls": [{"name": _host(url), "url": url} for url in dict.fromkeys([permalink, *links])],
            "locality": address.get("addressLocality", "")[:LONGEST_PLACE],
            "region": address["addressRegion"],
            "country_iso_3166": COUNTRY,
            "geolocation": _describe_point(place.get("geo")),
            "image": share_image_url(language_code, code),
            "starts_at": _beginning(organisation.get("foundingDate", "")),
            "relationships": [{"predicate_url": MEMBER_OF, "object_url": settings.BASE_URL}],
        }
    return {name: value for name, value in profile.items() if value not in (None, "")}


def list_profiles() -> list[dict[str, Any]]:
    """All communities of which everybody may read a text, in the order in which they were first public: one query."""
    texts = Page.objects.filter(visible_to_everyone(), translation_key=OuterRef("translation_key"))
    versions = PublicVersion.objects.filter(permalink=OuterRef("pk")).order_by("-published_at")
    rows = (
        Permalink.objects.filter(kind=KIND)
        .annotate(
            name=Subquery(texts.order_by("locale__language_code").values("title")[:1]),
            changed=Subquery(versions.values("published_at")[:1]),
        )
        .filter(name__isnull=False, changed__isnull=False)
        .order_by("pk")
    )
    return [
        {
            "linked_schemas": [SCHEMA],
            "profile_url": profile_url(code),
            "name": name[:LONGEST_NAME],
            "last_updated": int(changed.timestamp()),
        }
        for code, name, changed in rows.values_list("code", "name", "changed")
    ]


def _list_tags(page: Any) -> Iterator[str]:
    """The kind of work and the topics, in the language of the page; that it is invented, where it is."""
    share_concepts([page], TOPIC)
    names = find_names(TOPIC).get(page.locale.language_code, {})
    tags = [page.kind_label, *(names.get(key, key) for key in page.topic_keys())]
    if page.is_sample:
        tags.append(_("invented sample"))
    yield from dict.fromkeys(tag[:LONGEST_TAG] for tag in tags)


def _describe_point(point: Mapping[str, Any] | None) -> dict[str, float] | None:
    return {"lat": point["latitude"], "lon": point["longitude"]} if point else None


def _beginning(date: str) -> int | None:
    """The beginning of a year, a month or a day as seconds since 1970, as the schema has it; None where it is not known."""
    if not date:
        return None
    year, month, day = (int(part) for part in [*date.split("-"), "1", "1"][:3])
    return int(dt.datetime(year, month, day, tzinfo=dt.UTC).timestamp())


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _is_in_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
