"""What is asked: the verb and its arguments, each a value that is right, or an error of the protocol."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from linking.harvesting.oai.errors import Code, ProtocolError

LONGEST = 2_000
# What every value is made of: addresses, dates and tokens have no other characters (RFC 3986, section 2).
VALUE = re.compile(r"[!#-;=?-\[\]_a-z~]+")
# As in OAI-PMH.xsd.
NAME = r"[A-Za-z0-9\-_.!~*'()]+"
PREFIX = re.compile(NAME)
SET = re.compile(rf"{NAME}(:{NAME})*")
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
DATES = {
    DAY: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII),
    SECOND: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII),
}
LENGTHS = {DAY: dt.timedelta(days=1), SECOND: dt.timedelta(seconds=1)}

TOKEN = "resumptionToken"  # noqa: S105 – the name of an argument


@dataclass(frozen=True)
class Verb:
    """A verb by the arguments that it must and may have. One that gives a list goes on with a token alone."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    has_token: bool = False


LIST = Verb(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), has_token=True)
VERBS = {
    "Identify": Verb(),
    "ListMetadataFormats": Verb(optional=frozenset({"identifier"})),
    "ListSets": Verb(has_token=True),
    "GetRecord": Verb(frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": LIST,
    "ListRecords": LIST,
}


@dataclass(frozen=True)
class Question:
    """A request that the protocol allows: `arguments` are as they came, which the answer repeats."""

    verb: str
    arguments: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """An argument; empty where it was not given."""
        return self.arguments.get(name, "")


@dataclass(frozen=True)
class Window:
    """Which records are asked for: those with a datestamp from `since` on and before `before`, of a set; None, empty: all."""

    since: dt.datetime | None = None
    before: dt.datetime | None = None
    set_name: str = ""


def read_question(parameters: QueryDict) -> Question:
    """The question in the parameters of a request. Raises ProtocolError: badVerb, badArgument."""
    verbs = parameters.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise ProtocolError(Code.BAD_VERB, f"Ask with one verb of: {', '.join(VERBS)}.")
    name, verb = verbs[0], VERBS[verbs[0]]
    arguments = {key: values for key, values in parameters.lists() if key != "verb"}
    known = verb.required | verb.optional | ({TOKEN} if verb.has_token else set())
    if not arguments.keys() <= known:
        raise ProtocolError(Code.BAD_ARGUMENT, f"{name} has no other arguments than: {_names(known)}.")
    if any(len(values) != 1 for values in arguments.values()):
        raise ProtocolError(Code.BAD_ARGUMENT, "Give each argument once.")
    given = {key: values[0] for key, values in arguments.items()}
    if TOKEN in given:
        if len(given) > 1:
            raise ProtocolError(Code.BAD_ARGUMENT, f"{TOKEN} stands alone beside the verb.")
    elif not verb.required <= given.keys():
        raise ProtocolError(Code.BAD_ARGUMENT, f"{name} needs: {_names(verb.required)}.")
    for key, value in given.items():
        _check(key, value)
    return Question(name, given)


def read_window(question: Question) -> Window:
    """The records that a list is asked for. Raises ProtocolError (badArgument) for dates that say nothing together."""
    since, until = question.get("from"), question.get("until")
    if since and until and len(since) != len(until):
        raise ProtocolError(Code.BAD_ARGUMENT, "from and until are both days or both seconds.")
    first = _read_date(since) if since else None
    last = _read_date(until) if until else None
    if first and last and first > last:
        raise ProtocolError(Code.BAD_ARGUMENT, "from is not later than until.")
    return Window(first, _end_of(last, until) if last else None, question.get("set"))


def as_datestamp(moment: dt.datetime) -> str:
    """A moment as the protocol writes it, in UTC; the part of a second is cut off."""
    return moment.astimezone(dt.UTC).strftime(SECOND)


def _names(arguments: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(arguments)) or "none"


def _check(key: str, value: str) -> None:
    if key == TOKEN:  # whoever reads it knows its own
        return
    if len(value) > LONGEST or not VALUE.fullmatch(value):
        raise ProtocolError(Code.BAD_ARGUMENT, f"{key} is not what it can be.")
    if key == "metadataPrefix" and not PREFIX.fullmatch(value):
        raise ProtocolError(Code.BAD_ARGUMENT, "metadataPrefix is the name of a format.")
    if key == "set" and not SET.fullmatch(value):
        raise ProtocolError(Code.BAD_ARGUMENT, "set is the name of a set.")
    if key in {"from", "until"}:
        _read_date(value)


def _form_of(text: str) -> str:
    return next((form for form, pattern in DATES.items() if pattern.fullmatch(text)), "")


def _read_date(text: str) -> dt.datetime:
    form = _form_of(text)
    try:
        if form:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC)
    except ValueError:
        pass
    raise ProtocolError(
        Code.BAD_ARGUMENT, "Dates are days (2026-11-24) or seconds in UTC (2026-11-24T08:00:00Z)."
    )


def _end_of(last: dt.datetime, text: str) -> dt.datetime | None:
    """Behind the last day or second; None where the calendar ends with it."""
    try:
        return last + LENGTHS[_form_of(text)]
    except OverflowError:
        return None
