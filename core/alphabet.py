"""The order of Hungarian and English words, in Python and in the database."""

from django.db.models import Func, Value
from django.db.models.functions import Lower, Replace

# Hungarian letters with accents come beside their plain twins; only ö/ő and ü/ű are letters of their own, and follow
# o and u (the rules of Hungarian spelling, AkH. 12, points 14 and 15).
HUNGARIAN_ORDER = str.maketrans({"á": "a", "é": "e", "í": "i", "ó": "o", "ő": "ö", "ú": "u", "ű": "ü"})
AFTER = str.maketrans({"ö": "o\uffff", "ü": "u\uffff"})
ACCENTED = "áéíóöőúüű"


def alphabetical(name: str) -> tuple[str, str]:
    """The sorting key of a Hungarian or English word."""
    plain = name.lower().translate(HUNGARIAN_ORDER)
    return plain.translate(AFTER), name.lower()


def alphabetical_in_database(field: str) -> Func:
    """An expression by which a queryset is ordered as by `alphabetical`, for lists that are read a page at a time.

    Databases differ in what they know of letters; SQLite knows those without accents only.
    """
    text: Func = Lower(field)
    for letter in ACCENTED:
        for each in (letter, letter.upper()):
            text = Replace(text, Value(each), Value(alphabetical(letter)[0]))
    return text
