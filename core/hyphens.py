"""Soft hyphens for long words of headings: many browsers have no Hungarian patterns (design brief §3)."""

import re
from functools import lru_cache

import pyphen
from wagtail import hooks

from core.hooks import SPLIT_COMPOUND

SOFT_HYPHEN = "\u00ad"
LONGEST_WHOLE_WORD = 13
FROM_EITHER_END = 4
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8)
def _patterns(language_code: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(
        lang={"hu": "hu_HU", "en": "en_GB"}.get(language_code, "en_GB"),
        left=FROM_EITHER_END,
        right=FROM_EITHER_END,
    )


@lru_cache(maxsize=4096)
def _split(word: str, language_code: str) -> str:
    for split in hooks.get_hooks(SPLIT_COMPOUND):
        parts = split(word, language_code)
        if parts and "".join(parts) == word:
            return SOFT_HYPHEN.join(parts)
    positions = [
        # Where spelling would change at the break (hosz-szú for hosszú) the position carries the change: not there.
        int(position)
        for position in _patterns(language_code).positions(word)
        if position.data is None
    ]
    for position in reversed(positions):
        word = word[:position] + SOFT_HYPHEN + word[position:]
    return word


def with_soft_hyphens(text: str, language_code: str, longest: int = LONGEST_WHOLE_WORD) -> str:
    """`text` with soft hyphens in its words of more than `longest` letters, never closer than 4 to either end."""
    return WORD.sub(
        lambda match: _split(match[0], language_code) if len(match[0]) > longest else match[0], text
    )
