"""The document around every answer (OAI-PMH 2.0, section 3.2)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils import timezone

from linking.feeds.atom import as_xml
from linking.harvesting.oai.arguments import as_datestamp

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
TYPE = "text/xml; charset=utf-8"  # as the protocol demands (section 3.1.2.1)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new element with a text and attributes, without what no XML may have."""
    element = SubElement(parent, name, {each: as_xml(value) for each, value in attributes.items()})
    if text:
        element.text = as_xml(text)
    return element


def write(address: str, arguments: Mapping[str, str], content: Element) -> bytes:
    """The whole answer: what was asked of which address, and what is answered. Wrong arguments are not repeated."""
    root = Element(
        "OAI-PMH",
        {"xmlns": NAMESPACE, "xmlns:xsi": INSTANCE, "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}"},
    )
    add(root, "responseDate", as_datestamp(timezone.now()))
    add(root, "request", address, **arguments)
    root.append(content)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document
