"""Translations go along when their source is deleted or unpublished, and do not come back by themselves: said in time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from core.translation.deletion import find_branches
from core.translation.works import find_translations

NAMED = 10


@dataclass(frozen=True)
class Followers:
    """What goes along with pages: the names of their translations, and how many pages below those go too.

    `below` of what is unpublished go only with the pages below their sources.
    """

    names: list[str] = field(default_factory=list)
    more: int = 0
    below: int = 0


def find_deleted_too(pages: Sequence[Page]) -> Followers:
    """The translations that are deleted with `pages`."""
    return _describe(list(Page.objects.filter(path__in=_other_branches(pages)).order_by("path")))


def find_unpublished_too(pages: Sequence[Page]) -> Followers:
    """The public translations that are unpublished with `pages`."""
    chosen = {page.pk for page in pages}
    roots = [
        each for page in pages for each in find_translations(page) if each.live and each.pk not in chosen
    ]
    below = sum(
        Page.objects.filter(path__startswith=path, depth__gt=len(path) // Page.steplen).live().count()
        for path in _other_branches(pages)
    )
    return Followers(*_named(roots), below=below)


def _other_branches(pages: Sequence[Page]) -> list[str]:
    """The paths of the branches of translations that stand outside the branches of `pages`."""
    own = tuple(page.path for page in pages)
    return [path for path in find_branches(pages) if not path.startswith(own)]


def _describe(roots: list[Page]) -> Followers:
    return Followers(*_named(roots), below=sum(root.get_descendant_count() for root in roots))


def _named(pages: Sequence[Page]) -> tuple[list[str], int]:
    return [_name(page) for page in pages[:NAMED]], max(0, len(pages) - NAMED)


def _name(page: Page) -> str:
    values = {"title": page.get_admin_display_title(), "language": page.locale.get_display_name()}
    return _("“%(title)s” (%(language)s)") % values


def tell_of_withdrawn(request: HttpRequest, page: Page) -> None:
    """`page` has just become public: its translations that were public are not, until each is published again."""
    for translation in find_translations(page) if page.live else []:
        if translation.live or translation.first_published_at is None:
            continue
        text = _(
            "The translation %(page)s is still withdrawn: readers see it again once it is published too."
        )
        edit = reverse("wagtailadmin_pages:edit", args=[translation.pk])
        messages.warning(
            request,
            text % {"page": _name(translation)},
            buttons=[messages.button(edit, _("Open the translation"))],
        )
