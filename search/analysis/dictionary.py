"""The Hungarian dictionary of the system, as Hunspell reads it, and a copy of it without accents.

A reader who types no accents inflects as everybody does ("kozossegi kertekben"), so the dictionary has to know the
endings too in this writing. The copy is made from the system's own files when it is first needed.
"""

import hashlib
import logging
import re
import shutil
import tempfile
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from hunspell import Hunspell

from search.analysis.words import fold

logger = logging.getLogger(__name__)

NAME = "hu_HU"
# Of the affix file (hunspell(5)): rules and aliases whose text is Hungarian, and options that a stemmer does not need
# and that folding would break (suggestions, conversions of letters that are gone).
_RULES, _RULE_COLUMNS = {"SFX", "PFX"}, 5
_TEXTS = {"AM", "COMPOUNDSYLLABLE"}
_DROPPED = {"REP", "MAP", "TRY", "KEY", "PHONE", "WORDCHARS", "ICONV", "OCONV", "BREAK"}
# Words longer than this are not looked up: a compound of many parts takes Hunspell tens of milliseconds to refuse.
LONGEST = 40
_PART = re.compile(r"pa:(\S+)")
_STEM = re.compile(r"st:(\S+)")
_PREVERB = re.compile(r"sp:(\S+)")
_BOUNDARY = re.compile(r"hy:(\d+)")


class Dictionary:
    """Hunspell with one dictionary. Its objects are not made for several threads, so one asks at a time."""

    def __init__(self, folder: Path) -> None:
        self._hunspell = Hunspell(NAME, hunspell_data_dir=str(folder))
        self._lock = threading.Lock()

    def stems(self, word: str) -> tuple[str, ...]:
        """All stems of a lower-case word in lower case; none where the dictionary does not know it.

        A name is known with its capital, an abbreviation (up to five letters) in capitals only.
        """
        for writing in _writings(word):
            with self._lock:
                stems = self._hunspell.stem(writing)
            if stems:
                return tuple(dict.fromkeys(stem.lower() for stem in stems))
        return ()

    def analyses(self, word: str) -> tuple[str, ...]:
        """What Hunspell says about the form of a lower-case word, an entry a reading (hunspell(5), morphology)."""
        for writing in _writings(word):
            with self._lock:
                found = self._hunspell.analyze(writing)
            if found:
                return tuple(found)
        return ()


def _writings(word: str) -> Iterable[str]:
    if len(word) > LONGEST:
        return ()
    return dict.fromkeys((word, word.capitalize(), *((word.upper(),) if len(word) <= 5 else ())))


def split_compound(word: str, analyses: Iterable[str]) -> tuple[str, ...]:
    """The parts of a compound as they are written in it, by the reading with the fewest; empty where it is none.

    `pa:` names a part (hunspell(5)); a compound that is a word of the dictionary itself has `hy:` with the number of
    letters before its boundary.
    """
    analyses = list(analyses)
    readings = (tuple(_PART.findall(analysis)) for analysis in analyses)
    compounds = [parts for parts in readings if len(parts) > 1]
    if compounds:
        return min(compounds, key=len)
    for analysis in analyses:
        found = _BOUNDARY.search(analysis)
        if found and 0 < (at := int(found[1])) < len(word):
            return word[:at], word[at:]
    return ()


def list_bases(analyses: Iterable[str], *, is_query: bool = False) -> tuple[str, ...]:
    """What a word is derived from: "javítás" and "javító" from "javít", "kiégés" from "kiég".

    That is the stem (`st:`) of a reading with a derivation (`ds:`), with its preverb (`sp:`). A query asks also for
    the verb without its preverb ("megjavít": "javít").
    """
    bases = []
    for analysis in analyses:
        stem, preverb = _STEM.search(analysis), _PREVERB.search(analysis)
        if not stem or len(_PART.findall(analysis)) > 1:
            continue
        if "ds:" in analysis:
            bases.append((preverb[1] if preverb else "") + stem[1])
        if preverb and is_query:
            bases.append(stem[1])
    return tuple(dict.fromkeys(bases))


def is_made_up(analyses: Iterable[str]) -> bool:
    """Whether Hunspell could read a word only by joining other ones ("csereben": cser + eb)."""
    return all(len(_PART.findall(analysis)) > 1 for analysis in analyses)


# --- the files ------------------------------------------------------------------------------------------------------


def find_folder() -> Path | None:
    """Where the system keeps the dictionary; None where there is none."""
    return next((folder for folder in settings.HUNSPELL_FOLDERS if _are_there(folder)), None)


def _are_there(folder: Path) -> bool:
    return all((folder / f"{NAME}.{ending}").is_file() for ending in ("aff", "dic"))


@cache
def fingerprint() -> str:
    """Another text for another dictionary, "none" without one: what was learnt from one is not mixed with the other's."""
    folder = find_folder()
    if folder is None:
        return "none"
    digest = hashlib.blake2b(digest_size=6)
    for ending in ("aff", "dic"):
        digest.update((folder / f"{NAME}.{ending}").read_bytes())
    return digest.hexdigest()


_loading = threading.Lock()


def load() -> Dictionary | None:
    """The system's dictionary, read once (about a second); None where there is none."""
    with _loading:
        return _load()


def load_folded() -> Dictionary | None:
    """The same without accents; its copy stays in the data folder."""
    with _loading:
        return _load_folded()


@cache
def _load() -> Dictionary | None:
    folder = find_folder()
    return None if folder is None else Dictionary(folder)


@cache
def _load_folded() -> Dictionary | None:
    source = find_folder()
    if source is None:
        return None
    kept = Path(settings.DATA_DIR) / "dictionaries" / f"folded-{fingerprint()}"
    if not _are_there(kept):
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(dir=kept.parent))
        except OSError as error:
            logger.warning("The dictionary without accents cannot be kept: %s", error)
            with tempfile.TemporaryDirectory() as folder:
                write_folded(source, Path(folder))
                return Dictionary(Path(folder))
        try:
            write_folded(source, made)
            made.rename(kept)  # all or nothing; another process may have been faster
        except OSError:
            if not _are_there(kept):
                raise
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return Dictionary(kept)


def forget() -> None:
    """Look for the dictionary again."""
    for remembered in (fingerprint, _load, _load_folded):
        remembered.cache_clear()


def write_folded(source: Path, target: Path) -> None:
    """Write the dictionary in `source` without accents into `target`. Bytes that are no UTF-8 stay as they are."""
    for ending, fold_lines in (("aff", fold_affixes), ("dic", fold_words)):
        lines = (source / f"{NAME}.{ending}").read_text("utf-8", errors="surrogateescape").split("\n")
        (target / f"{NAME}.{ending}").write_text(
            "".join(fold_lines(lines)), "utf-8", errors="surrogateescape"
        )
    target.chmod(0o755)  # a temporary folder is its maker's alone


def fold_affixes(lines: Iterable[str]) -> Iterable[str]:
    """The lines of an affix file with Hungarian text folded and flags as they are (hunspell(5))."""
    for line in lines:
        columns = line.split()
        if not columns or line.startswith("#") or columns[0] in _DROPPED:
            continue
        if columns[0] in _RULES and len(columns) >= _RULE_COLUMNS:
            kind, flag, strip, affix, condition, *rest = columns
            text, slash, flags = affix.partition("/")
            line = " ".join((kind, flag, fold(strip), fold(text) + slash + flags, fold(condition), *rest))
        elif columns[0] in _TEXTS:
            line = fold(line)
        yield f"{line}\n"


def fold_words(lines: Iterable[str]) -> Iterable[str]:
    """The lines of a word list with the words folded and flags as they are."""
    for line in lines:
        word, slash, rest = line.partition("/")
        if not slash:
            word, slash, rest = line.partition("\t")
        yield f"{fold(word)}{slash}{rest}\n"
