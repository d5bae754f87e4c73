"""`manage.py import_library DIR`: works, topics and terms from Markdown files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linking.library.importing import import_library
from linking.library.policies import Policy
from linking.library.problems import LibraryError


class Command(BaseCommand):
    help = "Imports a library of works from a folder of Markdown files (docs/library.md). A failed import changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the library's folder")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="put the files' text back where editors have changed a page",
        )

    def handle(self, *args: Any, folder: Path, dry_run: bool, overwrite: bool, **options: Any) -> None:
        policy = Policy.OVERWRITE if overwrite else Policy.REFUSE
        try:
            outcome = import_library(folder, policy=policy, is_dry_run=dry_run, progress=self.stdout.write)
        except LibraryError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(error.problems)} problems; nothing has been changed.") from error
        self.stdout.write(f"{'Would be: ' if dry_run else ''}{outcome}")
