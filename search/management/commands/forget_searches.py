"""`manage.py forget_searches`: take away what readers searched more than twelve months ago, and rare words sooner."""

from typing import Any

from django.core.management.base import BaseCommand

from search.usage import forget


class Command(BaseCommand):
    """Forgets what is due of the counts of searches; `scripts/run` does it every day, elsewhere cron has to."""

    help = "Forget counts of searches older than twelve months, and the words of queries that hardly anybody searched."

    def handle(self, *args: Any, **options: Any) -> None:
        number = forget()
        if options["verbosity"]:
            self.stdout.write(f"{number} queries forgotten.")
