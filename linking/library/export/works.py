"""The files of one work: its source and its translations, as they are published."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from core.models import BasePage, CustomDocument, CustomImage
from core.translation.staleness import is_stale
from linking.library.contents import Content, stored_content
from linking.library.export.mirror import find_older, mirror
from linking.library.export.names import Names
from linking.library.export.texts import Matter, TextToWrite, write_text
from linking.library.export.yamltext import Word
from linking.library.restrictions import GROUPS, LOGIN, PASSWORD, Restriction
from linking.library.shapes import library_types, shape_of


@dataclass
class WorkToWrite:
    """A work: its texts that are exported, and what stands above the fields of its source.

    `position` is its place among its siblings, from 1; None: the file says none.
    """

    path: str
    source: BasePage
    translations: list[BasePage] = field(default_factory=list)
    code: str = ""
    restriction: Restriction | None = None
    position: int | None = None


@dataclass
class WrittenWork:
    """The texts by language, the files beside them, and what could not be said, by language."""

    texts: dict[str, str] = field(default_factory=dict)
    files: list[CustomImage | CustomDocument] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)


def write_files(work: WorkToWrite, names: Names, languages: Collection[str] | None = None) -> WrittenWork:
    """The files of a work, or only those of some `languages`."""
    while True:
        written = _write(work, names, languages)
        if not names.look_up():
            return written


def _write(work: WorkToWrite, names: Names, languages: Collection[str] | None) -> WrittenWork:
    written = WrittenWork()
    names.used = []
    source = work.source
    shape = shape_of(type(source))
    content = stored_content(source, shape)
    hidden = source.find_hidden_fields() if names.public else ()
    if languages is None or source.language_code in languages:
        text = TextToWrite(
            shape, content, source.language_code, lambda: _source_head(work, names), hidden=hidden
        )
        written.texts[source.language_code] = write_text(text, names)
    for page in work.translations:
        if languages is None or page.language_code in languages:
            written.texts[page.language_code] = _write_translation(
                work, page, content, hidden, names, written
            )
    written.files = list(names.used)
    return written


def _write_translation(
    work: WorkToWrite,
    page: BasePage,
    source: Content,
    hidden: Iterable[str],
    names: Names,
    written: WrittenWork,
) -> str:
    shape = shape_of(type(work.source))
    mirrored = mirror(shape, source, stored_content(page, shape), names)
    older = {}
    # An older text may have been withdrawn, or never have been public.
    if not names.public and is_stale(page, work.source):
        older = find_older(work.source, shape, mirrored.content, page.locale, names)
    if mirrored.gaps and not page.is_incomplete_translation:
        gaps = ", ".join(mirrored.gaps)
        written.warnings.append((page.language_code, f"is in the words of the source here: {gaps}"))
    if mirrored.lost:
        lost = ", ".join(dict.fromkeys(mirrored.lost))
        written.warnings.append((page.language_code, f"has a text here that the source has no more: {lost}"))
    for each in shape.fields.values():
        if each.stays and mirrored.content.values[each.field.attname] == source.values[each.field.attname]:
            del mirrored.content.values[each.field.attname]
    head: Matter = [("translation_of", Word(work.source.language_code))]
    if older:
        head.append(("translated_from", {name: text for name, text in older.items() if name not in hidden}))
    if page.is_incomplete_translation or mirrored.gaps:
        head.append(("incomplete", Word("true")))
    text = TextToWrite(
        shape, mirrored.content, page.language_code, lambda: head, is_translation=True, hidden=tuple(hidden)
    )
    return write_text(text, names)


def _source_head(work: WorkToWrite, names: Names) -> Matter:
    model = type(work.source)
    head: Matter = [("id", Word(str(work.source.translation_key)))]
    if library_types().get(work.path.partition("/")[0]) is not model:
        head.append(("type", Word(model._meta.label)))
    if work.position is not None:
        head.append(("order", Word(str(work.position * 10))))
    pictures = [file for file in names.used if isinstance(file, CustomImage)]
    if pictures and all(picture.has_consent for picture in pictures):
        head.append(("consent", Word("true")))
    if work.code:
        head.append(("permalink", Word(work.code)))
    if work.restriction is not None:
        head.append(("restriction", _write_restriction(work.restriction)))
    return head


def _write_restriction(restriction: Restriction) -> Any:
    if restriction.kind == PASSWORD:
        return {PASSWORD: restriction.password}
    return {GROUPS: list(restriction.groups)} if restriction.kind == GROUPS else Word(LOGIN)


def divide_texts(texts: Iterable[Page], language: str | None) -> tuple[BasePage, list[BasePage]]:
    """Of the texts of one work the source, and the translations. `language` is that of the source, if it is known."""
    pages = sorted((text for text in texts if isinstance(text, BasePage)), key=lambda page: page.pk)
    source = next((page for page in pages if page.language_code == language), pages[0])
    return source, [page for page in pages if page is not source]
