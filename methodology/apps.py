"""Guides, topics and terms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MethodologyConfig(AppConfig):
    name = "methodology"
    verbose_name = _("Methodology")

    def ready(self) -> None:
        """Register topics and terms as concepts for the rooms that know no content app."""
        from core import concepts
        from methodology.selectors import (
            list_term_concepts,
            list_term_names,
            list_topic_concepts,
            list_topic_names,
        )
        from methodology.writers import TermWriter, TopicWriter

        concepts.register("topic", list_topic_concepts, list_topic_names)
        concepts.register("term", list_term_concepts, list_term_names)
        concepts.register_writer("topic", TopicWriter())
        concepts.register_writer("term", TermWriter())
