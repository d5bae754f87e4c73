"""The names that the site gave its review are read in the language of whoever looks: buttons, lists, letters.

A workflow and its task are rows of the database with one name each. As long as it is one of ours, in whichever language,
it stands for the same in the other; what an administrator has named is left alone.
"""

from typing import Any

from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import get_language
from wagtail.models import Task, Workflow

TASK_NAMES = {"hu": "Átnézés", "en": "Review"}
WORKFLOW_NAMES = {"hu": "Átnézés, majd közzététel", "en": "Review, then publish"}


class NameOfOurs(DeferredAttribute):
    """The column `name` of a model; `names` has ours by language."""

    def __init__(self, field: Any, names: dict[str, str]) -> None:
        super().__init__(field)
        self.names = names

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is None or value not in self.names.values():
            return value
        return self.names.get(get_language() or "", value)

    def __set__(self, instance: Any, value: Any) -> None:
        """Without this, Python would look into the instance first, where the value is kept."""
        instance.__dict__[self.field.attname] = value


def install() -> None:
    """Let both models answer by it."""
    for model, names in ((Task, TASK_NAMES), (Workflow, WORKFLOW_NAMES)):
        model.name = NameOfOurs(model._meta.get_field("name"), names)
