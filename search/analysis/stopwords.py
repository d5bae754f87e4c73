"""Words that never have to match: they build the question, not its subject.

The principle is grammatical: words of the closed classes alone (articles, conjunctions, prepositions, pronouns and the
adverbs made of these, question words, auxiliaries, particles), the common ones, by class. A verb, a noun, an adjective or
an adverb of manner is a word of its own, however little it tells: how rare it is in the library decides how much it
counts. No word is here because some query asks for it.

A question on the Hungarian pages may be in English, so a stop word of one language is one for all readers. Left out are
therefore words that are a likely subject in the other language (`mint`: than; `kit`: whom; `must`: grape juice; `so`: salt
without its accent) and words with a meaning of their own beside (`fog`: will; a tooth).
"""

from search.analysis.words import fold

STOP_WORDS = {
    "hu": {
        "articles": "a az egy",
        "conjunctions": "és s vagy de ha hogy mert hanem pedig illetve valamint",
        "particles": "is nem ne se sem már még csak hogyne meg be el ki le",
        "personal pronouns": """
            én te ő mi ti ők engem téged őt minket titeket őket nekem neked neki nekünk nektek nekik
            velem veled vele velünk veletek velük
        """,
        "demonstrative pronouns": """
            ez ezt ezek ezeket ennek ezzel az azt azok azokat annak azzal ilyen olyan itt ott így úgy
        """,
        "relative pronouns": "aki akik akit ami amit amik amely amelyek amelyik ahol ahogy ahogyan amikor",
        "indefinite and general pronouns": "valaki valakit valami valamit mindenki minden mindig",
        "question words": """
            ki kik kinek kivel mi mik mit minek mivel miből mire miről mitől miért mikor hol hova hová honnan honnét
            hogyan milyen melyik mennyi hány
        """,
        "auxiliaries": "van vannak volt voltak lesz lesznek lenne legyen kell kellene lehet lehetne",
    },
    "en": {
        "articles": "a an the",
        "conjunctions": "and or but if as than because",
        "prepositions": "about at by for from in into of on to with",
        "personal pronouns": """
            i me my we us our you your he him his she her it its they them their
        """,
        "demonstrative pronouns": "this that these those here there then such",
        "indefinite pronouns": "some any much many",
        "question words": "who whom whose what which where when why how",
        "auxiliaries": """
            am is are was were be been being have has had do does did can could may might shall should will would
        """,
        "particles": "no not only just also too very",
    },
}

_ALL = frozenset(
    word
    for classes in STOP_WORDS.values()
    for text in classes.values()
    for each in text.split()
    for word in (each, fold(each))
)


def is_stop_word(word: str) -> bool:
    """Whether a normalised word of a query may be missing from what it finds."""
    return word in _ALL
