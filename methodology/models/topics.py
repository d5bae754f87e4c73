"""How a page type gets topics: a mixin that brings its panels, its facet and its translation rule with it."""

from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail_localize.fields import BaseTranslatableField

from core.translation.rules import synchronised
from methodology.models.concepts import Topic


class PageTopic(Orderable):
    """A page belongs to a topic; the first topic draws the page's picture."""

    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list] = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.topic)


class TopicsMixin(models.Model):
    """Topics for a page type. The type's through model subclasses `PageTopic` with `related_name="topic_links"`."""

    topics_panel = InlinePanel(
        "topic_links",
        heading=_("Topics"),
        label=_("Topic"),
        help_text=_("What it is about. The first topic draws the picture."),
    )
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = synchronised("topic_links")

    class Meta:
        abstract = True

    @cached_property
    def topics(self) -> list[Topic]:
        """The page's topics in the editor's order."""
        links = self.topic_links.all()  # type: ignore[attr-defined]
        if hasattr(links, "select_related"):
            links = links.select_related("topic")
        return [link.topic for link in links]

    def topic_keys(self) -> list[str]:
        """Keys of the page's topics; the first one draws its picture."""
        return [topic.key for topic in self.topics]

    @property
    def drawing_form(self) -> str:
        """The picture form of the first topic; rings where there is none."""
        return self.topics[0].form if self.topics else "rings"


class GuidePageTopic(PageTopic):
    """A guide's topic."""

    page = ParentalKey("methodology.GuidePage", on_delete=models.CASCADE, related_name="topic_links")

    class Meta(PageTopic.Meta):
        verbose_name = _("topic of a guide")
