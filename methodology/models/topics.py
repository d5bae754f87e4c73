"""How a page type gets topics: a mixin that brings its panels, its facet and its translation rule with it."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Func, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail_localize.fields import BaseTranslatableField

from core.translation.rules import synchronised
from methodology.models.concepts import Topic

NO_TOPIC_FORM = "rings"


class PageTopic(Orderable):
    """A page belongs to a topic; the first topic draws the page's picture."""

    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list] = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.topic)


class TopicsMixin(models.Model):
    """Topics for a page type. The type's through model subclasses `PageTopic` with `related_name="topic_links"`.

    A type whose public pages need a topic takes `required_topics` as its `required_children`.
    """

    topics_panel = InlinePanel(
        "topic_links",
        heading=_("Topics"),
        label=_("Topic"),
        help_text=_("What it is about. The first topic draws the picture."),
    )
    required_topics: ClassVar[dict[str, Any]] = {"topic_links": _("A public page needs at least one topic.")}
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = synchronised("topic_links")
    library_names: ClassVar[dict[str, str]] = {"topics": "topic_links"}

    class Meta:
        abstract = True

    @cached_property
    def topics(self) -> list[Topic]:
        """The page's topics in the editor's order. Lists prefetch `topic_links__topic`."""
        links = self.topic_links.all()  # type: ignore[attr-defined]
        if "topic_links" not in getattr(self, "_prefetched_objects_cache", {}):
            links = links.select_related("topic")
        return [link.topic for link in links]

    def topic_keys(self) -> list[str]:
        """Keys of the page's topics; the first one draws its picture."""
        return [topic.key for topic in self.topics]

    @property
    def drawing_form(self) -> str:
        """The picture form of the first topic; rings where there is none."""
        if "first_form" in self.__dict__:
            return str(self.__dict__["first_form"] or NO_TOPIC_FORM)
        return self.topics[0].form if self.topics else NO_TOPIC_FORM


class FirstForm(Func):
    """The form of the first topic of the page with this key; `links` is the table that names the page's topics.

    In SQL, since Django takes longer to compose the same from `Subquery` than the database to answer it.
    """

    output_field = models.CharField()
    template = (
        "(SELECT topic.form FROM %(links)s link"  # noqa: S608 – names of Django's own tables
        f" INNER JOIN {Topic._meta.db_table} topic ON topic.id = link.topic_id"
        " WHERE link.page_id = %(expressions)s ORDER BY link.sort_order LIMIT 1)"
    )


def with_first_form(pages: QuerySet) -> QuerySet:
    """`pages` of one type, each knowing its `drawing_form`: for lists that show pictures but no topics."""
    through = pages.model._meta.get_field("topic_links").related_model
    return pages.annotate(first_form=FirstForm("pk", links=through._meta.db_table))


def share_topics(pages: Sequence[Any], topics: Iterable[Topic]) -> None:
    """Give each of the listed `pages`, all of one type, its topics out of `topics`, which are all there are: one query."""
    if not pages:
        return
    topic_by_pk = {topic.pk: topic for topic in topics}
    topics_of: dict[int, list[Topic]] = {page.pk: [] for page in pages}
    through = pages[0]._meta.get_field("topic_links").related_model
    links = through.objects.filter(page__in=list(topics_of)).order_by("sort_order")
    for page_id, topic_id in links.values_list("page_id", "topic_id"):
        topics_of[page_id].append(topic_by_pk[topic_id])
    for page in pages:
        page.topics = topics_of[page.pk]


class GuidePageTopic(PageTopic):
    """A guide's topic."""

    page = ParentalKey("methodology.GuidePage", on_delete=models.CASCADE, related_name="topic_links")

    class Meta(PageTopic.Meta):
        verbose_name = _("topic of a guide")
