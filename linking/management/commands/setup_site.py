"""`manage.py setup_site`: the pages that every site has. Run it as often as you like."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linking.library.policies import Action
from linking.library.problems import LibraryError
from linking.library.sites import set_up_site


class Command(BaseCommand):
    help = "Makes the languages, the front page and the standard pages where they are missing; changes nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = set_up_site(
                progress=self.stdout.write if options["verbosity"] > 1 else lambda _line: None
            )
        except LibraryError as error:
            raise CommandError(str(error)) from error
        made = outcome.counts[Action.CREATE]
        self.stdout.write(f"Site: {made} pages made" if made else "Site: nothing is missing")
