"""`topics.yaml` and `terms.yaml` written: what `linking.library.concepts` reads."""

from collections.abc import Mapping
from typing import Any

from core.concepts import Concept, find_concepts, find_writer
from linking.library.concepts import FILES
from linking.library.export.yamltext import Word, write_record


def write_concepts() -> dict[str, str]:
    """The files by name, one for each kind of which there is any."""
    files = {}
    for name, kind in FILES.items():
        writer = find_writer(kind)
        concepts = find_concepts(kind)
        if writer is not None and concepts:
            records = ["\n".join(write_record(_record(each, writer.fields))) for each in concepts]
            files[name] = "\n\n".join(records) + "\n"
    return files


def _record(concept: Concept, fields: frozenset[str]) -> dict[str, Any]:
    record: dict[str, Any] = {"key": Word(concept.key)}
    if "form" in fields:
        record["form"] = Word(concept.form)
    for name, texts in (("names", concept.names), ("definitions", concept.definitions)):
        written = {
            code: " ".join(text.split("\r\n")).strip() for code, text in sorted(texts.items(), reverse=True)
        }
        if any(written.values()):
            record[name] = {code: text for code, text in written.items() if text}
    synonyms = _synonyms(concept.synonyms)
    if synonyms:
        record["synonyms"] = synonyms
    if "topics" in fields and concept.topics:
        record["topics"] = [Word(key) for key in dict.fromkeys(concept.topics)]
    if "is_sample" in fields:
        record["sample"] = Word("true" if concept.is_sample else "false")
    return record


def _synonyms(synonyms: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    written = {
        code: list(dict.fromkeys(text for each in words if (text := each.strip())))
        for code, words in sorted(synonyms.items(), reverse=True)
    }
    return {code: words for code, words in written.items() if words}
