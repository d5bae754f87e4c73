"""A lesson from the works of the library to the stored pairs."""

from search.batches import batches
from search.documents import compose, list_all_works
from search.lexicon.learning import Lesson
from search.lexicon.store import replace_pairs
from search.query import ANALYSED_LANGUAGES

BATCH = 50  # works composed at once


def teach() -> int:
    """Learn from all works that everybody may see, put the pairs in place of all, and give the number of rows."""
    codes = ANALYSED_LANGUAGES[0], ANALYSED_LANGUAGES[1]
    lesson = Lesson(codes)
    for works in batches(sorted(list_all_works()), BATCH):
        lesson.read(compose(works)[0])
        if lesson.is_full:
            break
    return replace_pairs(codes, lesson.learn())
