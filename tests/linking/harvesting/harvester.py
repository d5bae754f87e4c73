"""Asking the repository as a harvester does; every answer is held against the schema of the protocol."""

import datetime as dt
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.test import Client
from xmlschema import XMLSchema

from linking.models import Permalink

SCHEMAS = Path(__file__).parent / "schemas"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ALL = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


class Told(NamedTuple):
    """A record as it is answered; `metadata` is None for a deleted one."""

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    is_deleted: bool
    metadata: dict[str, list[str]] | None


@cache
def schema(name: str) -> XMLSchema:
    return XMLSchema(SCHEMAS / name)


def get(**arguments: Any) -> Any:
    return Client(headers={"host": "localhost"}).get("/oai", arguments)


def read(response: Any) -> ET.Element:
    """The document, which the schemas allow."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ET.fromstring(response.content)
    schema("OAI-PMH.xsd").validate(root)
    for metadata in root.iter(f"{OAI}metadata"):
        (described,) = metadata
        schema("oai_dc.xsd").validate(described)
        assert all(statement.text for statement in described)
    return root


def ask(**arguments: Any) -> ET.Element:
    return read(get(**arguments))


def error_of(root: ET.Element) -> str:
    """The code of the one error."""
    (error,) = root.findall(f"{OAI}error")
    assert error.text
    return error.get("code", "")


def records_of(root: ET.Element) -> list[Told]:
    return [_told(record) for record in root.iter(f"{OAI}record")]


def headers_of(root: ET.Element) -> list[Told]:
    return [_header(header, None) for header in root.iter(f"{OAI}header")]


def token_of(root: ET.Element) -> ET.Element | None:
    return next(root.iter(f"{OAI}resumptionToken"), None)


def harvest(**arguments: Any) -> list[Told]:
    """All records, whatever the number of answers; none where none match."""
    root = ask(**{**ALL, **arguments})
    found: list[Told] = []
    while True:
        if root.find(f"{OAI}error") is not None:
            assert error_of(root) == "noRecordsMatch"
            return found
        found += records_of(root)
        token = token_of(root)
        if token is None or not token.text:
            return found
        root = ask(verb="ListRecords", resumptionToken=token.text)


def identifier_of(page: Any) -> str:
    code = Permalink.objects.get(translation_key=page.translation_key).code
    return f"oai:localhost:{code}/{page.locale.language_code}"


def stamp(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _told(record: ET.Element) -> Told:
    header = record.find(f"{OAI}header")
    assert header is not None
    described = record.find(f"{OAI}metadata/{OAI_DC}dc")
    metadata: dict[str, list[str]] | None = None
    if described is not None:
        metadata = {}
        for statement in described:
            metadata.setdefault(statement.tag.removeprefix(DC), []).append(statement.text or "")
    return _header(header, metadata)


def _header(header: ET.Element, metadata: dict[str, list[str]] | None) -> Told:
    return Told(
        header.findtext(f"{OAI}identifier", ""),
        header.findtext(f"{OAI}datestamp", ""),
        tuple(each.text or "" for each in header.findall(f"{OAI}setSpec")),
        header.get("status") == "deleted",
        metadata,
    )
