"""The six verbs: each makes the part of the answer that has its name."""

import re
from collections.abc import Callable, Sequence
from email.utils import parseaddr
from xml.etree.ElementTree import Element

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.public_shapes import public_types
from linking.feeds.atom import NEVER
from linking.harvesting.oai import metadata
from linking.harvesting.oai.arguments import TOKEN, Question, as_datestamp, read_window
from linking.harvesting.oai.document import add
from linking.harvesting.oai.errors import Code, ProtocolError
from linking.harvesting.oai.records import (
    Record,
    count_records,
    earliest_datestamp,
    find_record,
    list_records,
)
from linking.harvesting.oai.tokens import Progress, expires_at, make_token, read_token

MOST = 100  # records in an answer
MOST_HEADERS = 500
EMAIL = re.compile(r"\S+@(\S+\.)+\S+")  # as in OAI-PMH.xsd
LANGUAGES_IN_ENGLISH = {"hu": "Hungarian", "en": "English"}


def address() -> str:
    """The address of the repository (`baseURL`)."""
    return f"{settings.BASE_URL}/oai"


def answer(question: Question) -> Element:
    """The answer to a question. Raises ProtocolError."""
    return VERBS[question.verb](question)


def _identify(question: Question) -> Element:
    identify = Element("Identify")
    with translation.override("en"):
        add(identify, "repositoryName", _("Small Communities in Transition"))
    add(identify, "baseURL", address())
    add(identify, "protocolVersion", "2.0")
    add(identify, "adminEmail", _email())
    add(identify, "earliestDatestamp", as_datestamp(earliest_datestamp() or NEVER))
    add(identify, "deletedRecord", "persistent")
    add(identify, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return identify


def _email() -> str:
    """The address that the site writes from; that of a machine without a domain gets one that never is (RFC 2606)."""
    email = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return email if EMAIL.fullmatch(email) else f"{email}.invalid"


def _list_metadata_formats(question: Question) -> Element:
    identifier = question.get("identifier")
    if identifier:
        _find(identifier)
    formats = Element("ListMetadataFormats")
    only = add(formats, "metadataFormat")
    add(only, "metadataPrefix", metadata.PREFIX)
    add(only, "schema", metadata.SCHEMA)
    add(only, "metadataNamespace", metadata.NAMESPACE)
    return formats


def _list_sets(question: Question) -> Element:
    if TOKEN in question.arguments:
        raise ProtocolError(Code.BAD_TOKEN, "The list of sets is given whole.")
    sets = Element("ListSets")
    with translation.override("en"):
        names = {model.kind: capfirst(str(model._meta.verbose_name_plural)) for model in public_types()}
    for spec, name in {**names, **LANGUAGES_IN_ENGLISH}.items():
        each = add(sets, "set")
        add(each, "setSpec", spec)
        add(each, "setName", name)
    return sets


def _get_record(question: Question) -> Element:
    _check_format(question)
    answer = Element("GetRecord")
    _add_records(answer, [_find(question.get("identifier"))])
    return answer


def _list_records(question: Question) -> Element:
    return _list(question, MOST, _add_records)


def _list_identifiers(question: Question) -> Element:
    return _list(question, MOST_HEADERS, _add_headers)


VERBS: dict[str, Callable[[Question], Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


def _list(question: Question, most: int, add_all: Callable[[Element, Sequence[Record]], None]) -> Element:
    """A part of a list, and the token for the next one; the last of several parts has an empty token."""
    progress = _begin_or_go_on(question)
    found = list_records(progress.window, progress.place, most + 1)
    if not found:
        raise ProtocolError(Code.NO_RECORDS, "There are none.")
    records = found[:most]
    answer = Element(question.verb)
    add_all(answer, records)
    has_more = len(found) > most
    if has_more or progress.given:
        total = progress.total
        if not progress.given:
            total = count_records(progress.window)
        after = progress._replace(place=records[-1].place, given=progress.given + len(records), total=total)
        attributes = {"completeListSize": str(max(total, after.given)), "cursor": str(progress.given)}
        if has_more:
            attributes["expirationDate"] = as_datestamp(expires_at())
        add(answer, TOKEN, make_token(after) if has_more else "", **attributes)
    return answer


def _begin_or_go_on(question: Question) -> Progress:
    if TOKEN in question.arguments:
        return read_token(question.verb, question.get(TOKEN))
    window = read_window(question)
    _check_format(question)
    return Progress(question.verb, window, place=0, given=0, total=0)


def _check_format(question: Question) -> None:
    if question.get("metadataPrefix") != metadata.PREFIX:
        raise ProtocolError(Code.NO_SUCH_FORMAT, f"The only format is {metadata.PREFIX}.")


def _find(identifier: str) -> Record:
    record = find_record(identifier)
    if record is None:
        raise ProtocolError(Code.NO_SUCH_RECORD, "No record has this identifier.")
    return record


def _add_records(parent: Element, records: Sequence[Record]) -> None:
    told = metadata.describe_all(records)
    for record in records:
        each = add(parent, "record")
        _add_header(each, record, is_deleted=record.place not in told)
        if record.place in told:
            add(each, "metadata").append(told[record.place])


def _add_headers(parent: Element, records: Sequence[Record]) -> None:
    for record in records:
        _add_header(parent, record, is_deleted=record.page_id is None)


def _add_header(parent: Element, record: Record, *, is_deleted: bool) -> None:
    header = add(parent, "header", **({"status": "deleted"} if is_deleted else {}))
    add(header, "identifier", record.identifier)
    add(header, "datestamp", as_datestamp(record.datestamp))
    for each in record.sets:
        add(header, "setSpec", each)
