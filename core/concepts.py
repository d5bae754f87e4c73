"""Topics and terms as every room may see them: names, synonyms, definition and addresses, without their models."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


@dataclass(frozen=True)
class Concept:
    """One topic or term. The mappings go from language code to value; a missing key means: not in that language.

    `visible_until` (aware) is when readers lose the page that it stands on; a missing key means: not by time.
    """

    kind: str
    key: str
    pk: int
    names: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    edit_url: str = ""
    form: str = ""
    topics: tuple[str, ...] = ()
    is_sample: bool = False
    visible_until: Mapping[str, datetime.datetime] = field(default_factory=dict)

    def name(self, language_code: str) -> str:
        """The name in a language, else in any other."""
        return self.names.get(language_code) or next(iter(self.names.values()), "")

    def list_names(self) -> Iterator[tuple[str, str]]:
        """Every name and synonym with its language, in the languages that have a name."""
        for language_code, name in self.names.items():
            yield language_code, name
            yield from ((language_code, synonym) for synonym in self.synonyms.get(language_code, ()))


class PublicName(NamedTuple):
    """A name or synonym of a concept, in a language in which everybody may see the concept now."""

    key: str
    language_code: str
    text: str


TOPIC = "topic"  # the kind of a concept that is a topic

Provider = Callable[[], Iterable[Concept]]
NameProvider = Callable[[], Iterable[PublicName]]
_providers: dict[str, Provider] = {}
_name_providers: dict[str, NameProvider] = {}


def register(kind: str, provider: Provider, name_provider: NameProvider | None = None) -> None:
    """Make `provider` answer for all public concepts of `kind`; a later registration replaces the earlier.

    `name_provider` answers for their names alone, for less than the concepts cost.
    """
    _providers[kind] = provider
    if name_provider:
        _name_providers[kind] = name_provider


def find_concepts(kind: str | None = None) -> list[Concept]:
    """All public concepts of a kind, or of all kinds."""
    kinds = [kind] if kind else list(_providers)
    return [concept for each in kinds if each in _providers for concept in _providers[each]()]


def list_public_names(kind: str) -> list[PublicName]:
    """All names by which everybody may know a concept of a kind now; those of one concept and language in its order."""
    return list(_name_providers[kind]()) if kind in _name_providers else []


def find_names(kind: str) -> dict[str, dict[str, str]]:
    """What everybody may know the concepts of a kind by now: by language and key, without synonyms. Asks for names alone."""
    found: dict[str, dict[str, str]] = {}
    for name in list_public_names(kind):
        found.setdefault(name.language_code, {}).setdefault(name.key, name.text)
    return found


# --- writing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ConceptValues:
    """A topic or term to be written. `position` is its place among its kind; None leaves it."""

    key: str
    names: Mapping[str, str]
    definitions: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: str = ""
    topics: tuple[str, ...] = ()
    is_sample: bool = False
    position: int | None = None


class ConceptWriter(Protocol):
    """What the room that owns a kind of concept does for rooms that know only plain values."""

    # The names of ConceptValues that this kind has, beside key, names, definitions and synonyms.
    fields: frozenset[str]

    def find_mistakes(self, values: ConceptValues) -> dict[str, list[str]]:
        """What is wrong, by the name in `values`."""

    def differs(self, values: ConceptValues) -> bool | None:
        """Whether the stored concept says something else; None if there is none with this key."""

    def write(self, values: ConceptValues) -> None:
        """Create or update the concept with this key."""

    def find_users(self, key: str) -> list[str]:
        """The names of what uses the concept."""

    def delete(self, key: str) -> None:
        """Delete the concept, if it exists."""

    def may_change(self, user: Any) -> bool:
        """Whether a user may change concepts of this kind in the admin."""

    def add_url(self) -> str:
        """Where an editor makes a new one."""

    def add_synonym(self, key: str, language_code: str, text: str) -> bool:
        """Let the concept with this key be called `text` too; False where it is already, in that language.

        Raises LookupError if there is no such concept, ValidationError for a word that it cannot be called.
        """


_writers: dict[str, ConceptWriter] = {}


def register_writer(kind: str, writer: ConceptWriter) -> None:
    """Make `writer` answer for changes to concepts of `kind`."""
    _writers[kind] = writer


def find_writer(kind: str) -> ConceptWriter | None:
    """The writer of a kind, if one is registered."""
    return _writers.get(kind)


def kind_of(model: type[Any]) -> str:
    """The kind of concept that a model is; empty for any other model."""
    kind = getattr(model, "kind", "")
    return kind if kind in _providers else ""
