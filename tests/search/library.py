"""A small library for tests of the search, and how they ask it."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale, Page, Site

from methodology.models import GuidePage, Term, TermIndexPage, Topic
from search.lookup import Answer, find
from search.query import SearchForm


class Library:
    """Makes pages and concepts, each in one commit."""

    def __init__(self, commit: Callable) -> None:
        self.commit = commit
        self.roots: dict[str, Page] = {}

    def make_site(self) -> None:
        root = Page.objects.filter(depth=1).get()
        with self.commit():
            for child in root.get_children():
                child.specific.delete()
        root = Page.objects.get(pk=root.pk)
        Site.objects.all().delete()
        key = None
        for code in ("hu", "en"):
            locale = Locale.objects.get_or_create(language_code=code)[0]
            home = Page(title=f"Home {code}", slug=code, locale=locale)
            home.translation_key = key or home.translation_key
            key = home.translation_key
            with self.commit():
                self.roots[code] = root.add_child(instance=home)
        Site.objects.create(hostname="localhost", root_page=self.roots["hu"], is_default_site=True)

    def find_site(self) -> None:
        """Go on with the site that was made before."""
        self.roots = {page.locale.language_code: page for page in Page.objects.filter(depth=2)}

    def topic(self, key: str, name_hu: str, name_en: str = "") -> Topic:
        with self.commit():
            return Topic.objects.create(key=key, name_hu=name_hu, name_en=name_en or key)

    def term(self, key: str, name_hu: str, name_en: str, **values: Any) -> Term:
        if not TermIndexPage.objects.exists():
            for code in ("hu", "en"):
                self.page(TermIndexPage(title="Terms", slug="terms", summary="Terms."), code)
        with self.commit():
            return Term.objects.create(key=key, name_hu=name_hu, name_en=name_en, **values)

    def page(self, page: Page, language_code: str, parent: Page | None = None) -> Any:
        page.locale = Locale.objects.get(language_code=language_code)
        parent = Page.objects.get(pk=(parent or self.roots[language_code]).pk)
        with self.commit():
            return parent.add_child(instance=page)

    def guide(
        self,
        title: str,
        language_code: str = "hu",
        parent: Page | None = None,
        topics: tuple[Topic, ...] = (),
        translation_of: GuidePage | None = None,
        **values: Any,
    ) -> GuidePage:
        values = {
            "summary": f"Summary of {title}",
            "goal": "A goal",
            "when_to_use": "<ul><li>Whenever</li></ul>",
            "duration_min": 60,
            "duration_max": 90,
            "group_size_min": 5,
            "group_size_max": 12,
            "settings": ["indoors"],
            **values,
        }
        guide = GuidePage(title=title, **values)
        if translation_of:
            guide.translation_key = translation_of.translation_key
        for topic in topics:
            guide.topic_links.create(topic=topic)
        return self.page(guide, language_code, parent)


def ask(text: str = "", **values: Any) -> Answer:
    return find(SearchForm(text=text, **values))


def titles(answer: Answer) -> list[str]:
    """The titles of all texts of the found works."""
    return [text.title for match in answer.result.matches for text in match.entry.texts]
