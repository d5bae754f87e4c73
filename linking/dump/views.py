"""The download of the dump."""

import datetime as dt
from typing import Any

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import condition

from linking.api.problems import ProblemError
from linking.dump.offering import NAME, is_taken_back, is_there, offered_path

TYPE = "application/zip"


def download(request: HttpRequest) -> Any:
    """The dump, as it was last made. Raises ProblemError (404) before the first time, and until a new one is made."""
    if not is_there():
        raise ProblemError(404, "No dump has been made yet. It is made once a day.")
    if is_taken_back():
        raise ProblemError(
            404, "Something was taken back since the dump was made. A new one comes within minutes."
        )
    return _send(request)


def _etag(request: HttpRequest) -> str:
    status = offered_path().stat()
    return f'"{status.st_mtime_ns:x}-{status.st_size:x}"'


def _changed(request: HttpRequest) -> dt.datetime:
    return dt.datetime.fromtimestamp(offered_path().stat().st_mtime, dt.UTC)


@condition(etag_func=_etag, last_modified_func=_changed)
def _send(request: HttpRequest) -> FileResponse:
    response = FileResponse(offered_path().open("rb"), as_attachment=True, filename=NAME, content_type=TYPE)
    response["Cache-Control"] = "public, no-cache"
    return response
