"""What words, phrases and unwanted words find, on every engine."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.search_entry import Section
from search.engines.base import Either, Engine, EngineQuery, Way, Widened
from search.engines.weights import TERM_SHARE
from search.entries import TERM
from search.query import list_parts, make_clauses
from tests.search.engine_asking import NOW, find, make_entry, make_text, works


class EngineWords:
    """What words, phrases and unwanted words find, on every engine."""

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

    @pytest.mark.dictionary
    def test_a_part_finds_its_compound_below_the_whole_word(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("compound", "Biokertek"),
            make_entry("word", "Kertek"),
            make_entry("body", make_text("Talaj", body="A közkertet öntözzük.")),
        )
        assert works(find(engine, "kert"))[0] == "word"
        assert set(works(find(engine, "kert"))) == {"word", "compound", "body"}
        assert works(find(engine, "biokert")) == ["compound"]

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

    def test_a_word_of_most_works_hardly_counts(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("title", make_text("Közösség", body="komposzt és más")),
            make_entry("body", make_text("Más", body="komposzt és közösség")),
            *[make_entry(f"common{number}", f"Közösség {number}") for number in range(4)],
            *[make_entry(f"filler{number}", f"Szavak {number}") for number in range(4)],
        )
        scores = {match.work: match.score for match in find(engine, "közösség komposzt").matches}
        assert scores["title"] == pytest.approx(scores["body"], rel=0.001)

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

    def test_either_way_of_saying_it_is_enough(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Időbank"), make_entry("b", "Szívesség bank"), make_entry("c", "Bank"))
        time_bank, favour, bank = (
            clause
            for text in ("időbank", "szívesség", "bank")
            for clause in make_clauses(list_parts(text)).wanted
        )
        either = Either((Way((time_bank,)), Way((favour, bank))))
        found = engine.search(EngineQuery(now=NOW.timestamp(), clauses=(either,)))
        assert set(works(found)) == {"a", "b"}

    def test_of_several_ways_the_best_counts_by_its_weight(self, engine: Engine, fill: Callable) -> None:
        filler = [make_entry(f"filler{number}", f"Szavak {number}") for number in range(8)]
        fill(
            make_entry("both", "Időbank viszonka"),
            make_entry("typed", "Időbank"),
            make_entry("other", "Viszonka"),
            *filler,
        )
        time_bank, favour = make_clauses(list_parts("időbank viszonka")).wanted
        either = Either((Way((time_bank,)), Way((favour,), 0.5)))
        found = engine.search(EngineQuery(now=NOW.timestamp(), clauses=(either,)))
        scores = {match.work: match.score for match in found.matches}
        assert scores["both"] == pytest.approx(scores["typed"], rel=0.01)
        assert scores["other"] == pytest.approx(scores["typed"] / 2, rel=0.01)

    def test_words_of_another_way_have_to_stand_near_one_another(
        self, engine: Engine, fill: Callable
    ) -> None:
        far = " ".join(["meg"] * 30)
        fill(
            make_entry("near", make_text("Szöveg", body="szívességek kis bankja")),
            make_entry("turned", make_text("Szöveg", body="bank, ahol szívesség")),
            make_entry("far", make_text("Szöveg", body=f"szívesség {far} bank")),
            make_entry("fields", make_text("Szívesség", body="bank")),
        )
        favour, bank = make_clauses(list_parts("szívesség bank")).wanted
        for way, expected in (
            (Way((favour, bank)), {"near", "turned"}),
            (Way((favour, bank), is_anywhere=True), {"near", "turned", "far", "fields"}),
        ):
            found = engine.search(EngineQuery(now=NOW.timestamp(), clauses=(Either((way,)),)))
            assert set(works(found)) == expected

    def test_neighbours_of_the_query_count_more_near_one_another(
        self, engine: Engine, fill: Callable
    ) -> None:
        far = " ".join(["meg"] * 30)
        fill(
            make_entry("far", make_text("Szöveg", body=f"komposzt {far} iskola"), date=dt.date(2026, 1, 2)),
            make_entry("near", make_text("Szöveg", body=f"az iskolai komposzt {far}")),
            make_entry("turned", make_text("Szöveg", body=f"komposzt az iskolában {far}")),
            *[make_entry(f"filler{number}", f"Szavak {number}") for number in range(8)],
        )
        found = works(find(engine, "iskola komposzt"))
        assert (set(found[:2]), found[2]) == ({"near", "turned"}, "far")

    def test_a_long_text_is_no_worse_for_its_length(self, engine: Engine, fill: Callable) -> None:
        long = " ".join(f"szó{number}" for number in range(300))
        fill(
            make_entry("long", make_text("Szöveg", body=f"komposzt {long} komposzt")),
            make_entry("short", make_text("Szöveg", body="komposzt")),
            *[make_entry(f"filler{number}", f"Szavak {number}") for number in range(8)],
        )
        assert works(find(engine, "komposzt")) == ["long", "short"]

    def test_a_term_counts_less_than_a_work_that_says_the_same(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("term", "Vetőmag", kind=TERM),
            make_entry("guide", "Vetőmag"),
            make_entry("other", "Kő"),
        )
        for text in ("vetőmag", "vetőmag zsiráf"):
            matches = find(engine, text, best_partial=True).matches
            assert [match.work for match in matches] == ["guide", "term"]
            scores = {match.work: match.score for match in matches}
            assert scores["term"] == pytest.approx(scores["guide"] * TERM_SHARE, rel=0.001)

    def test_words_that_no_text_has_find_nothing_in_part_either(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"))
        found = find(engine, "zsiráf elefánt", best_partial=True)
        assert (works(found), found.total, found.total_unfiltered) == ([], 0, 0)

    def test_what_is_widened_comes_below_whatever_its_score(self, engine: Engine, fill: Callable) -> None:
        fill(
            make_entry("both", make_text("Szöveg", body="kert komposzt")),
            make_entry("one", "Kert, kert, kert"),
        )
        clauses = make_clauses(list_parts("kert komposzt")).wanted
        kert = make_clauses(list_parts("kert")).wanted
        query = EngineQuery(now=NOW.timestamp(), clauses=clauses, widened=(Widened(kert),))
        found = engine.search(query)
        assert [(match.work, match.tier) for match in found.matches] == [("both", 0), ("one", 1)]
        assert (found.total, found.total_direct, found.total_unfiltered) == (2, 1, 2)
        second_page = engine.search(replace(query, offset=1, limit=1))
        assert works(second_page) == ["one"]
