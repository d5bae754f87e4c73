"""News and events."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import BaseTranslatableField

from core.blocks import BodyBlock
from core.calendar import CalendarEvent
from core.models import BasePage
from core.search_entry import SearchEntry
from core.structured_data import describe_article
from core.text import stream_sections
from core.translation.rules import synchronised, translated
from methodology.models import TopicsMixin
from methodology.models.topics import PageTopic


class NewsPage(TopicsMixin, BasePage):
    """Something that is new."""

    kind = "news"
    library_folder = "news"
    template = "pages/home/news_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    edit_handler = BasePage.tabs(
        (
            _("Text"),
            [*BasePage.content_panels, FieldPanel("date"), FieldPanel("body"), TopicsMixin.topics_panel],
        )
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.override_translatable_fields,
        *TopicsMixin.override_translatable_fields,
        *translated("body"),
        *synchronised("date"),
    ]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `home.views.news_context`."""
        from home.views import news_context

        return {**super().get_context(request, *args, **kwargs), **news_context(self, request)}

    def search_entry(self) -> SearchEntry | None:
        """The text by its headings, on its day."""
        return SearchEntry(
            kind=self.kind,
            title=self.title,
            summary=self.summary,
            sections=tuple(stream_sections(self.body)),
            facets={"topic": tuple(self.topic_keys())},
            date=self.date,
            is_sample=self.is_sample,
        )

    def structured_data(self) -> dict[str, Any]:
        """A schema.org NewsArticle of its day."""
        return {**describe_article(self, "NewsArticle"), "datePublished": self.date.isoformat()}


class EventPage(TopicsMixin, BasePage):
    """Something to come to."""

    kind = "event"
    has_calendar = True
    library_folder = "events"
    template = "pages/home/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    # A draft may be without; what is public has both.
    start = models.DateTimeField(_("start"), null=True)
    end = models.DateTimeField(_("end"), null=True)
    place = models.CharField(
        _("place"), max_length=120, help_text=_("Short: “Alsóbodzás, house of culture”, “online”.")
    )
    address = models.CharField(_("postal address"), max_length=255, blank=True)
    online_url = models.URLField(_("address online"), blank=True)
    organiser = models.CharField(_("organiser"), max_length=160)
    access = models.TextField(
        _("getting there and in"),
        max_length=500,
        blank=True,
        help_text=_("Bus, door, steps, toilets, children."),
    )
    registration = models.CharField(
        _("registration"), max_length=255, blank=True, help_text=_("Whether and how.")
    )
    registration_url = models.URLField(_("address for registration"), blank=True)
    community = models.ForeignKey(
        "communities.CommunityPage",
        verbose_name=_("community"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    edit_handler = BasePage.tabs(
        (
            _("When and where"),
            [
                *BasePage.content_panels,
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                MultiFieldPanel(
                    [FieldPanel("place"), FieldPanel("address"), FieldPanel("online_url")], heading=_("Place")
                ),
                FieldPanel("organiser"),
                PageChooserPanel("community"),
                FieldPanel("access"),
                MultiFieldPanel(
                    [FieldPanel("registration"), FieldPanel("registration_url")], heading=_("Registration")
                ),
                FieldPanel("body"),
                TopicsMixin.topics_panel,
            ],
        )
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.override_translatable_fields,
        *TopicsMixin.override_translatable_fields,
        *translated("place", "organiser", "access", "registration", "body"),
        *synchronised("start", "end", "address", "online_url", "registration_url", "community"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def find_mistakes(self) -> dict[str, Any]:
        """The end comes after the start."""
        mistakes = super().find_mistakes()
        if self.start is not None and self.end is not None and self.end <= self.start:
            mistakes["end"] = _("It has to end after it starts.")
        return mistakes

    @property
    def is_past(self) -> bool:
        """It is over."""
        return self.end is not None and self.end <= timezone.now()

    @property
    def day(self) -> datetime.date | None:
        """The day it starts on, in Hungary; None while an editor has not said it."""
        return timezone.localdate(self.start) if self.start else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `home.views.event_context`."""
        from home.views import event_context

        return {**super().get_context(request, *args, **kwargs), **event_context(self, request)}

    def search_entry(self) -> SearchEntry | None:
        """The event with its place and day."""
        return SearchEntry(
            kind=self.kind,
            title=self.title,
            summary=self.summary,
            sections=tuple(stream_sections(self.body)),
            keywords=tuple(word for word in (self.place, self.organiser) if word),
            facets={"topic": tuple(self.topic_keys())},
            date=self.day,
            is_sample=self.is_sample,
            details=self.place,
        )

    def structured_data(self) -> dict[str, Any]:
        """A page about a schema.org Event."""
        days = {"startDate": self.start, "endDate": self.end}
        event = {
            "@type": "Event",
            "@id": f"{self.full_url}#event",
            "name": self.title,
            "description": self.summary,
            "url": self.full_url,
            "inLanguage": self.language_code,
            **{
                name: timezone.localtime(day).isoformat(timespec="seconds")
                for name, day in days.items()
                if day is not None
            },
            "eventStatus": "https://schema.org/EventScheduled",
            **self._describe_place(),
            "organizer": {"@type": "Organization", "name": self.organiser},
        }
        return {**super().structured_data(), "mainEntity": event}

    def calendar_event(self) -> CalendarEvent | None:
        """When and where, and how to get there and in; None while an editor has not said when."""
        if self.start is None or self.end is None:
            return None
        return CalendarEvent(
            start=self.start,
            end=self.end,
            place=self.place,
            address=self.address,
            online_url=self.online_url,
            organiser=self.organiser,
            notes=tuple(note for note in (self.access, self.registration, self.registration_url) if note),
        )

    def _describe_place(self) -> dict[str, Any]:
        """Where it is: a postal address makes it a place, an address online alone an event online."""
        online = {"@type": "VirtualLocation", "url": self.online_url}
        place = {"@type": "Place", "name": self.place, "address": self.address or self.place}
        if not self.online_url:
            return {"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "location": place}
        if not self.address:
            return {"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode", "location": online}
        return {
            "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
            "location": [place, online],
        }


class NewsPageTopic(PageTopic):
    """A topic of a piece of news."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="topic_links")

    class Meta(PageTopic.Meta):
        verbose_name = _("topic of a piece of news")


class EventPageTopic(PageTopic):
    """A topic of an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="topic_links")

    class Meta(PageTopic.Meta):
        verbose_name = _("topic of an event")


class NewsIndexPage(BasePage):
    """News and events: what comes, what was, what is new."""

    kind = "index"
    has_calendar = True
    template = "pages/home/news_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    edit_handler = BasePage.tabs((_("Text"), BasePage.content_panels))

    class Meta:
        verbose_name = _("news and events")

    def search_entry(self) -> SearchEntry | None:
        """A list is no work."""
        return None

    def structured_data(self) -> dict[str, Any]:
        """A schema.org CollectionPage."""
        return {**super().structured_data(), "@type": "CollectionPage"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `home.views.news_index_context`."""
        from home.views import news_index_context

        return {**super().get_context(request, *args, **kwargs), **news_index_context(self, request)}
