"""What gunicorn does beside serving `cms.wsgi`: `gunicorn --config python:cms.gunicorn`."""

from typing import Any

from gunicorn.http import message

# The application is loaded once and its processes share the memory of it.
preload_app = True

# A query of 10,000 characters gets an answer of the site's: accented ones take six bytes each in an address. gunicorn
# itself lets nobody ask for more than 8,190 bytes, and answers longer lines with a bare page of its own.
limit_request_line = message.MAX_REQUEST_LINE = 64 * 1024


def when_ready(server: Any) -> None:
    """Read dictionaries before the processes part: no reader waits for it, and it is in memory once."""
    from search.analysis import warm_up

    warm_up()
