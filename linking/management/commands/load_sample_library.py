"""`manage.py load_sample_library`: the samples, into a site that has no works of its own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linking.library.problems import LibraryError
from linking.library.samples import load_sample_library


class Command(BaseCommand):
    help = "Loads the sample library into an empty site; never over editors' works, and never a second time."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = load_sample_library(progress=self.stdout.write)
        except LibraryError as error:
            raise CommandError(str(error)) from error
        if outcome is not None:
            self.stdout.write(f"Sample library: {outcome}")
