"""What an editor does about a query: look at its results, promote a page for it, add it to the term base."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from core.concepts import find_writer
from search.entries import TERM

BUTTON = "button button-small button-secondary"


def list_actions(user: Any, wording: str, language_code: str) -> list[Button]:
    """The buttons beside a query, in its language; only what the user may do."""
    with translation.override(language_code):
        results = reverse("search")
    buttons = []
    if user.has_perm("wagtailsearchpromotions.add_searchpromotion"):
        url = reverse("wagtailsearchpromotions:add")
        buttons.append(
            Button(
                _("Promote a page"),
                f"{url}?{urlencode({'query_string': wording})}",
                BUTTON,
                priority=10,
            )
        )
    writer = find_writer(TERM)
    if writer is not None and writer.may_change(user):
        url = reverse("search_admin:add_synonym")
        buttons.append(
            Button(
                _("Add a synonym"),
                f"{url}?{urlencode({'q': wording, 'language': language_code})}",
                BUTTON,
                priority=20,
            )
        )
    buttons.append(
        Button(_("See the results"), f"{results}?{urlencode({'q': wording})}", BUTTON, priority=30)
    )
    return buttons
