"""Words that never have to match: they build the question, not its subject.

Short on purpose, and chosen so that no word of either list is a likely subject in the other language. A question on
the Hungarian pages may be in English, so a stop word of one language is one for all readers.
"""

from search.analysis.words import fold

STOP_WORDS = {
    "hu": """
        a az egy és vagy de is ha hogy nem ne meg már még csak mert ami aki amit akik amely ez ezt azt azok ezek
        hogyan miért mikor hol hova honnan ki kik mi mit mik milyen mennyi melyik kell kellene lehet lehetne legyen van
        vannak volt lesz lenne itt ott így úgy én te ő mi ti ők nekünk nekem minket engem be el
        hogyne miből mivel mire miről mitől kinek kivel valamit valaki valami mindig egyszerre jól csináljunk csinálni
        tegyünk tenni kezdjünk kezdjek látjuk tudjuk tudom honnét vele velük azzal ezzel azt ennek annak
    """,
    "en": """
        a an and are as at be but by can could do does for from had has have how i if in into is it its me my no not of
        on or our should than that the their them then there these they this those to us was we were what when where
        which who why will with would you your
        get start make makes only just also some any very so than much many long
    """,
}

_ALL = frozenset(word for text in STOP_WORDS.values() for each in text.split() for word in (each, fold(each)))


def is_stop_word(word: str) -> bool:
    """Whether a normalised word of a query may be missing from what it finds."""
    return word in _ALL
