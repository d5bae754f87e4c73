"""How much a found word counts: one table of numbers for every engine. What they do is in `search.engines.scoring`.

Round values from plateaus of the golden queries (ADR 13): half of each or twice as much changes little.
"""

TITLE, HEADINGS, SUMMARY, BODY, RELATED, EXACT = "title", "headings", "summary", "body", "related", "exact"

# By where it stands. None is below 1: Elasticsearch refuses it.
WEIGHTS = {
    TITLE: 16.0,
    HEADINGS: 6.0,  # and keywords
    SUMMARY: 6.0,  # and the line of details
    BODY: 2.0,
    RELATED: 1.0,  # parts of compounds, bases of derivations, wherever the words stand
    EXACT: 2.0,
}

# Where the terms of a word are looked for; phrases look into EXACT.
WORD_FIELDS = (TITLE, HEADINGS, SUMMARY, BODY, RELATED)
# Where words can be near one another: RELATED has its words out of their places.
NEAR_FIELDS = (TITLE, HEADINGS, SUMMARY, BODY)

# How much of a word, by weight, gives half of what it can give.
SATURATION = 2.4

# Words with at most so many others between them are near one another.
NEAR_DISTANCE = 8
# What two neighbouring words of a query add by standing near one another, as a part of the idf of the commoner one.
NEAR_BONUS = 0.75

# What a term counts beside a work that says the same: who types an everyday word looks for something to do.
TERM_SHARE = 0.9

# By how a work says what was asked; what the reader typed counts 1.
CORRECTED = 0.9
OTHER_NAME = 0.8  # of a term
TRANSLATED = 0.8  # by what the library's own translations teach, if they were sure
COMPOUND_PARTS = 0.8  # all of them, near one another
DERIVED = 0.6  # what the word is derived from
ONE_PART = 0.3  # one of several words of another way
