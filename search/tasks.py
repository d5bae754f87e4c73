"""The worker's part in keeping the index right, and what it learns from it."""

import datetime as dt

from django.utils import timezone
from django_tasks import default_task_backend, task

from search import index
from search.lexicon.teaching import teach
from search.models import AttestedPair, DueLesson, PendingChange

# Between two attempts of the worker, and how young the oldest change must be for a publisher to set one going: a
# chain of attempts goes on by itself, so later publishers need not begin another.
RETRY_AFTER = dt.timedelta(minutes=1)
# Words are learnt from the whole library, so not after every change; the first ones soon.
LESSON_AFTER = dt.timedelta(hours=1)
FIRST_LESSON_AFTER = dt.timedelta(minutes=1)


@task()
def catch_up() -> int:
    """Bring the index up to what is noted; while the engine fails, try again later. Gives the works done."""
    outcome = index.work_off()
    if outcome.error:
        enqueue_catch_up()
    return outcome.done


def catch_up_soon(*, is_failing: bool) -> None:
    """Let the worker go on where a publisher had to stop: at once after a lack of time, later after a failure."""
    if not is_failing:
        if PendingChange.objects.filter(attempts=0).exists():
            enqueue_catch_up(dt.timedelta())
    elif not PendingChange.objects.filter(created_at__lt=timezone.now() - RETRY_AFTER).exists():
        enqueue_catch_up()


def enqueue_catch_up(delay: dt.timedelta = RETRY_AFTER) -> None:
    """Ask the worker; where tasks run at once there is none, and the next change or command catches up."""
    if default_task_backend.supports_defer:
        catch_up.using(run_after=timezone.now() + delay).enqueue()


@task()
def learn_words() -> int:
    """Learn which words of the languages answer one another; see `search.lexicon`. Gives the number of rows."""
    DueLesson.objects.all().delete()
    return teach()


def learn_words_later() -> bool:
    """Ask the worker for a lesson, unless it has been asked; False where tasks run at once, so that there is none.

    A lesson takes up to ten seconds, which neither a publisher nor a rebuild shall wait for.
    """
    if not default_task_backend.supports_defer:
        return False
    now = timezone.now()
    delay = LESSON_AFTER if AttestedPair.objects.exists() else FIRST_LESSON_AFTER
    # A worker that died over a lesson has left its row.
    DueLesson.objects.filter(due_at__lt=now - LESSON_AFTER).delete()
    _, is_new = DueLesson.objects.get_or_create(pk=1, defaults={"due_at": now + delay})
    if is_new:
        learn_words.using(run_after=now + delay).enqueue()
    return True
