"""Topics and terms: one row each, with their names and any number of synonyms in each language side by side."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from core.signals import concept_changed
from methodology.choices import TopicForm


class Concept(ClusterableModel):
    """What a topic and a term share."""

    kind: ClassVar[str]

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("A short name for addresses and files; it never changes once links use it."),
    )
    name_hu = models.CharField(_("name in Hungarian"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    definition_hu = models.TextField(
        _("definition in Hungarian"), blank=True, help_text=_("One or two sentences of your own.")
    )
    definition_en = models.TextField(
        _("definition in English"), blank=True, help_text=_("One or two sentences of your own.")
    )

    class Meta:
        abstract = True

    name_panels: ClassVar[list] = [
        FieldPanel("key"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_hu"), FieldPanel("name_en")]),
                FieldPanel("definition_hu"),
                FieldPanel("definition_en"),
            ],
            heading=_("Names and definition"),
        ),
    ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the current language."""
        return str(self.name_en if get_language() == "en" else self.name_hu)

    @property
    def definition(self) -> str:
        """The definition in the current language; empty where it has none."""
        return str(self.definition_en if get_language() == "en" else self.definition_hu)

    @property
    def edit_url(self) -> str:
        """Where an editor changes it."""
        return reverse(f"wagtailsnippets_methodology_{self._meta.model_name}:edit", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and tell the index in the same transaction."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            concept_changed.send(sender=type(self), kind=self.kind, key=self.key)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete, and tell the index in the same transaction."""
        with transaction.atomic():
            concept_changed.send(sender=type(self), kind=self.kind, key=self.key)
            return super().delete(*args, **kwargs)


class Topic(Concept):
    """What a work is about. Its form draws the pictures of its works."""

    kind = "topic"

    form = models.CharField(
        _("picture form"),
        max_length=20,
        choices=TopicForm,
        default=TopicForm.RINGS,
        help_text=_("How the works of this topic are drawn."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar[list] = [
        *Concept.name_panels,
        FieldPanel("form"),
        FieldPanel("sort_order"),
        InlinePanel("synonyms", heading=_("Synonyms"), label=_("Synonym")),
    ]

    class Meta:
        ordering = ["sort_order", "key"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Term(Concept):
    """An entry of the bilingual term base."""

    kind = "term"

    is_sample = models.BooleanField(_("invented sample"), default=False)

    panels: ClassVar[list] = [
        *Concept.name_panels,
        InlinePanel("synonyms", heading=_("Synonyms"), label=_("Synonym")),
        InlinePanel("topic_links", heading=_("Topics"), label=_("Topic")),
    ]

    class Meta:
        ordering = ["key"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")


class Synonym(Orderable):
    """Another word for a topic or a term, in one language."""

    language_code = models.CharField(
        _("language"), max_length=2, choices=[("hu", _("Hungarian")), ("en", _("English"))]
    )
    text = models.CharField(_("word"), max_length=120)

    panels: ClassVar[list] = [FieldRowPanel([FieldPanel("language_code"), FieldPanel("text")])]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text


class TopicSynonym(Synonym):
    """A synonym of a topic."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="synonyms")

    class Meta(Synonym.Meta):
        verbose_name = _("synonym")


class TermSynonym(Synonym):
    """A synonym of a term."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="synonyms")

    class Meta(Synonym.Meta):
        verbose_name = _("synonym")


class TermTopic(Orderable):
    """A term belongs to a topic."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list] = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        verbose_name = _("topic of a term")
