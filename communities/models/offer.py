"""What a community offers to others and what it needs from them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail_localize.fields import BaseTranslatableField

from communities.choices import OfferDirection
from core.models import TranslatableChild
from core.translation.rules import synchronised, translated


class Offer(TranslatableChild):
    """One advertisement: an offer or a need."""

    page = ParentalKey("communities.CommunityPage", on_delete=models.CASCADE, related_name="offers")
    direction = models.CharField(
        _("offer or need"), max_length=5, choices=OfferDirection, default=OfferDirection.OFFER
    )
    topic = models.ForeignKey(
        "methodology.Topic",
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.CharField(
        _("text"), max_length=280, help_text=_("As you would write it on the notice board of the shop.")
    )
    guide = models.ForeignKey(
        "methodology.GuidePage",
        verbose_name=_("guide"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("direction"), FieldPanel("topic")]),
        FieldPanel("text"),
        PageChooserPanel("guide"),
    ]
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *TranslatableChild.override_translatable_fields,
        *translated("text"),
        *synchronised("direction", "topic", "guide"),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("offer or need")
        verbose_name_plural = _("offers and needs")

    def __str__(self) -> str:
        return self.text
