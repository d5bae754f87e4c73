"""Topics and terms as every room may see them: names, synonyms, definition and addresses, without their models."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Concept:
    """One topic or term. The mappings go from language code to value; a missing key means: not in that language."""

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

    def name(self, language_code: str) -> str:
        """The name in a language, else in any other."""
        return self.names.get(language_code) or next(iter(self.names.values()), "")


Provider = Callable[[], Iterable[Concept]]
_providers: dict[str, Provider] = {}


def register(kind: str, provider: Provider) -> None:
    """Make `provider` answer for all public concepts of `kind`; a later registration replaces the earlier."""
    _providers[kind] = provider


def find_concepts(kind: str | None = None) -> list[Concept]:
    """All public concepts of a kind, or of all kinds."""
    kinds = [kind] if kind else list(_providers)
    return [concept for each in kinds if each in _providers for concept in _providers[each]()]
