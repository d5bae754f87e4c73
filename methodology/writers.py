"""Topics and terms written from plain values, for rooms that know no content app (`core.concepts`)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log

from core.concepts import ConceptValues
from methodology.models import Term, TermSynonym, TermTopic, Topic, TopicSynonym

LANGUAGES = ("hu", "en")


class _Writer:
    """What both have in common. `_own` are the values that only one kind has."""

    model: type[Topic] | type[Term]
    synonym_model: type[TopicSynonym] | type[TermSynonym]
    fields: frozenset[str]

    def _values(self, values: ConceptValues) -> dict[str, Any]:
        texts = {f"name_{code}": values.names.get(code, "") for code in LANGUAGES}
        texts |= {f"definition_{code}": values.definitions.get(code, "") for code in LANGUAGES}
        return {"key": values.key, **texts, **self._own(values)}

    def _own(self, values: ConceptValues) -> dict[str, Any]:
        raise NotImplementedError

    def _children_differ(self, concept: Any, values: ConceptValues) -> bool:
        stored = [(synonym.language_code, synonym.text) for synonym in concept.synonyms.all()]
        return stored != self._synonyms(values)

    def _set_children(self, concept: Any, values: ConceptValues) -> None:
        known = {(synonym.language_code, synonym.text): synonym.pk for synonym in concept.synonyms.all()}
        concept.synonyms.set(
            [
                self.synonym_model(
                    pk=known.get((code, text)), language_code=code, text=text, sort_order=place
                )
                for place, (code, text) in enumerate(self._synonyms(values))
            ]
        )

    @staticmethod
    def _synonyms(values: ConceptValues) -> list[tuple[str, str]]:
        return [(code, text) for code in LANGUAGES for text in dict.fromkeys(values.synonyms.get(code, ()))]

    def find_mistakes(self, values: ConceptValues) -> dict[str, list[str]]:
        """What the fields do not accept, by the name in `values`."""
        mistakes: dict[str, list[str]] = {}
        try:
            self.model(**self._values(values)).clean_fields()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                stem, _underscore, code = name.rpartition("_")
                plain = f"{stem}s.{code}" if code in LANGUAGES else name
                mistakes.setdefault(plain, []).extend(messages)
        for code, text in self._synonyms(values):
            try:
                self.synonym_model(language_code=code, text=text).clean_fields(exclude=[self.model.kind])
            except ValidationError as error:
                mistakes.setdefault(f"synonyms.{code}", []).extend(error.messages)
        return mistakes

    def differs(self, values: ConceptValues) -> bool | None:
        """Whether the stored concept says something else; None if there is none with this key."""
        concept = self.model.objects.filter(key=values.key).first()
        if concept is None:
            return None
        own = self._values(values)
        return any(getattr(concept, name) != value for name, value in own.items()) or self._children_differ(
            concept, values
        )

    def write(self, values: ConceptValues) -> None:
        """Create or update the concept with this key."""
        concept = self.model.objects.filter(key=values.key).first() or self.model()
        for name, value in self._values(values).items():
            setattr(concept, name, value)
        self._set_children(concept, values)
        concept.save()

    def find_users(self, key: str) -> list[str]:
        """The names of the pages and terms that use the concept."""
        concept = self.model.objects.filter(key=key).first()
        if concept is None:
            return []
        users: list[str] = []
        for relation in concept._meta.get_fields(include_hidden=True):
            if not relation.one_to_many or isinstance(relation.field, ParentalKey):
                continue  # the concept's own children
            links = relation.related_model._default_manager.filter(**{relation.field.name: concept})
            users.extend(
                str(getattr(link, "page", None) or getattr(link, "term", None) or link) for link in links
            )
        return list(dict.fromkeys(users))

    def delete(self, key: str) -> None:
        """Delete the concept, if it exists."""
        for concept in self.model.objects.filter(key=key):
            concept.delete()

    def may_change(self, user: Any) -> bool:
        """Whether a user may change concepts of this kind in the admin."""
        return bool(user.has_perm(f"methodology.change_{self.model.kind}"))

    def add_url(self) -> str:
        """Where an editor makes a new one."""
        return reverse(f"wagtailsnippets_methodology_{self.model.kind}:add")

    @transaction.atomic
    def add_synonym(self, key: str, language_code: str, text: str) -> bool:
        """Let the concept with this key be called `text` too; False where it is already, in that language.

        Raises LookupError if there is no such concept, ValidationError for a word that it cannot be called.
        """
        concept = self.model.objects.filter(key=key).first()
        if concept is None:
            raise LookupError(f"There is no {self.model.kind} {key}")
        others = list(concept.synonyms.all())
        names = [getattr(concept, f"name_{language_code}", "")]
        names += [other.text for other in others if other.language_code == language_code]
        if text.casefold() in map(str.casefold, names):
            return False
        place = max((other.sort_order or 0 for other in others), default=-1) + 1
        synonym = self.synonym_model(language_code=language_code, text=text, sort_order=place)
        synonym.clean_fields(exclude=[self.model.kind])
        concept.synonyms.add(synonym)
        concept.save()
        log(concept, "wagtail.edit")
        return True


class TopicWriter(_Writer):
    """Writes topics."""

    model = Topic
    synonym_model = TopicSynonym
    fields = frozenset({"form"})

    def _own(self, values: ConceptValues) -> dict[str, Any]:
        place = {} if values.position is None else {"sort_order": values.position}
        return {"form": values.form, **place}


class TermWriter(_Writer):
    """Writes terms and their links to topics."""

    model = Term
    synonym_model = TermSynonym
    fields = frozenset({"topics", "is_sample"})

    def _own(self, values: ConceptValues) -> dict[str, Any]:
        return {"is_sample": values.is_sample}

    def _children_differ(self, concept: Any, values: ConceptValues) -> bool:
        topics = [link.topic.key for link in concept.topic_links.select_related("topic")]
        return topics != list(dict.fromkeys(values.topics)) or super()._children_differ(concept, values)

    def _set_children(self, concept: Any, values: ConceptValues) -> None:
        super()._set_children(concept, values)
        known = {link.topic_id: link.pk for link in concept.topic_links.all()}
        topics = {topic.key: topic for topic in Topic.objects.filter(key__in=values.topics)}
        concept.topic_links.set(
            [
                TermTopic(pk=known.get(topics[key].pk), topic=topics[key], sort_order=place)
                for place, key in enumerate(dict.fromkeys(values.topics))
            ]
        )
