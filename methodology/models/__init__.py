"""Guides and the concepts that order them."""

from methodology.models.concepts import Term, TermSynonym, TermTopic, Topic, TopicSynonym
from methodology.models.guide import GuideIndexPage, GuidePage
from methodology.models.guide_parts import Material, NextGuide, RelatedGuide, Role, Step
from methodology.models.terms import TermIndexPage
from methodology.models.topics import GuidePageTopic, TopicsMixin

__all__ = [
    "GuideIndexPage",
    "GuidePage",
    "GuidePageTopic",
    "Material",
    "NextGuide",
    "RelatedGuide",
    "Role",
    "Step",
    "Term",
    "TermIndexPage",
    "TermSynonym",
    "TermTopic",
    "Topic",
    "TopicSynonym",
    "TopicsMixin",
]
