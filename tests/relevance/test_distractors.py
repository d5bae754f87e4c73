"""The distractors: enough of them, all different, in both languages and in one, and the same every time."""

from collections import Counter

from tests.relevance.distractors import make_works

WORKS = make_works()


def test_there_are_enough_and_no_two_are_the_same():
    assert len(WORKS) >= 300
    assert len({work.key for work in WORKS}) == len(WORKS)
    for language in ("hu", "en"):
        titles = [work.title[language] for work in WORKS if language in work.title]
        assert len(set(titles)) == len(titles) > 200


def test_one_in_five_has_one_language_only():
    counts = Counter(tuple(work.title) for work in WORKS)
    assert counts["hu", "en"] == 4 * len(WORKS) // 5
    assert counts["hu",] == counts["en",]
    assert all(set(work.title) == set(work.summary) == set(work.body) for work in WORKS)


def test_every_slot_is_filled():
    for work in WORKS:
        for text in (*work.title.values(), *work.summary.values(), *work.body.values()):
            assert text
            assert "{" not in text, work.key


def test_fewer_works_are_the_first_of_more():
    assert make_works(10) == WORKS[:10]
