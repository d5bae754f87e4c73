"""Background work of core: the indexes that Wagtail's admin keeps, of references and of what its own search finds.

Sending a page for translation saves its children and replaces them in the same transaction, and an editor may delete what
was saved a moment ago. Wagtail's tasks fail on what is gone by the time the worker comes; ours have nothing left to do
then: an index forgets an object at once when it is deleted.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django_tasks import task
from django_tasks.base import Task
from modelsearch import signal_handlers as search_signals
from modelsearch.tasks import insert_or_update_object_task
from wagtail import signal_handlers as wagtail_signals
from wagtail.tasks import update_reference_index_task


@task()
def update_reference_index(app_label: str, model_name: str, pk: str) -> None:
    """Index what an object refers to."""
    _unless_gone(update_reference_index_task, app_label, model_name, pk)


@task()
def update_admin_search(app_label: str, model_name: str, pk: str) -> None:
    """Index an object for the search of the admin."""
    _unless_gone(insert_or_update_object_task, app_label, model_name, pk)


def _unless_gone(work: Task[Any, None], app_label: str, model_name: str, pk: str) -> None:
    try:
        work.func(app_label, model_name, pk)
    except ObjectDoesNotExist:
        if apps.get_model(app_label, model_name)._base_manager.filter(pk=pk).exists():
            raise


def install() -> None:
    """Let what is saved ask for our tasks in the place of Wagtail's."""
    wagtail_signals.update_reference_index_task = update_reference_index
    search_signals.insert_or_update_object_task = update_admin_search
