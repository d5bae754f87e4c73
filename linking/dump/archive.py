"""The archive: all files in one order, with one date, so that the same content is the same bytes."""

import csv
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings

from core.choices import Licence
from linking.api.changes import all_changes, describe_changes
from linking.api.concepts import describe_concept, public_concepts
from linking.api.works import all_keys, represent_works
from linking.dump import codebook
from linking.dump.tables import Table, list_tables, rows_of
from linking.models import PublicChange

BATCH = 50
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can say
READ_BY_ALL = 0o644 << 16

README = """# Small Communities in Transition: the library as data

Everything that everybody may read at {url}, as it was after change {change}: {works} works.

- `works.jsonl`, `topics.jsonl`, `terms.jsonl`, `changes.jsonl`: one JSON object a line, as the API gives them
  ({url}/api/v1/).
- `csv/`: a table for each kind of work with a row for each text, and one for each of its lists, without markup. UTF-8,
  commas, as in RFC 4180. `code` and `language` say which rows belong together. Before a text that begins with = + - or @
  stands an apostrophe, so that no spreadsheet takes it for a formula.
- `codebook.csv`: what every column means. `vocabularies.csv`: what every key means.
- `LICENCE.md`: what you may do with it.

A work is named by its permalink, which never changes. A place is as precise as its community lets everybody know.
"""
LICENCE = """# Licences

Each text is under the licence that stands beside it (`licence` and `licence_url`, in `works.jsonl` `licence`). Name its
authors, link to its permalink, and say what you have changed. Pictures have licences and credits of their own.

{licences}
"""


def write_archive(path: Path) -> bool:
    """Write the dump to `path`, in one step: who reads meanwhile has the old one or the new one, whole.

    False where the file had the same bytes already, and was left as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".dump-") as folder:
        change = _write_files(Path(folder) / "files")
        made = Path(folder) / path.name
        _pack(Path(folder) / "files", made, change)
        if path.exists() and path.read_bytes() == made.read_bytes():
            return False
        made.chmod(0o644)
        made.replace(path)
    return True


def change_of(path: Path) -> int:
    """The number of the last change that a dump knows."""
    with zipfile.ZipFile(path) as archive:
        return int(archive.comment)


def _write_files(folder: Path) -> int:
    """All files of the dump; gives the number of the last change in it."""
    (folder / "csv").mkdir(parents=True)
    tables = list_tables()
    # First, so that what is taken back while the rest is read is known to be so (linking.dump.offering). In no
    # transaction: on SQLite that would keep everybody else from writing.
    change = PublicChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    number = _write_works(folder, tables)
    for name, kind in (("topics", "topic"), ("terms", "term")):
        _write_lines(folder / f"{name}.jsonl", map(describe_concept, public_concepts(kind)))
    _write_lines(folder / "changes.jsonl", _list_changes(change))
    _write_table(folder / "codebook.csv", codebook.COLUMNS, codebook.describe_columns(tables))
    _write_table(folder / "vocabularies.csv", codebook.VOCABULARY, codebook.describe_vocabularies(tables))
    readme = README.format(url=settings.BASE_URL, change=change, works=number)
    (folder / "README.md").write_text(readme, encoding="utf-8")
    licences = "\n".join(f"- `{licence.value}`: {licence.url}" for licence in Licence if licence.url)
    (folder / "LICENCE.md").write_text(LICENCE.format(licences=licences), encoding="utf-8")
    return change


def _write_works(folder: Path, tables: Sequence[Table]) -> int:
    """Every work, read once: as a line, and as rows of the tables of its kind. Gives their number."""
    number = 0
    with ExitStack() as stack:
        by_kind: dict[str, list[tuple[Table, Any]]] = {}
        for table in tables:
            path = folder / codebook.file_of(table)
            writer = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")))
            writer.writerow(column.name for column in table.columns)
            by_kind.setdefault(table.kind, []).append((table, writer))
        lines = stack.enter_context((folder / "works.jsonl").open("w", encoding="utf-8", newline="\n"))
        for work in _list_works():
            number += 1
            lines.write(_line(work))
            for table, writer in by_kind[work["kind"]]:
                writer.writerows(rows_of(table, work))
    return number


def _list_works() -> Iterator[Mapping[str, Any]]:
    keys = list(all_keys())
    for start in range(0, len(keys), BATCH):
        yield from represent_works(keys[start : start + BATCH])


def _list_changes(last: int) -> Iterator[Mapping[str, Any]]:
    found = all_changes().filter(pk__lte=last)
    place = 0
    while batch := list(found.filter(pk__gt=place)[: BATCH * 10]):
        yield from describe_changes(batch)
        place = batch[-1].pk


def _write_lines(path: Path, documents: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents:
            file.write(_line(document))


def _line(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def _pack(folder: Path, path: Path, change: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = str(change).encode()
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            info = zipfile.ZipInfo(file.relative_to(folder).as_posix(), EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = READ_BY_ALL
            with file.open("rb") as source, archive.open(info, "w") as target:
                while block := source.read(1 << 16):
                    target.write(block)
