"""What a page's inline children share."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import BaseTranslatableField

from core.limits import find_excess
from core.translation.rules import synchronised


class TranslatableChild(TranslatableMixin, Orderable):
    """A child of a page whose text is translated: the same child in another language shares its translation key.

    Its order is the same in every language; so are the fields that a subclass names as synchronised.
    """

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = synchronised("sort_order")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        """Refuse what not every database could store."""
        super().clean()
        errors = find_excess(self)
        if errors:
            raise ValidationError(errors)
