"""Guides, their library, and the page of terms."""

from typing import Any

from methodology.models import (
    GuideIndexPage,
    GuidePage,
    Material,
    NextGuide,
    RelatedGuide,
    Role,
    Step,
    TermIndexPage,
)
from tests.factories.base import BasePageFactory


def make_step(number: int, **values: Any) -> Step:
    """A step of ten minutes."""
    defaults = {
        "title": f"{number + 1}. lépés",
        "minutes": 10,
        "instruction": f"<p>Ez a {number + 1}. teendő.</p>",
    }
    return Step(**{**defaults, **values})


def make_material(number: int, **values: Any) -> Material:
    """Something that the group needs one of."""
    return Material(**{"name": f"{number + 1}. kellék", "quantity": 1, "unit": "darab", **values})


def make_role(number: int, **values: Any) -> Role:
    """Somebody who is needed."""
    return Role(**{"name": f"{number + 1}. szerep", "count": 1, "task": "Figyel az időre.", **values})


class GuideIndexPageFactory(BasePageFactory):
    """The methodology library."""

    class Meta:
        model = GuideIndexPage

    title = "Módszertár"
    slug = "modszertar"


class GuidePageFactory(BasePageFactory):
    """A guide; `steps` (one by default), `materials`, `roles`, `related_guides` and `next_guides` are children."""

    class Meta:
        model = GuidePage

    _section = GuideIndexPageFactory
    _children = {
        "steps": make_step,
        "materials": make_material,
        "roles": make_role,
        "related_guides": lambda number, **values: RelatedGuide(**values),
        "next_guides": lambda number, **values: NextGuide(**values),
    }

    goal = "A csoportnak a végén lesz egy terve."
    when_to_use = "<ul><li>Ha még nem ismeritek egymást.</li></ul>"
    duration_min = 60
    duration_max = 90
    group_size_min = 5
    group_size_max = 20
    settings = ["indoors"]

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        return super()._create_instance(model_class, parent, {"steps": 1, **kwargs})


class TermIndexPageFactory(BasePageFactory):
    """The term base as a page."""

    class Meta:
        model = TermIndexPage

    title = "Szakkifejezések"
    slug = "szakkifejezesek"
