"""`manage.py export_dump [DIR]`: the public library as one archive of JSON Lines and CSV."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from linking.dump.archive import write_archive
from linking.dump.offering import NAME, is_due, make_offered, offered_path


class Command(BaseCommand):
    help = (
        "Writes all that everybody may read as JSON Lines and CSV, with a codebook, into one archive: into a folder, "
        "or where the site offers it for download."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            help=f"the folder for {NAME}; without it, the download of the site",
        )
        parser.add_argument(
            "--if-due",
            action="store_true",
            help="only where the download is a day old, or something in it was taken back",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        if folder and options["if_due"]:
            raise CommandError("--if-due is for the download of the site, without a folder.")
        if options["if_due"] and not is_due():
            return
        path = folder / NAME if folder else offered_path()
        try:
            is_new = write_archive(path) if folder else make_offered()
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from error
        if options["verbosity"]:
            self.stdout.write(f"{path}: {'written' if is_new else 'nothing has changed'}")
