"""The page that shows the term base."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.search_entry import SearchEntry
from methodology.models.concepts import Term


class TermIndexPage(BasePage):
    """The term base as a page: every term with both names and its definition."""

    kind = "index"
    template = "pages/methodology/term_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = BasePage.tabs((_("Text"), BasePage.content_panels))

    class Meta:
        verbose_name = _("term base")

    def search_entry(self) -> SearchEntry | None:
        """Terms are entries of their own; their list is none."""
        return None

    @cached_property
    def letters(self) -> list[tuple[str, list[Term]]]:
        """[(initial, [Term, …]), …] in the order of the page's language."""
        from methodology.selectors import terms_by_initial

        return terms_by_initial(self.language_code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`letters`."""
        return {**super().get_context(request, *args, **kwargs), "letters": self.letters}

    def structured_data(self) -> dict[str, Any]:
        """A schema.org DefinedTermSet with every term's name and place.

        The definitions stand at these places: said a second time they would make the page half as heavy again.
        """
        name = "name_en" if self.language_code == "en" else "name_hu"
        return {
            **super().structured_data(),
            "@type": "DefinedTermSet",
            "hasDefinedTerm": [
                {"@type": "DefinedTerm", "@id": f"#{term.key}", "name": getattr(term, name)}
                for _initial, terms in self.letters
                for term in terms
            ],
        }
