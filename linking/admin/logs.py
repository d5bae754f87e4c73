"""What editors do about links stands in the history of the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

WITHDRAWN = "linking.withdraw_version"


class WithdrawnFormatter(LogFormatter):
    """Which version was withdrawn."""

    label = gettext_lazy("Withdraw a public version")

    def format_message(self, log_entry: Any) -> str:
        """With its number."""
        return _("Withdrew public version %(number)s") % {"number": log_entry.data.get("number", "?")}


def register(actions: LogActionRegistry) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(WITHDRAWN)(WithdrawnFormatter)
