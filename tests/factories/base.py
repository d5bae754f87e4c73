"""How a page of ours is made: added as a draft with its children, then published by a revision, as the admin does."""

from typing import Any

import factory
from wagtail.models import Page
from wagtail_factories import PageFactory
from wagtail_localize.operations import translate_object

from tests.factories.site import find_or_make_section, language, make_site


def reloaded(page: Any) -> Any:
    """The page as it is saved now, of its own type."""
    return Page.objects.get(pk=page.pk).specific


def publish(page: Any, user: Any = None) -> Any:
    """Publish what `page` says in memory; gives the page as saved."""
    page.save_revision(user=user).publish(user=user)
    return reloaded(page)


def send_for_translation(page: Any, code: str = "en", user: Any = None) -> Any:
    """Send `page` for translation into the language `code`, as the admin does; gives the translation as saved."""
    translate_object(reloaded(page), [language(code)], user=user)
    return type(page).objects.get(translation_key=page.translation_key, locale=language(code))


class BasePageFactory(PageFactory):
    """Parameters beside the fields: `parent`, `language` ("hu"), `live` (True), `topics`, and lists of children."""

    class Meta:
        abstract = True
        exclude = ("language",)

    language = "hu"
    live = True
    title = factory.Sequence(lambda n: f"Szöveg {n}")
    slug = factory.Sequence(lambda n: f"szoveg-{n}")
    summary = factory.LazyAttribute(lambda page: f"Miről szól: {page.title}.")

    # The factory of the section that the page stands in; None: below the front page.
    _section: Any = None
    # Accessors of inline children, each with a function that makes one from a number and given values.
    _children: dict[str, Any] = {}

    @classmethod
    def _generate(cls, strategy: Any, params: dict[str, Any]) -> Any:
        if params.get("parent") is None:
            params["parent"] = cls._find_parent(params.get("language", "hu"))
        return super()._generate(strategy, params)

    @classmethod
    def _find_parent(cls, code: str) -> Page:
        if cls._section is not None:
            return find_or_make_section(cls._section, code)
        from tests.factories.site import in_language

        return in_language(make_site(), code) if code != "hu" else make_site()

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Page, kwargs: dict[str, Any]) -> Any:
        live, topics = kwargs.pop("live"), kwargs.pop("topics", ())
        given = {name: kwargs.pop(name, ()) for name in cls._children}
        page = model_class(live=False, **kwargs)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        for topic in topics:
            page.topic_links.create(topic=topic)
        for name, values in given.items():
            getattr(page, name).set(_make_children(cls._children[name], values))
        if topics or any(given.values()):
            page.save()
        page = reloaded(page)
        return publish(page) if live else _as_draft(page)


def _make_children(make: Any, given: Any) -> list[Any]:
    """Children from a number (so many with defaults), or from a list of values by field, or of instances."""
    values = [{} for _number in range(given)] if isinstance(given, int) else list(given)
    children = []
    for number, value in enumerate(values):
        child = make(number, **value) if isinstance(value, dict) else value
        child.sort_order = number
        children.append(child)
    return children


def _as_draft(page: Any) -> Any:
    page.save_revision(clean=False)
    return reloaded(page)
