"""The parts of a case study: guides used, timeline, costs, results."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail_localize.fields import BaseTranslatableField

from casestudies.choices import Currency
from core.fields import PartialDateField
from core.models import TranslatableChild
from core.translation.rules import synchronised, translated


class GuideUsed(Orderable):
    """A guide that the community followed."""

    page = ParentalKey("casestudies.CaseStudyPage", on_delete=models.CASCADE, related_name="guides")
    guide = models.ForeignKey(
        "methodology.GuidePage", verbose_name=_("guide"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = [PageChooserPanel("guide")]

    class Meta(Orderable.Meta):
        verbose_name = _("guide used")

    def __str__(self) -> str:
        return str(self.guide)


class TimelineEntry(TranslatableChild):
    """Something that happened."""

    page = ParentalKey("casestudies.CaseStudyPage", on_delete=models.CASCADE, related_name="timeline")
    date = PartialDateField(_("when"), help_text=_("A year, a month or a day: 2023, 2023-02, 2023-02-14."))
    text = models.TextField(_("what happened"), max_length=600)

    panels: ClassVar[list] = [FieldPanel("date"), FieldPanel("text")]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *TranslatableChild.override_translatable_fields,
        *translated("text"),
        *synchronised("date"),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("event of the timeline")
        verbose_name_plural = _("timeline")

    def __str__(self) -> str:
        return f"{self.date} {self.text[:40]}"


class Cost(TranslatableChild):
    """What something cost."""

    page = ParentalKey("casestudies.CaseStudyPage", on_delete=models.CASCADE, related_name="costs")
    item = models.CharField(_("item"), max_length=120)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.HUF)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1980), MaxValueValidator(2100)],
        help_text=_("Empty: every year."),
    )

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("item"), FieldPanel("amount"), FieldPanel("currency"), FieldPanel("year")])
    ]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *TranslatableChild.override_translatable_fields,
        *translated("item"),
        *synchronised("amount", "currency", "year"),
    ]

    units: ClassVar[dict[str, str]] = {"amount": "the currency in `currency`", "year": "year"}

    class Meta(TranslatableChild.Meta):
        verbose_name = _("cost")
        verbose_name_plural = _("costs")

    def __str__(self) -> str:
        return self.item


class Result(TranslatableChild):
    """A result: what was counted, when, by whom and from what."""

    page = ParentalKey("casestudies.CaseStudyPage", on_delete=models.CASCADE, related_name="results")
    indicator = models.CharField(_("indicator"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    measured_on = PartialDateField(_("measured on"), blank=True)
    measured_by = models.CharField(
        _("measured by"), max_length=120, blank=True, help_text=_("A role, not a name.")
    )
    source = models.CharField(
        _("from what"), max_length=160, blank=True, help_text=_("A register, a count, a survey.")
    )

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("indicator"), FieldPanel("value"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("measured_on"), FieldPanel("measured_by"), FieldPanel("source")]),
    ]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *TranslatableChild.override_translatable_fields,
        *translated("indicator", "unit", "measured_by", "source"),
        *synchronised("value", "measured_on"),
    ]

    units: ClassVar[dict[str, str]] = {"value": "what `unit` says"}

    class Meta(TranslatableChild.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.indicator
