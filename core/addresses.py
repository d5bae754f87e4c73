"""Addresses that a page may not have: the site's own, and those at which another work was once public."""

from collections.abc import Collection
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail import hooks
from wagtail.models import Page

from core.hooks import ADDRESS_OWNERS

# The routes that serve pages.
PAGES = {None, "home", "wagtail_serve"}
UNQUOTED = "!$&'()*+,;=/~:@"  # in a path, as in `django.urls.reverse` (RFC 3986, section 3.3)


def is_taken_by_site(parent: Page, slug: str) -> bool:
    """Whether a page with this slug below `parent` could never be read, since the site answers at its address itself."""
    path = path_below(parent, slug)
    if path is None:
        return False
    with translation.override(parent.locale.language_code):
        try:
            return resolve(path).url_name not in PAGES
        except Resolver404:
            return False


def is_taken_by_work(page: Any, parent: Page, slug: str) -> bool:
    """Whether `page` with this slug below `parent`, or a page below it, would get an address that belongs to another work."""
    path = path_below(parent, slug)
    if path is None:
        return False
    keys = {path: page.translation_key}
    if page.pk and page.numchild:
        # `page` in memory may have its new address already; those below have the old one until it is saved.
        start = len(Page.objects.values_list("url_path", flat=True).get(pk=page.pk))
        below = page.get_descendants().order_by().values_list("url_path", "translation_key")
        keys |= {path + quote(url_path[start:], safe=UNQUOTED): key for url_path, key in below}
    return any(keys[path] != owner for path, owner in find_owners(keys).items())


def find_owners(paths: Collection[str]) -> dict[str, UUID]:
    """Of these addresses ("/hu/modszertar/kert/"), those at which a work was once public, with its translation key."""
    owners: dict[str, UUID] = {}
    for ask in hooks.get_hooks(ADDRESS_OWNERS):
        owners |= ask(paths)
    return owners


def find_free_slug(page: Any, parent: Page, slug: str) -> str:
    """`slug`, with a number behind it where a page below `parent`, the site or another work has that address."""
    taken = set(parent.get_children().exclude(pk=page.pk).values_list("slug", flat=True))
    wanted, number = slug, 0
    while wanted in taken or is_taken_by_site(parent, wanted) or is_taken_by_work(page, parent, wanted):
        number += 1
        wanted = f"{slug}-{number}"
    return wanted


def path_below(parent: Page, slug: str) -> str | None:
    """The path of a page with this slug below `parent`; None where no site shows it, or the slug is empty."""
    parts = parent.get_url_parts() if slug else None
    return f"{parts[2]}{quote(slug, safe=UNQUOTED)}/" if parts and parts[2] else None
