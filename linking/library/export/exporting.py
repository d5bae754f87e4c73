"""The whole library as a folder, or one text of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.utils import translation
from wagtail.models import Page

from core.models import BasePage, CustomDocument, CustomImage
from core.visibility import is_expired
from linking.library.export.blocks import name_of
from linking.library.export.checking import find_unsaid, find_unsayable, find_unsayable_of_file
from linking.library.export.concepts import write_concepts
from linking.library.export.folders import replacing
from linking.library.export.names import Names, exported_texts, find_paths
from linking.library.export.works import WorkToWrite, WrittenWork, divide_texts, write_files
from linking.library.restrictions import find_restriction
from linking.library.translating import find_source_languages
from linking.models import Permalink

Progress = Callable[[str], None]


@dataclass
class Export:
    """What was written: how many works and texts. `left_out` are texts, `warnings` what files do not say."""

    works: int = 0
    texts: int = 0
    files: int = 0
    left_out: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.works} works, {self.texts} texts, {self.files} images and documents"


def export_library(root: Path, *, public: bool = False, progress: Progress = lambda _line: None) -> Export:
    """Write every published work into the folder `root`, in the place of an earlier export.

    `public` leaves out private fields, and works that not everybody may see. Raises LibraryError for a folder that holds
    anything else; whatever fails, an earlier export stays as it was.
    """
    # No transaction: on SQLite nobody could save anything meanwhile. The texts are read at once, at the beginning.
    with translation.override("en"), replacing(root, is_private=not public) as folder:
        export = _export(folder, public, progress)
    return export


def _export(folder: Path, public: bool, progress: Progress) -> Export:
    export = Export()
    names = Names(public=public)
    works = list(find_works(public=public))
    written_texts = {page.pk for work in works for page in (work.source, *work.translations)}
    export.left_out = sorted(_name_left_out(written_texts))
    names.paths.update(_paths_of(works))
    for name, text in write_concepts().items():
        (folder / name).write_text(text, encoding="utf-8")
    placed: dict[CustomImage | CustomDocument, tuple[str, set[str]]] = {}
    for work in works:
        written = write_files(work, names)
        _save(folder / work.path, work, written, export)
        export.warnings += [f"{work.path}/{code}.md {text}" for code, text in written.warnings]
        export.warnings += [f"{work.path}: {text}" for text in find_unsayable(work)]
        for file in written.files:
            placed.setdefault(file, (work.path, set()))[1].update(written.texts)
        export.works += 1
        export.texts += len(written.texts)
        progress(f"{work.path}: {', '.join(written.texts)}")
    for file, (path, languages) in placed.items():
        unsaid = ", ".join(find_unsayable_of_file(file, languages))
        export.warnings += [f"{path}/{name_of(file)} comes without: {unsaid}"] if unsaid else []
    if not public:
        export.warnings += find_unsaid(folder, works)
    return export


def write_work(page: BasePage, *, public: bool) -> str:
    """The file of one published text, as an export would write it. `page` is live.

    `public`: without private fields, and without naming works that not everybody may see; whether everybody may see the
    page itself is the caller's question.
    """
    texts = exported_texts(public=public).filter(translation_key=page.translation_key)
    language = find_source_languages([page.translation_key]).get(page.translation_key)
    pages = [text for text in texts.select_related("locale").specific() if text.pk != page.pk]
    source, translations = divide_texts([*pages, page], language)
    path = find_paths([page.translation_key], public=public).get(page.translation_key, "")
    work = WorkToWrite(path, source, translations)
    _complete([work], public=public)
    names = Names(public=public)
    return write_files(work, names, {page.language_code}).texts[page.language_code]


def find_works(*, public: bool) -> Iterator[WorkToWrite]:
    """The works of an export, in the order of their folders."""
    of_works: dict[UUID, list[Page]] = defaultdict(list)
    for text in exported_texts(public=public).select_related("locale").specific().iterator(chunk_size=200):
        if isinstance(text, BasePage):
            of_works[text.translation_key].append(text)
    languages = find_source_languages(of_works)
    paths = find_paths(of_works, public=public)
    works = []
    for key, texts in of_works.items():
        source, translations = divide_texts(texts, languages.get(key))
        works.append(WorkToWrite(paths[key], source, translations))
    _complete(works, public=public)
    _number(works)
    yield from sorted(works, key=lambda work: work.path)


def _complete(works: Collection[WorkToWrite], *, public: bool) -> None:
    """The codes of the works, and in a full export who may see them."""
    keys = [work.source.translation_key for work in works]
    codes = dict(Permalink.objects.filter(translation_key__in=keys).values_list("translation_key", "code"))
    for work in works:
        work.code = codes.get(work.source.translation_key, "")
        work.restriction = None if public else find_restriction(work.source)


def _number(works: Iterable[WorkToWrite]) -> None:
    """Each work's place among those that were written in its language and stand below the same page."""
    siblings: dict[str, list[WorkToWrite]] = defaultdict(list)
    for work in works:
        siblings[work.source.path[: -Page.steplen]].append(work)
    for those in siblings.values():
        for position, work in enumerate(sorted(those, key=lambda each: each.source.path), start=1):
            work.position = position


def _paths_of(works: Iterable[WorkToWrite]) -> dict[int, str | None]:
    """The paths of the works by each page of theirs, whether or not it is exported itself."""
    by_key = {work.source.translation_key: work.path for work in works}
    pages = Page.objects.filter(translation_key__in=by_key).values_list("pk", "translation_key")
    return {pk: by_key[key] for pk, key in pages}


def _save(folder: Path, work: WorkToWrite, written: WrittenWork, export: Export) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for code, text in written.texts.items():
        (folder / f"{code}.md").write_text(text, encoding="utf-8", newline="\n")
    for file in written.files:
        try:
            with file.file.storage.open(file.file.name, "rb") as stored:
                (folder / name_of(file)).write_bytes(stored.read())
            export.files += 1
        except OSError:
            export.warnings.append(f"{work.path}: the file “{name_of(file)}” is lost")


def _name_left_out(written: Collection[int]) -> Iterator[str]:
    """Texts that are not written, each with why; `written` are the primary keys of those that are."""
    pages = Page.objects.filter(depth__gt=1).select_related("locale").order_by("pk")
    left_out = [pk for pk in pages.values_list("pk", flat=True) if pk not in written]
    for page in pages.filter(pk__in=left_out).specific():
        if isinstance(page, BasePage):
            yield f"{page.title} ({page.language_code}): {_why(page)}"


def _why(page: Page) -> str:
    if not page.first_published_at:
        return "never published"
    if is_expired(page):
        return "expired"
    return "not for everybody" if page.live else "not published"
