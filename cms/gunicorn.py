"""What gunicorn does beside serving `cms.wsgi`: `gunicorn --config python:cms.gunicorn`."""

from typing import Any

# The application is loaded once and its processes share the memory of it.
preload_app = True


def when_ready(server: Any) -> None:
    """Read dictionaries before the processes part: no reader waits for it, and it is in memory once."""
    from search.analysis import warm_up

    warm_up()
