"""Static files as they are served: one style sheet a page instead of forty, without a front-end build."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEETS = ("css/site.css", "css/card.css")
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n?')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
LINE_ENDS = re.compile(r"(?<=[{};,])\n+|\n(?=\n)")  # where CSS needs none


class StylesheetStorage(CompressedManifestStaticFilesStorage):
    """`collectstatic` puts the files that a style sheet imports into it.

    A browser that follows forty @imports waits for each on a weak signal; in development it does just that, and the
    same files work unchanged. Comments, indents and most line ends stay with us.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Post-process as upstream, with the whole style sheets in place of their lists of imports."""
        memory = InMemoryStorage()
        for sheet in STYLE_SHEETS:
            if sheet in paths:
                memory.save(sheet, ContentFile(join_stylesheet(paths, sheet).encode()))
                paths = {**paths, sheet: (memory, sheet)}
        yield from super().post_process(paths, dry_run, **options)


def join_stylesheet(paths: dict[str, Any], sheet: str) -> str:
    """The text of a style sheet with each `@import url("…")` replaced by its file.

    `paths` maps names to (storage, path) as `collectstatic` hands them on. Raises KeyError where an imported file is
    missing. Addresses inside the imported files stay as they are, so url() may stand only in files of its own
    folder.
    """
    folder = PurePosixPath(sheet).parent

    def text_of(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())

    joined = IMPORT.sub(lambda found: text_of(str(folder / found[1])), text_of(sheet))
    return LINE_ENDS.sub("", INDENT.sub("", COMMENT.sub("", joined)))
