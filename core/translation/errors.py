"""Why a page is not published, or an alias not made; and how that is said to an editor."""

from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page


class IncompleteTranslationError(ValidationError):
    """Strings have no translation yet, and nobody has explicitly asked to publish all the same."""

    def __init__(self, missing: int) -> None:
        """`missing` is the number of strings without a translation."""
        self.missing = missing
        message = ngettext(
            "%(missing)d text has no translation yet.", "%(missing)d texts have no translation yet.", missing
        )
        super().__init__(message % {"missing": missing}, code="incomplete")


class SourceNotPublishedError(ValidationError):
    """The original is not public, so no translation of it may be."""

    def __init__(self) -> None:
        super().__init__(_("The original is not public. Publish it first."), code="source_not_published")


class AliasRefusedError(PermissionDenied):
    """There are no aliases on this site: an address exists only where a text exists."""

    def __init__(self) -> None:
        super().__init__(_("There are no alias pages on this site: send the page for translation instead."))


def describe(error: ValidationError, page: Page) -> str:
    """The mistakes as one line of text, each after the name of its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    parts = []
    for path, mistakes in error.message_dict.items():
        if path == "draft_title" and "title" in error.error_dict:
            continue  # what the title says already, under a name that nobody has seen
        label = _label(page, path.partition(".")[0])
        parts += [f"{label}: {mistake}" if label else mistake for mistake in mistakes]
    return " ".join(dict.fromkeys(parts))


def tell_not_published(request: HttpRequest, page: Page, error: ValidationError) -> None:
    """Say to an editor why `page`, of its own type, was not published."""
    text = _("“%(title)s” was not published: %(reasons)s")
    messages.error(request, text % {"title": page, "reasons": describe(error, page)})


def _label(page: Page, name: str) -> str:
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return str(capfirst(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural))
