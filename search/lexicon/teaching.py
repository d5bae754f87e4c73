"""A lesson from the first entry to the stored pairs."""

from collections.abc import Iterable, Iterator, Sequence

from search.documents import compose, list_all_works
from search.entries import Entry
from search.lexicon.learning import Lesson
from search.lexicon.store import replace_pairs
from search.query import ANALYSED_LANGUAGES

BATCH = 50  # works composed at once


class Teaching:
    """Reads entries that everybody may see, then replaces all pairs by what they teach."""

    def __init__(self) -> None:
        self._codes = (ANALYSED_LANGUAGES[0], ANALYSED_LANGUAGES[1])
        self._lesson = Lesson(self._codes)

    def read(self, entries: Sequence[Entry]) -> None:
        """Take more entries."""
        self._lesson.read(entries)

    @property
    def is_full(self) -> bool:
        """Whether more entries would not be read."""
        return self._lesson.is_full

    def finish(self) -> int:
        """Store the pairs and give the number of rows."""
        return replace_pairs(self._codes, self._lesson.learn())


def teach() -> int:
    """Learn the pairs of all works anew and give the number of rows."""
    teaching = Teaching()
    for works in _batches(sorted(list_all_works())):
        teaching.read(compose(works)[0])
        if teaching.is_full:
            break
    return teaching.finish()


def _batches(works: Sequence[str]) -> Iterator[Iterable[str]]:
    for start in range(0, len(works), BATCH):
        yield works[start : start + BATCH]
