"""The front door: home page, standard pages, news and events."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """After every `migrate`, the groups and the workflow are complete; the workflow has a name in each language."""
        from home import review_names
        from home.people import ensure_after_migrate

        review_names.install()
        post_migrate.connect(ensure_after_migrate, sender=self)
