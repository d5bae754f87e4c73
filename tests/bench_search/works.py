"""Synthetic works: as many entries as wanted, in the words of the sample library and a growing number of rarer ones.

A work is laid out like a work of the sample library (kind, sections, number of sentences). A part of its sentences comes
from one other sample, its theme, the rest from anywhere; in some of them one word gives way to a rarer one or to a
number. Rarer words are drawn as words of a language are, the k-th of the list about 1/k as often, so that the
vocabulary grows with the works. Work number n is the same whatever the count.
"""

import datetime as dt
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from core.search_entry import Section
from search.entries import Entry, Text

SEED = 20261123
KINDS = {"guide": 25, "case-study": 20, "community": 20, "news": 20, "event": 15}  # shares, in hundredths
LANGUAGES = ("hu", "en")
ONE_LANGUAGE_EVERY = 3  # such a work is in Hungarian or in English alone
OF_THE_THEME = 0.4  # of the sentences
RARE = 0.04  # of the words
NUMBERS = 0.1  # of what stands in the place of a word
RARE_WORDS = 100_000  # known in a language
SHIFT = 50  # so that not even the first of the rarer words is a common one
FIRST_DAY, DAYS = dt.date(2020, 1, 1), 2_500

_SENTENCE = re.compile(r"(?<=[.!?…”])\s+")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")


class Sentence(NamedTuple):
    """A sentence, and where its longer words are."""

    text: str
    places: tuple[tuple[int, int], ...]
    words: int


class WorkMaker:
    """Makes works like `samples`, with rarer words by language code."""

    def __init__(self, samples: Sequence[Entry], rare_words: Mapping[str, Sequence[str]]) -> None:
        samples = sorted(samples, key=lambda entry: entry.work)
        self._models = {kind: [entry for entry in samples if entry.kind == kind] for kind in KINDS}
        self._kinds = [kind for kind in KINDS if self._models[kind]]
        self._shares = [KINDS[kind] for kind in self._kinds]
        self._rare_words = rare_words
        self._facets = _list_facets(samples)
        self._themes: dict[str, list[tuple[str, list[Sentence]]]] = {
            code: [
                (text.title, sentences)
                for entry in samples
                for text in entry.texts
                if text.language_code == code and (sentences := _list_sentences(text))
            ]
            for code in LANGUAGES
        }
        self._sentences = {
            code: [sentence for _, sentences in themes for sentence in sentences]
            for code, themes in self._themes.items()
        }

    def make(self, count: int) -> Iterator[Entry]:
        """The first `count` works."""
        return map(self.make_one, range(count))

    def make_one(self, number: int) -> Entry:
        """The work with a number."""
        draw = random.Random(f"{SEED}:{number}")
        kind = draw.choices(self._kinds, self._shares)[0]
        model = draw.choice(self._models[kind])
        codes = LANGUAGES if number % ONE_LANGUAGE_EVERY else (draw.choice(LANGUAGES),)
        theme = draw.random()
        return Entry(
            work=f"synthetic:{number}",
            kind=kind,
            texts=tuple(self._make_text(draw, model.text(code), code, number, theme) for code in codes),
            facets={
                name: tuple(draw.sample(values, draw.randint(1, min(most, len(values)))))
                for name, (values, most) in self._facets[kind].items()
            },
            date=FIRST_DAY + dt.timedelta(days=draw.randrange(DAYS)),
            drawing=model.drawing,
        )

    def _make_text(self, draw: random.Random, model: Text, code: str, number: int, theme: float) -> Text:
        themes = self._themes[code]
        # The same point of both lists, so that the languages of a work speak of much the same.
        title, sentences = themes[int(theme * len(themes))]
        everything = self._sentences[code]

        def write(many: int) -> str:
            return " ".join(
                self._vary(draw, draw.choice(sentences if draw.random() < OF_THE_THEME else everything), code)
                for _ in range(many)
            )

        return replace(
            model,
            language_code=code,
            url=f"/{code}/synthetic-{number}/",
            title=f"{title}: {self._rare_word(draw, code)} {number}",
            summary=write(_count_sentences(model.summary)),
            sections=tuple(
                Section(section.anchor, section.heading, write(_count_sentences(section.text)))
                for section in model.sections
            ),
            visible_until=None,
        )

    def _vary(self, draw: random.Random, sentence: Sentence, code: str) -> str:
        if not sentence.places or draw.random() >= RARE * sentence.words:
            return sentence.text
        start, end = draw.choice(sentence.places)
        is_number = draw.random() < NUMBERS
        word = str(draw.randint(2, 5_000)) if is_number else self._rare_word(draw, code)
        return sentence.text[:start] + word + sentence.text[end:]

    def _rare_word(self, draw: random.Random, code: str) -> str:
        words = self._rare_words[code]
        # Chances fall as 1 / (rank + SHIFT) (Mandelbrot's form of Zipf's law).
        rank = SHIFT * ((len(words) / SHIFT + 1) ** draw.random() - 1)
        return words[min(int(rank), len(words) - 1)]


def list_rare_words(language_code: str, count: int = RARE_WORDS) -> list[str]:
    """Forms of words from simplemma's list of a language, in an order that is always the same."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    known = DefaultDictionaryFactory().get_dictionary(language_code)
    words = sorted(word for word in known if 4 <= len(word) <= 12 and word.isalpha() and word.islower())
    return random.Random(SEED).sample(words, min(count, len(words)))


def read_rare_words(folder: Path) -> dict[str, list[str]]:
    """The rarer words of both languages; kept in a folder, so that only the process that makes them needs their lists."""
    kept = folder / "rare-words.json"
    if not kept.exists():
        kept.write_text(json.dumps({code: list_rare_words(code) for code in LANGUAGES}))
    return json.loads(kept.read_text())


def sample_works() -> list[Entry]:
    """The works of the sample library (not its terms), from the database of the measured site."""
    from search.documents import TERM, compose, list_all_works

    entries, _ = compose(list_all_works())
    return [entry for entry in entries if entry.kind != TERM]


@cache
def _count_sentences(text: str) -> int:
    return len(_SENTENCE.split(text)) if text else 0


def _list_sentences(text: Text) -> list[Sentence]:
    return [
        Sentence(
            sentence, tuple(match.span() for match in _LONGER_WORD.finditer(sentence)), len(sentence.split())
        )
        for part in (text.summary, *(section.text for section in text.sections))
        for sentence in _SENTENCE.split(part)
        if sentence
    ]


def _list_facets(samples: Sequence[Entry]) -> dict[str, dict[str, tuple[list[str], int]]]:
    """For each kind and facet its values, and how many of them a work has at most."""
    values: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    most: dict[tuple[str, str], int] = defaultdict(int)
    for entry in samples:
        for name, chosen in entry.facets.items():
            values[entry.kind][name] |= dict.fromkeys(chosen)
            most[entry.kind, name] = max(most[entry.kind, name], len(chosen))
    return {
        kind: {name: (sorted(found), most[kind, name]) for name, found in facets.items() if found}
        for kind, facets in values.items()
    } | {kind: {} for kind in KINDS if kind not in values}
