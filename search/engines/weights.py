"""How much a word counts by where it stands: one table for every engine. None is below 1: Elasticsearch refuses it."""

TITLE, HEADINGS, SUMMARY, BODY, PARTS, EXACT = "title", "headings", "summary", "body", "parts", "exact"

WEIGHTS = {
    TITLE: 12.0,
    HEADINGS: 5.0,  # and keywords
    SUMMARY: 4.0,  # and the line of details
    BODY: 2.0,
    PARTS: 1.0,  # of compounds, wherever these stand
    EXACT: 1.0,
}

# Where the terms of a word are looked for; phrases look into EXACT.
WORD_FIELDS = (TITLE, HEADINGS, SUMMARY, BODY, PARTS)
