"""The site itself: both languages, the Hungarian front page, and whatever section a page needs."""

from typing import Any

from wagtail.models import Locale, Page, Site

from home.models import HomePage


def language(code: str) -> Locale:
    """The language with this code, made where it is missing."""
    return Locale.objects.get_or_create(language_code=code)[0]


def make_site() -> HomePage:
    """The Hungarian front page; the first call clears away what Wagtail's migrations made."""
    home = HomePage.objects.filter(locale=language("hu"), depth=2).first()
    if home is not None:
        return home
    from tests.factories.front import HomePageFactory

    language("en")
    root = Page.objects.get(depth=1)
    leftovers = list(root.get_children())
    home = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    for page in leftovers:
        Page.objects.get(pk=page.pk).delete()
    return HomePage.objects.get(pk=home.pk)


def find_or_make_section(factory: Any, code: str) -> Page:
    """The section of the kind that `factory` makes, in the language `code`; it is written in Hungarian first."""
    section = factory._meta.model.objects.filter(locale=language("hu")).order_by("pk").first() or factory()
    return section if code == "hu" else in_language(section, code)


def in_language(page: Any, code: str) -> Any:
    """`page` in the language `code`, translated and published where it is not yet."""
    from tests.factories.translation import translate

    text = type(page).objects.filter(translation_key=page.translation_key, locale=language(code)).first()
    if text is not None and text.live:
        return text
    parent = page.get_parent().specific
    if not parent.is_root():
        in_language(parent, code)
    return translate(page, language_code=code)
