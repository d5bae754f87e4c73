"""`topics.yaml` and `terms.yaml`: concepts as plain values, written by the room that owns them (`core.concepts`)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from core.concepts import Concept, ConceptValues, ConceptWriter, find_concepts, find_writer
from linking.library.policies import Action, Policy, choose
from linking.library.problems import Problem, Problems
from linking.library.reading import read_text
from linking.library.richtext import find_control_character
from linking.library.values import closest
from linking.library.yamldata import Entry, Mapping, Scalar, Sequence, load
from linking.models import ImportedLibrary, ImportedThing

# In the order in which they are written: terms refer to topics.
FILES = {"topics.yaml": "topic", "terms.yaml": "term"}

TEXTS = ("names", "definitions")
FILE_NAMES = {"is_sample": "sample"}


@dataclass
class ConceptEntry:
    """One entry of a file, and the lines of its keys. `action` is decided before anything is written."""

    kind: str
    values: ConceptValues
    file: str
    line: int
    lines: dict[str, int]
    action: Action = Action.SAME


def read_concepts(root: Path) -> tuple[list[ConceptEntry], list[Problem]]:
    """The topics and terms of a library and what is wrong with them."""
    entries: list[ConceptEntry] = []
    found: list[Problem] = []
    for name, kind in FILES.items():
        path, writer = root / name, find_writer(kind)
        # A link that leads nowhere does not exist either, and was not meant to be left out.
        if writer is None or not (path.exists() or path.is_symlink()):
            continue
        problems = Problems(name)
        if not path.is_file():
            problems.add(1, "", "A file is expected here.")
            found.extend(problems.found)
            continue
        text = read_text(path, problems)
        document = load(text, 1, problems) if text is not None else None
        if isinstance(document, Sequence):
            entries.extend(_read_entries(document, kind, writer, problems))
        elif document is not None:
            problems.add(1, "", "A list of entries is expected here.")
        found.extend(problems.found)
    return entries, found


def _read_entries(
    document: Sequence, kind: str, writer: ConceptWriter, problems: Problems
) -> list[ConceptEntry]:
    entries: list[ConceptEntry] = []
    for place, entry in enumerate(document.items):
        if not isinstance(entry, Mapping):
            problems.add(entry.line, "", "Keys and values are expected here.")
            continue
        values = _read_values(entry, writer, place, problems)
        if values is None:
            continue
        first = next((other for other in entries if other.values.key == values.key), None)
        if first is not None:
            problems.add(
                entry.line, "key", f"“{values.key}” stands here for the second time (line {first.line})."
            )
            continue
        for name, messages in writer.find_mistakes(values).items():
            stem = name.partition(".")[0]
            for message in messages:
                problems.add(entry.lines.get(FILE_NAMES.get(stem, stem), entry.line), name, message)
        entries.append(ConceptEntry(kind, values, problems.file, entry.line, entry.lines))
    return entries


def _read_values(
    entry: Mapping, writer: ConceptWriter, place: int, problems: Problems
) -> ConceptValues | None:
    known = ["key", *TEXTS, "synonyms", *(FILE_NAMES.get(name, name) for name in sorted(writer.fields))]
    for name, line in entry.lines.items():
        if name not in known:
            problems.add(line, name, f"Unknown key.{closest(name, known)}")
    key = _text(entry.items.get("key"), "key", problems)
    if not key:
        problems.add(entry.line, "key", "A key is needed.")
        return None
    more: dict[str, Any] = {}
    if "form" in writer.fields:
        more = {"form": _text(entry.items.get("form"), "form", problems), "position": place}
    if "topics" in writer.fields:
        more["topics"] = tuple(_texts(entry.items.get("topics"), "topics", problems))
    if "is_sample" in writer.fields:
        sample = _text(entry.items.get("sample"), "sample", problems) or "false"
        if sample not in {"true", "false"}:
            problems.add(entry.lines["sample"], "sample", f"Write true or false, not “{sample}”.")
        more["is_sample"] = sample == "true"
    synonyms = _by_language(entry.items.get("synonyms"), "synonyms", problems)
    return ConceptValues(
        key=key,
        names={
            code: _text(each, f"names.{code}", problems)
            for code, each in _languages(entry, "names", problems)
        },
        definitions={
            code: _text(each, f"definitions.{code}", problems)
            for code, each in _languages(entry, "definitions", problems)
        },
        synonyms={code: tuple(_texts(each, f"synonyms.{code}", problems)) for code, each in synonyms.items()},
        **more,
    )


def _languages(entry: Mapping, name: str, problems: Problems) -> Iterable[tuple[str, Entry]]:
    return _by_language(entry.items.get(name), name, problems).items()


def _by_language(entry: Entry | None, name: str, problems: Problems) -> dict[str, Entry]:
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    if entry is None:
        return {}
    if not isinstance(entry, Mapping):
        problems.add(entry.line, name, f"A value for each language is expected here: {', '.join(codes)}.")
        return {}
    for code, line in entry.lines.items():
        if code not in codes:
            problems.add(line, f"{name}.{code}", f"Unknown language. Known: {', '.join(codes)}.")
    return {code: each for code, each in entry.items.items() if code in codes}


def _text(entry: Entry | None, name: str, problems: Problems) -> str:
    if entry is None:
        return ""
    if not isinstance(entry, Scalar):
        problems.add(entry.line, name, "One value is expected here.")
        return ""
    control = find_control_character(entry.text)
    if control:
        problems.add(entry.line, name, f"The control character {control} is not allowed.")
        return ""
    return entry.text.strip()


def _texts(entry: Entry | None, name: str, problems: Problems) -> list[str]:
    if entry is None:
        return []
    if not isinstance(entry, Sequence):
        problems.add(entry.line, name, "A list is expected here: [first, second].")
        return []
    return [text for item in entry.items if (text := _text(item, name, problems))]


# --- deciding and writing -------------------------------------------------------------------------------------------


def plan_concepts(entries: list[ConceptEntry], policy: Policy) -> list[Problem]:
    """Decide what becomes of every entry; problems are unknown topics and what editors have changed."""
    stored = {(concept.kind, concept.key): concept for concept in find_concepts()}
    known = {(entry.kind, entry.values.key) for entry in entries} | set(stored)
    recorded = {(thing.kind, thing.key): thing.digest for thing in ImportedThing.objects.exclude(digest="")}
    problems: list[Problem] = []
    for entry in entries:
        for topic in entry.values.topics:
            if ("topic", topic) not in known:
                line = entry.lines.get("topics", entry.line)
                problems.append(Problem(entry.file, line, "topics", f"There is no topic “{topic}”."))
        concept, writer = stored.get((entry.kind, entry.values.key)), find_writer(entry.kind)
        assert writer is not None
        if concept is None:
            entry.action = Action.CREATE
        elif writer.differs(entry.values):
            digest = recorded.get((entry.kind, entry.values.key))
            entry.action = choose(
                policy,
                is_edited=digest is None or digest != _digest(concept),
                is_file_new=digest is None or digest != _digest(entry.values),
            )
            if entry.action is Action.REFUSE:
                message = (
                    "An editor has changed it since the last import; --overwrite puts the file's text back."
                )
                problems.append(Problem(entry.file, entry.line, entry.values.key, message))
    return problems


def write_concepts(entries: list[ConceptEntry], library: ImportedLibrary) -> None:
    """Create and update what was planned, and remember it."""
    for entry in entries:
        if entry.action not in {Action.CREATE, Action.UPDATE}:
            continue
        writer = find_writer(entry.kind)
        assert writer is not None
        writer.write(entry.values)
        things = ImportedThing.objects.filter(kind=entry.kind, key=entry.values.key)
        if not things.update(digest=_digest(entry.values)) and entry.action is Action.CREATE:
            things.create(
                library=library, kind=entry.kind, key=entry.values.key, digest=_digest(entry.values)
            )


def _digest(concept: Concept | ConceptValues) -> str:
    """What a topic or term says, as one value; where it stands in a list does not matter."""
    texts = [
        sorted((code, text) for code, text in each.items() if text)
        for each in (concept.names, concept.definitions)
    ]
    synonyms = sorted((code, list(dict.fromkeys(words))) for code, words in concept.synonyms.items() if words)
    values = [*texts, synonyms, concept.form, list(dict.fromkeys(concept.topics)), concept.is_sample]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()
