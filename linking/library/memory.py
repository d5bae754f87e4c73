"""Which source text each string of a translation's file translates.

A string of the file translates the present source text, unless the source text has changed since the last import and
the string has not, or `translated_from` names an older text. What was decided is remembered in `ImportedText.strings`,
so that importing the same files again decides the same.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.translation.digest import NOT_TEXT
from linking.library.mirrors import Pair
from linking.library.problems import Problems

# {path: [[hash of the source text, hash of the translation, whether translated_from said so], …]}
Memory = dict[str, list[list]]


@dataclass(frozen=True)
class Decision:
    """A pair and whether its translation is one of the present source text."""

    pair: Pair
    is_current: bool


def fingerprint(text: str) -> str:
    """A short hash of a string, enough to recognise it at its place."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def decide(
    pairs: Iterable[Pair], memory: Memory, older: Mapping[tuple[str, int], str]
) -> tuple[list[Decision], Memory]:
    """Decide for every pair, and what to remember. `older` has the declared older source text by path and number."""
    decisions: list[Decision] = []
    remembered: Memory = {}
    numbers: defaultdict[str, int] = defaultdict(int)
    for pair in pairs:
        declared = older.get((pair.path, numbers[pair.path]))
        numbers[pair.path] += 1
        source, translation = fingerprint(pair.source), fingerprint(pair.translation)
        known = [entry for entry in memory.get(pair.path, []) if entry[1] == translation]
        if pair.path in NOT_TEXT:
            record = [source, translation, False]
        elif declared is not None:
            record = [fingerprint(declared), translation, True]
        elif not known or any(entry[0] == source for entry in known) or all(entry[2] for entry in known):
            # New words, or words for this very text, or words that translated_from no longer calls old.
            record = [source, translation, False]
        else:
            record = [known[0][0], translation, False]
        remembered.setdefault(pair.path, []).append(record)
        decisions.append(Decision(pair, record[0] == source))
    return decisions, remembered


def find_swaps(pairs: Iterable[Pair], memory: Memory, problems: Problems) -> None:
    """Entries that have changed places in the source only: their old translations would stand with the wrong ones.

    An entry (a step, a block) whose strings are word for word those that another entry had at the last import, while
    that other entry's source text is still there unchanged, has not followed the new order.

    Both are taken by path: PostgreSQL keeps the keys of a JSON object in an order of its own.
    """
    entries: dict[str, list[Pair]] = {}
    for pair in sorted(pairs, key=lambda each: each.path):
        parts = pair.path.split(".")
        if len(parts) > 1:
            entries.setdefault(".".join(parts[:2]), []).append(pair)
    remembered: dict[str, list[list]] = {}
    for path, records in sorted(memory.items()):
        remembered.setdefault(".".join(path.split(".")[:2]), []).extend(records)
    sources = {name: [fingerprint(pair.source) for pair in own] for name, own in entries.items()}
    by_translation = {
        tuple(record[1] for record in records): name
        for name, records in remembered.items()
        if [record[0] for record in records] == sources.get(name)
    }
    for name, own in entries.items():
        translations = tuple(fingerprint(pair.translation) for pair in own)
        other = by_translation.get(translations)
        before = tuple(record[1] for record in remembered.get(name, []))
        if other is not None and other != name and before and before != translations:
            first = min(own, key=lambda each: each.line)
            problems.add(
                first.line, first.field, "The source has another order now: move this to the same place."
            )
