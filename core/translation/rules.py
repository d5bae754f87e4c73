"""How a field behaves in translation; every field of every page type has exactly one rule (checked: core.E002)."""

from typing import Any

from django.db.models import Model
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField


class TranslatedField(TranslatableField):
    """A field whose strings are translated. What is no text in it (the images of a body) is the same in every language,
    so translators are not offered to override it.
    """

    def is_overridable(self, obj: Any) -> bool:
        """Never."""
        return False


class OwnField(BaseTranslatableField):
    """A field that each language keeps for itself: neither translated nor copied."""

    def __repr__(self) -> str:
        return f"<OwnField {self.field_name}>"


def translated(*names: str) -> list[BaseTranslatableField]:
    """Rules: translated string by string."""
    return [TranslatedField(name) for name in names]


def synchronised(*names: str) -> list[BaseTranslatableField]:
    """Rules: the same in every language (⟷ in DESIGN.md §5). Translators cannot override them."""
    return [SynchronizedField(name, overridable=False) for name in names]


def own(*names: str) -> list[BaseTranslatableField]:
    """Rules: each language has its own value."""
    return [OwnField(name) for name in names]


def rules_of(model: type[Model]) -> dict[str, BaseTranslatableField]:
    """The explicit rules of a model by field name (`override_translatable_fields`)."""
    return {rule.field_name: rule for rule in getattr(model, "override_translatable_fields", [])}
