"""What a stored value may be at most, on every database.

Forms limit long texts, and PostgreSQL numbers; a translation, an import and SQLite would let both pass. Dates at the
ends of Python's calendar are stored by every database, and have no local time.
"""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, ProhibitNullCharactersValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# https://www.postgresql.org/docs/current/datatype-numeric.html
LARGEST = {
    "PositiveSmallIntegerField": 32_767,
    "SmallIntegerField": 32_767,
    "PositiveIntegerField": 2_147_483_647,
    "IntegerField": 2_147_483_647,
}

# What the day of a page can sensibly be: all that anybody remembers or plans.
YEARS = range(1900, 2101)


def validate_year(value: datetime.date) -> None:
    """Raises ValidationError for a day outside `YEARS`."""
    if value.year not in YEARS:
        raise ValidationError(
            _("Write a year between %(first)d and %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]},
            code="year",
        )


def find_excess(instance: models.Model) -> dict[str, str]:
    """By field name what is wrong: texts too long or with a NUL character, numbers too large, years too far away."""
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
        elif isinstance(value, datetime.date):
            checks.append(validate_year)
        try:
            for check in checks:
                check(value)
        except ValidationError as error:
            found[field.name] = error.messages[0]
    return found
