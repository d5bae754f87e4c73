"""The site's menus: the pages below the front page of a language."""

from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from casestudies.models import CaseStudyIndexPage
from core.visibility import VisiblePageQuerySet

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


def list_sections(request: HttpRequest | None, language_code: str = "") -> list[Page]:
    """The pages below the front page of a language, else of the current one, that everybody may see.

    Those of all languages are asked for together, once a request.
    """
    remembered: dict[str, list[Page]] | None = getattr(request, "_kka_sections", None)
    if remembered is None:
        remembered = {}
        for page in (
            VisiblePageQuerySet(Page)
            .visible_to_everyone()
            .filter(depth=FRONT_PAGE_DEPTH + 1)
            .annotate(in_footer=F("standardpage__show_in_footer"))
            .for_lists("show_in_menus", "content_type")
            .order_by("path")
        ):
            remembered.setdefault(page.locale.language_code, []).append(page)
    if request is not None:
        request._kka_sections = remembered  # type: ignore[attr-defined]
    return remembered.get(language_code or get_language() or "hu", [])


def find_section(request: HttpRequest | None, model: type[Page]) -> Page | None:
    """The list of a type, such as the library; its title and address are enough for a link."""
    return next((page for page in list_sections(request) if page.specific_class is model), None)


def find_menus(request: HttpRequest | None) -> Menus:
    """The menus of the current language; made once a request."""
    language_code = get_language() or "hu"
    remembered: dict[str, Menus] = getattr(request, "_kka_menus", {})
    if language_code not in remembered:
        remembered[language_code] = _make_menus(request)
    if request is not None:
        request._kka_menus = remembered  # type: ignore[attr-defined]
    return remembered[language_code]


def _make_menus(request: HttpRequest | None) -> Menus:
    shorts = {CaseStudyIndexPage: _("Cases")}
    path = request.path if request is not None else ""
    items = []
    for page in list_sections(request):
        url = page.get_url(request) or ""
        short = str(shorts.get(page.specific_class, page.title))
        items.append((page, MenuItem(page.title, short, url, bool(url) and path.startswith(url))))
    return Menus(
        main=[item for page, item in items if page.show_in_menus],
        menu=[item for page, item in items if not page.in_footer],
        rules=[item for page, item in items if page.in_footer],
    )
