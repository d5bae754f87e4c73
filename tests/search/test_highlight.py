"""What is marked in a hit, and which section of it is offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search_entry import Section
from search.highlight import EXCERPT, Highlighter
from search.query import list_parts, make_clauses


def highlighter(query: str, *, folded: bool = False) -> Highlighter:
    return Highlighter(make_clauses(list_parts(query), folded=folded).wanted)


def test_whole_words_are_marked_in_any_form() -> None:
    marked = highlighter("kert komposzt").mark("A kerteket és a Komposztot gondozzuk", "hu")
    assert marked == "A <mark>kerteket</mark> és a <mark>Komposztot</mark> gondozzuk"


def test_a_word_typed_without_accents_marks_the_accented_one() -> None:
    assert highlighter("kozosseg").mark("Közösségek", "hu") == "<mark>Közösségek</mark>"


@pytest.mark.dictionary
def test_a_compound_that_is_found_by_a_part_is_marked() -> None:
    assert highlighter("kert").mark("A biokertekben", "hu") == "A <mark>biokertekben</mark>"


def test_only_words_of_the_language_of_the_text_are_marked() -> None:
    assert highlighter("hats").mark("hat", "hu") == "hat"
    assert highlighter("hats").mark("hat", "en") == "<mark>hat</mark>"


def test_a_phrase_is_marked_as_one() -> None:
    marked = highlighter('"magcsere kör"').mark("A magcsere kör és egy magcsere", "hu")
    assert marked == "A <mark>magcsere kör</mark> és egy magcsere"


def test_text_is_escaped() -> None:
    marked = highlighter("kert").mark("<script>kert</script> & <mark>", "hu")
    assert marked == "&lt;script&gt;<mark>kert</mark>&lt;/script&gt; &amp; &lt;mark&gt;"


def test_the_section_with_most_words_is_offered() -> None:
    sections = (
        Section("first", "Előkészület", "Hozzatok csereberét, kertet."),
        Section("second", "A kert", "A vetőmag és a csere szabályai."),
        Section("third", "Zárás", "Semmi."),
    )
    best = highlighter("vetőmag csere kert").best_section(sections, "hu")
    assert best is not None
    assert (best.anchor, best.heading) == ("second", "A <mark>kert</mark>")
    assert best.excerpt == "A <mark>vetőmag</mark> és a <mark>csere</mark> szabályai."


def test_words_close_together_count_more_than_words_far_apart() -> None:
    apart = "komposzt " + "szó " * 200 + "kert"
    near = "szó " * 200 + "a komposzt a kertben marad " + "szó " * 200
    best = highlighter("kert komposzt").best_section(
        (Section("apart", "", apart), Section("near", "", near)), "hu"
    )
    assert best is not None
    assert best.anchor == "near"
    assert "<mark>komposzt</mark> a <mark>kertben</mark> marad" in best.excerpt
    assert best.excerpt.startswith("…szó ")
    assert best.excerpt.endswith(" szó…")
    assert len(best.excerpt) <= EXCERPT + 60


def test_no_section_is_offered_where_nothing_is_found() -> None:
    assert highlighter("kert").best_section((Section("a", "Cím", "Szöveg"),), "hu") is None


@pytest.mark.parametrize("query", ["kert", '"kert kert"', "kert komposzt"])
def test_an_excerpt_of_endless_letters_ends(query: str) -> None:
    text = "x" * 5_000 + " kert kert komposzt " + "y" * 5_000
    best = highlighter(query).best_section((Section("a", "", text),), "hu")
    assert best is not None
    assert len(best.excerpt) < 400


@given(st.text(max_size=300), st.text(max_size=60))
def test_marking_never_changes_the_text(text: str, query: str) -> None:
    from html import unescape

    marked = highlighter(query).mark(text, "hu")
    assert unescape(marked.replace("<mark>", "").replace("</mark>", "")) == unescape(
        highlighter("").mark(text, "hu")
    )
    highlighter(query).best_section((Section("a", query[:10], text),), "hu")
