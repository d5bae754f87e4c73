"""Words of wagtail-localize that no catalogue reaches: names of its models, and days written by the server's calendar."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import StringTranslation, Translation

_upstream_comment = StringTranslation.get_comment


def comment(string: StringTranslation) -> str | None:
    """How and when `string` was translated, as upstream says it, with the day in the current language."""
    if string.tool_name or string.translation_type != StringTranslation.TRANSLATION_TYPE_MANUAL:
        text: str | None = _upstream_comment(string)
        return text
    return _("Translated by hand, {date}").format(
        date=date_format(localtime(string.updated_at), "DATE_FORMAT")
    )


def install() -> None:
    """Put our words in the place of upstream's."""
    StringTranslation.get_comment = comment
    names: Any = Translation._meta
    names.verbose_name, names.verbose_name_plural = gettext_lazy("translation"), gettext_lazy("translations")
