"""What Django tells of an error: on its page for developers (CMS_DEBUG) and in letters to administrators."""

import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import pprint
from django.views.debug import SafeExceptionReporterFilter

# Up to the last @, also where a password holds letters that should have been encoded.
_LOGIN = re.compile(r"(?<=://)[^\s@]\S*(?=@)")


class ErrorReportFilter(SafeExceptionReporterFilter):
    """Hides, beside what Django hides by its name, the login in every address: CMS_*_URL and what was made of it."""

    def cleanse_setting(self, key: Any, value: Any) -> Any:
        """The value of a setting, or of a variable of the request's surroundings, as it may be told."""
        return hide_logins(super().cleanse_setting(key, value))

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        """The variables of a function on the way to the error, as (name, value)."""
        found = super().get_traceback_frame_variables(request, tb_frame)
        return {name: _hide_within(value) for name, value in found}.items()


def hide_logins(value: Any) -> Any:
    """A text without the logins in its addresses; what is no text stays as it is."""
    # `isinstance` also takes texts for a text that are worked out later.
    is_text = issubclass(type(value), str)
    return _LOGIN.sub(SafeExceptionReporterFilter.cleansed_substitute, value) if is_text else value


def _hide_within(value: Any) -> Any:
    """The same for what holds such texts: Django would print it as it is, so it is printed here."""
    printed = pprint(value)
    return hide_logins(printed) if _LOGIN.search(printed) else value
