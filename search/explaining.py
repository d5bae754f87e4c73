"""Why a work was found: which words of its texts the query found, where they stand, and what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.analysis import list_words
from search.engines.base import Clause, Match, Phrase, Word, list_leaves
from search.engines.columns import text_columns
from search.entries import Text
from search.highlight import Highlighter
from search.lookup import Answer
from search.query import Part, SearchForm, list_telling, make_clause, make_clauses

MOST_WORDS = 4  # of one field


@dataclass(frozen=True)
class Reason:
    """Why one work was found.

    `is_direct` says that it has all words as they were typed, `missing` names the words that it does not say in any way, `corrected` those
    that it has as they were meant; `fields` maps where words stand to the words as they stand there.
    """

    is_direct: bool
    missing: tuple[str, ...]
    corrected: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]

    def __str__(self) -> str:
        how = ["direct"] if self.is_direct else []
        if self.missing:
            how.append(f"without {', '.join(self.missing)}")
        if self.corrected:
            how.append(f"corrected to {', '.join(self.corrected)}")
        how = how or ["in other words"]
        return "; ".join([*how, *(f"{name}: {', '.join(words)}" for name, words in self.fields.items())])


class Explainer:
    """Explains the matches of one answer, from the stored texts, by the same analysis as the marks on the page."""

    def __init__(self, form: SearchForm, answer: Answer) -> None:
        wanted = make_clauses(form.parts).wanted
        self._all = Highlighter(answer.clauses)
        self._direct = Highlighter(wanted)
        # Unless the query was widened, each match has the words themselves.
        self._wanted = [Highlighter((clause,)) for clause in wanted] if answer.clauses != wanted else []
        self._typed = [
            (" ".join(part.words), Highlighter(_find_clauses(part, answer.clauses)))
            for part in list_telling(form.parts)
        ]
        typed = set(list_words(form.text))
        self._corrected = [
            (word, Highlighter((_clause(Part((word,))),)))
            for word in list_words(answer.corrected)
            if word not in typed
        ]

    def explain(self, match: Match) -> Reason:
        """The reason for one match of the answer."""
        texts = match.entry.texts
        is_direct = match.tier == 0 and all(_has(texts, marks) for marks in self._wanted)
        return Reason(
            is_direct=is_direct,
            missing=tuple(words for words, marks in self._typed if match.tier and not _has(texts, marks)),
            corrected=tuple(word for word, marks in self._corrected if not is_direct and _has(texts, marks)),
            fields=_find_words(texts, self._direct if is_direct else self._all),
        )


def _clause(part: Part) -> Word | Phrase:
    return make_clause(part, folded=True)


def _find_clauses(part: Part, clauses: Iterable[Clause]) -> list[Clause]:
    """The clauses that stand for a part of the query: itself, and those that say it in other words."""
    own = _clause(part)
    return [own, *(clause for clause in clauses if own in list_leaves((clause,)))]


def _has(texts: Iterable[Text], marks: Highlighter) -> bool:
    return any(marks.find(part, text.language_code) for text in texts for _name, part in _list_parts(text))


def _find_words(texts: Iterable[Text], marks: Highlighter) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for text in texts:
        for name, part in _list_parts(text):
            words = found.setdefault(name, {})
            for span in marks.find(part, text.language_code):
                words[part[span.start : span.end].lower()] = None
    return {name: tuple(words)[:MOST_WORDS] for name, words in found.items() if words}


def _list_parts(text: Text) -> Iterator[tuple[str, str]]:
    """The parts of a text by where they stand, as the index has them."""
    return ((name, part) for name, parts in text_columns(text).items() for part in parts)
