"""Keeping the index right: changes are noted in their transaction, worked off after it, and retried until done."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Page, get_page_models

from core.concepts import find_concepts
from search.batches import SIZE, batches
from search.documents import INDEX, compose, list_all_works, term_work
from search.engines import current_engine
from search.engines.base import Engine, EngineDamagedError, EngineUnavailableError, State
from search.entries import KIND, TERM
from search.lexicon.store import forget_missing
from search.lexicon.teaching import teach
from search.models import PendingChange, Scope

logger = logging.getLogger(__name__)

BATCH = 50  # works in one transaction of the engine: what another writer waits for
# A publisher waits at most about this long (seconds); what is left stays noted.
TIME_AFTER_COMMIT = 2.0
WAIT_AFTER_COMMIT = 1.0
# After a failure the next changes are only noted for so many seconds: a publisher of a whole branch must not wait for
# a dead engine once a page.
PAUSE_AFTER_FAILURE = 5.0

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What working off did: works brought up to date, changes still noted, why it stopped early ("": it did not)."""

    done: int = 0
    left: int = 0
    error: str = ""


# --- noting ---------------------------------------------------------------------------------------------------------


def note(scope: Scope, keys: Iterable[object]) -> None:
    """Note changes in the present transaction, and work them off once it is committed."""
    changes = [PendingChange(scope=scope, key=str(key)) for key in keys]
    if changes:
        PendingChange.objects.bulk_create(changes)
        transaction.on_commit(work_off_after_commit, robust=True)


def note_ahead(scope: Scope, key: object) -> None:
    """Note a change that is about to be made outside a transaction; the note after it sets the work going."""
    PendingChange.objects.create(scope=scope, key=str(key))


def note_damage() -> None:
    """Note that the index cannot be read and has to be made anew; a second note adds nothing."""
    if not PendingChange.objects.filter(scope=Scope.DAMAGE).exists():
        PendingChange.objects.create(scope=Scope.DAMAGE)


def is_behind() -> bool:
    """Whether something is noted that the index may not know."""
    return PendingChange.objects.exists()


def find_pending_works() -> set[str]:
    """The works that the noted changes of works and branches may concern."""
    changes = set(PendingChange.objects.order_by().values_list("scope", "key"))
    works = {key for scope, key in changes if scope == Scope.WORK}
    pages = Page.objects.filter(pk__in=[key for scope, key in changes if scope == Scope.BRANCH])
    for path in pages.values_list("path", flat=True):
        branch = Page.objects.filter(path__startswith=path).order_by()
        works |= {str(key) for key in branch.values_list("translation_key", flat=True)}
    return works


# --- working off ----------------------------------------------------------------------------------------------------


class _Pause:
    """Until when (monotonic seconds) changes are only noted."""

    until = 0.0


def work_off_after_commit() -> None:
    """Work off within a short time. Whatever happens to the engine, the change itself has been made."""
    if time.monotonic() < _Pause.until or not is_behind():
        return
    outcome = work_off(time_limit=TIME_AFTER_COMMIT, wait=WAIT_AFTER_COMMIT)
    if outcome.error:
        _Pause.until = time.monotonic() + PAUSE_AFTER_FAILURE
    if outcome.left:
        from search.tasks import catch_up_soon

        catch_up_soon(is_failing=bool(outcome.error))


def resume() -> None:
    """Forget an earlier failure: the next change is worked off at once."""
    _Pause.until = 0.0


def work_off(
    time_limit: float | None = None, wait: float = 10.0, progress: Progress | None = None
) -> Outcome:
    """Bring the index up to what is noted.

    `time_limit` in seconds is looked at between batches (None: until done), `wait` is how long another writer may
    block one batch, `progress` hears (done, known). An engine that fails ends it; the outcome says why.
    """
    started, done, error = time.monotonic(), 0, ""
    try:
        for number, known in _work(current_engine(), wait):
            done += number
            if progress:
                progress(done, max(done, known))
            if time_limit is not None and time.monotonic() - started > time_limit:
                break
    except EngineUnavailableError as fault:
        logger.warning("The search index is behind: %s", fault)
        error = str(fault)
    if done:
        from search.tasks import learn_words_later

        learn_words_later()
    return Outcome(done, PendingChange.objects.count(), error)


def rebuild(progress: Progress | None = None) -> int:
    """Build the index anew beside the old one and give the number of works in it. Raises EngineUnavailableError."""
    engine = current_engine()
    if engine.status().state == State.DAMAGED:
        engine.reset()
    noted = list(PendingChange.objects.values_list("pk", flat=True))
    indexed, failed = 0, dict[str, str]()
    with engine.rebuild() as building:
        # Listed once there is a second index: what is published from then on is written to both.
        works = sorted(list_all_works())
        for number, batch in enumerate(batches(works, BATCH), start=1):
            with building.writing() as writer:
                entries, errors = compose(batch)
                writer.index(entries)
            indexed += len(entries)
            failed |= errors
            if progress:
                progress(min(number * BATCH, len(works)), len(works))
    with transaction.atomic():
        _delete(noted)
        PendingChange.objects.bulk_create(
            PendingChange(scope=Scope.WORK, key=work, attempts=1, error=error)
            for work, error in failed.items()
        )
    from search.tasks import learn_words_later

    if not learn_words_later():
        teach()
    return indexed


def _work(engine: Engine, wait: float) -> Iterator[tuple[int, int]]:
    """Work off batch by batch, telling (works done, works known). A damaged index is made anew, once."""
    try:
        _ensure_index(engine, wait)
        yield from _work_noted(engine, wait)
    except EngineDamagedError:
        _begin_anew(engine, wait)
        yield from _work_noted(engine, wait)


def _ensure_index(engine: Engine, wait: float) -> None:
    status = engine.status()
    if status.state == State.UNAVAILABLE:
        raise EngineUnavailableError(status.detail)
    if status.state == State.DAMAGED or PendingChange.objects.filter(scope=Scope.DAMAGE).exists():
        _begin_anew(engine, wait)
    elif status.state != State.READY:
        _note_all_works(engine, wait)


def _begin_anew(engine: Engine, wait: float) -> None:
    logger.warning("The search index is damaged and is built anew")
    engine.reset()
    _note_all_works(engine, wait)


def _note_all_works(engine: Engine, wait: float) -> None:
    """Let an index that lacks works, or has them by another analysis, catch up like any other change."""
    with engine.writing(wait):
        pass  # makes the tables; where it fails, nothing is noted yet
    damage = list(PendingChange.objects.filter(scope=Scope.DAMAGE).values_list("pk", flat=True))
    _replace(damage, list_all_works() | engine.list_works())
    engine.mark_complete()


def _work_noted(engine: Engine, wait: float) -> Iterator[tuple[int, int]]:
    tried: set[str] = set()
    while True:
        _expand(engine)
        noted: dict[str, list[int]] = defaultdict(list)
        for identity, work in PendingChange.objects.filter(scope=Scope.WORK).values_list("pk", "key"):
            if work not in tried:
                noted[work].append(identity)
        if not noted:
            return
        for works in batches(list(noted), BATCH):
            _index(engine, wait, works, noted)
            tried.update(works)
            yield len(works), len(noted)


def _expand(engine: Engine) -> None:
    """Replace changes that mean many works by these works, so that a long branch needs not be done in one go."""
    for identity, scope, key in PendingChange.objects.exclude(scope=Scope.WORK).values_list(
        "pk", "scope", "key"
    ):
        if scope == Scope.BRANCH:
            _replace([identity], _branch_works(engine, key))
        elif scope == Scope.CONCEPT:
            kind, _, name = key.partition(":")
            own = {term_work(name)} if kind == TERM else set()
            _replace([identity], own | engine.find_works(kind, name))


def _branch_works(engine: Engine, page_id: str) -> set[str]:
    """The works of a page and of all pages below it, where it stands now; a deleted page has notes of its own.

    Terms are shown on an index page and have their addresses from it, so one that moves or hides means them too.
    """
    path = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
    if path is None:
        return set()
    branch = Page.objects.filter(path__startswith=path).order_by()
    works = {str(key) for key in branch.values_list("translation_key", flat=True)}
    types = ContentType.objects.get_for_models(*get_page_models(), for_concrete_models=False)
    indexes = [
        content_type.pk for model, content_type in types.items() if getattr(model, "kind", "") == INDEX
    ]
    if branch.filter(content_type__in=indexes).exists():
        works |= {term_work(concept.key) for concept in find_concepts(TERM)} | engine.find_works(KIND, TERM)
    return works


def _index(engine: Engine, wait: float, works: Sequence[str], noted: dict[str, list[int]]) -> None:
    with engine.writing(wait) as writer:
        entries, errors = compose(works)
        found = {entry.work for entry in entries}
        writer.remove([work for work in works if work not in found])
        writer.index(entries)
    forget_missing(works, entries)
    _delete([identity for work in works if work not in errors for identity in noted[work]])
    for work, error in errors.items():
        PendingChange.objects.filter(pk__in=noted[work]).update(attempts=F("attempts") + 1, error=error)


def _replace(rows: list[int], works: Iterable[str]) -> None:
    with transaction.atomic():
        PendingChange.objects.bulk_create(
            [PendingChange(scope=Scope.WORK, key=work) for work in sorted(works)], batch_size=SIZE
        )
        _delete(rows)


def _delete(rows: Sequence[int]) -> None:
    for some in batches(rows):
        PendingChange.objects.filter(pk__in=some).delete()
