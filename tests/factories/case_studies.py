"""Case studies and their list."""

from typing import Any

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, Cost, GuideUsed, Result, TimelineEntry
from tests.factories.base import BasePageFactory

ALL_CRITERIA = {
    "criterion_new": "Eddig nem volt ilyen.",
    "criterion_quality_of_life": "Többet vannak együtt.",
    "criterion_transferable": "Három falu már átvette.",
    "criterion_goals": "Helyi élelmiszer.",
}


def make_event(number: int, **values: Any) -> TimelineEntry:
    """Something that happened."""
    return TimelineEntry(**{"date": f"{2020 + number}", "text": f"{number + 1}. esemény", **values})


def make_cost(number: int, **values: Any) -> Cost:
    """Something that cost a thousand forints."""
    return Cost(**{"item": f"{number + 1}. tétel", "amount": 1000, **values})


def make_result(number: int, **values: Any) -> Result:
    """Something that was counted."""
    return Result(**{"indicator": f"{number + 1}. mutató", "value": 12, "unit": "fő", **values})


class CaseStudyIndexPageFactory(BasePageFactory):
    """The list of case studies."""

    class Meta:
        model = CaseStudyIndexPage

    title = "Esettanulmányok"
    slug = "esettanulmanyok"


class CaseStudyPageFactory(BasePageFactory):
    """A story; `timeline`, `costs`, `results` and `guides` are children."""

    class Meta:
        model = CaseStudyPage

    _section = CaseStudyIndexPageFactory
    _children = {
        "timeline": make_event,
        "costs": make_cost,
        "results": make_result,
        "guides": lambda number, **values: GuideUsed(**values),
    }

    started = "2023"
    situation = "<p>Nem volt hol találkozni.</p>"

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        if kwargs.get("community") is None:
            from tests.factories.communities import CommunityPageFactory

            kwargs["community"] = CommunityPageFactory()
        return super()._create_instance(model_class, parent, kwargs)
