"""The switch of languages: the same page where it has a text, else the nearest page above it that has one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.translation.links import LanguageLink
from core.visibility import VisiblePageQuerySet
from home.menus import FRONT_PAGE_DEPTH, list_sections


@dataclass(frozen=True)
class LanguageChoice:
    """A language of the site as a page offers it.

    Without a text of the page `url` leads elsewhere; `nearest` is then the title of the page it leads to, and `note`
    says so, both in that language. Both are empty where nothing can be said of the page's texts.
    """

    code: str
    url: str
    is_current: bool
    has_text: bool
    nearest: str = ""
    note: str = ""


def list_language_choices(
    request: HttpRequest | None, page: Page | None, links: Sequence[LanguageLink]
) -> list[LanguageChoice]:
    """Every language of the site, for a page with texts at `links` (`core.translation.links.language_links`).

    What is no page, or is not for everybody to see, leads to the front page and says nothing of its texts.
    """
    urls = {link.code: link.url for link in links}
    current = get_language()
    choices = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            if code == current or code in urls:
                choices.append(LanguageChoice(code, urls.get(code, ""), code == current, code in urls))
            elif page is None or current not in urls:
                choices.append(LanguageChoice(code, reverse("home"), is_current=False, has_text=False))
            else:
                choices.append(_nearest_choice(request, page, code))
    return choices


def _nearest_choice(request: HttpRequest | None, page: Page, code: str) -> LanguageChoice:
    """For a page without a text in the language `code`, which is the current one."""
    above = find_nearest(request, page, code)
    title = above.title if above else _("front page")
    only = (
        _("Only in Hungarian so far; in English: %(title)s")
        if code == "en"
        else _("Only in English so far; in Hungarian: %(title)s")
    )
    url = (above.get_url(request) if above else None) or reverse("home")
    return LanguageChoice(code, url, False, False, title, only % {"title": title})


def find_nearest(request: HttpRequest | None, page: Page, code: str) -> Page | None:
    """The nearest page above `page` that has a text in the language `code` for everybody; None is the front page.

    It is a section, whose texts the menus know already; only below a page of a section may it lie deeper.
    """
    if page.depth > FRONT_PAGE_DEPTH + 2:
        between = page.get_ancestors().filter(depth__gt=FRONT_PAGE_DEPTH + 1).values("translation_key")
        visible = VisiblePageQuerySet(Page).visible_to_everyone().in_language(code)
        deeper = visible.filter(translation_key__in=between).for_lists().order_by("-depth").first()
        if deeper is not None:
            return deeper
    own = list_sections(request, page.locale.language_code)
    key = next((each.translation_key for each in own if page.is_descendant_of(each)), None)
    return next((each for each in list_sections(request, code) if each.translation_key == key), None)
