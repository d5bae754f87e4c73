"""The app every page type stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Register the system checks, the background work, the translation guard and the signals that keep languages together."""
        from core import checks, tasks  # noqa: F401
        from core.translation import (
            aliases,
            guard,
            publishing,
            restrictions,
            review,
            staleness,
            streams,
            together,
            wording,
        )

        tasks.install()
        guard.install()
        publishing.install()
        restrictions.install()
        review.install()
        staleness.install()
        streams.install()
        aliases.install()
        wording.install()
        together.connect()
