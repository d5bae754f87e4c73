"""One file of the library, read whole: what it says of itself, its front matter and its sections."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

from core.models import BasePage
from linking.library.documents import Text
from linking.library.matter import read_matter
from linking.library.problems import Problems
from linking.library.reading import RawFile, read_text, split_front_matter
from linking.library.restrictions import Restriction, read_restriction
from linking.library.sections import read_sections
from linking.library.shapes import WorkShape, library_types, shape_of
from linking.library.values import closest
from linking.library.yamldata import Entry, Mapping, Scalar, load
from linking.permalinks.codes import is_code, normalise_code

LAST = 1_000_000  # the place of a work that asks for none


@dataclass
class WorkFile:
    """A file. A source has `key` (the work's translation key), a translation `translation_of`.

    `matter` and `raw` are what was found in it; None where it could not even be opened up. `has_consent`: everybody who
    can be recognised in the pictures of the work has agreed to be shown. `code` is that of the work's permalink, empty
    where the file leaves it to the site. `is_incomplete`: what a translation says as its source does is not translated.
    """

    path: Path
    text: Text
    problems: Problems
    matter: Mapping | None = None
    raw: RawFile | None = None
    key: uuid.UUID | None = None
    key_line: int = 1
    translation_of: str = ""
    order: int = LAST
    has_consent: bool = False
    code: str = ""
    code_line: int = 1
    restriction: Restriction | None = None
    is_incomplete: bool = False

    @property
    def is_translation(self) -> bool:
        """It belongs to a source in another language."""
        return bool(self.translation_of)


def open_work_file(path: Path, root: Path) -> WorkFile:
    """Open `hu.md` or `en.md` of a work's folder, far enough to know whether it is a source or a translation."""
    name = path.relative_to(root).as_posix()
    problems = Problems(name)
    file = WorkFile(path, Text(name, path.stem), problems)
    content = read_text(path, problems)
    raw = split_front_matter(content, problems) if content is not None else None
    if raw is None:
        return file
    matter = load(raw.matter, raw.matter_line, problems)
    if isinstance(matter, Mapping):
        file.matter, file.raw = matter, raw
        _read_identity(matter, file)
    elif not problems:
        problems.add(1, "", "The front matter has to be keys and values.")
    return file


def read_source(file: WorkFile, root: Path) -> WorkShape | None:
    """Read the rest of a source; its page type, or None and a problem."""
    assert file.matter is not None and file.raw is not None
    shape = _find_shape(file.matter, file, root)
    if shape is not None:
        _read_content(file, shape)
        _require(file, shape)
    return shape


def read_translation(file: WorkFile, shape: WorkShape) -> None:
    """Read the rest of a translation; its source knows the page type."""
    _read_content(file, shape)
    _refuse_synchronised(file, shape)


def _read_content(file: WorkFile, shape: WorkShape) -> None:
    assert file.matter is not None and file.raw is not None
    read_matter(file.matter, shape, file.is_translation, file.text, file.problems)
    read_sections(file.raw.markdown, file.raw.markdown_line, shape, file.text, file.problems)


def _read_identity(matter: Mapping, file: WorkFile) -> None:
    """The keys that say what the file is: id and order of a source, translation_of of a translation."""
    other = matter.items.get("translation_of")
    if isinstance(other, Scalar) and other.text:
        file.translation_of = other.text.strip()
        if file.translation_of == file.text.language_code:
            file.problems.add(
                other.line, "translation_of", "A file cannot be a translation of its own language."
            )
        if "id" in matter.lines:
            message = "A translation has no id of its own: it stands in the source file only."
            file.problems.add(matter.lines["id"], "id", message)
        file.is_incomplete = _read_true(matter, "incomplete", "Write true, or leave it out.", file.problems)
        return
    entry = matter.items.get("id")
    if not isinstance(entry, Scalar):
        file.problems.add(1, "id", "A work needs an id (a UUID), a translation needs translation_of.")
    else:
        file.key_line = entry.line
        try:
            file.key = uuid.UUID(entry.text.strip())
        except ValueError:
            file.problems.add(entry.line, "id", f"This is not a UUID: “{entry.text}”.")
    order = matter.items.get("order")
    if isinstance(order, Scalar):
        if order.text.isdecimal() and len(order.text) < 7:
            file.order = int(order.text)
        else:
            file.problems.add(order.line, "order", f"Write a whole number, not “{order.text}”.")
    message = "Write true, or leave it out where there is no picture."
    file.has_consent = _read_true(matter, "consent", message, file.problems)
    _read_code(matter.items.get("permalink"), file)
    if "restriction" in matter.lines:
        line = matter.lines["restriction"]
        file.restriction = read_restriction(matter.items.get("restriction"), line, file.problems)


def _read_true(matter: Mapping, name: str, message: str, problems: Problems) -> bool:
    entry = matter.items.get(name)
    if entry is None:
        return False
    is_true = isinstance(entry, Scalar) and entry.text.strip() == "true"
    if not is_true:
        problems.add(entry.line, name, message)
    return is_true


def _read_code(entry: Entry | None, file: WorkFile) -> None:
    if entry is None:
        return
    file.code_line = entry.line
    code = normalise_code(entry.text) if isinstance(entry, Scalar) else ""
    if is_code(code):
        file.code = code
    else:
        file.problems.add(
            entry.line, "permalink", "This is not the code of a permalink: mistyped, or made up."
        )


def _find_shape(matter: Mapping, file: WorkFile, root: Path) -> WorkShape | None:
    """The page type that `type` names, else that of the folder."""
    entry = matter.items.get("type")
    if isinstance(entry, Scalar):
        try:
            model = apps.get_model(entry.text)
        except (LookupError, ValueError):
            model = None
        if model is None or not issubclass(model, BasePage):
            file.problems.add(entry.line, "type", f"There is no page type “{entry.text}”.")
            return None
        return shape_of(model)
    folder = file.path.relative_to(root).parts[0]
    types = library_types()
    if folder not in types:
        file.problems.add(
            1, "", f"The folder “{folder}” is of no kind of work.{closest(folder, sorted(types))}"
        )
        return None
    return shape_of(types[folder])


def _refuse_synchronised(file: WorkFile, work_shape: WorkShape) -> None:
    """In a translation, an item of a list has translated values only."""
    for shape in work_shape.lists.values():
        for number, item in enumerate(file.text.lists.get(shape.relation, []), start=1):
            for each in shape.fields.values():
                if not each.is_translated and not each.is_picture and each.field.name in item.values:
                    line = item.values[each.field.name].line
                    message = "This is the same in every language: it stands in the source file only."
                    file.problems.add(line, f"{shape.name}.{number}.{each.name}", message)


def _require(file: WorkFile, work_shape: WorkShape) -> None:
    """A source has every required field, of the page and of every item, and every required child.

    What is wrong already is not also missing.
    """
    text, problems = file.text, file.problems
    reported = {problem.field for problem in problems.found}
    for field in work_shape.fields.values():
        present = text.streams.get(field.field.name) if field.is_stream else text.values.get(field.field.name)
        if field.is_required and not present and field.name not in reported:
            what = f"the section “# {field.name}”" if field.is_section else "this field"
            problems.add(text.line(field.field.name), field.name, f"A published page needs {what}.")
    for shape in work_shape.lists.values():
        missing = work_shape.model.required_children.get(shape.relation)
        if missing and not text.lists.get(shape.relation) and shape.name not in reported:
            problems.add(text.line(shape.relation), shape.name, str(missing))
        for number, item in enumerate(text.lists.get(shape.relation, []), start=1):
            for field in shape.fields.values():
                names = {f"{shape.name}.{number}", f"{shape.name}.{number}.{field.name}"}
                if field.is_required and field.field.name not in item.values and not names & reported:
                    problems.add(item.line, f"{shape.name}.{number}.{field.name}", "This is needed.")
