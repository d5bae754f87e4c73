"""The guide: how to do something with a group."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import BaseTranslatableField

from core.blocks import BodyBlock
from core.fields import ChoiceSetField
from core.models import BasePage
from core.search_entry import SearchEntry, Section
from core.text import in_a_row, plain_text, stream_sections
from core.translation.rules import synchronised, translated
from methodology.choices import Difficulty, Ingredient, Origin, Setting, Stage
from methodology.fit import GuideFacts
from methodology.models.topics import TopicsMixin

LIST_FEATURES = ["bold", "link", "ul"]
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]
YEAR_IN_MINUTES = 366 * 24 * 60


def _minutes(label: Any, help_text: Any = "", blank: bool = False) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label,
        null=True,
        blank=blank,
        validators=[MinValueValidator(1), MaxValueValidator(YEAR_IN_MINUTES)],
        help_text=help_text or _("In minutes."),
    )


def _people(label: Any) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label, null=True, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )


def _note(label: Any) -> models.CharField:
    return models.CharField(label, max_length=60, blank=True, help_text=_("A short remark beside the fact."))


class GuidePage(TopicsMixin, BasePage):
    """A methodology guide."""

    kind = "guide"
    library_folder = "guides"
    units: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("duration_min", "duration_max", "preparation_min", "preparation_max"), "minutes"),
        **dict.fromkeys(("group_size_min", "group_size_max"), "people"),
    }
    required_children = TopicsMixin.required_topics
    template = "pages/methodology/guide_page.html"
    parent_page_types: ClassVar[list[str]] = ["methodology.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    goal = models.CharField(
        _("goal"), max_length=140, help_text=_("What the group has at the end, in one line. Shown in lists.")
    )
    when_to_use = RichTextField(
        _("when to use it"),
        features=LIST_FEATURES,
        help_text=_("A list: in what situation it helps. Begin each line with a hyphen and a space: “- ”."),
    )
    when_not_to_use = RichTextField(
        _("when not to use it"),
        features=LIST_FEATURES,
        blank=True,
        help_text=_(
            "A list: when something else is better. It spares a group a bad evening. "
            "Begin each line with a hyphen and a space: “- ”."
        ),
    )

    duration_min = _minutes(_("shortest duration"), _("Minutes of one occasion."))
    duration_max = _minutes(_("longest duration"), _("Minutes of one occasion."))
    rhythm = models.CharField(
        _("rhythm"),
        max_length=60,
        blank=True,
        help_text=_("Only where one duration does not say it: “2 hours + half a week”, “a season”."),
    )
    duration_note = _note(_("note on the duration"))
    preparation_min = _minutes(_("shortest preparation"), blank=True)
    preparation_max = _minutes(_("longest preparation"), blank=True)
    preparation_note = _note(_("note on the preparation"))
    group_size_min = _people(_("smallest group"))
    group_size_max = _people(_("largest group"))
    group_size_note = _note(_("note on the group size"))
    difficulty = models.CharField(_("difficulty"), max_length=10, choices=Difficulty, default=Difficulty.EASY)
    difficulty_note = _note(_("note on the difficulty"))
    settings = ChoiceSetField(_("setting"), vocabulary=Setting, help_text=_("Where it can be done."))
    setting_note = _note(_("note on the setting"))

    prerequisites = RichTextField(
        _("prerequisites"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("What must be there before you begin."),
    )
    pitfalls = RichTextField(
        _("pitfalls"), features=TEXT_FEATURES, blank=True, help_text=_("What usually goes wrong.")
    )
    variations = RichTextField(
        _("variations"), features=TEXT_FEATURES, blank=True, help_text=_("How else it is done.")
    )
    inclusion = RichTextField(
        _("inclusion and access"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("What lets everybody take part: seats, light, language, children, money."),
    )
    follow_up = RichTextField(
        _("afterwards"), features=TEXT_FEATURES, blank=True, help_text=_("What to do in the days after.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("background"), blank=True)

    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.OWN)
    origin_source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("From whom or what it was adapted.")
    )
    origin_url = models.URLField(_("address of the source"), blank=True)
    origin_licence = models.CharField(_("licence of the source"), max_length=120, blank=True)

    ingredients = ChoiceSetField(_("ingredients"), vocabulary=Ingredient, blank=True)
    stages = ChoiceSetField(
        _("stages"), vocabulary=Stage, blank=True, help_text=_("At which stage a group needs it.")
    )

    edit_handler = BasePage.tabs(
        (
            _("What it is"),
            [
                *BasePage.content_panels,
                FieldPanel("goal"),
                TopicsMixin.topics_panel,
                FieldPanel("when_to_use"),
                FieldPanel("when_not_to_use"),
                FieldPanel("ingredients"),
                FieldPanel("stages"),
            ],
        ),
        (
            _("Does it fit?"),
            [
                HelpPanel(
                    content=_(
                        "From these facts the site answers “can we do this on Thursday with twelve people?”"
                    )
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("duration_min"), FieldPanel("duration_max")]),
                        FieldRowPanel([FieldPanel("rhythm"), FieldPanel("duration_note")]),
                    ],
                    heading=_("Duration"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("preparation_min"), FieldPanel("preparation_max")]),
                        FieldPanel("preparation_note"),
                    ],
                    heading=_("Preparation"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("group_size_min"), FieldPanel("group_size_max")]),
                        FieldPanel("group_size_note"),
                    ],
                    heading=_("Group size"),
                ),
                MultiFieldPanel(
                    [FieldPanel("difficulty"), FieldPanel("difficulty_note")], heading=_("Difficulty")
                ),
                MultiFieldPanel([FieldPanel("settings"), FieldPanel("setting_note")], heading=_("Setting")),
            ],
        ),
        (
            _("What you need"),
            [
                FieldPanel("prerequisites"),
                InlinePanel("roles", heading=_("Roles"), label=_("Role")),
                InlinePanel("materials", heading=_("Materials"), label=_("Material")),
            ],
        ),
        (_("Steps"), [InlinePanel("steps", heading=_("Steps"), label=_("Step"), min_num=1)]),
        (
            _("Around it"),
            [
                FieldPanel("pitfalls"),
                FieldPanel("variations"),
                FieldPanel("inclusion"),
                FieldPanel("follow_up"),
                FieldPanel("body"),
                InlinePanel("related_guides", heading=_("Related guides"), label=_("Guide")),
                InlinePanel("next_guides", heading=_("What next"), label=_("Guide")),
            ],
        ),
        origin=[
            MultiFieldPanel(
                [
                    FieldPanel("origin"),
                    FieldPanel("origin_source"),
                    FieldPanel("origin_url"),
                    FieldPanel("origin_licence"),
                ],
                heading=_("Where it comes from"),
            )
        ],
    )

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *BasePage.override_translatable_fields,
        *TopicsMixin.override_translatable_fields,
        *translated(
            *("goal", "rhythm", "duration_note", "preparation_note", "group_size_note", "difficulty_note"),
            *("setting_note", "when_to_use", "when_not_to_use", "prerequisites", "pitfalls", "variations"),
            *(
                "inclusion",
                "follow_up",
                "body",
                "origin_source",
                "origin_licence",
                "roles",
                "materials",
                "steps",
            ),
        ),
        *synchronised(
            *("duration_min", "duration_max", "preparation_min", "preparation_max", "group_size_min"),
            *("group_size_max", "difficulty", "settings", "origin", "origin_url", "ingredients", "stages"),
            *("related_guides", "next_guides"),
        ),
    ]

    class Meta:
        verbose_name = _("methodology guide")
        verbose_name_plural = _("methodology guides")

    def find_mistakes(self) -> dict[str, Any]:
        """Ranges stand the right way round."""
        mistakes = super().find_mistakes()
        for first, last in (
            ("duration_min", "duration_max"),
            ("preparation_min", "preparation_max"),
            ("group_size_min", "group_size_max"),
        ):
            low, high = getattr(self, first), getattr(self, last)
            if low is not None and high is not None and low > high:
                mistakes[last] = _("This is less than the smaller value, %(low)d.") % {"low": low}
        return mistakes

    @property
    def drawing(self) -> tuple[Any, ...]:
        """The picture of the first topic with the guide's people and longest duration."""
        return (
            "work",
            self.drawing_form,
            str(self.translation_key),
            self.group_size_max,
            self.group_size_min,
            self.duration_max,
        )

    @property
    def facts(self) -> GuideFacts:
        """The facts that "does it fit?" is answered from."""
        return GuideFacts(
            duration_min=self.duration_min,
            duration_max=self.duration_max,
            group_size_min=self.group_size_min,
            group_size_max=self.group_size_max,
            settings=tuple(self.settings),
            goes_on=bool(self.rhythm),
        )

    @cached_property
    def planned_minutes(self) -> int:
        """The sum of the steps' minutes as shown."""
        return sum(step.minutes or 0 for step in self.steps.all())

    def list_parts_with_references(self) -> Iterable[models.Model]:
        """The steps have texts and photographs."""
        return self.steps.all()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `methodology.views.guide_context`."""
        from methodology.selectors import read_parts
        from methodology.views import guide_context

        read_parts(self)
        return {**super().get_context(request, *args, **kwargs), **guide_context(self, request)}

    def search_entry(self) -> SearchEntry | None:
        """The guide's texts, its steps each with its anchor, and its facts as filters."""
        entry = super().search_entry()
        assert entry is not None
        sections = [
            Section("when", "", plain_text(self.when_to_use + self.when_not_to_use)),
            Section(
                "needs",
                "",
                in_a_row(", ".join(filter(None, (item.name, item.note))) for item in self.materials.all()),
            ),
            *(
                Section(
                    step.anchor,
                    step.title,
                    in_a_row(plain_text(part) for part in (step.instruction, step.tip, step.warning)),
                )
                for step in self.steps.all()
            ),
            *(
                Section(anchor, "", plain_text(getattr(self, name)))
                for name, anchor in (
                    ("pitfalls", "around"),
                    ("variations", "around"),
                    ("inclusion", "around"),
                    ("follow_up", "around"),
                )
            ),
            *stream_sections(self.body),
        ]
        return SearchEntry(
            kind=entry.kind,
            title=entry.title,
            summary=f"{self.goal} {entry.summary}",
            sections=tuple(section for section in sections if section.text.strip()),
            facets={
                **entry.facets,
                "ingredient": tuple(self.ingredients),
                "stage": tuple(self.stages),
                "difficulty": (self.difficulty,),
                "setting": tuple(self.settings),
            },
            date=entry.date,
            is_sample=entry.is_sample,
            drawing=entry.drawing,
        )

    def structured_data(self) -> dict[str, Any]:
        """A schema.org HowTo with its steps and supplies."""
        data = super().structured_data()
        data["@type"] = "HowTo"
        if self.duration_max and not self.rhythm:
            data["totalTime"] = f"PT{self.duration_max}M"
        if self.origin == Origin.ADAPTED and (self.origin_source or self.origin_url):
            source = {"@type": "CreativeWork", "name": self.origin_source, "url": self.origin_url}
            data["isBasedOn"] = {name: value for name, value in source.items() if value}
        data["supply"] = [
            {"@type": "HowToSupply", "name": material.name} for material in self.materials.all()
        ]
        address = self.full_url
        data["step"] = [
            {
                "@type": "HowToStep",
                "position": position,
                "name": step.title,
                "text": plain_text(step.instruction),
                "url": f"{address}#{step.anchor}",
            }
            for position, step in enumerate(self.steps.all(), 1)
        ]
        return data


class GuideIndexPage(BasePage):
    """The methodology library: every guide, filtered by what a group has."""

    kind = "index"
    template = "pages/methodology/guide_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    edit_handler = BasePage.tabs((_("Text"), BasePage.content_panels))

    class Meta:
        verbose_name = _("methodology library")

    def search_entry(self) -> SearchEntry | None:
        """A list is no work."""
        return None

    def structured_data(self) -> dict[str, Any]:
        """A schema.org CollectionPage."""
        return {**super().structured_data(), "@type": "CollectionPage"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """See `methodology.views.library_context`."""
        from methodology.views import library_context

        return {**super().get_context(request, *args, **kwargs), **library_context(self, request)}
