"""The form of an index, and entries as its documents.

A document is one period of an entry (`search.entries.list_periods`), so at any moment a work has one document at most
and Elasticsearch's own totals and counts are of works.
"""

from collections.abc import Iterator
from typing import Any

from search import analysis
from search.analysis import fold
from search.engines.columns import ALTERNATIVE, POSITION, column_texts, list_written, write_name
from search.engines.weights import SATURATION, WEIGHTS
from search.entries import FOR_EVER, Entry, dump_entry, list_periods
from search.names import Name, dump_card, list_names

FORM = 5  # of documents and mapping; an index of another form cannot be used
# In `_meta` of an index's mapping.
META_FORM, META_COMPLETE = "form", "complete"

WORK, WORDS, DATE, FACETS, VISIBLE_FROM, VISIBLE_UNTIL, STORED = (
    "work",
    "words",
    "date",
    "facets",
    "visible_from",
    "visible_until",
    "entry",
)
# The names of a work, as documents within the document: what is asked of a name is asked of one, not of all together.
NAMES, CARD = "names", "card"
NAME_LANGUAGE, NAME, NAME_LENGTH, NAME_WORDS, NAME_FORMS, NAME_FOLDED = (
    f"{NAMES}.{field}" for field in ("language", "name", "length", "words", "forms", "folded")
)
# All facets share one field, so that one aggregation counts them all and a new facet needs no new mapping.
FACET_SEPARATOR = "="
WORD_SEPARATOR = "/"  # no letter of a word

_ANALYZER = "terms"
_LONGEST_POSITION = 8192  # characters; the tokenizer would cut a position with many alternatives at 255

SETTINGS = {
    # One: statistics of words are kept by shard, and a library of some ten thousand works is small.
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # Changes become visible when a writer says so, all of a context together.
    "refresh_interval": -1,
    # A deletion is remembered for so long against a writer that was overtaken (see the lock).
    "gc_deletes": "10m",
    # See search.engines.scoring: no normalisation by length. Of all fields alike: `combined_fields` wants it so.
    "similarity": {"default": {"type": "BM25", "k1": SATURATION, "b": 0.0}},
    "analysis": {
        "tokenizer": {"positions": {"type": "whitespace", "max_token_length": _LONGEST_POSITION}},
        # Puts the alternatives of a position at one place, like synonyms; in queries it makes them one word.
        "filter": {
            "alternatives": {
                "type": "pattern_capture",
                "preserve_original": False,
                "patterns": [f"([^{ALTERNATIVE}]+)"],
            }
        },
        "analyzer": {_ANALYZER: {"type": "custom", "tokenizer": "positions", "filter": ["alternatives"]}},
    },
}

PROPERTIES: dict[str, dict[str, Any]] = {
    **{name: {"type": "text", "analyzer": _ANALYZER} for name in WEIGHTS},
    WORK: {"type": "keyword"},
    WORDS: {"type": "keyword"},  # see `write_word`: for what a misspelt word was meant to be
    DATE: {"type": "integer"},  # days since year 1; 0 where there is none
    FACETS: {"type": "keyword", "eager_global_ordinals": True},
    # Only where there is such a moment: what excludes a document is then a query that few documents match.
    VISIBLE_FROM: {"type": "double"},
    VISIBLE_UNTIL: {"type": "double"},
    STORED: {"type": "keyword", "index": False, "doc_values": False},
    CARD: {"type": "keyword", "index": False, "doc_values": False, "store": True},
    NAMES: {
        "type": "nested",
        "properties": {
            "language": {"type": "keyword"},
            "name": {"type": "keyword", "index": False},
            "length": {"type": "integer", "index": False},
            "words": {"type": "keyword", "doc_values": False},  # without accents
            "forms": {"type": "keyword", "doc_values": False},  # the terms of the words
            "folded": {"type": "keyword", "doc_values": False},  # the words in a row
        },
    },
}


def version() -> str:
    """An index by another analysis has to catch up."""
    return f"{FORM}:{analysis.version()}"


def make_mappings() -> dict[str, Any]:
    """The mapping of a new index. The columns are not kept as they were sent: they are made from the entry."""
    return {
        "dynamic": "strict",
        "_meta": {META_FORM: FORM},
        "_source": {"includes": [STORED]},
        "properties": PROPERTIES,
    }


def make_documents(entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    """The documents of an entry with their identities."""
    for number, period in enumerate(list_periods(entry)):
        document: dict[str, Any] = {
            **column_texts(period.entry),
            WORK: entry.work,
            WORDS: sorted(map(write_word, list_written(period.entry))),
            DATE: entry.date.toordinal() if entry.date else 0,
            FACETS: sorted(
                facet_value(name, value)
                for name, values in period.entry.filter_values().items()
                for value in values
            ),
            STORED: dump_entry(period.entry),
            CARD: dump_card(period.entry),
            NAMES: [_name_document(name) for name in list_names(period.entry)],
        }
        if period.start > 0:
            document[VISIBLE_FROM] = period.start
        if period.end < FOR_EVER:
            document[VISIBLE_UNTIL] = period.end
        yield f"{entry.work}/{number}", document


def _name_document(name: Name) -> dict[str, Any]:
    written = [position.split(ALTERNATIVE) for position in write_name(name).split(POSITION)]
    words = [word for word, *_forms in written]
    return {
        "language": name.language_code,
        "name": name.text,
        "length": len(name.text),
        "words": words,
        "forms": sorted({form for _word, *forms in written for form in forms}),
        "folded": POSITION.join(words),
    }


def write_word(word: str) -> str:
    """A word as it stands in the field of words: behind what it is without accents, by which it is looked up."""
    return f"{fold(word)}{WORD_SEPARATOR}{word}"


def read_word(written: str) -> str:
    """The word."""
    return written.partition(WORD_SEPARATOR)[2]


def facet_value(facet: str, value: str) -> str:
    """A facet's value as it stands in the common field."""
    return f"{facet}{FACET_SEPARATOR}{value}"


def read_facet_value(written: str) -> tuple[str, str]:
    """The facet and its value."""
    facet, _, value = written.partition(FACET_SEPARATOR)
    return facet, value


def visible_at(now: float) -> list[dict[str, Any]]:
    """What excludes documents that do not hold at a moment (seconds since 1970), for `must_not`."""
    return [{"range": {VISIBLE_UNTIL: {"lte": now}}}, {"range": {VISIBLE_FROM: {"gt": now}}}]
