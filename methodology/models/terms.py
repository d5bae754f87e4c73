"""The page that shows the term base."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.search_entry import SearchEntry


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`letters`: [(initial, [Term, …]), …] in the order of the page's language."""
        from methodology.selectors import terms_by_initial

        context = super().get_context(request, *args, **kwargs)
        context["letters"] = terms_by_initial(self.language_code)
        return context
