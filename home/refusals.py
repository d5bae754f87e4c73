"""What is said to somebody whose form is not accepted, without a question to the database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from home.views import render_without_queries


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose protection against forgery does not hold: mostly an old page or a browser without cookies.

    `reason` is for the log, where Django has written it.
    """
    return render_without_queries(request, "403_csrf.html", 403)


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:
    """429 after too many failed logins, in the place of django-axes' own line of English text."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render_without_queries(request, "429.html", 429, minutes=minutes)
