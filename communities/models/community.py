"""The community: a group, village, town or district in the programme."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import BaseTranslatableField

from communities.border import is_in_hungary
from communities.choices import CommunityKind, ProgrammePhase
from core.blocks import BodyBlock
from core.choices import County, PlacePrecision
from core.fields import PartialDateField
from core.models import BasePage
from core.search_entry import SearchEntry, Section
from core.text import in_a_row, plain_text, stream_sections
from core.translation.rules import synchronised, translated
from methodology.choices import Stage
from methodology.models import TopicsMixin
from methodology.models.topics import PageTopic

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class CommunityPage(TopicsMixin, BasePage):
    """A community's profile."""

    kind = "community"
    library_folder = "communities"
    private_fields = ("contact_email", "latitude", "longitude")
    public_values: ClassVar[dict[str, str]] = {
        "settlement": "public_settlement",
        "coordinates": "public_coordinates",
    }
    units: ClassVar[dict[str, str]] = {"members": "people"}
    template = "pages/communities/community_page.html"
    parent_page_types: ClassVar[list[str]] = ["communities.CommunityIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    community_kind = models.CharField(
        _("kind"), max_length=10, choices=CommunityKind, default=CommunityKind.GROUP
    )
    settlement = models.CharField(_("settlement"), max_length=80)
    county = models.CharField(_("county"), max_length=30, choices=County)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text=_("Degrees north: 46.84523."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text=_("Degrees east: 16.84154."),
    )
    precision = models.CharField(
        _("precision of the place"),
        max_length=10,
        choices=PlacePrecision,
        default=PlacePrecision.SETTLEMENT,
        help_text=_("How precisely readers may know the place. The coordinates stay private unless exact."),
    )
    founded = PartialDateField(
        _("founded"), blank=True, help_text=_("A year, a month or a day: 2022, 2022-05.")
    )
    founded_note = models.CharField(_("note on the founding"), max_length=60, blank=True)
    members = models.PositiveIntegerField(
        _("members"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3_000_000)]
    )
    members_note = models.CharField(_("note on the members"), max_length=60, blank=True)
    how_it_began = RichTextField(
        _("how it began"),
        features=TEXT_FEATURES,
        help_text=_("Neighbours came together, a local group started it …"),
    )
    what_brought_together = RichTextField(
        _("what brought you together"), features=TEXT_FEATURES, blank=True, help_text=_("In your own words.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("more about the community"), blank=True)
    offers_updated = models.DateField(_("offers last updated"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    facebook = models.URLField(_("Facebook page"), blank=True)
    contact_email = models.EmailField(
        _("contact address"),
        blank=True,
        help_text=_("Private: never shown on any page, feed or export for readers."),
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    joined = PartialDateField(_("joined the programme"), blank=True)
    programme_phase = models.CharField(
        _("programme phase"), max_length=20, choices=ProgrammePhase, blank=True
    )
    last_confirmed = models.DateField(
        _("last confirmed"),
        null=True,
        blank=True,
        help_text=_("When the community last said that all this is true."),
    )

    edit_handler = BasePage.tabs(
        (
            _("Profile"),
            [
                *BasePage.content_panels,
                MultiFieldPanel(
                    [
                        FieldPanel("community_kind"),
                        FieldRowPanel([FieldPanel("founded"), FieldPanel("founded_note")]),
                        FieldRowPanel([FieldPanel("members"), FieldPanel("members_note")]),
                    ],
                    heading=_("Who they are"),
                ),
                TopicsMixin.topics_panel,
                FieldPanel("how_it_began"),
                FieldPanel("what_brought_together"),
                FieldPanel("body"),
            ],
        ),
        (
            _("Place"),
            [
                FieldRowPanel([FieldPanel("settlement"), FieldPanel("county")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("precision"),
            ],
        ),
        (
            _("Offers and needs"),
            [
                InlinePanel("offers", heading=_("Offers and needs"), label=_("Offer or need")),
                FieldPanel("offers_updated"),
            ],
        ),
        (
            _("Contact and programme"),
            [
                FieldPanel("website"),
                FieldPanel("facebook"),
                FieldPanel("contact_email"),
                FieldRowPanel([FieldPanel("stage"), FieldPanel("joined"), FieldPanel("programme_phase")]),
                FieldPanel("last_confirmed"),
            ],
        ),
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.override_translatable_fields,
        *TopicsMixin.override_translatable_fields,
        *translated(
            "founded_note", "members_note", "how_it_began", "what_brought_together", "body", "offers"
        ),
        *synchronised(
            *(
                "community_kind",
                "settlement",
                "county",
                "latitude",
                "longitude",
                "precision",
                "founded",
                "members",
            ),
            *("offers_updated", "website", "facebook", "contact_email", "stage", "joined", "programme_phase"),
            "last_confirmed",
        ),
    ]

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")

    def find_mistakes(self) -> dict[str, Any]:
        """Both coordinates or none, and inside Hungary."""
        mistakes = super().find_mistakes()
        if (self.latitude is None) != (self.longitude is None):
            mistakes["latitude" if self.latitude is None else "longitude"] = _(
                "Give both coordinates or none."
            )
        elif self.latitude is not None and self.longitude is not None:
            latitude, longitude = float(self.latitude), float(self.longitude)
            if is_in_hungary(longitude, latitude):
                mistakes["latitude"] = _("Latitude and longitude are the wrong way round.")
            elif not is_in_hungary(latitude, longitude):
                mistakes["latitude"] = _(
                    "This place is outside Hungary. Copy both numbers from a map once more."
                )
        return mistakes

    @property
    def drawing(self) -> tuple[Any, ...]:
        """Growth rings: a ring a year, a stroke a member."""
        return (
            "community",
            str(self.translation_key),
            self.founded_year,
            timezone.localdate().year,
            self.members,
            0,
        )

    @property
    def founded_year(self) -> int | None:
        """The year of founding, as far as it is known."""
        return int(self.founded[:4]) if self.founded else None

    @property
    def public_coordinates(self) -> tuple[Any, Any] | None:
        """Latitude and longitude for readers: only where the community allows the exact place."""
        if self.precision == PlacePrecision.EXACT and self.latitude is not None:
            return self.latitude, self.longitude
        return None

    def find_hidden_fields(self) -> tuple[str, ...]:
        """Where only the county may be told, the settlement too."""
        hidden = ("settlement",) if self.settlement and not self.public_settlement else ()
        return (*super().find_hidden_fields(), *hidden)

    @property
    def public_settlement(self) -> str:
        """The settlement for readers; empty where only the county may be told."""
        return "" if self.precision == PlacePrecision.COUNTY else self.settlement

    @property
    def place(self) -> str:
        """Where it is, as precisely as readers may know: "Alsóbodzás, Zala" or "Zala"."""
        return ", ".join(part for part in (self.public_settlement, self.get_county_display()) if part)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `communities.views.community_context`."""
        from communities.views import community_context

        return {**super().get_context(request, *args, **kwargs), **community_context(self, request)}

    def search_entry(self) -> SearchEntry | None:
        """The profile with its offers and needs; never the contact address or a place finer than allowed."""
        entry = super().search_entry()
        assert entry is not None
        sections = [
            Section("beginning", "", plain_text(self.how_it_began)),
            Section("beginning", "", plain_text(self.what_brought_together)),
            Section("offers", "", in_a_row(offer.text for offer in self.offers.all())),
            *stream_sections(self.body),
        ]
        return SearchEntry(
            kind=entry.kind,
            title=entry.title,
            summary=entry.summary,
            sections=tuple(section for section in sections if section.text.strip()),
            keywords=tuple(word for word in (self.public_settlement, self.get_county_display()) if word),
            facets={**entry.facets, "county": (self.county,), "stage": (self.stage,) if self.stage else ()},
            date=entry.date,
            is_sample=entry.is_sample,
            details=self.place,
            drawing=entry.drawing,
        )

    def structured_data(self) -> dict[str, Any]:
        """A schema.org ProfilePage of an Organization with its place, as precisely as readers may know it."""
        place: dict[str, Any] = {
            "@type": "Place",
            "name": self.place,
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "HU",
                "addressRegion": self.get_county_display(),
                **({"addressLocality": self.public_settlement} if self.public_settlement else {}),
            },
        }
        if self.public_coordinates:
            latitude, longitude = map(float, self.public_coordinates)
            place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        community: dict[str, Any] = {
            "@type": "Organization",
            "@id": f"{self.full_url}#community",
            "name": self.title,
            "description": self.summary,
            "url": self.website or self.full_url,
            "location": place,
            "address": place["address"],
        }
        if self.founded:
            community["foundingDate"] = self.founded
        links = [link for link in (self.website, self.facebook) if link]
        if links:
            community["sameAs"] = links
        return {**super().structured_data(), "@type": "ProfilePage", "mainEntity": community}


class CommunityPageTopic(PageTopic):
    """A community's topic."""

    page = ParentalKey(CommunityPage, on_delete=models.CASCADE, related_name="topic_links")

    class Meta(PageTopic.Meta):
        verbose_name = _("topic of a community")


class CommunityIndexPage(BasePage):
    """All communities, by county."""

    kind = "index"
    template = "pages/communities/community_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    edit_handler = BasePage.tabs((_("Text"), BasePage.content_panels))

    class Meta:
        verbose_name = _("list of communities")

    def search_entry(self) -> SearchEntry | None:
        """A list is no work."""
        return None

    def structured_data(self) -> dict[str, Any]:
        """A schema.org CollectionPage."""
        return {**super().structured_data(), "@type": "CollectionPage"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `communities.views.community_index_context`."""
        from communities.views import community_index_context

        return {**super().get_context(request, *args, **kwargs), **community_index_context(self, request)}
