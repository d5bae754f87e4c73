"""The names in the index file, and the question for those that fit what a reader types.

Two more tables of a generation, with the same row numbers: `name_N` (the words of a name, and once for each entry its
topics) and `named_N` (the name as it is shown). When an entry holds, its row in `entry_N` says.
"""

from collections.abc import Iterable, Iterator

import apsw

from search.engines.base import EngineUnavailableError, NameAnswer, NamedWork, NameQuery
from search.engines.columns import POSITION, write_clause, write_name
from search.engines.sqlite.tokens import TOKENIZER
from search.entries import TOPIC, Entry
from search.names import Name, dump_card, list_names, load_card

# A few letters begin thousands of names, and any of them is as good: so many are put in order.
MOST_COMPARED = 1_000


def create_names(connection: apsw.Connection, number: str | int) -> None:
    """Make the tables of a generation where they are missing: an index of an older form has none."""
    # A beginning of one to three letters would be put together from all words that have it.
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS name_{number} USING fts5"
        f" (words, topics, content='', contentless_delete=1, prefix='1 2 3', tokenize='{TOKENIZER}')"
    )
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS named_{number} (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL,"
        " language TEXT NOT NULL, name TEXT NOT NULL, card TEXT NOT NULL)"
    )
    connection.execute(f"CREATE INDEX IF NOT EXISTS named_{number}_entry ON named_{number} (entry)")


def insert_names(connection: apsw.Connection, number: int, identity: int, entry: Entry) -> None:
    """Store the names of an entry; `identity` is its row in `entry_N`."""
    card, topics = dump_card(entry), POSITION.join(entry.facets.get(TOPIC, ()))
    # A name without a word is nobody's beginning, and the topics of its work are there all the same.
    for name in list(list_names(entry)) or [Name("", "")]:
        connection.execute(
            f"INSERT INTO named_{number} (entry, language, name, card) VALUES (?, ?, ?, ?)",
            (identity, name.language_code, name.text, card),
        )
        connection.execute(
            f"INSERT INTO name_{number} (rowid, words, topics) VALUES (?, ?, ?)",
            (connection.last_insert_rowid(), write_name(name), topics),
        )
        topics = ""


def delete_names(connection: apsw.Connection, number: int, row: tuple) -> None:
    """Forget the names of an entry; `row` is its key in `entry_N`."""
    owned = f"SELECT id FROM named_{number} WHERE entry = ?"
    connection.execute(f"DELETE FROM name_{number} WHERE rowid IN ({owned})", row)
    connection.execute(f"DELETE FROM named_{number} WHERE entry = ?", row)


def suggest(connection: apsw.Connection, number: str, query: NameQuery) -> NameAnswer:
    """See `Engine.suggest`. Raises EngineUnavailableError where the generation has no names yet."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (f"name_{number}",)).get:
        raise EngineUnavailableError("the index has no names yet")
    found: dict[str, NamedWork] = {}
    for is_beginning in (True, False):
        if query.words and len(found) < query.limit:
            _find_names(connection, number, query, is_beginning, found)
    topics = frozenset(topic for topic in query.topics if _has_topic(connection, number, query, topic))
    return NameAnswer(tuple(found.values()), topics)


def _find_names(
    connection: apsw.Connection,
    number: str,
    query: NameQuery,
    is_beginning: bool,
    found: dict[str, NamedWork],
) -> None:
    """Add works by one kind of names to those that are found, up to the limit."""
    expression = _beginning_expression(query.words) if is_beginning else _words_expression(query)
    sql = f"SELECT named.id, work, language, name FROM {_holding(number)} LIMIT {MOST_COMPARED}"
    # In order here: for the same SQLite takes ten times as long, unless it is told how many.
    rows = sorted(
        connection.execute(sql, (expression, query.now, query.now)),
        key=lambda row: (row[2] != query.language_code, len(row[3]), row[1]),
    )
    for identity, work, language_code, name in rows:
        if work in found or work in query.hidden:
            continue
        card = connection.execute(f"SELECT card FROM named_{number} WHERE id = ?", (identity,)).get
        found[work] = NamedWork(work, language_code, name, is_beginning, load_card(card))
        if len(found) == query.limit:
            return


def _has_topic(connection: apsw.Connection, number: str, query: NameQuery, topic: str) -> bool:
    sql = f"SELECT work FROM {_holding(number)}"
    works = connection.execute(sql, (f"topics : {_quote(topic)}", query.now, query.now))
    return any(work not in query.hidden for (work,) in works)


def _holding(number: str) -> str:
    """What follows FROM: the names that match and hold now."""
    # CROSS JOIN: SQLite must begin with the words, of which it knows no frequencies.
    return (
        f"name_{number} CROSS JOIN named_{number} AS named ON named.id = name_{number}.rowid"
        f" CROSS JOIN entry_{number} AS entry ON entry.id = named.entry"
        f" WHERE name_{number} MATCH ? AND visible_from <= ? AND visible_until > ?"
    )


def _beginning_expression(words: Iterable[str]) -> str:
    return f"words : ^ {_quote(POSITION.join(words))} *"


def _words_expression(query: NameQuery) -> str:
    return f"words : ({' AND '.join(_word_expressions(query))})"


def _word_expressions(query: NameQuery) -> Iterator[str]:
    for position, word in enumerate(query.words):
        beginning = f"{_quote(word)} *"
        if not query.forms:
            yield beginning
        else:
            yield f"({beginning} OR {_quote(write_clause(query.forms[position]))})"


def _quote(text: str) -> str:
    """A string of the language of FTS5."""
    return '"' + text.replace('"', '""') + '"'
