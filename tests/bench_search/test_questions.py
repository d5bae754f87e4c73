"""The choice of queries: each class has its share of works, half of the queries several words."""

import pytest

from core.search_entry import Section
from search.analysis import fold, list_words
from search.entries import Entry, Text
from tests.bench_search.questions import (
    CLASSES,
    FILTERED,
    MISSPELT,
    PHRASES,
    UNACCENTED,
    Question,
    choose_questions,
)

MANY = 8
FREQUENT = {"hu": "kert ember közösség tavasz", "en": "garden people village spring"}
COMMON = {"hu": "komposzt műhely gyűlés szerszám", "en": "compost workshop meeting toolbox"}


def make_works() -> list[Entry]:
    works = []
    for number in range(40):
        texts = []
        for code in ("hu", "en"):
            own = "".join("abcdefghij"[int(digit)] for digit in f"{number:02}")
            rare = f"{'ritkán' if code == 'hu' else 'seldom'}{own}"
            body = f"{FREQUENT[code]} {COMMON[code]} {rare} a the"
            texts.append(Text(code, "/", rare, FREQUENT[code], sections=(Section("", "", body),)))
        works.append(Entry(str(number), "guide", tuple(texts), facets={"topic": ("food", "water")}))
    return works


def share(word: str) -> float:
    for words, number in ((FREQUENT, 0.6), (COMMON, 0.1)):
        if any(word in map(str, (each, fold(each))) for text in words.values() for each in text.split()):
            return number
    return 0.005 if word.startswith(("ritkán", "ritkan", "seldom")) else 0.0


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return choose_questions(make_works(), share, MANY // 2)


def of_group(questions: list[Question], name: str) -> list[Question]:
    return [question for question in questions if question.group == name]


@pytest.mark.parametrize("name", CLASSES)
def test_the_rarest_word_of_a_question_is_of_its_class(questions: list[Question], name: str) -> None:
    low, high = CLASSES[name]
    chosen = of_group(questions, name)
    assert len(chosen) == MANY // 2
    for question in chosen:
        assert low < min(map(share, question.text.split())) <= high


@pytest.mark.parametrize("name", CLASSES)
def test_half_of_the_questions_have_several_words(questions: list[Question], name: str) -> None:
    lengths = [len(question.text.split()) for question in of_group(questions, name)]
    assert [length > 1 for length in lengths].count(True) == len(lengths) / 2


@pytest.mark.parametrize("name", CLASSES)
def test_questions_are_in_both_languages(questions: list[Question], name: str) -> None:
    codes = [question.language_code for question in of_group(questions, name)]
    assert codes == ["hu", "en"] * (MANY // 4)


def test_the_words_of_a_question_stand_in_one_text(questions: list[Question]) -> None:
    texts = [
        set(list_words(f"{text.title} {text.summary} {text.sections[0].text}"))
        for work in make_works()
        for text in work.texts
    ]
    for name in CLASSES:
        for question in of_group(questions, name):
            assert any(set(question.text.split()) <= text for text in texts)


def test_the_choice_is_always_the_same(questions: list[Question]) -> None:
    assert choose_questions(make_works(), share, MANY // 2) == questions


def test_a_filtered_question_leaves_the_work_that_it_is_from(questions: list[Question]) -> None:
    for question in of_group(questions, FILTERED):
        assert question.filters == {"kind": ["guide"], "topic": ["food"]}


def test_a_phrase_is_in_quotation_marks(questions: list[Question]) -> None:
    for question in of_group(questions, PHRASES):
        phrase = question.text.removeprefix('"').removesuffix('"')
        assert phrase in FREQUENT[question.language_code]
        assert len(phrase.split()) == 3


def test_a_misspelt_word_is_found_nowhere(questions: list[Question]) -> None:
    misspelt = of_group(questions, MISSPELT)
    assert misspelt
    for question in misspelt:
        assert share(question.text) == 0


def test_a_question_without_accents_has_lost_some(questions: list[Question]) -> None:
    for question in of_group(questions, UNACCENTED):
        assert question.language_code == "hu"
        assert fold(question.text) == question.text
        assert any(fold(word) in question.text for word in ("közösség", "műhely", "gyűlés", "szerszám"))


def test_texts_with_too_few_words_of_a_class_are_refused() -> None:
    with pytest.raises(ValueError, match="only 0 of 4"):
        choose_questions(make_works(), lambda word: 0.2, 4)
