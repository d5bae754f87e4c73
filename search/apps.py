"""The reader's search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Register the system checks and the signals that keep the index right."""
        from search import checks, signals  # noqa: F401

        signals.connect()
