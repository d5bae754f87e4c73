"""What a view that only answers questions says to a request that wants to change something."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")


def read_only(view: View) -> View:
    """`view`, answering 405 to whatever is no reading.

    Without the exemption Django would look for the token of a form first, and answer 403 about cookies. There is nothing
    to protect: the view is never reached.
    """

    @csrf_exempt
    @require_http_methods(READING)
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return answer
