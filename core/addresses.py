"""Addresses that belong to the site itself, such as its search, and never to a page."""

from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.models import Page

# The routes that serve pages.
PAGES = {None, "home", "wagtail_serve"}


def is_taken_by_site(parent: Page, slug: str) -> bool:
    """Whether a page with this slug below `parent` could never be read, since the site answers at its address itself."""
    parts = parent.get_url_parts() if slug else None
    if not parts or not parts[2]:
        return False
    with translation.override(parent.locale.language_code):
        try:
            return resolve(f"{parts[2]}{slug}/").url_name not in PAGES
        except Resolver404:
            return False
