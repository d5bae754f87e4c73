"""wagtail-localize's report of all translations, in an order that can be read."""

from typing import Any

from wagtail_localize.views.report import TranslationsReportView

from core.alphabet import alphabetical_in_database


class TranslationsReport(TranslationsReportView):
    """As upstream's, which has no order, by the title of the source and then by the language translated into."""

    def get_queryset(self) -> Any:
        """The translations, in their order."""
        title = alphabetical_in_database("source__object_repr")
        return super().get_queryset().order_by(title, "target_locale__language_code", "pk")
