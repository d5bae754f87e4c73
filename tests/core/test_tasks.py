"""What the worker does for Wagtail's index of references, however late it comes."""

from collections.abc import Callable
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex

from core.tasks import update_reference_index
from methodology.models import GuidePageTopic
from tests.factories import GuidePageFactory, TopicFactory, send_for_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def work_off(settings: Any) -> Callable[[], list[str]]:
    """A queue in the database, as in production; called, it does what is waiting and tells what it was about."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}

    def work_off_now() -> list[str]:
        done = []
        for waiting in DBTaskResult.objects.order_by("enqueued_at"):
            arguments = waiting.args_kwargs["args"]
            waiting.task.call(*arguments)
            done.append(arguments[1])
            waiting.delete()
        return done

    return work_off_now


def test_a_page_sent_for_translation_leaves_no_failed_task(
    home: Any, work_off: Callable[[], list[str]]
) -> None:
    topic = TopicFactory()
    guide = GuidePageFactory(topics=[topic], steps=2)
    work_off()
    english = send_for_translation(guide)
    asked_for = set(
        DBTaskResult.objects.filter(args_kwargs__args__1="guidepagetopic").values_list(
            "args_kwargs__args__2", flat=True
        )
    )
    there = {str(pk) for pk in GuidePageTopic.objects.values_list("pk", flat=True)}
    assert asked_for - there, "sending no longer replaces the links that it has just made"
    assert "guidepagetopic" in work_off()
    assert str(english.pk) in ReferenceIndex.get_references_to(topic).values_list("object_id", flat=True)


def test_what_was_deleted_before_the_worker_came_is_no_failure(
    home: Any, work_off: Callable[[], list[str]]
) -> None:
    topic = TopicFactory()
    guide = GuidePageFactory(topics=[topic])
    waiting = set(DBTaskResult.objects.values_list("args_kwargs__args__1", flat=True))
    guide.delete()
    assert "guidepage" in waiting
    work_off()
    assert not ReferenceIndex.get_references_to(topic).exists()


def test_a_failure_about_what_is_there_stays_a_failure(home: Any, monkeypatch: Any) -> None:
    topic = TopicFactory()
    guide = GuidePageFactory(topics=[topic])

    def fail(instance: Any) -> None:
        raise GuidePageTopic.DoesNotExist

    monkeypatch.setattr(ReferenceIndex, "create_or_update_for_object", fail)
    with pytest.raises(GuidePageTopic.DoesNotExist):
        update_reference_index.call("methodology", "guidepage", str(guide.pk))
