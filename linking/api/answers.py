"""Documents as answers: to who has the last one already, only that it still holds."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from linking.api.entrance import JSON
from linking.api.parameters import LANGUAGES
from linking.conditional import answer_unless_known
from linking.public_state import find_state

# Raised when the same content is written in another way, so that nobody goes on with what was kept of the old one.
FORMAT = 1


def answer(request: HttpRequest, make: Callable[[], Any], content_type: str = JSON) -> HttpResponse:
    """What `make` gives as JSON. It asks the database for nothing beyond one query where the asker has it already."""
    state = find_state()
    known = (FORMAT, request.get_full_path(), state.fingerprint)
    return answer_with(request, known, make, content_type, state.changed)


def answer_with(
    request: HttpRequest,
    fingerprint: Any,
    make: Callable[[], Any],
    content_type: str = JSON,
    changed: dt.datetime | None = None,
) -> HttpResponse:
    """The same where something else than the state of the site says what the answer depends on."""
    response = answer_unless_known(request, fingerprint, lambda: as_json(make()), content_type, changed)
    response["Content-Language"] = ", ".join(LANGUAGES)  # not that of the browser
    return response


def as_json(document: Any) -> bytes:
    """A document as it is sent."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
