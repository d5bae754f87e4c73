"""The filters of the search page: their names, their values and what these are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.concepts import Concept, find_concepts, find_names
from search.documents import work_models
from search.engines.base import EngineResult
from search.entries import KIND, LANGUAGE, TERM, TOPIC
from search.query import SearchForm

LANGUAGE_LABELS = {"hu": _("in Hungarian"), "en": _("in English")}
ONLY_IN_LABELS = {"hu": _("only in Hungarian"), "en": _("only in English")}


@dataclass(frozen=True)
class Facet:
    """A filter: its name in the address, its heading, and its values with their labels in order."""

    name: str
    label: str | Promise
    values: Mapping[str, str]


@dataclass(frozen=True)
class FacetLink:
    """A value of a filter as the page offers it: `query` is the address's query with the value added or taken away.

    With `is_added` the count is what the value would add to the works that the filter's chosen values let through.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    query: str
    form: str = ""  # of a topic: its picture
    is_added: bool = False


@dataclass(frozen=True)
class FacetList:
    """A filter as the page offers it."""

    name: str
    label: str | Promise
    links: tuple[FacetLink, ...]


@dataclass(frozen=True)
class Facets:
    """All filters of one request, in the reader's language."""

    facets: tuple[Facet, ...]
    topics: Mapping[str, Concept]

    @classmethod
    def load(cls, language_code: str) -> "Facets":
        """The filters with the topics that exist now: one question to `core.concepts`."""
        topics = {concept.key: concept for concept in find_concepts(TOPIC)}
        return cls(
            _list_facets({key: concept.name(language_code) for key, concept in topics.items()}), topics
        )

    @classmethod
    def load_names(cls, language_code: str) -> "Facets":
        """The same for who shows no filters, only what they are called: one short question to the database."""
        return cls(_list_facets(find_names(TOPIC).get(language_code, {})), {})

    @property
    def known(self) -> dict[str, tuple[str, ...]]:
        """What a form may choose."""
        return {facet.name: tuple(facet.values) for facet in self.facets}

    def label(self, name: str, value: str) -> str:
        """A value as readers call it; an unknown one as it is."""
        return next((facet.values.get(value, value) for facet in self.facets if facet.name == name), value)

    def lists(self, form: SearchForm, result: EngineResult) -> list[FacetList]:
        """The filters with their counts. A value that would find nothing stays only while it is chosen."""
        lists = []
        for facet in self.facets:
            counts = result.counts.get(facet.name, {})
            links = tuple(
                self._link(facet, value, form, result)
                for value in facet.values
                if counts.get(value) or value in form.filters.get(facet.name, ())
            )
            if links:
                lists.append(FacetList(facet.name, facet.label, links))
        return lists

    def _link(self, facet: Facet, value: str, form: SearchForm, result: EngineResult) -> FacetLink:
        chosen = form.filters.get(facet.name, ())
        # One language takes the other's place; values of the other filters are alternatives.
        is_added = bool(chosen) and value not in chosen and facet.name != LANGUAGE
        return FacetLink(
            value,
            facet.values[value],
            (result.added if is_added else result.counts).get(facet.name, {}).get(value, 0),
            value in chosen,
            form.toggle(facet.name, value).query_string(),
            self.topics[value].form if facet.name == TOPIC else "",
            is_added,
        )

    def chosen(self, form: SearchForm) -> list[FacetLink]:
        """The active filters, each with the query without it."""
        return [
            FacetLink(value, self.label(name, value), 0, True, form.toggle(name, value).query_string())
            for name, values in form.filters.items()
            for value in values
        ]


def _list_facets(topic_names: Mapping[str, str]) -> tuple[Facet, ...]:
    return (
        Facet(KIND, _("Kind"), kind_labels()),
        Facet(TOPIC, _("About what?"), topic_names),
        Facet(LANGUAGE, _("Language"), {code: str(label) for code, label in LANGUAGE_LABELS.items()}),
    )


def kind_labels() -> dict[str, str]:
    """The kinds of works by key, in the current language."""
    labels = {model.kind: str(model._meta.verbose_name) for model in work_models()}
    labels[TERM] = gettext("Term")
    return {kind: label[:1].upper() + label[1:] for kind, label in labels.items()}
