"""What partners link into, and the library format."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.db.migrations import Migration
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

FIRST = ("linking", "0002_permalinks")


class LinkingConfig(AppConfig):
    name = "linking"
    verbose_name = _("Linking")

    def ready(self) -> None:
        """Register the signals that note what is public."""
        from linking import public_state
        from linking.permalinks import signals

        signals.connect()
        public_state.connect()
        post_migrate.connect(record_missing, sender=self, dispatch_uid="permalinks-migrate")


def record_missing(plan: Iterable[tuple[Migration, bool]] = (), **kwargs: Any) -> None:
    """Pages that were public before there were records get theirs after the migration that makes the tables.

    Not in a migration: what a page says is told by the methods of its model, which a migration does not have.
    """
    if any((each.app_label, each.name, back) == (*FIRST, False) for each, back in plan):
        from linking.permalinks import records

        records.record_missing()
