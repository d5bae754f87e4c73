"""The words that are nearest to a misspelt one, on every engine."""

import datetime as dt
import random
import time
from collections.abc import Callable

import pytest

from search.engines.base import Engine, EngineUnavailableError
from search.engines.nearness import group_by_length, pick_nearest
from tests.search.engine_asking import make_entry, make_text

LETTERS = "aáeéiíoóöőuúüűkrstl"


def ask(engine: Engine, word: str, mistakes: int = 2, shortest: int = 4) -> dict[str, int]:
    return dict(engine.find_nearest_words(word, mistakes, shortest))


class EngineNearest:
    """The words that are nearest to a misspelt one, on every engine."""

    def test_near_words_are_told_as_they_are_written_with_the_entries_that_have_them(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(
            make_entry("a", "Közösségi közösségi kert"),
            make_entry("b", make_text("Kert", body="Kozossegi")),
            make_entry("c", "Közösség", make_text("Garden", "en")),
            make_entry("d", "Közösségi"),
        )
        assert ask(engine, "közöségi") == {"közösségi": 2, "kozossegi": 1}
        assert ask(engine, "kőzősségi") == {"közösségi": 2, "kozossegi": 1}
        assert ask(engine, "gaden") == {"garden": 1}

    @pytest.mark.parametrize(
        ("typed", "mistakes", "found"),
        [
            ("kerrt", 1, {"kert"}),  # one too much
            ("krt", 1, {"kert"}),  # too few
            ("kept", 1, {"kert"}),  # replaced
            ("kret", 1, {"kert"}),  # swapped
            ("vetmagcere", 1, set()),
            ("vetmagcere", 2, {"vetőmagcsere"}),
            ("vetomagcsere", 1, {"vetőmagcsere"}),
            ("tó", 1, set()),  # shorter than what counts
            ("zsiráf", 2, set()),
            ("ker.*", 2, {"kert"}),
            ("/", 2, set()),
            ("~kert", 1, {"kert"}),
            ("x" * 5_000, 2, set()),
        ],
    )
    def test_a_mistake_is_a_letter_too_much_too_few_replaced_or_two_swapped(
        self, engine: Engine, fill: Callable, typed: str, mistakes: int, found: set[str]
    ) -> None:
        fill(make_entry("a", "Kert"), make_entry("b", "Vetőmagcsere tó"))
        assert set(ask(engine, typed, mistakes)) == found

    def test_only_the_nearest_are_told(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Komposzt"), make_entry("b", "Komposztos"), make_entry("c", "Komposzti"))
        assert set(ask(engine, "komposztok")) == {"komposztos"}
        assert ask(engine, "komposztt") == {"komposzt": 1, "komposzti": 1}
        assert ask(engine, "komposzt") == {"komposzt": 1}

    def test_words_of_removed_and_changed_works_are_forgotten(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Titkos"), make_entry("b", "Titkok"), make_entry("c", "Titkok"))
        assert ask(engine, "titkoss") == {"titkos": 1}
        with engine.writing() as writer:
            writer.remove(["a"])
        assert ask(engine, "titkoss") == {"titkok": 2}
        fill(make_entry("b", "Kert"))
        assert ask(engine, "titkoss") == {"titkok": 1}

    def test_words_of_expired_texts_are_forgotten_with_the_next_change(
        self, engine: Engine, fill: Callable
    ) -> None:
        soon = dt.datetime.fromtimestamp(time.time() + 1, dt.UTC)
        english = make_text("Garden", "en", visible_until=soon)
        fill(make_entry("a", "Kert", english), make_entry("b", make_text("Secret", "en", visible_until=soon)))
        time.sleep(max(0.0, soon.timestamp() - time.time()))
        with engine.writing():
            pass
        assert ask(engine, "gardenn") == ask(engine, "secrett") == {}
        assert ask(engine, "kertt") == {"kert": 1}

    def test_during_a_rebuild_words_of_the_old_index_are_told(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Titkos"))
        with engine.rebuild() as rebuild:
            with rebuild.writing() as writer:
                writer.index([make_entry("a", "Kert")])
            assert ask(engine, "titkoss") == {"titkos": 1}
            assert ask(engine, "kertt") == {}
        assert ask(engine, "titkoss") == {}
        assert ask(engine, "kertt") == {"kert": 1}

    def test_without_an_index_there_are_no_words(self, engine: Engine) -> None:
        with pytest.raises(EngineUnavailableError):
            ask(engine, "kert")

    def test_among_many_words_the_nearest_are_those_that_a_look_at_all_finds(
        self, engine: Engine, fill: Callable
    ) -> None:
        chance = random.Random(7)
        words = sorted({"".join(chance.choices(LETTERS, k=chance.randint(4, 11))) for _ in range(1_500)})
        fill(*[make_entry(str(start), " ".join(words[start : start + 50])) for start in range(0, 1_500, 50)])
        known = group_by_length(words)
        answered = 0
        for _ in range(40):
            typed = list(chance.choice(words))
            typed[chance.randrange(len(typed))] = chance.choice(LETTERS)
            del typed[chance.randrange(len(typed))]
            mistakes = 1 + (len(typed) >= 8)  # as many as a reader is forgiven
            expected = set(pick_nearest("".join(typed), known, mistakes, 4))
            answered += bool(expected)
            assert set(ask(engine, "".join(typed), mistakes)) == expected
        assert answered > 10
