"""The case study: how a community did it, with results, costs and failures."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import BaseTranslatableField

from casestudies.choices import Status
from core.blocks import BodyBlock
from core.choices import County, PlacePrecision
from core.fields import PartialDateField, end_of_partial_date, parse_partial_date
from core.models import BasePage
from core.search_entry import SearchEntry, Section
from core.structured_data import describe_article, describe_works
from core.text import in_a_row, plain_text, stream_sections
from core.translation.rules import synchronised, translated
from methodology.choices import Stage
from methodology.models import TopicsMixin
from methodology.models.topics import PageTopic

LIST_FEATURES = ["bold", "link", "ul"]
LIST_HELP = _("A list: begin each line with a hyphen and a space, “- ”.")
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]
CRITERIA = ("criterion_new", "criterion_quality_of_life", "criterion_transferable", "criterion_goals")


class CaseStudyPage(TopicsMixin, BasePage):
    """A case study: a story, or a good practice."""

    kind = "case-study"
    library_folder = "case-studies"
    public_values: ClassVar[dict[str, str]] = {"place": "public_settlement"}
    units: ClassVar[dict[str, str]] = {"participants": "people"}
    required_children = TopicsMixin.required_topics
    template = "pages/casestudies/case_study_page.html"
    parent_page_types: ClassVar[list[str]] = ["casestudies.CaseStudyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    community = models.ForeignKey(
        "communities.CommunityPage",
        verbose_name=_("community"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who did it."),
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("The settlement, or a part of it.")
    )
    county = models.CharField(_("county"), max_length=30, choices=County, blank=True)
    place_precision = models.CharField(
        _("precision of the place"), max_length=10, choices=PlacePrecision, default=PlacePrecision.SETTLEMENT
    )
    started = PartialDateField(
        _("started"), help_text=_("A year, a month or a day: 2023, 2023-02, 2023-02-14.")
    )
    ended = PartialDateField(_("ended"), blank=True)
    ongoing = models.BooleanField(_("still going on"), default=False)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    situation = RichTextField(_("situation"), features=TEXT_FEATURES, help_text=_("How things were before."))
    aims = RichTextField(_("aims"), features=TEXT_FEATURES, blank=True)
    participants = models.PositiveIntegerField(
        _("how many took part"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3_000_000)],
    )
    participants_note = models.CharField(_("which groups"), max_length=160, blank=True)
    partners = models.CharField(_("partners"), max_length=255, blank=True)
    funders = models.CharField(_("funders"), max_length=255, blank=True)
    what_helped = RichTextField(_("what helped"), features=LIST_FEATURES, blank=True, help_text=LIST_HELP)
    what_hindered = RichTextField(_("what hindered"), features=LIST_FEATURES, blank=True, help_text=LIST_HELP)
    what_failed = RichTextField(
        _("what failed"),
        features=LIST_FEATURES,
        blank=True,
        help_text=_(
            "A list: begin each line with a hyphen and a space, “- ”. Others learn most from this; it is shown at the "
            "same size as what helped."
        ),
    )
    lessons = RichTextField(_("lessons"), features=TEXT_FEATURES, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("more"), blank=True)

    criterion_new = models.TextField(
        _("new and constructive"),
        max_length=400,
        blank=True,
        help_text=_("What is new and constructive in it?"),
    )
    criterion_quality_of_life = models.TextField(
        _("better local life"),
        max_length=400,
        blank=True,
        help_text=_("How has it raised, or will it raise, the local quality of life?"),
    )
    criterion_transferable = models.TextField(
        _("others can take it over"),
        max_length=400,
        blank=True,
        help_text=_("What shows that others can do it too?"),
    )
    criterion_goals = models.TextField(
        _("meets the programme's goals"), max_length=400, blank=True, help_text=_("Which goals, and how?")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.STORY)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    # A decision is about one work, and a copy is another one. Translating carries the decision all the same: it copies
    # the page and then brings its synchronised values.
    exclude_fields_in_copy: ClassVar[list[str]] = [*BasePage.exclude_fields_in_copy, "status", "decided_on"]

    edit_handler = BasePage.tabs(
        (
            _("Who and when"),
            [
                *BasePage.content_panels,
                PageChooserPanel("community"),
                InlinePanel("guides", heading=_("Guides used"), label=_("Guide")),
                TopicsMixin.topics_panel,
                FieldRowPanel([FieldPanel("place"), FieldPanel("county"), FieldPanel("place_precision")]),
                FieldRowPanel([FieldPanel("started"), FieldPanel("ended"), FieldPanel("ongoing")]),
                FieldPanel("stage"),
            ],
        ),
        (
            _("What happened"),
            [
                FieldPanel("situation"),
                FieldPanel("aims"),
                InlinePanel("timeline", heading=_("Timeline"), label=_("Event")),
                MultiFieldPanel(
                    [FieldPanel("participants"), FieldPanel("participants_note")], heading=_("Who took part")
                ),
                FieldPanel("partners"),
                FieldPanel("funders"),
                FieldPanel("body"),
            ],
        ),
        (
            _("Results and costs"),
            [
                InlinePanel("results", heading=_("Results"), label=_("Result")),
                InlinePanel("costs", heading=_("Costs"), label=_("Cost")),
            ],
        ),
        (
            _("What we learned"),
            [
                FieldPanel("what_helped"),
                FieldPanel("what_hindered"),
                FieldPanel("what_failed"),
                FieldPanel("lessons"),
            ],
        ),
        (
            _("Good practice"),
            [
                HelpPanel(
                    content=_(
                        "A good practice answers all four criteria, and a coordinator has decided so. "
                        "A story may answer some of them."
                    )
                ),
                *(FieldPanel(name) for name in CRITERIA),
                FieldPanel("status", permission="casestudies.decide_good_practice"),
                FieldPanel("decided_on", permission="casestudies.decide_good_practice"),
            ],
        ),
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.override_translatable_fields,
        *TopicsMixin.override_translatable_fields,
        *translated(
            *("place", "participants_note", "partners", "funders", "situation", "aims", "what_helped"),
            *("what_hindered", "what_failed", "lessons", "body", "timeline", "costs", "results", *CRITERIA),
        ),
        *synchronised(
            *(
                "community",
                "county",
                "place_precision",
                "started",
                "ended",
                "ongoing",
                "stage",
                "participants",
            ),
            *("status", "decided_on", "guides"),
        ),
    ]

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("decide_good_practice", _("Can decide what is a good practice"))
        ]

    def find_mistakes(self) -> dict[str, Any]:
        """The end is not before the start, and nothing has both ended and goes on."""
        mistakes = super().find_mistakes()
        try:
            started = parse_partial_date(self.started)[0] if self.started else None
            ended = end_of_partial_date(self.ended) if self.ended else None
        except ValueError:
            return mistakes  # the fields themselves say what is wrong with them
        if started and ended and ended < started:
            mistakes["ended"] = _("It cannot have ended before it started.")
        if ended and self.ongoing:
            mistakes["ongoing"] = _("It has an end, so it is not still going on.")
        return mistakes

    def find_gaps(self) -> dict[str, Any]:
        """A good practice has all four criteria answered and the day of the decision."""
        gaps = super().find_gaps()
        if self.status == Status.GOOD_PRACTICE:
            for name in CRITERIA:
                if not getattr(self, name).strip():
                    gaps[name] = _(
                        "Answer this too, in a sentence or two: a good practice meets all four criteria. "
                        "As long as it does not, leave it a story."
                    )
            if self.decided_on is None:
                gaps["decided_on"] = _("When was it decided?")
        return gaps

    @property
    def drawing(self) -> tuple[Any, ...]:
        """The picture of the first topic; with the people and the time of the first guide where it is known."""
        guide = getattr(self, "first_guide", None)
        facts = (guide.group_size_max, guide.group_size_min, guide.duration_max) if guide else ()
        return ("work", self.drawing_form, str(self.translation_key), *facts)

    @property
    def is_good_practice(self) -> bool:
        """A coordinator has decided so."""
        return self.status == Status.GOOD_PRACTICE

    def find_hidden_fields(self) -> tuple[str, ...]:
        """Where only the county may be told, the settlement too."""
        hidden = ("place",) if self.place_precision == PlacePrecision.COUNTY else ()
        return (*super().find_hidden_fields(), *hidden)

    @property
    def public_settlement(self) -> str:
        """The settlement, or the part of it, for readers; empty where only the county may be told."""
        return "" if self.place_precision == PlacePrecision.COUNTY else self.place

    @property
    def public_place(self) -> str:
        """Where it was, as precisely as readers may know: "Alsóbodzás, Zala" or "Zala"."""
        county = self.get_county_display() if self.county else ""
        return ", ".join(part for part in (self.public_settlement, county) if part)

    @cached_property
    def guides_used(self) -> list[Any]:
        """The guides that it names and everybody may see, in its language where they exist: one query."""
        from casestudies.selectors import list_guides_used

        return list_guides_used(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `casestudies.views.case_study_context`."""
        from casestudies.views import case_study_context

        return {**super().get_context(request, *args, **kwargs), **case_study_context(self, request)}

    def search_entry(self) -> SearchEntry | None:
        """The story with its parts, each with its anchor."""
        entry = super().search_entry()
        assert entry is not None
        sections = [
            Section("situation", "", plain_text(self.situation + self.aims)),
            Section("timeline", "", in_a_row(event.text for event in self.timeline.all())),
            Section(
                "results",
                "",
                in_a_row(
                    f"{result.indicator}: {result.source}" if result.source else result.indicator
                    for result in self.results.all()
                ),
            ),
            Section("lessons", "", plain_text(self.what_helped + self.what_hindered)),
            Section("lessons", "", plain_text(self.what_failed + self.lessons)),
            *stream_sections(self.body),
        ]
        return SearchEntry(
            kind=entry.kind,
            title=entry.title,
            summary=entry.summary,
            sections=tuple(section for section in sections if section.text.strip()),
            keywords=(self.public_place,) if self.public_place else (),
            facets={
                **entry.facets,
                "county": (self.county,) if self.county else (),
                "stage": (self.stage,) if self.stage else (),
                "status": (self.status,),
            },
            date=entry.date,
            is_sample=entry.is_sample,
            details=self.public_place,
            drawing=entry.drawing,
        )

    def structured_data(self) -> dict[str, Any]:
        """A schema.org Article about a place and a time, based on the guides that were used."""
        data = describe_article(self)
        if self.guides_used:
            data["isBasedOn"] = describe_works(self.guides_used)
        if self.public_place:
            data["contentLocation"] = {"@type": "Place", "name": self.public_place}
        end = self.ended or (".." if self.ongoing else "")
        data["temporalCoverage"] = f"{self.started}/{end}" if end else self.started
        return data


class CaseStudyPageTopic(PageTopic):
    """A case study's topic."""

    page = ParentalKey(CaseStudyPage, on_delete=models.CASCADE, related_name="topic_links")

    class Meta(PageTopic.Meta):
        verbose_name = _("topic of a case study")


class CaseStudyIndexPage(BasePage):
    """All case studies."""

    kind = "index"
    template = "pages/casestudies/case_study_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    edit_handler = BasePage.tabs((_("Text"), BasePage.content_panels))

    class Meta:
        verbose_name = _("list of case studies")

    def search_entry(self) -> SearchEntry | None:
        """A list is no work."""
        return None

    def structured_data(self) -> dict[str, Any]:
        """A schema.org CollectionPage."""
        return {**super().structured_data(), "@type": "CollectionPage"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `casestudies.views.case_study_index_context`."""
        from casestudies.views import case_study_index_context

        return {**super().get_context(request, *args, **kwargs), **case_study_index_context(self, request)}
