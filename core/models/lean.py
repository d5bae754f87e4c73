"""What Wagtail does for one page, made cheap enough for lists that link to a hundred."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.db import models
from django.db.models.base import DEFERRED
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from core.addresses import UNQUOTED
from core.translation.links import visible_languages
from core.visibility import restrictions_of

IS_ON_ITS_WAY = "_is_on_its_way"  # set on a page that was found for the address of a request


@lru_cache(maxsize=32)
def _beginning_of_paths(language_code: str, script_prefix: str, urlconf: str | None) -> str:
    """Where pages of a language begin: "/hu/". All parameters are what `reverse` looks at."""
    with translation.override(language_code):
        return reverse("wagtail_serve", args=("",))


@lru_cache(maxsize=256)
def _places_of_fields(model: type[models.Model], names: tuple[str, ...]) -> tuple[int | None, ...]:
    """For each field of a model its place in a row that holds the fields `names`; None where it is not there."""
    places = {name: place for place, name in enumerate(names)}
    return tuple(places.get(field.attname) for field in model._meta.concrete_fields)


class LeanPage:
    """Mixed into a `Page` in front of Wagtail's own methods, with the same answers."""

    @classmethod
    def from_db(cls: Any, db: str | None, field_names: Collection[str], values: Sequence[Any]) -> Any:
        """As Django's, past the constructor of modelcluster.

        That looks for child relations among keyword arguments, of which there are none here; the looking costs more
        than all the rest of a page's making.
        """
        if len(values) != len(cls._meta.concrete_fields):
            places = _places_of_fields(cls, tuple(field_names))
            values = [DEFERRED if place is None else values[place] for place in places]
        page = cls.__new__(cls)
        models.Model.__init__(page, *values)
        page._state.adding = False
        page._state.db = db
        return page

    def get_url_parts(
        self: Any, request: HttpRequest | None = None
    ) -> tuple[int, str | None, str | None] | None:
        """As Wagtail's: (site, its address, the path there). Where one site has the page, the routes are asked once.

        Wagtail activates the page's language and asks them for every page.
        """
        roots = self._get_relevant_site_root_paths(request)
        if len(roots) != 1:
            return super().get_url_parts(request)  # type: ignore[misc]
        site, root_path, root_url, language_code = roots[0]
        beginning = _beginning_of_paths(language_code, get_script_prefix(), get_urlconf())
        return site, root_url, beginning + quote(self.url_path[len(root_path) :], safe=UNQUOTED)

    def get_view_restrictions(self: Any) -> Any:
        """As Wagtail's, in one query: there are no aliases here, whose sources would have to be asked too.

        In none, for a page that is on its way to a reader: which of its languages everybody may see is asked anyway.
        """
        if IS_ON_ITS_WAY in self.__dict__ and any(text.pk == self.pk for text in visible_languages(self)):
            return PageViewRestriction.objects.none()
        return restrictions_of(self)
