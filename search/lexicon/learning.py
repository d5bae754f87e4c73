"""Words that answer one another in segments: IBM model 1, both ways, agreed upon.

Model 1 (Brown and others, 1993, "The mathematics of statistical machine translation") shares each word of a segment out
among the words of the other language by how well these explain the words of all segments. Trained in both directions, a
pair counts by the geometric mean of the two, so that it stands only where each is the other's likely translation (Liang,
Taskar and Klein, 2006, "Alignment by agreement").
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.entries import Entry
from search.lexicon.segments import Segment, list_segments

ROUNDS = 3
NOTHING = 0.02  # the share of the word that stands for none: it takes what no word explains
SUREST_BELOW = 0.2  # a pair that is less sure is none
MOST_SEGMENTS = 10_000  # some ten seconds and a hundred megabytes
MOST_WORKS = 3  # remembered for a pair


@dataclass(frozen=True)
class WordPair:
    """A term of the first language and one of the second, how sure they are (0 to 1) and works that attest them."""

    terms: tuple[str, str]
    sureness: float
    works: tuple[str, ...]


@dataclass
class Lesson:
    """Gathers segments of entries, up to `MOST_SEGMENTS`, the same one once."""

    codes: tuple[str, str]
    _works: dict[Segment, list[str]] = field(default_factory=dict)

    def read(self, entries: Iterable[Entry]) -> None:
        """Take the segments of entries."""
        for entry in entries:
            if self.is_full:
                return
            for segment in list_segments(entry, self.codes):
                works = self._works.setdefault(segment, [])
                if len(works) < MOST_WORKS and entry.work not in works:
                    works.append(entry.work)

    @property
    def is_full(self) -> bool:
        """Whether more would take too long."""
        return len(self._works) >= MOST_SEGMENTS

    def learn(self) -> list[WordPair]:
        """The pairs of words that the segments teach."""
        segments = list(self._works)
        forth = _train(segments)
        back = _train([(other, one) for one, other in segments])
        sure = {
            (one, other): sureness
            for one, translations in forth.items()
            for other, share in translations.items()
            if (sureness := math.sqrt(share * back[other].get(one, 0.0))) >= SUREST_BELOW
        }
        works: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for (ones, others), attesting in self._works.items():
            for one in ones:
                for other in forth[one].keys() & others:
                    if (one, other) in sure:
                        works[one, other].update(dict.fromkeys(attesting))
        return [
            WordPair(terms, sureness, tuple(works[terms])[:MOST_WORKS]) for terms, sureness in sure.items()
        ]


def _train(segments: Sequence[Segment]) -> dict[str, dict[str, float]]:
    """For each term of the first language the terms of the second by the likelihood that it is translated so."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for ones, others in segments:
        for one in ones:
            shares[one].update(dict.fromkeys(others, 1.0))
    shares = {one: _normalised(translations) for one, translations in shares.items()}
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = {one: {} for one in shares}
        for ones, others in segments:
            for other in others:
                explained = NOTHING + sum(shares[one].get(other, 0.0) for one in ones)
                for one in ones:
                    share = shares[one].get(other, 0.0)
                    counts[one][other] = counts[one].get(other, 0.0) + share / explained
        shares = {one: _normalised(translations) for one, translations in counts.items()}
    return shares


def _normalised(translations: dict[str, float]) -> dict[str, float]:
    """Shares of one; what is next to nothing is dropped, which keeps a round short."""
    total = sum(translations.values())
    return {other: share / total for other, share in translations.items() if share > total / 10_000}
