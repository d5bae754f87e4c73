"""What a stored value may be at most, on every database.

Forms limit long texts, and PostgreSQL numbers; a translation, an import and SQLite would let both pass.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, ProhibitNullCharactersValidator
from django.db import models

# https://www.postgresql.org/docs/current/datatype-numeric.html
LARGEST = {
    "PositiveSmallIntegerField": 32_767,
    "SmallIntegerField": 32_767,
    "PositiveIntegerField": 2_147_483_647,
    "IntegerField": 2_147_483_647,
}


def find_excess(instance: models.Model) -> dict[str, str]:
    """By field name what is wrong with texts that are too long or hold a NUL character, and for numbers too large."""
    found: dict[str, str] = {}
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        checks: list[Any] = []
        if isinstance(value, str):
            checks.append(ProhibitNullCharactersValidator())
            if isinstance(field, models.TextField) and field.max_length:
                checks.append(MaxLengthValidator(field.max_length))
        elif isinstance(value, int) and field.get_internal_type() in LARGEST:
            checks.append(MaxValueValidator(LARGEST[field.get_internal_type()]))
        try:
            for check in checks:
                check(value)
        except ValidationError as error:
            found[field.name] = error.messages[0]
    return found
