"""References as CSL-JSON, which citation processors read (Citation Style Language 1.0.2, csl-data.json)."""

import json
from typing import Any

from linking.citations.reference import Reference


def describe_csl(reference: Reference) -> dict[str, Any]:
    """An item by the names of CSL. Whom it is by has no first and last name, so it is literal."""
    day = reference.published
    return {
        "id": reference.key,
        "type": "webpage",
        "title": reference.title,
        "author": [{"literal": reference.responsible}],
        "container-title": reference.publisher,
        "publisher": reference.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": str(reference.version),
        "language": reference.language_code,
        "license": reference.licence,
        "URL": reference.url,
    }


def write_csl(reference: Reference) -> str:
    """A file with one item, as reference managers import it: a list."""
    return json.dumps([describe_csl(reference)], ensure_ascii=False, indent=2) + "\n"
