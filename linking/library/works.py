"""The works of a library folder: a folder each, with a source and its translations."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from linking.library.documents import DocumentRef, ImageRef
from linking.library.problems import Problem
from linking.library.references import Resolver
from linking.library.shapes import WorkShape
from linking.library.texts import WorkFile, open_work_file, read_source, read_translation
from linking.library.walking import Reference, find_references


@dataclass
class Work:
    """A work as its files tell it. `path` is that of its folder: `guides/vetomagcsere`."""

    path: str
    folder: Path
    key: uuid.UUID
    shape: WorkShape
    source: WorkFile
    translations: list[WorkFile] = field(default_factory=list)

    def resolve_with(self, resolver: Resolver) -> Callable[[Reference], int | None]:
        """A function from this work's references to primary keys."""
        return lambda reference: resolver.resolve(reference, self.path)

    @property
    def order(self) -> tuple[int, str]:
        """Where the work stands among new works."""
        return self.source.order, self.path


def digest_of_file(file: WorkFile) -> str:
    """The SHA-256 of a file and of the images and documents that it names."""
    result = hashlib.sha256(file.path.read_bytes())
    for reference in find_references(file.text):
        if isinstance(reference.value, (ImageRef, DocumentRef)):
            beside = file.path.parent / reference.value.name
            result.update(beside.read_bytes() if beside.is_file() else b"")
    return result.hexdigest()


def read_works(root: Path) -> tuple[list[Work], list[Problem]]:
    """Every work below `root` that could be read, in the order in which new ones are made, and all problems."""
    works: list[Work] = []
    problems: list[Problem] = []
    for folder in _find_folders(root):
        work = _read_folder(folder, root, problems)
        if work is not None:
            works.append(work)
    problems.extend(_find_repeated_ids(works))
    return sorted(works, key=lambda work: work.order), problems


def _languages() -> list[str]:
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def _find_folders(root: Path) -> list[Path]:
    names = {f"{code}.md" for code in _languages()}
    return sorted({path.parent for path in root.rglob("*.md") if path.name in names and path.parent != root})


def _read_folder(folder: Path, root: Path, problems: list[Problem]) -> Work | None:
    path = folder.relative_to(root).as_posix()
    languages = _languages()
    files = [folder / f"{code}.md" for code in languages if (folder / f"{code}.md").is_file()]
    for other in sorted(folder.glob("*.md")):
        if other not in files:
            name = other.relative_to(root).as_posix()
            problems.append(
                Problem(name, 1, "", f"A work's files are {', '.join(f'{code}.md' for code in languages)}.")
            )
    opened = [open_work_file(file, root) for file in files]
    work = _read_opened(path, folder, opened, root, problems)
    for file in opened:
        problems.extend(file.problems.found)
    return work


def _read_opened(
    path: str, folder: Path, opened: list[WorkFile], root: Path, problems: list[Problem]
) -> Work | None:
    if any(file.matter is None for file in opened):
        return None  # without that file, nothing can be said of the others
    sources = [file for file in opened if not file.is_translation]
    if len(sources) != 1:
        problems.append(_source_problem(opened, sources))
        return None
    source, translations = sources[0], [file for file in opened if file.is_translation]
    shape = read_source(source, root)
    for file in translations:
        if file.translation_of != source.text.language_code:
            message = f"There is no {file.translation_of}.md with an id here."
            problems.append(Problem(file.text.file, 1, "translation_of", message))
        if shape is not None:
            read_translation(file, shape)
    if shape is None or source.key is None:
        return None
    return Work(path, folder, source.key, shape, source, translations)


def _source_problem(read: list[WorkFile], sources: list[WorkFile]) -> Problem:
    if not sources:
        return Problem(read[0].text.file, 1, "translation_of", "The source of this translation is missing.")
    second = sources[1]
    return Problem(
        second.text.file,
        second.key_line,
        "id",
        f"{sources[0].path.name} is a source already: one of the two needs translation_of instead of an id.",
    )


def _find_repeated_ids(works: Iterable[Work]) -> list[Problem]:
    works = list(works)
    counts = Counter(work.key for work in works)
    problems = []
    for work in works:
        if counts[work.key] > 1:
            others = ", ".join(other.path for other in works if other.key == work.key and other is not work)
            problems.append(
                Problem(work.source.text.file, work.source.key_line, "id", f"{others} has the same id.")
            )
    return problems
