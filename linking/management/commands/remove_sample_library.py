"""`manage.py remove_sample_library`: takes the samples away for good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from linking.library.samples import plan_removal, remove_sample_library


class Command(BaseCommand):
    help = "Deletes every work, topic, term and image of the sample library, in all languages. They are not loaded again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--noinput", "--no-input", action="store_false", dest="interactive", help="do not ask"
        )

    def handle(self, *args: Any, interactive: bool, **options: Any) -> None:
        planned = plan_removal()
        counts = (
            f"{len(planned.works)} pages, {planned.concepts} topics and terms, {planned.images} images, "
            f"{planned.documents} documents"
        )
        self.stdout.write(f"The sample library has {counts}.")
        for name in planned.edited:
            self.stdout.write(f"  changed in the admin, and deleted too: {name}")
        if interactive and input("Delete all of it, for good? Type yes: ").strip() != "yes":
            self.stdout.write("Nothing has been deleted.")
            return
        for name in remove_sample_library(progress=self.stdout.write).staying:
            self.stdout.write(f"  stays, since it is used: {name}")
