"""What every engine must do; a test module for an engine subclasses `EngineSuite` and gives the `engine` fixture."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.search_entry import Section
from search.engines.base import Engine, EngineQuery, EngineResult, EngineUnavailableError, Sort, State
from search.entries import Entry, Text
from search.query import list_parts, make_clauses

NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def make_text(
    title: str, language_code: str = "hu", summary: str = "", body: str = "", **values: Any
) -> Text:
    sections = (Section("body", "", body),) if body else ()
    return Text(language_code, f"/{language_code}/x/", title, summary, **{"sections": sections, **values})


def make_entry(work: str, *texts: Text | str, kind: str = "guide", **values: Any) -> Entry:
    return Entry(
        work, kind, tuple(make_text(text) if isinstance(text, str) else text for text in texts), **values
    )


def find(
    engine: Engine, text: str, *, folded: bool = False, now: dt.datetime = NOW, **values: Any
) -> EngineResult:
    """Ask as the reader's search does."""
    clauses = make_clauses(list_parts(text), folded=folded)
    return engine.search(
        EngineQuery(now=now.timestamp(), clauses=clauses.wanted, without=clauses.without, **values)
    )


def works(result: EngineResult) -> list[str]:
    return [match.work for match in result.matches]


def change_and_fail(engine: Engine) -> None:
    with engine.writing() as writer:
        writer.remove(["a"])
        writer.index([make_entry("b", "Kert")])
        raise ZeroDivisionError


def rebuild_and_fail(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        with rebuild.writing() as writer:
            writer.index([make_entry("new", "Kert")])
        raise ZeroDivisionError


def rebuild_twice(engine: Engine) -> None:
    with engine.rebuild() as first:
        with engine.rebuild() as second, second.writing() as writer:
            writer.index([make_entry("new", "Kert")])
        with first.writing() as writer:
            writer.index([make_entry("late", "Kert")])


class EngineSuite:
    """The behaviour suite."""

    @pytest.fixture
    def engine(self) -> Engine:
        """An engine without an index."""
        raise NotImplementedError

    @pytest.fixture
    def fill(self, engine: Engine) -> Callable[..., None]:
        """Index entries and say that these are all."""

        def fill(*entries: Entry) -> None:
            with engine.writing() as writer:
                writer.index(entries)
            engine.mark_complete()

        return fill

    # --- words ------------------------------------------------------------------------------------------------------

    def test_all_words_have_to_match(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("a", "Közösségi kert"), make_entry("b", "Közösségi komposzt"), make_entry("c", "Kert")
        )
        assert works(find(engine, "közösségi kertek")) == ["a"]

    def test_words_match_across_fields_and_forms(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", make_text("Kertekben", summary="Együtt ásunk.", body="A komposztot forgatjuk.")))
        assert works(find(engine, "kert komposzt ásunk")) == ["a"]

    def test_a_query_without_accents_finds_accents(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Közösségi vetőmagok"))
        assert works(find(engine, "kozossegi vetomag")) == ["a"]

    def test_accents_in_the_query_are_meant_until_folded(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("kör", "Beszélgető kör"), make_entry("kór", "Növényi kór"))
        assert works(find(engine, "kör")) == ["kör"]
        assert set(works(find(engine, "kör", folded=True))) == {"kör", "kór"}

    def test_both_languages_are_searched(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("both", "Szerszámtár", make_text("Tool library", "en")),
            make_entry("english", make_text("A library of tools", "en")),
            make_entry("hungarian", "Könyvtár"),
        )
        assert set(works(find(engine, "tool libraries"))) == {"both", "english"}

    def test_terms_of_one_language_do_not_find_the_other(self, engine: Engine, fill: Callable) -> None:
        # "hat" is six in Hungarian; "hats" is a form of it in English only.
        fill(make_entry("hu", "Hat"), make_entry("en", make_text("Hat", "en")))
        assert works(find(engine, "hats")) == ["en"]

    def test_a_word_of_both_languages_counts_once(self, engine: Engine, fill: Callable) -> None:
        # "energia" and "workshop": a work that has the word in both languages is no better than one that has it twice.
        filler = [make_entry(f"filler{number}", f"Szavak {number}") for number in range(8)]
        fill(
            make_entry(
                "twice", make_text("Workshop", body="workshop"), make_text("Other", "en", body="other")
            ),
            make_entry(
                "both", make_text("Workshop", body="other"), make_text("Other", "en", body="workshop")
            ),
            *filler,
        )
        scores = {match.work: match.score for match in find(engine, "workshop").matches}
        assert scores["twice"] == pytest.approx(scores["both"], rel=0.01)

    def test_a_title_counts_more_than_a_heading_and_that_more_than_text(
        self, engine: Engine, fill: Callable
    ) -> None:
        other = "szóval itt sok minden más van"
        fill(
            make_entry("text", make_text("Valami", summary=other, body="komposzt")),
            make_entry("title", make_text("Komposzt", summary=other, body="valami")),
            make_entry(
                "heading", make_text("Valami", summary=other, sections=(Section("x", "Komposzt", "dolog"),))
            ),
            *[make_entry(f"filler{number}", f"Szavak {number}") for number in range(8)],
        )
        assert works(find(engine, "komposzt")) == ["title", "heading", "text"]

    def test_keywords_and_details_are_found(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", make_text("Valami", keywords=("cserebere",), details="Zala")))
        assert works(find(engine, "cserebere zala")) == ["a"]

    def test_partial_matches_come_by_how_much_they_match(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("one", "Komposzt"),
            make_entry("two", "Komposzt az iskolában"),
            make_entry("none", "Szalma"),
        )
        assert works(find(engine, "komposzt iskola zsiráf")) == []
        assert works(find(engine, "komposzt iskola zsiráf", best_partial=True)) == ["two", "one"]

    # --- phrases and what is left out -------------------------------------------------------------------------------

    def test_a_phrase_finds_words_in_a_row_as_written(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("row", make_text("Kezdet", body="Ez a közösségi kert szép.")),
            make_entry("forms", make_text("Kezdet", body="A közösségi kertek szépek.")),
            make_entry("apart", make_text("Kezdet", body="Közösségi kisebb kert.")),
        )
        assert works(find(engine, '"közösségi kert"')) == ["row"]
        assert works(find(engine, '"kozossegi kert"')) == ["row"]

    def test_a_phrase_stays_within_a_part_and_a_language(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("parts", make_text("Közösségi", summary="kert")),
            make_entry("languages", "Közösségi", make_text("kert", "en")),
        )
        assert works(find(engine, '"közösségi kert"')) == []

    def test_unwanted_words_and_phrases_are_left_out(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("pepper", make_text("Kert", body="Paprikát ültetünk.")),
            make_entry("phrase", make_text("Kert", body="Nagy dolog.")),
            make_entry("plain", make_text("Kert", body="Dolog, nagy.")),
        )
        assert works(find(engine, 'kert -paprika -"nagy dolog"')) == ["plain"]
        assert works(find(engine, "-kert")) == []
        assert set(works(find(engine, "-paprika"))) == {"phrase", "plain"}

    @pytest.mark.parametrize(
        "text",
        [
            '"',
            "*",
            "a*",
            "NEAR(a b)",
            "kert OR",
            "AND",
            "title:kert",
            "^kert",
            "{x}:y",
            "'; DROP",
            '{"a":1}',
            "-",
        ],
    )
    def test_operators_of_engines_are_no_operators(self, engine: Engine, fill: Callable, text: str) -> None:
        fill(make_entry("a", "Kert"))
        find(engine, text)
        find(engine, text, best_partial=True)

    # --- filters, counts, order -------------------------------------------------------------------------------------

    @pytest.fixture
    def library(self, fill: Callable) -> None:
        """Five works with filter values."""
        english = make_text("Garden", "en")
        fill(
            make_entry("1", "Kert egy", facets={"topic": ("food",)}, date=dt.date(2026, 1, 1)),
            make_entry(
                "2",
                "Kert kettő",
                english,
                facets={"topic": ("food", "water")},
                date=dt.date(2026, 3, 1),
            ),
            make_entry("3", "Kert három", facets={"topic": ("water",)}, kind="community"),
            make_entry("4", english, facets={"topic": ("food",)}, kind="community", date=dt.date(2026, 2, 1)),
            make_entry("5", "Szalma", facets={"topic": ("building",)}),
        )

    def test_counts_are_of_works(self, engine: Engine, library: None) -> None:
        result = find(engine, "kert")
        assert result.total == result.total_unfiltered == 3
        assert {name: dict(counts) for name, counts in result.counts.items()} == {
            "kind": {"guide": 2, "community": 1},
            "topic": {"food": 2, "water": 2},
            "language": {"hu": 3, "en": 1},
        }

    def test_counts_of_a_facet_leave_its_own_selection_aside(self, engine: Engine, library: None) -> None:
        result = find(engine, "kert", filters={"topic": frozenset({"food"})})
        assert set(works(result)) == {"1", "2"}
        assert dict(result.counts["topic"]) == {"food": 2, "water": 2}
        assert dict(result.counts["kind"]) == {"guide": 2}
        assert result.totals_without == {"topic": 3}

    def test_values_of_a_facet_add_up_and_facets_narrow(self, engine: Engine, library: None) -> None:
        filters = {"topic": frozenset({"food", "water"}), "kind": frozenset({"community"})}
        assert set(works(find(engine, "", filters=filters))) == {"3", "4"}
        result = find(engine, "", filters={**filters, "language": frozenset({"en"})})
        assert works(result) == ["4"]
        assert dict(result.counts["kind"]) == {"guide": 1, "community": 1}
        assert result.totals_without == {"topic": 1, "kind": 2, "language": 2}

    def test_filters_that_leave_nothing_say_what_stands_in_the_way(
        self, engine: Engine, library: None
    ) -> None:
        result = find(engine, "szalma", filters={"kind": frozenset({"guide"}), "topic": frozenset({"food"})})
        assert (result.total, result.total_unfiltered) == (0, 1)
        assert result.totals_without == {"kind": 0, "topic": 1}

    def test_hidden_works_are_neither_found_nor_counted(self, engine: Engine, library: None) -> None:
        result = find(engine, "kert", hidden=frozenset({"2"}))
        assert set(works(result)) == {"1", "3"}
        assert (result.total, result.total_unfiltered) == (2, 2)
        assert dict(result.counts["language"]) == {"hu": 2}

    def test_nothing_asked_finds_everything(self, engine: Engine, library: None) -> None:
        assert find(engine, "").total == 5

    def test_the_newest_come_first_by_date_and_the_undated_last(self, engine: Engine, library: None) -> None:
        assert works(find(engine, "", sort=Sort.DATE)) == ["2", "4", "1", "3", "5"]

    def test_pages_follow_each_other_without_overlap(self, engine: Engine, fill: Callable) -> None:
        fill(*[make_entry(f"{number:02}", "Kert") for number in range(25)])
        pages = [works(find(engine, "kert", offset=offset, limit=10)) for offset in (0, 10, 20, 30)]
        assert [len(page) for page in pages] == [10, 10, 5, 0]
        assert [work for page in pages for work in page] == [f"{number:02}" for number in range(25)]

    def test_a_match_carries_its_entry(self, engine: Engine, fill: Callable) -> None:
        entry = make_entry(
            "a",
            make_text("Kert", keywords=("x",), details="Zala", visible_until=NOW + dt.timedelta(days=1)),
            facets={"topic": ("food",)},
            date=dt.date(2026, 2, 3),
            is_sample=True,
            drawing=("work", "rings", None, 4, ("a", "b")),
        )
        fill(entry)
        (match,) = find(engine, "kert").matches
        assert match.entry == entry

    # --- time -------------------------------------------------------------------------------------------------------

    def test_an_expired_work_is_gone_at_its_minute(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", make_text("Kert", visible_until=NOW)), make_entry("b", "Kert"))
        assert works(find(engine, "kert", now=NOW - dt.timedelta(seconds=1))) == ["a", "b"]
        assert works(find(engine, "kert", now=NOW)) == ["b"]
        assert find(engine, "", now=NOW).counts["kind"] == {"guide": 1}

    def test_a_work_keeps_the_language_that_has_not_expired(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", make_text("Titkos kert", visible_until=NOW), make_text("Garden", "en")))
        before, after = NOW - dt.timedelta(seconds=1), NOW + dt.timedelta(days=1)
        assert works(find(engine, "titkos", now=before)) == works(find(engine, "garden", now=before)) == ["a"]
        assert works(find(engine, "titkos", now=after)) == []
        result = find(engine, "garden", now=after)
        assert works(result) == ["a"]
        assert [text.title for text in result.matches[0].entry.texts] == ["Garden"]
        assert dict(result.counts["language"]) == {"en": 1}

    # --- changes ----------------------------------------------------------------------------------------------------

    def test_indexing_again_replaces(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"))
        fill(make_entry("a", "Szalma"))
        assert works(find(engine, "kert")) == []
        assert works(find(engine, "szalma")) == ["a"]
        assert find(engine, "").total == 1

    def test_removed_works_are_gone(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"), make_entry("b", "Kert"))
        with engine.writing() as writer:
            writer.remove(["a", "unknown"])
        assert works(find(engine, "kert")) == ["b"]
        assert engine.list_works() == {"b"}

    def test_changes_become_visible_together_or_not_at_all(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"))
        with pytest.raises(ZeroDivisionError):
            change_and_fail(engine)
        assert works(find(engine, "kert")) == ["a"]

    def test_works_are_found_by_a_facet_value(self, engine: Engine, library: None) -> None:
        assert engine.find_works("topic", "water") == {"2", "3"}
        assert engine.find_works("kind", "community") == {"3", "4"}
        assert engine.find_works("topic", 'x" or 1') == set()

    # --- rebuilding -------------------------------------------------------------------------------------------------

    def test_readers_keep_the_old_index_until_the_new_one_is_ready(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(make_entry("old", "Kert"))
        with engine.rebuild() as rebuild:
            with rebuild.writing() as writer:
                writer.index([make_entry("new", "Kert")])
            assert works(find(engine, "kert")) == ["old"]
            assert engine.status().is_rebuilding
        assert works(find(engine, "kert")) == ["new"]
        assert not engine.status().is_rebuilding

    def test_changes_during_a_rebuild_are_in_both(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"), make_entry("b", "Kert"))
        with engine.rebuild() as rebuild:
            with rebuild.writing() as writer:
                writer.index([make_entry("a", "Kert"), make_entry("b", "Kert")])
            with engine.writing() as writer:
                writer.remove(["a"])
                writer.index([make_entry("c", "Kert")])
            assert set(works(find(engine, "kert"))) == {"b", "c"}
        assert set(works(find(engine, "kert"))) == {"b", "c"}

    def test_a_rebuild_that_fails_leaves_the_old_index(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("old", "Kert"))
        with pytest.raises(ZeroDivisionError):
            rebuild_and_fail(engine)
        assert works(find(engine, "kert")) == ["old"]
        assert not engine.status().is_rebuilding

    def test_a_second_rebuild_takes_over(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("old", "Kert"))
        with pytest.raises(EngineUnavailableError):
            rebuild_twice(engine)
        assert works(find(engine, "kert")) == ["new"]

    # --- health -----------------------------------------------------------------------------------------------------

    def test_an_engine_without_an_index_says_so(self, engine: Engine) -> None:
        assert engine.status().state == State.MISSING
        with pytest.raises(EngineUnavailableError):
            find(engine, "kert")

    def test_status_tells_what_is_there(self, engine: Engine, fill: Callable) -> None:
        with engine.writing() as writer:
            writer.index([make_entry("a", "Kert")])
        assert engine.status().state == State.MISSING
        engine.mark_complete()
        status = engine.status()
        assert (status.state, status.works) == (State.READY, 1)
        assert status.size > 0

    def test_reset_begins_an_empty_index(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"))
        engine.reset()
        assert engine.status().state == State.MISSING
        fill(make_entry("b", "Kert"))
        assert works(find(engine, "kert")) == ["b"]
