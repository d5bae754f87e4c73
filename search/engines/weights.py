"""How much a word counts by where it stands: one table for every engine. None is below 1: Elasticsearch refuses it."""

TITLE, HEADINGS, SUMMARY, BODY, RELATED, EXACT = "title", "headings", "summary", "body", "related", "exact"

WEIGHTS = {
    TITLE: 12.0,
    HEADINGS: 5.0,  # and keywords
    SUMMARY: 4.0,  # and the line of details
    BODY: 2.0,
    RELATED: 1.0,  # parts of compounds, bases of derivations, wherever the words stand
    EXACT: 1.0,
}

# Where the terms of a word are looked for; phrases look into EXACT.
WORD_FIELDS = (TITLE, HEADINGS, SUMMARY, BODY, RELATED)
