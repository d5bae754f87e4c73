"""Model fields of ours: a set of choices in one column, and a date known only to the year or the month."""

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

SEPARATOR = ","


@lru_cache(maxsize=1024)
def _in_order(value: str, vocabulary: type[models.TextChoices] | None) -> tuple[str, ...]:
    """The keys of a column's text. Lists read a hundred, of which few differ."""
    keys = [key for key in value.split(SEPARATOR) if key]
    if vocabulary is None or len(keys) < 2:
        return tuple(keys)
    order = {key: position for position, key in enumerate(vocabulary.values)}
    return tuple(sorted(dict.fromkeys(keys), key=lambda key: order.get(key, len(order))))


class ChoiceSetField(models.Field):
    """Several values of a closed vocabulary in one text column, written `,first,second,`.

    Reads and writes a list of keys in the order of the vocabulary. The separators around every key make the lookup
    `field__has="key"` a plain LIKE that works the same on SQLite and PostgreSQL (JSONField `contains` does not exist
    on SQLite).
    """

    description = "A set of choices"

    def __init__(self, *args: Any, vocabulary: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        """`vocabulary` is the `TextChoices` class; migrations leave it out, since it is no part of the column."""
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        """A text column on every database."""
        return "TextField"

    def _keys(self, value: Any) -> list[str]:
        if value is None or value == "":
            return []
        text = value if isinstance(value, str) else SEPARATOR.join(str(key) for key in value)
        return list(_in_order(text, self.vocabulary))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> list[str]:
        """The column as a list of keys."""
        return self._keys(value)

    def to_python(self, value: Any) -> list[str]:
        """Any form of the value as a list of keys, without doubles, in the vocabulary's order."""
        return self._keys(value)

    def get_prep_value(self, value: Any) -> str:
        """The keys as the column holds them."""
        keys = self._keys(value)
        return f"{SEPARATOR}{SEPARATOR.join(keys)}{SEPARATOR}" if keys else ""

    def value_to_string(self, obj: models.Model) -> str:
        """The keys as revisions and fixtures hold them."""
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Sequence[str], model_instance: models.Model | None) -> None:
        """Raises ValidationError for keys outside the vocabulary, and for an empty set where one is required."""
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        unknown = [key for key in value if self.vocabulary is not None and key not in self.vocabulary.values]
        if unknown:
            raise ValidationError(
                _("Unknown value: %(value)s."), code="invalid_choice", params={"value": ", ".join(unknown)}
            )

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A check box a value."""
        assert self.vocabulary is not None
        defaults: dict[str, Any] = {
            "choices": self.vocabulary.choices,
            "required": not self.blank,
            "label": capfirst(self.verbose_name),  # as the fields of Django do
            "help_text": self.help_text,
            "widget": forms.CheckboxSelectMultiple,
        }
        defaults.update(kwargs)
        return forms.MultipleChoiceField(**defaults)

    def labels(self, keys: Iterable[str]) -> list[str]:
        """The names of `keys` in the current language; unknown keys are left out."""
        assert self.vocabulary is not None
        return [str(self.vocabulary(key).label) for key in keys if key in self.vocabulary.values]


@ChoiceSetField.register_lookup
class Has(models.Lookup):
    """`field__has="key"`: the set holds the key."""

    lookup_name = "has"

    def get_prep_lookup(self) -> str:
        """The key as text."""
        return str(self.rhs)

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[str, ...]]:
        """The pattern that the key makes, its wildcards escaped."""
        return "%s", (f"%{SEPARATOR}{connection.ops.prep_for_like_query(value)}{SEPARATOR}%",)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The LIKE."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right} ESCAPE '\\'", (*left_params, *right_params)


PARTIAL_DATE = re.compile(r"\A([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


def parse_partial_date(value: str) -> tuple[datetime.date, str]:
    """`"2023"`, `"2023-02"` or `"2023-02-14"` → the first day it can mean and its precision: year, month or day.

    Raises ValueError for anything else, also for days that do not exist.
    """
    match = PARTIAL_DATE.match(value)
    if not match:
        raise ValueError(value)
    year, month, day = match.groups()
    precision = "day" if day else "month" if month else "year"
    return datetime.date(int(year), int(month or 1), int(day or 1)), precision


def end_of_partial_date(value: str) -> datetime.date:
    """The last day that a partial date can mean. Raises ValueError like `parse_partial_date`."""
    first, precision = parse_partial_date(value)
    if precision == "year":
        return first.replace(month=12, day=31)
    if precision == "month":
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def validate_partial_date(value: str) -> None:
    """Raises ValidationError unless `value` is a year, a month or a day that exists."""
    try:
        parse_partial_date(value)
    except ValueError as error:
        raise ValidationError(
            _("Write a year (2023), a month (2023-02) or a day (2023-02-14)."), code="invalid"
        ) from error


class PartialDateField(models.CharField):
    """A date as precise as it is known: `2023`, `2023-02` or `2023-02-14`; sorts rightly as text."""

    default_validators = [
        RegexValidator(PARTIAL_DATE, _("Write a year (2023), a month (2023-02) or a day (2023-02-14).")),
        validate_partial_date,
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """The length is always the same."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs
