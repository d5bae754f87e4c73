"""The maker of works: always the same ones, with a vocabulary that grows, in both languages."""

import pytest

from core.search_entry import Section
from search.analysis import list_words
from search.entries import Entry, Text
from tests.bench_search.works import WorkMaker

HUNGARIAN = "A kert közös. Minden ágyásnak gazdája van. Ősszel együtt ásunk, tavasszal együtt vetünk."
ENGLISH = "The garden is shared. Every bed has a keeper. In autumn we dig together, in spring we sow."
RARE = {
    "hu": [f"ritkaság{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst"],
    "en": [f"rarity{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst"],
}


def make_sample(number: int, kind: str, topics: tuple[str, ...]) -> Entry:
    return Entry(
        work=f"sample-{number}",
        kind=kind,
        texts=(
            Text("hu", "/hu/", f"Kert {number}", HUNGARIAN, sections=(Section("a", "Ásás", HUNGARIAN),) * 3),
            Text("en", "/en/", f"Garden {number}", ENGLISH, sections=(Section("a", "Digging", ENGLISH),) * 3),
        ),
        facets={"topic": topics},
        drawing=("work", number),
    )


@pytest.fixture
def maker() -> WorkMaker:
    samples = [make_sample(1, "guide", ("food", "water")), make_sample(2, "news", ("energy",))]
    return WorkMaker(samples, RARE)


def words_of(entries: list[Entry]) -> set[str]:
    return {
        word
        for entry in entries
        for text in entry.texts
        for part in (text.title, text.summary, *(section.text for section in text.sections))
        for word in list_words(part)
    }


def test_a_work_is_the_same_whatever_the_count(maker: WorkMaker) -> None:
    assert list(maker.make(20)) == list(maker.make(40))[:20]


def test_works_differ_and_have_names_of_their_own(maker: WorkMaker) -> None:
    works = list(maker.make(60))
    assert len({work.work for work in works}) == 60
    assert len({text.url for work in works for text in work.texts}) == sum(len(work.texts) for work in works)
    assert len({tuple(section.text for section in work.texts[0].sections) for work in works}) > 50


def test_two_thirds_of_the_works_are_in_both_languages(maker: WorkMaker) -> None:
    languages = [[text.language_code for text in work.texts] for work in maker.make(300)]
    assert languages.count(["hu", "en"]) == 200
    assert languages.count(["hu"]) + languages.count(["en"]) == 100
    assert languages.count(["hu"]) > 25 < languages.count(["en"])


def test_texts_are_in_the_words_of_their_language(maker: WorkMaker) -> None:
    for work in maker.make(30):
        for text in work.texts:
            others = RARE["en" if text.language_code == "hu" else "hu"]
            assert words_of([work]).isdisjoint(others) or len(work.texts) == 2
            assert ("kert" in text.title.lower()) == (text.language_code == "hu")


def test_a_work_is_laid_out_like_a_sample_of_its_kind(maker: WorkMaker) -> None:
    for work in maker.make(30):
        assert work.kind in {"guide", "news"}
        assert [section.anchor for section in work.texts[0].sections] == ["a"] * 3
        topics = set(work.facets["topic"])
        assert topics
        assert topics <= ({"food", "water"} if work.kind == "guide" else {"energy"})


def test_the_vocabulary_grows_with_the_works(maker: WorkMaker) -> None:
    rare = {word for words in RARE.values() for word in words}
    few, many = (len(words_of(list(maker.make(count))) & rare) for count in (5, 200))
    assert 0 < few < many


def test_rarer_words_are_drawn_less_often(maker: WorkMaker) -> None:
    titles = [text.title.split()[2] for work in maker.make(3_000) for text in work.texts]
    first = sum(title in RARE["hu"][:25] or title in RARE["en"][:25] for title in titles)
    last = sum(title in RARE["hu"][-25:] or title in RARE["en"][-25:] for title in titles)
    assert first > 1.5 * last > 0
