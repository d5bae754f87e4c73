"""Works about other subjects: what a search has to tell apart from the library.

`make_works()` makes short bilingual texts of village and town life from `distractors.yaml`. They share many everyday
words with the library (garden, exchange, repair, water, stove, decision …) in other senses, and answer none of its
readers' questions. The same count always gives the same works.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SUBJECTS = Path(__file__).with_suffix(".yaml")
LANGUAGES = ("hu", "en")
KINDS = ("guide", "case-study", "community", "news", "event")
SEED = 20261122
FEWEST_SENTENCES, MOST_SENTENCES = 4, 5
ONE_LANGUAGE_EVERY = 5


@dataclass(frozen=True)
class Distractor:
    """One work: its texts by language code, of which one work in five has a single one."""

    key: str
    kind: str
    title: dict[str, str]
    summary: dict[str, str]
    body: dict[str, str]


def make_works(count: int = 320) -> list[Distractor]:
    """The first `count` works, always the same ones; all their titles differ, in each language.

    The subjects take turns, so that each has nearly the same number of works. Raises ValueError when the subjects have
    fewer titles than that.
    """
    data = yaml.safe_load(SUBJECTS.read_text(encoding="utf-8"))
    queues = [_works_of(subject, data["places"], data["occasions"]) for subject in data["subjects"]]
    # One work of each subject in turn; what is left when the subjects run out is dropped.
    rounds = itertools.chain.from_iterable(itertools.zip_longest(*queues))
    found: list[Distractor] = []
    for work in itertools.islice((work for work in rounds if work), count):
        # Alternately Hungarian and English, every fifth work, whatever its subject.
        turn, rest = divmod(len(found), ONE_LANGUAGE_EVERY)
        found.append(_only(work, LANGUAGES[turn % 2]) if rest == ONE_LANGUAGE_EVERY - 1 else work)
    if len(found) < count:
        raise ValueError(f"The subjects are enough for {len(found)} works, not for {count}.")
    return found


def _works_of(
    subject: dict[str, Any], places: list[dict[str, str]], times: list[dict[str, str]]
) -> Iterator[Distractor]:
    """The works of one subject, until its titles run out; the choices depend on its key alone."""
    draw = random.Random(f"{SEED} {subject['key']}")
    if "occasions" in subject:
        times = [time for time in times if time["key"] in subject["occasions"]]
    patterns = range(len(subject["hu"]["titles"]))
    combinations = list(itertools.product(places, times))
    draw.shuffle(combinations)
    seen: set[tuple[int, ...]] = set()
    for number, (place, time) in enumerate(combinations):
        pattern = number % len(patterns)
        many = draw.randint(FEWEST_SENTENCES, MOST_SENTENCES)
        order = draw.sample(range(len(subject["hu"]["sentences"])), many)
        while tuple(order) in seen:
            order = draw.sample(range(len(subject["hu"]["sentences"])), many)
        seen.add(tuple(order))
        yield Distractor(
            key=f"{subject['key']}-{place['key']}-{time['key']}",
            kind=subject["kinds"][number % len(subject["kinds"])],
            title={lang: _fill(subject[lang]["titles"][pattern], lang, place, time) for lang in LANGUAGES},
            summary={lang: _fill(subject[lang]["summary"], lang, place, time) for lang in LANGUAGES},
            body={
                lang: _paragraphs([_fill(subject[lang]["sentences"][i], lang, place, time) for i in order])
                for lang in LANGUAGES
            },
        )


def _fill(text: str, lang: str, place: dict[str, str], time: dict[str, str]) -> str:
    """The pattern with its slots filled, beginning with a capital."""
    filled = text.format(
        place=place["name"], place_in=place["in"], place_adj=place["adj"], occasion=time[lang]
    )
    return filled[:1].upper() + filled[1:]


def _paragraphs(sentences: list[str]) -> str:
    """The sentences in two paragraphs."""
    half = len(sentences) // 2
    return " ".join(sentences[:half]) + "\n\n" + " ".join(sentences[half:])


def _only(work: Distractor, lang: str) -> Distractor:
    """The work with one of its languages."""
    return Distractor(
        key=work.key,
        kind=work.kind,
        title={lang: work.title[lang]},
        summary={lang: work.summary[lang]},
        body={lang: work.body[lang]},
    )
