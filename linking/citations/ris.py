"""References as RIS, which Zotero, EndNote and Mendeley read: a line a field, two letters, two spaces, a hyphen, a space."""

from linking.citations.reference import Reference


def write_ris(reference: Reference) -> str:
    """A record of type ELEC (web page), with the line ends that the format asks for."""
    fields = [
        ("TY", "ELEC"),
        ("ID", reference.key),
        ("TI", reference.title),
        ("AU", reference.responsible),
        ("PB", reference.publisher),
        ("PY", str(reference.published.year)),
        ("DA", reference.published.strftime("%Y/%m/%d")),
        ("ET", str(reference.version)),
        ("LA", reference.language_code),
        ("N1", reference.licence),
        ("UR", reference.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)
