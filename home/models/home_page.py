"""The front page."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail_localize.fields import BaseTranslatableField

from core.models import BasePage
from core.models.lean import IS_ON_ITS_WAY
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
    has_calendar = True
    library_folder = "home"
    library_names: ClassVar[dict[str, str]] = {"guides": "featured_guides"}
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

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find a page below by its whole address, in two queries: Wagtail reads every page on the way, twice each."""
        if not path_components:
            self.__dict__[IS_ON_ITS_WAY] = True
            return super().route(request, path_components)
        ways = [
            f"{self.url_path}{'/'.join(path_components[:end])}/"
            for end in (-1, None)
            if path_components[:end]
        ]
        pages = list(
            Page.objects.filter(slug__in=path_components[-2:], url_path__in=ways)
            .select_related("locale")
            .order_by("depth")
        )
        if not pages or pages[-1].url_path != ways[-1]:
            raise Http404
        page = pages[-1]
        page._cached_parent_obj = pages[0] if len(pages) > 1 else self  # get_parent() then asks nothing
        specific = page.specific
        specific.locale = page.locale
        specific.__dict__[IS_ON_ITS_WAY] = True
        return specific.route(request, [])

    def search_entry(self) -> SearchEntry | None:
        """The front page is no work."""
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `home.views.home_context`."""
        from home.views import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}

    def structured_data(self) -> dict[str, Any]:
        """The site in one language as a schema.org WebSite that can be searched."""
        with translation.override(self.language_code):
            search = f"{settings.BASE_URL}{reverse('search')}"
        return {
            **super().structured_data(),
            "@type": "WebSite",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        }
