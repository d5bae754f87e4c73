"""The front page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail_localize.fields import BaseTranslatableField

from core.models import BasePage
from core.search_entry import SearchEntry
from core.translation.rules import synchronised, translated


class FeaturedGuide(Orderable):
    """A guide to begin with."""

    page = ParentalKey("home.HomePage", on_delete=models.CASCADE, related_name="featured_guides")
    guide = models.ForeignKey(
        "methodology.GuidePage", verbose_name=_("guide"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = [PageChooserPanel("guide")]

    class Meta(Orderable.Meta):
        verbose_name = _("guide to begin with")

    def __str__(self) -> str:
        return str(self.guide)


class HomePage(BasePage):
    """The front page of one language."""

    kind = "index"
    library_folder = "home"
    template = "pages/home/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    headline = models.CharField(_("headline"), max_length=120, help_text=_("Two short sentences."))
    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("What a visitor finds here, in one breath.")
    )
    case_study = models.ForeignKey(
        "casestudies.CaseStudyPage",
        verbose_name=_("case study"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its first three results are shown in large figures."),
    )

    edit_handler = BasePage.tabs(
        (
            _("Text"),
            [
                *BasePage.content_panels,
                FieldPanel("headline"),
                FieldPanel("lead"),
                InlinePanel(
                    "featured_guides", heading=_("Guides to begin with"), label=_("Guide"), max_num=8
                ),
                PageChooserPanel("case_study"),
            ],
        )
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.override_translatable_fields,
        *translated("headline", "lead"),
        *synchronised("case_study", "featured_guides"),
    ]

    class Meta:
        verbose_name = _("home page")

    def search_entry(self) -> SearchEntry | None:
        """The front page is no work."""
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `home.views.home_context`."""
        from home.views import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}

    def structured_data(self) -> dict[str, Any]:
        """The site as a schema.org WebSite."""
        return {**super().structured_data(), "@type": "WebSite"}
