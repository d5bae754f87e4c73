"""Static files as they are served: one style sheet instead of forty, without a front-end build."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n?')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
LINE_ENDS = re.compile(r"(?<=[{};,])\n+|\n(?=\n)")  # where CSS needs none


class StylesheetStorage(CompressedManifestStaticFilesStorage):
    """`collectstatic` puts the files that site.css imports into it.

    A browser that follows forty @imports waits for each on a weak signal; in development it does just that, and the
    same files work unchanged. Comments, indents and most line ends stay with us.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Post-process as upstream, with the whole style sheet in place of its list of imports."""
        if STYLE_SHEET in paths:
            memory = InMemoryStorage()
            memory.save(STYLE_SHEET, ContentFile(join_stylesheet(paths).encode()))
            paths = {**paths, STYLE_SHEET: (memory, STYLE_SHEET)}
        yield from super().post_process(paths, dry_run, **options)


def join_stylesheet(paths: dict[str, Any]) -> str:
    """The text of site.css with each `@import url("…")` replaced by its file.

    `paths` maps names to (storage, path) as `collectstatic` hands them on. Raises KeyError where an imported file is
    missing. Addresses inside the imported files stay as they are, so url() may stand only in files of site.css's own
    folder.
    """
    folder = PurePosixPath(STYLE_SHEET).parent

    def text_of(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())

    joined = IMPORT.sub(lambda found: text_of(str(folder / found[1])), text_of(STYLE_SHEET))
    return LINE_ENDS.sub("", INDENT.sub("", COMMENT.sub("", joined)))
