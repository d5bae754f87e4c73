"""Works by the beginnings of their names' words, on every engine."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from search.analysis import fold, list_words
from search.engines.base import Engine, NameAnswer, NameQuery, Word
from search.query import Part, make_clause
from tests.search.engine_asking import NOW, make_entry, make_text


def suggest(engine: Engine, text: str, *, with_forms: bool = False, **values: Any) -> NameAnswer:
    """Ask for names as somebody types them."""
    words = list_words(text)
    forms = [make_clause(Part((word,)), folded=False) for word in words] if with_forms else []
    query = NameQuery(
        **{
            "now": NOW.timestamp(),
            "language_code": "hu",
            "words": tuple(map(fold, words)),
            "forms": tuple(form for form in forms if isinstance(form, Word)),
            **values,
        }
    )
    return engine.suggest(query)


def names(answer: NameAnswer) -> list[str]:
    return [work.name for work in answer.works]


class EngineNames:
    """What is suggested, in which order, and what is not, on every engine."""

    def test_a_name_is_found_by_its_beginning_without_accents(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Közösségi kert"), make_entry("b", "Közösségi kemence"), make_entry("c", "Kör"))
        assert names(suggest(engine, "kozossegi k")) == ["Közösségi kert", "Közösségi kemence"]
        assert names(suggest(engine, "Közösségi ker")) == ["Közösségi kert"]
        assert names(suggest(engine, "kozossegi kerti")) == []
        assert names(suggest(engine, "ozossegi")) == []

    def test_every_word_is_the_beginning_of_one_in_any_order(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Magok cseréje a faluban"), make_entry("b", "Magok"))
        assert names(suggest(engine, "falu mag")) == ["Magok cseréje a faluban"]
        assert names(suggest(engine, "magok fal")) == ["Magok cseréje a faluban"]
        assert names(suggest(engine, "magok város")) == []

    def test_words_of_two_names_are_no_name(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Közösségi kert", make_text("Community garden", "en")))
        assert names(suggest(engine, "kozossegi garden")) == []

    def test_names_that_begin_so_come_first_then_the_language_then_the_shorter(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(
            make_entry("a", "A kert"),
            make_entry("b", "Kertészkedés"),
            make_entry("c", make_text("Kerb", "en")),
            make_entry("d", "Kert"),
            make_entry("e", make_text("A kerb", "en")),
            make_entry("f", "Újabb közös kert"),
        )
        answer = suggest(engine, "ker")
        assert names(answer) == ["Kert", "Kertészkedés", "Kerb", "A kert", "Újabb közös kert", "A kerb"]
        assert [work.is_beginning for work in answer.works] == [True, True, True, False, False, False]
        assert names(suggest(engine, "ker", language_code="en"))[:2] == ["Kerb", "Kert"]
        assert names(suggest(engine, "ker", limit=2)) == ["Kert", "Kertészkedés"]

    def test_a_work_is_suggested_once_by_its_best_name(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "A permakultúra", make_text("Permaculture", "en")))
        (work,) = suggest(engine, "perma").works
        assert (work.work, work.language_code, work.name) == ("a", "en", "Permaculture")
        assert [(title.language_code, title.text) for title in work.card.titles] == [
            ("hu", "A permakultúra"),
            ("en", "Permaculture"),
        ]
        assert work.card.title("hu").url == "/hu/x/"
        assert work.card.kind == "guide"

    def test_terms_are_found_by_their_synonyms_and_works_by_their_titles_only(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(
            make_entry("term:a", make_text("tájfajta", keywords=("helyi fajta",)), kind="term"),
            make_entry("b", make_text("Vetőmag", "hu", "Helyi", "Helyi", keywords=("helyi",))),
        )
        assert names(suggest(engine, "helyi")) == ["helyi fajta"]
        assert names(suggest(engine, "tajf")) == ["tájfajta"]

    def test_other_forms_of_words_are_found_where_they_are_asked_for(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(make_entry("a", "Közösségi kert"), make_entry("b", make_text("Running meetings", "en")))
        assert names(suggest(engine, "kertek")) == []
        assert names(suggest(engine, "közösségi kertek", with_forms=True)) == ["Közösségi kert"]
        assert names(suggest(engine, "meeting run", with_forms=True)) == ["Running meetings"]
        assert names(suggest(engine, "kertek zsiráf", with_forms=True)) == []

    def test_hidden_works_are_not_suggested(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"), make_entry("b", "Kertek"))
        assert names(suggest(engine, "kert", hidden=frozenset({"a"}))) == ["Kertek"]
        assert names(suggest(engine, "kert", hidden=frozenset({"a", "b"}))) == []

    def test_an_expired_name_is_gone_at_its_minute(self, engine: Engine, fill: Callable) -> None:
        english = make_text("Garden", "en")
        fill(
            make_entry("a", make_text("Titkos kert", visible_until=NOW), english, facets={"topic": ("x",)}),
            make_entry("b", make_text("Titok", visible_until=NOW), facets={"topic": ("y",)}),
        )
        before = (NOW - dt.timedelta(seconds=1)).timestamp()
        topics = frozenset({"x", "y"})
        answer = suggest(engine, "tit", now=before, topics=topics)
        assert names(answer) == ["Titok", "Titkos kert"]
        assert answer.topics == {"x", "y"}
        answer = suggest(engine, "tit", topics=topics)
        assert names(answer) == []
        assert answer.topics == {"x"}
        (garden,) = suggest(engine, "garden").works
        assert [title.text for title in garden.card.titles] == ["Garden"]

    def test_topics_are_those_of_works_that_may_be_found(self, engine: Engine, library: None) -> None:
        topics = frozenset({"food", "building", "energy", '"', "a b", "*"})
        assert suggest(engine, "zsiráf", topics=topics).topics == {"food", "building"}
        hidden = frozenset({"5", "1"})
        assert suggest(engine, "zsiráf", topics=topics, hidden=hidden).topics == {"food"}

    def test_a_work_without_a_word_in_its_title_still_has_topics(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(make_entry("a", "🌱", facets={"topic": ("food",)}))
        answer = suggest(engine, "ker", topics=frozenset({"food"}))
        assert (names(answer), answer.topics) == ([], {"food"})

    def test_names_change_with_their_works(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"), make_entry("b", "Kertek", facets={"topic": ("food",)}))
        fill(make_entry("a", "Szalma"))
        with engine.writing() as writer:
            writer.remove(["b"])
        answer = suggest(engine, "kert", topics=frozenset({"food"}))
        assert (names(answer), answer.topics) == ([], frozenset())
        assert names(suggest(engine, "sza")) == ["Szalma"]

    def test_a_rebuild_has_names_too(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("old", "Kert"))
        with engine.rebuild() as rebuild, rebuild.writing() as writer:
            writer.index([make_entry("new", "Kertek")])
        assert names(suggest(engine, "kert")) == ["Kertek"]

    def test_what_means_something_to_an_engine_is_a_word_like_any_other(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(
            make_entry("a", "NEAR and or: „AND”"), make_entry("b", "Kert"), make_entry("c", "O'Brien's 100%")
        )
        assert names(suggest(engine, "near")) == ["NEAR and or: „AND”"]
        assert names(suggest(engine, "o'bri 10")) == ["O'Brien's 100%"]
        for odd in ('"', "*", "k*", "?", "%", "_", "^kert", "words : kert", "(", "\\"):
            words = (odd,)
            assert names(engine.suggest(NameQuery(NOW.timestamp(), "hu", words))) == []

    def test_names_do_not_disturb_search(self, engine: Engine, library: None) -> None:
        assert engine.list_works() == {"1", "2", "3", "4", "5"}
        assert engine.status().works == 5
