"""What may be asked of the API: each parameter as a value that is right, or a mistake that is told."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, WithJsonSchema

from core.public_shapes import public_types
from linking.api import cursors
from search.engines.base import Sort as EngineSort
from search.entries import TERM
from search.query import LONGEST_QUERY

KINDS = [model.kind for model in public_types()]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOST_ITEMS, ITEMS = 50, 20
MOST_PAGES = 10_000
# RFC 3339: a day, or a moment with its offset from UTC.
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)


def _one_of(values: Sequence[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in values:
            raise ValueError(f"one of: {', '.join(values)}")
        return value

    return AfterValidator(check)


def _enum(values: Sequence[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(values)})


def _whole_number(least: int, most: int) -> BeforeValidator:
    def read(value: Any) -> int:
        text = str(value)
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
        if not (is_number and least <= int(text) <= most):
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return BeforeValidator(read)


def _between(least: int, most: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": least, "maximum": most})


def _read_since(value: Any) -> dt.datetime:
    text = str(value)
    try:
        if DAY.fullmatch(text):
            day = dt.date.fromisoformat(text)
            return dt.datetime.combine(day, dt.time.min, ZoneInfo(settings.TIME_ZONE))
        if MOMENT.fullmatch(text):
            return _in_utc(dt.datetime.fromisoformat(text.upper()))
    except ValueError:
        pass
    raise ValueError("a day (2026-11-24) or a moment with its offset (2026-11-24T08:00:00+01:00)")


def _in_utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC; on the first and last day of the calendar, where that is outside it, without its offset."""
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        return moment.replace(tzinfo=dt.UTC)


def _read_words(value: str) -> str:
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in value):
        raise ValueError("no control characters")
    return value


def _without_default(schema: dict[str, Any]) -> None:
    """A parameter that is not there has no value; null is none that an address could hold."""
    schema.pop("default", None)


def _optional(description: str) -> Any:
    return Field(default=None, description=description, json_schema_extra=_without_default)


def _cursor_of(list_name: str) -> WithJsonSchema:
    """Each list has a format of its own, so that who tries the API out can make cursors that are some."""
    return WithJsonSchema({"type": "string", "format": f"{list_name}-cursor", "maxLength": cursors.LONGEST})


SEARCHED = [*KINDS, TERM]
SORTS = [sort.value for sort in EngineSort]
Kind = Annotated[str, _one_of(KINDS), _enum(KINDS)]
SearchKind = Annotated[str, _one_of(SEARCHED), _enum(SEARCHED)]
Language = Annotated[str, _one_of(LANGUAGES), _enum(LANGUAGES)]
Sort = Annotated[str, _one_of(SORTS), _enum(SORTS)]
Limit = Annotated[int, _whole_number(1, MOST_ITEMS), _between(1, MOST_ITEMS)]
PageNumber = Annotated[int, _whole_number(1, MOST_PAGES), _between(1, MOST_PAGES)]
LONGEST_CURSOR = Field(max_length=cursors.LONGEST)
Topic = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=60)]
Since = Annotated[
    dt.datetime,
    BeforeValidator(_read_since),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
    ),
]
WORDS_SCHEMA = {"type": "string", "maxLength": LONGEST_QUERY, "pattern": r"^[^\u0000-\u001f\u007f-\u009f]*$"}
Words = Annotated[
    str, Field(max_length=LONGEST_QUERY), AfterValidator(_read_words), WithJsonSchema(WORDS_SCHEMA)
]

FILTER_LANGUAGE = "only what there is in this language, and only its texts in it"
GO_ON = "`cursor` of the last answer: what comes behind it"
HOW_MANY = "how many at most"
SINCE = "a day (`2026-11-24`, in Hungary) or a moment with its offset (`2026-11-24T08:00:00Z`)"
SHOWN_IN = "the language to show something in, where it exists in it"


class WorksQuestion(BaseModel):
    """Which works."""

    kind: Kind = _optional("only works of this kind")
    topic: Topic = _optional("only works with this topic, by its key")
    language: Language = _optional(FILTER_LANGUAGE)
    since: Since = _optional(f"only works of which a text has had a new version since: {SINCE}")
    limit: Limit = Field(default=ITEMS, description=HOW_MANY)
    cursor: Annotated[str, LONGEST_CURSOR, _cursor_of("works")] = _optional(GO_ON)


class WorkQuestion(BaseModel):
    """Which texts of a work."""

    language: Language = _optional("only its text in this language")


class SearchQuestion(BaseModel):
    """What the search page's form asks, and in which language to show what is found."""

    q: Words = Field(
        default="",
        description="words, all of which are to be found; “several words” as they stand; -without this one",
    )
    kind: list[SearchKind] = Field(default=[], max_length=20, description="only these kinds")
    topic: list[Topic] = Field(default=[], max_length=20, description="only these topics, by their keys")
    language: Language = _optional("only what there is in this language")
    sort: Sort = Field(default=EngineSort.RELEVANCE.value, description="the best first, or the newest")
    page: PageNumber = Field(
        default=1, description="the page of the results; the last one where there are fewer"
    )
    lang: Language = Field(default=settings.LANGUAGE_CODE, description=SHOWN_IN)


class TopicsQuestion(BaseModel):
    """Which topics."""

    limit: Limit = Field(default=ITEMS, description=HOW_MANY)
    cursor: Annotated[str, LONGEST_CURSOR, _cursor_of("topics")] = _optional(GO_ON)


class TermsQuestion(BaseModel):
    """Which terms."""

    limit: Limit = Field(default=ITEMS, description=HOW_MANY)
    cursor: Annotated[str, LONGEST_CURSOR, _cursor_of("terms")] = _optional(GO_ON)


class CommunitiesQuestion(BaseModel):
    """How communities are shown."""

    lang: Language = Field(default=settings.LANGUAGE_CODE, description=SHOWN_IN)


class ChangesQuestion(BaseModel):
    """Which changes."""

    since: Since = _optional(f"only what has happened since: {SINCE}")
    limit: Limit = Field(default=ITEMS, description=HOW_MANY)
    cursor: Annotated[str, LONGEST_CURSOR, _cursor_of("changes")] = _optional(GO_ON)
