"""The system's dictionary, its copy without accents, and the search without either."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks

from search.analysis import dictionary, version
from search.analysis.readings import read_unaccented, read_word

AFFIXES = """\
# Megjegyzés
SET UTF-8
TRY éáűő
AF 1
AF AÁ # 1
AM 1
AM po:noun st:kőrös
SFX Á Y 2
SFX Á é őt/BÉ [^áé] is:ACC
SFX Á 0 ök .
REP 1
REP ű ü
"""


@pytest.fixture
def folders(settings, tmp_path) -> Iterator[Path]:
    """An empty folder in the place of the system's, and another data folder."""
    settings.HUNSPELL_FOLDERS = [tmp_path / "hunspell"]
    settings.DATA_DIR = tmp_path / "data"
    (tmp_path / "hunspell").mkdir()
    dictionary.forget()
    yield tmp_path / "hunspell"
    dictionary.forget()


def test_affixes_lose_accents_but_no_flags() -> None:
    assert "".join(dictionary.fold_affixes(AFFIXES.splitlines())) == (
        "SET UTF-8\nAF 1\nAF AÁ # 1\nAM 1\nAM po:noun st:koros\n"
        "SFX Á Y 2\nSFX Á e ot/BÉ [^ae] is:ACC\nSFX Á 0 ok .\n"
    )


def test_words_lose_accents_but_no_flags() -> None:
    assert "".join(dictionary.fold_words(["2", "kör/ÁÉ\t12", "hűs\tpo:adj", "ős"])) == (
        "2\nkor/ÁÉ\t12\nhus\tpo:adj\nos\n"
    )


@pytest.mark.parametrize(
    ("word", "analyses", "parts"),
    [
        ("kertek", [" st:kert po:noun is:PLUR"], ()),
        (
            "vetőmagcsere",
            [" pa:vető st:vet pa:mag st:mag pa:csere st:csere", " pa:vetőmag st:vetőmag pa:csere st:csere"],
            ("vetőmag", "csere"),
        ),
        ("gyógynövény", [" st:gyógynövény po:noun hy:5"], ("gyógy", "növény")),
        ("óra", ["st:óra hy:9"], ()),
        ("óra", ["st:óra hy:0"], ()),
        ("óra", [], ()),
    ],
)
def test_a_compound_is_split_into_the_fewest_parts(
    word: str, analyses: list[str], parts: tuple[str, ...]
) -> None:
    assert dictionary.split_compound(word, analyses) == parts


@pytest.mark.dictionary
@pytest.mark.parametrize(
    ("word", "bases", "of_a_query"),
    [
        ("javítás", ("javít",), ("javít",)),
        ("kiégés", ("kiég",), ("kiég", "ég")),
        ("megjavíttatni", ("megjavít",), ("megjavít", "javít")),
        ("kertek", (), ()),
        ("vetőmagcsere", (), ()),
    ],
)
def test_a_derived_word_has_its_base(word: str, bases: tuple[str, ...], of_a_query: tuple[str, ...]) -> None:
    analyses = dictionary.load().analyses(word)
    assert dictionary.list_bases(analyses) == bases
    assert dictionary.list_bases(analyses, is_query=True) == of_a_query


@pytest.mark.dictionary
def test_the_copy_without_accents_is_made_once_and_kept(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    dictionary.forget()
    try:
        assert "kozosseg" in read_unaccented("kozossegben", "hu")
        (kept,) = (tmp_path / "dictionaries").iterdir()
        made = {path: path.stat().st_mtime_ns for path in kept.iterdir()}
        assert len(made) == 2
        dictionary.forget()
        assert "kozosseg" in read_unaccented("kozossegben", "hu")
        assert {path: path.stat().st_mtime_ns for path in kept.iterdir()} == made
    finally:
        dictionary.forget()


@pytest.mark.dictionary
def test_where_nothing_can_be_kept_the_copy_serves_all_the_same(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path / "file"
    settings.DATA_DIR.write_text("in the way")
    dictionary.forget()
    try:
        assert "kozosseg" in read_unaccented("kozossegben", "hu")
    finally:
        dictionary.forget()


@pytest.mark.dictionary
def test_another_dictionary_is_another_version(settings, folders) -> None:
    without = version()
    shutil.copytree("/usr/share/hunspell", folders, dirs_exist_ok=True)
    dictionary.forget()
    assert version() != without
    with_one = version()
    with (folders / "hu_HU.dic").open("a") as words:
        words.write("kákabélűke\n")
    dictionary.forget()
    assert version() not in {without, with_one}


def test_without_a_dictionary_lists_and_rules_serve_and_a_check_says_so(folders) -> None:
    assert read_word("kertekben", "hu").stems == ("kert",)
    assert read_word("kákabélűkék", "hu").stems
    assert read_unaccented("kertekben", "hu") == ()
    assert "search.W001" in {each.id for each in run_checks()}


@pytest.mark.dictionary
def test_no_check_complains_about_a_dictionary_that_is_there() -> None:
    assert "search.W001" not in {each.id for each in run_checks()}


@pytest.mark.dictionary
def test_words_that_are_none_are_refused_soon() -> None:
    assert dictionary.load().stems("tanárnő" * 9) == ()
    assert read_word("x" * 64, "hu").stems


@pytest.mark.dictionary
def test_many_threads_read_the_same() -> None:
    words = ["kertekben", "vetőmagcserét", "gyógynövényekkel", "közösségeinkből", "almafák"]
    expected = [read_word(word, "hu") for word in words]
    results: list[list] = []

    def work() -> None:
        results.append([read_word(word, "hu") for _ in range(20) for word in words])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected * 20] * 8
