"""What is asked: queries chosen from the texts by a fixed rule, by how many works have their rarest word.

The budget (a third each with the rarest word in at most 1 %, in 5–15 % and in at least 40 % of the works, half with two
or more words) is about the `CLASSES`; beside them stand kinds of queries that are reported apart.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from search.analysis import fold, is_stop_word, list_words
from search.entries import KIND, TOPIC, Entry

SEED = 20261124
# The share of works that have the rarest word: more than the first, at most the second.
CLASSES = {"≤ 1 %": (0.0, 0.01), "5–15 %": (0.05, 0.15), "≥ 40 %": (0.3999, 1.0)}
FILTERED, PHRASES, MISSPELT, UNACCENTED = "filtered", "phrase", "misspelt", "without accents"
EXTRA = (FILTERED, PHRASES, MISSPELT, UNACCENTED)
LENGTHS = (1, 2, 1, 3, 1, 2, 1, 4)  # words of a query; half have two or more
SHORTEST_WORD = 3

Share = Callable[[str], float]
"""Which part of all works (0 to 1) is found by a word alone."""


@dataclass(frozen=True)
class Question:
    """A reader's query on the site of a language."""

    group: str
    text: str
    language_code: str
    filters: dict[str, list[str]] = field(default_factory=dict)


def choose_questions(works: Sequence[Entry], share: Share, many: int) -> list[Question]:
    """`many` questions of each class and half as many of each extra kind, alternately in both languages.

    The words of a question stand together in one of the texts, so it finds something. Raises ValueError where the texts
    do not have enough words of a class.
    """
    return [
        *itertools.chain.from_iterable(_of_class(name, works, share, many) for name in CLASSES),
        *itertools.chain.from_iterable(_extra(name, works, share, max(many // 2, 1)) for name in EXTRA),
    ]


def _of_class(name: str, works: Sequence[Entry], share: Share, many: int) -> Iterator[Question]:
    low, high = CLASSES[name]
    found, used = 0, set[str]()
    for entry, code, draw in _turns(name, works):
        length = LENGTHS[found // 2 % len(LENGTHS)]  # each length once in either language
        if code != ("hu", "en")[found % 2]:
            continue
        words = _telling_words(_flat(entry, code))
        draw.shuffle(words)
        rarest = next((word for word in words if word not in used and low < share(word) <= high), None)
        if rarest is None:
            continue
        others = (word for word in words if word != rarest and share(word) >= share(rarest))
        chosen = [rarest, *itertools.islice(others, length - 1)]
        if len(chosen) < length:
            continue
        used.add(rarest)
        found += 1
        draw.shuffle(chosen)
        yield Question(name, " ".join(chosen), code)
        if found == many:
            return
    raise ValueError(f"only {found} of {many} questions of the class {name}")


def _extra(name: str, works: Sequence[Entry], share: Share, many: int) -> Iterator[Question]:
    make = {FILTERED: _filtered, PHRASES: _phrase, MISSPELT: _misspelt, UNACCENTED: _unaccented}[name]
    questions = (make(entry, code, share, draw) for entry, code, draw in _turns(name, works))
    chosen = list(itertools.islice((question for question in questions if question), many))
    if len(chosen) < many:
        raise ValueError(f"only {len(chosen)} of {many} questions of the kind {name}")
    yield from chosen


def _filtered(entry: Entry, code: str, share: Share, draw: random.Random) -> Question | None:
    """A word of at least 5 % with filters that leave this work among what it finds."""
    words = _telling_words(_flat(entry, code))
    draw.shuffle(words)
    word = next((word for word in words if share(word) > 0.05), None)
    filters = {KIND: [entry.kind]}
    if entry.facets.get(TOPIC):
        filters[TOPIC] = [entry.facets[TOPIC][0]]
    return Question(FILTERED, word, code, filters) if word else None


def _phrase(entry: Entry, code: str, share: Share, draw: random.Random) -> Question | None:
    """Three words in a row, none of them a stop word."""
    words = list_words(entry.text(code).summary)
    rows = [row for row in zip(words, words[1:], words[2:], strict=False) if all(map(_is_telling, row))]
    return Question(PHRASES, f'"{" ".join(draw.choice(rows))}"', code) if rows else None


def _misspelt(entry: Entry, code: str, share: Share, draw: random.Random) -> Question | None:
    """A word of at least 1 % with two neighbouring letters exchanged, so that no work has it."""
    words = [word for word in _telling_words(_flat(entry, code)) if len(word) > 5]
    draw.shuffle(words)
    word = next((word for word in words if share(word) > 0.01), "")
    for at in range(2, len(word) - 1):
        wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if wrong != word and not share(wrong):
            return Question(MISSPELT, wrong, code)
    return None


def _unaccented(entry: Entry, code: str, share: Share, draw: random.Random) -> Question | None:
    """Two Hungarian words of at least 1 % typed without their accents."""
    if code != "hu":
        return None
    words = [word for word in _telling_words(_flat(entry, code)) if fold(word) != word]
    draw.shuffle(words)
    chosen = list(itertools.islice((word for word in words if share(word) > 0.01), 2))
    return Question(UNACCENTED, fold(" ".join(chosen)), code) if len(chosen) == 2 else None


def _turns(name: str, works: Sequence[Entry]) -> Iterator[tuple[Entry, str, random.Random]]:
    """Works in an order of the class's own, several times over, each text with its language."""
    draw = random.Random(f"{SEED}:{name}")
    for _ in range(3):
        for entry in draw.sample(works, len(works)):
            for text in draw.sample(entry.texts, len(entry.texts)):
                yield entry, text.language_code, draw


def _flat(entry: Entry, code: str) -> str:
    text = entry.text(code)
    return " ".join([text.title, text.summary, *(section.text for section in text.sections)])


def _telling_words(text: str) -> list[str]:
    return list(dict.fromkeys(filter(_is_telling, list_words(text))))


def _is_telling(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and word.isalpha() and not is_stop_word(word)
