"""Codes that somebody can read from paper and type: no letter or digit that looks like another, no vowel, no case.

The last character checks the others, so that a typing mistake is told from a code that was never given out.
"""

import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"  # no 0 o, 1 i l, a e u y: no words arise
LENGTH = 6  # with the check character
WEIGHTS = (2, 4, 5, 7, 8)  # from the right; the check character's own is 1
# What people write for a character that no code has.
MISREAD = str.maketrans({" ": "", "-": ""})


def make_code() -> str:
    """A new code at random: 27⁵, fourteen million, are possible. Whether it is taken is the caller's question."""
    code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 1))
    return code + check_character(code)


def normalise_code(typed: str) -> str:
    """The code that somebody means: in small letters, without spaces and hyphens."""
    return typed.translate(MISREAD).lower()


def is_code(code: str) -> bool:
    """Whether a normalised code is free of typing mistakes, whoever it belongs to."""
    return (
        len(code) == LENGTH
        and all(character in ALPHABET for character in code)
        and code[-1] == check_character(code[:-1])
    )


def check_character(code: str) -> str:
    """The character that makes the weighted sum of all a multiple of 27, as the last digit of an ISBN-10 does for 11.

    No weight, and no difference of two neighbours, has a divisor in common with 27: any one wrong character and any swap
    of neighbours is found out.
    """
    total = sum(
        weight * ALPHABET.index(character) for weight, character in zip(WEIGHTS, reversed(code), strict=False)
    )
    return ALPHABET[-total % len(ALPHABET)]
