"""The site's menus: the pages below the front page of a language."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.visibility import not_expired
from home.models import StandardPage

FRONT_PAGE_DEPTH = 2


@dataclass(frozen=True)
class MenuItem:
    """A link of a menu; `short_title` is for the four links of a phone."""

    title: str
    short_title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Menus:
    """`main` stands in the header; `menu` and `rules` in the footer."""

    main: list[MenuItem]
    menu: list[MenuItem]
    rules: list[MenuItem]


def find_menus(request: HttpRequest | None) -> Menus:
    """The menus of the current language; two queries and one for the site's restrictions, once a request."""
    remembered = getattr(request, "_kka_menus", None)
    if remembered is not None:
        return remembered
    pages = list(
        Page.objects.filter(not_expired(), depth=FRONT_PAGE_DEPTH + 1, locale__language_code=get_language())
        .live()
        .public()
        .select_related("content_type")
        .order_by("path")
    )
    in_footer = set(StandardPage.objects.filter(show_in_footer=True).values_list("pk", flat=True))
    shorts = {"casestudyindexpage": _("Cases")}
    path = request.path if request is not None else ""

    def item(page: Page) -> MenuItem:
        url = page.get_url(request) or ""
        return MenuItem(
            page.title,
            shorts.get(page.content_type.model, page.title),
            url,
            bool(url) and path.startswith(url),
        )

    menus = Menus(
        main=[item(page) for page in pages if page.show_in_menus],
        menu=[item(page) for page in pages if page.pk not in in_footer],
        rules=[item(page) for page in pages if page.pk in in_footer],
    )
    if request is not None:
        request._kka_menus = menus  # type: ignore[attr-defined]
    return menus
