"""The parts of a guide: roles, materials, steps, and the guides beside and after it."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail_localize.fields import BaseTranslatableField

from core.models import TranslatableChild
from core.translation.rules import synchronised, translated
from methodology.choices import MaterialPer

INSTRUCTION_FEATURES = ["bold", "italic", "link", "ol", "ul"]
NOTE_FEATURES = ["bold", "link"]


class Role(TranslatableChild):
    """Who is needed, how many, and what they do."""

    page = ParentalKey("methodology.GuidePage", on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(_("role"), max_length=80)
    count = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    task = models.CharField(_("task"), max_length=255, help_text=_("What this person does, in a few words."))

    panels: ClassVar[list] = [FieldRowPanel([FieldPanel("name"), FieldPanel("count")]), FieldPanel("task")]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *TranslatableChild.override_translatable_fields,
        *translated("name", "task"),
        *synchronised("count"),
    ]

    units: ClassVar[dict[str, str]] = {"count": "people"}

    class Meta(TranslatableChild.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.name


class Material(TranslatableChild):
    """What is needed, and how much of it for the group, a person or so many people."""

    page = ParentalKey("methodology.GuidePage", on_delete=models.CASCADE, related_name="materials")
    name = models.CharField(_("material"), max_length=120)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal("999999"))],
        help_text=_("May be empty: as much as there is."),
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True, help_text=_("pieces, litres, sheets …"))
    per = models.CharField(_("counted"), max_length=10, choices=MaterialPer, default=MaterialPer.GROUP)
    per_people = models.PositiveSmallIntegerField(
        _("for how many people"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Only with “per so many people”: one table for 6 people, say."),
    )
    note = models.CharField(_("note"), max_length=120, blank=True)

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("quantity"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("per"), FieldPanel("per_people")]),
        FieldPanel("note"),
    ]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *TranslatableChild.override_translatable_fields,
        *translated("name", "unit", "note"),
        *synchronised("quantity", "per", "per_people"),
    ]

    units: ClassVar[dict[str, str]] = {"quantity": "what `unit` says", "per_people": "people"}

    class Meta(TranslatableChild.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A number of people goes with "per so many people", and only with it."""
        super().clean()
        if self.per == MaterialPer.PEOPLE and not self.per_people:
            raise ValidationError({"per_people": _("Say for how many people this quantity is enough.")})

    def needed_for(self, people: int) -> Decimal | None:
        """How much `people` need, in the material's unit; None where no quantity is given.

        What is counted per so many people is rounded up to whole portions: twelve people at tables of five need
        three tables.
        """
        if self.quantity is None:
            return None
        if self.per == MaterialPer.PERSON:
            return self.quantity * people
        if self.per == MaterialPer.PEOPLE and self.per_people:
            return self.quantity * -(-people // self.per_people)
        return self.quantity


class Step(TranslatableChild):
    """One step: what to do, how long it takes, a knack and a warning."""

    page = ParentalKey("methodology.GuidePage", on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("title"), max_length=120, help_text=_("What happens, in a few words."))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text=_("May be empty where a step has no length of its own."),
    )
    instruction = RichTextField(
        _("instruction"),
        features=INSTRUCTION_FEATURES,
        help_text=_("What to say, what to do, how to know it is done."),
    )
    tip = RichTextField(_("knack"), features=NOTE_FEATURES, blank=True)
    warning = RichTextField(_("careful"), features=NOTE_FEATURES, blank=True)
    image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("minutes")]),
        FieldPanel("instruction"),
        FieldPanel("tip"),
        FieldPanel("warning"),
        FieldPanel("image"),
    ]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *TranslatableChild.override_translatable_fields,
        *translated("title", "instruction", "tip", "warning"),
        *synchronised("minutes", "image"),
    ]

    units: ClassVar[dict[str, str]] = {"minutes": "minutes"}

    class Meta(TranslatableChild.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        """The step's anchor: the same in every language and whatever its place or title."""
        return f"step-{str(self.translation_key)[:8]}"


class GuideLink(Orderable):
    """A guide named by another guide; it is resolved to the reader's language when shown."""

    guide = models.ForeignKey(
        "methodology.GuidePage", verbose_name=_("guide"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = [PageChooserPanel("guide")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.guide)


class RelatedGuide(GuideLink):
    """A guide to read beside this one."""

    page = ParentalKey("methodology.GuidePage", on_delete=models.CASCADE, related_name="related_guides")

    class Meta(GuideLink.Meta):
        verbose_name = _("related guide")


class NextGuide(GuideLink):
    """A guide that may follow this one."""

    page = ParentalKey("methodology.GuidePage", on_delete=models.CASCADE, related_name="next_guides")

    class Meta(GuideLink.Meta):
        verbose_name = _("next guide")


def running_times(steps: list[Any]) -> list[tuple[Any, int]]:
    """Each step with the minutes that have passed when it begins: `[(step, 0), (step, 20), …]`."""
    passed = 0
    result = []
    for step in steps:
        result.append((step, passed))
        passed += step.minutes or 0
    return result
