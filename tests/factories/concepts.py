"""Topics and terms."""

import factory
from factory.django import DjangoModelFactory

from methodology.models import Term, Topic


class TopicFactory(DjangoModelFactory):
    """A topic with both names."""

    class Meta:
        model = Topic
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"topic-{n}")
    name_hu = factory.LazyAttribute(lambda topic: f"{topic.key} magyarul")
    name_en = factory.LazyAttribute(lambda topic: f"{topic.key} in English")
    form = "rings"


class TermFactory(DjangoModelFactory):
    """A term with both names and definitions."""

    class Meta:
        model = Term
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"term-{n}")
    name_hu = factory.LazyAttribute(lambda term: f"{term.key} magyarul")
    name_en = factory.LazyAttribute(lambda term: f"{term.key} in English")
    definition_hu = "Egy mondat róla."
    definition_en = "A sentence about it."
