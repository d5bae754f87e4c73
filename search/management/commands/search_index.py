"""`manage.py search_index rebuild | sync | status`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from search import index
from search.documents import list_all_works
from search.engines import current_engine
from search.engines.base import EngineUnavailableError
from search.models import PendingChange


class Command(BaseCommand):
    """Builds the reader's search index, brings it up to date, or tells how it is."""

    help = "Build the reader's search index anew (rebuild), bring it up to date (sync), or tell how it is (status)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "sync", "status"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        {"rebuild": self.rebuild, "sync": self.sync, "status": self.status}[action]()

    def rebuild(self) -> None:
        """Readers keep the old index until the new one is ready."""
        try:
            number = index.rebuild(self._show_progress)
        except EngineUnavailableError as error:
            raise CommandError(f"The index cannot be built: {error}") from error
        self.stdout.write(f"\n{number} works indexed.")

    def sync(self) -> None:
        """Work off what is noted; a missing or damaged index is made on the way."""
        outcome = index.work_off(progress=self._show_progress)
        if outcome.error:
            raise CommandError(f"The index is behind by {outcome.left} changes: {outcome.error}")
        self.stdout.write(f"\n{outcome.done} works brought up to date, {outcome.left} changes left.")

    def status(self) -> None:
        """How the index is, beside what the database would put into it."""
        status = current_engine().status()
        self.stdout.write(f"state: {status.state}{' (rebuilding)' if status.is_rebuilding else ''}")
        if status.detail:
            self.stdout.write(f"detail: {status.detail}")
        self.stdout.write(
            f"works in the index: {status.works}; that readers may see: {len(list_all_works())}"
        )
        self.stdout.write(f"size: {status.size / 1_000_000:.1f} MB")
        pending = PendingChange.objects.values("scope").annotate(number=Count("pk")).order_by("scope")
        for row in pending:
            self.stdout.write(f"pending: {row['number']} × {row['scope']}")
        for failed in PendingChange.objects.exclude(error="").order_by("pk")[:10]:
            self.stdout.write(f"failed {failed.attempts} times: {failed} ({failed.error})")

    def _show_progress(self, done: int, known: int) -> None:
        self.stdout.write(f"\r{done} / {known} works", ending="")
        self.stdout.flush()
