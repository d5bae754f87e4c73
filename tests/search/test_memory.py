"""Words that were read once."""

import sqlite3
from pathlib import Path

import pytest

from search.analysis import dictionary, readings, terms
from search.analysis.memory import FILE_NAME, WordMemory
from tests import kept_words


def test_what_was_kept_is_there_after_a_restart(tmp_path) -> None:
    first = WordMemory(tmp_path / "words", "1")
    first.keep("hu", "kertek", [["kert"], ["kert"], []])
    first.close()
    second = WordMemory(tmp_path / "words", "1")
    assert second.get("hu", "kertek") == [["kert"], ["kert"], []]
    assert second.get("en", "kertek") is None
    assert second.get("hu", "kert") is None


def test_two_processes_keep_for_each_other(tmp_path) -> None:
    one, other = WordMemory(tmp_path / "words", "1"), WordMemory(tmp_path / "words", "1")
    one.keep("hu", "egy", [["egy"]])
    other.keep("hu", "kettő", [["kettő"]])
    assert (other.get("hu", "egy"), one.get("hu", "kettő")) == ([["egy"]], [["kettő"]])


def test_another_version_begins_anew(tmp_path) -> None:
    first = WordMemory(tmp_path / "words", "1")
    first.keep("hu", "kertek", [["x"]])
    first.close()
    assert WordMemory(tmp_path / "words", "2").get("hu", "kertek") is None


def test_a_broken_file_is_made_anew(tmp_path) -> None:
    (tmp_path / "words").write_bytes(b"no database at all, not even a short one" * 100)
    memory = WordMemory(tmp_path / "words", "1")
    assert memory.get("hu", "kertek") is None
    memory.keep("hu", "kertek", [["kert"]])
    assert memory.get("hu", "kertek") == [["kert"]]


@pytest.mark.parametrize("kept", ["no JSON", "{"])
def test_a_broken_row_is_read_again(tmp_path, kept: str) -> None:
    memory = WordMemory(tmp_path / "words", "1")
    memory.keep("hu", "kertek", [["kert"]])
    memory.close()
    with sqlite3.connect(tmp_path / "words") as connection:
        connection.execute("UPDATE words SET reading = ?", (kept,))
    connection.close()
    assert memory.get("hu", "kertek") is None


def test_a_file_that_cannot_be_is_no_error(tmp_path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = WordMemory(tmp_path / "file" / "words", "1")
    memory.keep("hu", "kertek", [["kert"]])
    assert memory.get("hu", "kertek") is None


@pytest.fixture
def counted(settings, tmp_path, monkeypatch) -> list[str]:
    """An empty memory, and the words that are read after it is asked."""
    settings.DATA_DIR = tmp_path
    dictionary.forget()
    words: list[str] = []

    def read_word(word: str, language_code: str) -> readings.Reading:
        words.append(word)
        return readings.read_word(word, language_code)

    monkeypatch.setattr(terms, "read_word", read_word)
    for function in (terms.document_terms, terms.query_terms):
        function.cache_clear()
    yield words
    for function in (terms.document_terms, terms.query_terms):
        function.cache_clear()
    dictionary.forget()


def test_a_word_of_a_document_is_read_once(counted) -> None:
    first = terms.document_terms("kertekben", "hu")
    terms.document_terms.cache_clear()  # a restart
    assert terms.document_terms("kertekben", "hu") == first
    assert terms.query_terms("kertekben", "hu", folded=False)
    assert counted == ["kertekben"]


def test_what_readers_type_is_kept_nowhere(counted, tmp_path) -> None:
    terms.document_terms("kertekben", "hu")
    terms.query_terms("titkomban", "hu", folded=True)
    assert counted == ["kertekben", "titkomban"]
    kept = b"".join(path.read_bytes() for path in Path(tmp_path).glob(f"{FILE_NAME}*"))
    assert b"kertekben" in kept
    assert b"titkom" not in kept


def test_the_tests_share_the_file_that_the_site_reads() -> None:
    assert kept_words.FILE_NAME == FILE_NAME
