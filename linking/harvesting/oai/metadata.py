"""What a record tells of its text, by the fifteen names of Dublin Core (`oai_dc`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.choices import Licence
from core.concepts import TOPIC, find_names
from core.public_values import share_concepts
from core.visibility import visible_to_everyone
from linking.citations.reference import make_reference
from linking.feeds.works import text_id
from linking.formats.registry import PAGE
from linking.harvesting.oai.document import add
from linking.harvesting.oai.records import Record
from linking.representation import read_pages

PREFIX = "oai_dc"
NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
# Terms of the DCMI Type Vocabulary, by kind; the others are texts.
TYPES = {"event": "Event"}

Statement = tuple[str, str, bool]  # an element, what it says, and whether that is in the language of the text


def describe_all(records: Iterable[Record]) -> dict[int, Element]:
    """The metadata of the records that are not deleted, by place: some queries for each type of page, whatever the number.

    A page that nobody may see any more since the record was read has none.
    """
    told = [record for record in records if record.page_id is not None]
    pages = {page.pk: page for page in read_pages([Page(pk=record.page_id) for record in told])}
    share_concepts(list(pages.values()), TOPIC)
    names = find_names(TOPIC) if told else {}
    languages = _find_languages(record.key for record in told)
    described = {}
    for record in told:
        page, own = pages.get(record.page_id), languages.get(record.key, [])
        if page is not None and record.language_code in own:
            statements = _describe(record, page, names.get(record.language_code, {}), own)
            described[record.place] = _as_xml(record, statements)
    return described


def _find_languages(keys: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The languages in which everybody may read the works."""
    texts = Page.objects.filter(visible_to_everyone(), translation_key__in=set(keys)).order_by("locale_id")
    found: dict[UUID, list[str]] = {}
    for key, code in texts.values_list("translation_key", "locale__language_code"):
        found.setdefault(key, []).append(code)
    return found


def _describe(
    record: Record, page: Any, names: Mapping[str, str], languages: Sequence[str]
) -> Iterator[Statement]:
    code, language_code = record.code, record.language_code
    with translation.override(language_code):
        reference = make_reference(page, code, 0, record.said_since)
        yield "title", page.title, True
        if page.authors:
            yield "creator", page.authors, True
        for key in page.topic_keys():
            yield "subject", names.get(key, key), True
        yield "description", page.summary, True
        if page.is_sample:
            yield "description", _("invented sample"), True
        yield "publisher", reference.publisher, True
        yield "date", reference.published.isoformat(), False
        yield "type", TYPES.get(record.kind, "Text"), False
        yield "type", page.kind_label, True
        yield "format", PAGE, False
        yield "identifier", text_id(code, language_code), False
        yield "language", language_code, False
        for other in languages:
            if other != language_code:
                yield "relation", text_id(code, other), False
        yield "rights", reference.licence, True
        address = Licence(page.licence).url
        if address:
            yield "rights", address, False


def _as_xml(record: Record, statements: Iterable[Statement]) -> Element:
    root = Element(
        "oai_dc:dc",
        {
            "xmlns:oai_dc": NAMESPACE,
            "xmlns:dc": ELEMENTS,
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        },
    )
    for name, text, is_in_language in statements:
        attributes = {"xml:lang": record.language_code} if is_in_language else {}
        add(root, f"dc:{name}", text, **attributes)
    return root
