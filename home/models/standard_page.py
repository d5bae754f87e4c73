"""Pages about the programme and the site: what it is, contact, privacy, accessibility."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import BaseTranslatableField

from core.blocks import BodyBlock
from core.models import BasePage
from core.search_entry import SearchEntry
from core.text import stream_sections
from core.translation.rules import synchronised, translated


class StandardPage(BasePage):
    """A page of text."""

    kind = "page"
    library_folder = "pages"
    internal_fields = (*BasePage.internal_fields, "show_in_footer")
    template = "pages/home/standard_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    show_in_footer = models.BooleanField(_("in the footer's list"), default=False)
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    edit_handler = BasePage.tabs(
        (
            _("Text"),
            [
                *BasePage.content_panels,
                FieldPanel("body"),
                FieldPanel("show_in_menus"),
                FieldPanel("show_in_footer"),
            ],
        )
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.override_translatable_fields,
        *translated("body"),
        *synchronised("show_in_footer"),
    ]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    def search_entry(self) -> SearchEntry | None:
        """The text by its headings."""
        return SearchEntry(
            kind=self.kind,
            title=self.title,
            summary=self.summary,
            sections=tuple(stream_sections(self.body)),
            date=self.published_on,
            is_sample=self.is_sample,
        )
