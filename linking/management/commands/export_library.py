"""`manage.py export_library DIR`: every published work as Markdown files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linking.library.export.exporting import export_library
from linking.library.problems import LibraryError


class Command(BaseCommand):
    help = "Writes every published work, with its images and documents, in the form that import_library reads (docs/library.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a new or empty folder, or an earlier export")
        parser.add_argument(
            "--public",
            action="store_true",
            help="leave out private fields, and works that not everybody may see",
        )

    def handle(self, *args: Any, folder: Path, public: bool, **options: Any) -> None:
        is_telling = options["verbosity"] > 1
        try:
            export = export_library(
                folder, public=public, progress=self.stdout.write if is_telling else lambda _line: None
            )
        except (LibraryError, OSError) as error:
            raise CommandError(f"{error} Nothing has been changed.") from error
        for name in export.left_out:
            self.stdout.write(f"left out: {name}")
        for warning in export.warnings:
            self.stderr.write(f"not said: {warning}")
        self.stdout.write(str(export))
