"""Front matter entries to values of model fields, checked by the fields themselves."""

import datetime
import difflib
import re
from collections.abc import Sequence as ListOf
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from core.concepts import kind_of
from core.fields import ChoiceSetField
from core.limits import validate_year
from linking.library.documents import ConceptRef, ImageRef, PageRef
from linking.library.problems import Problems
from linking.library.richtext import find_control_character
from linking.library.shapes import FieldShape
from linking.library.yamldata import Entry, Scalar, Sequence

DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
WITH_ALTERNATIVE = re.compile(r"^!\[(.*)\]\((.*)\)$")
MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([+-]\d{2}:\d{2})?$")


def closest(word: str, known: ListOf[str]) -> str:
    """` Did you mean x?` or ` Known: x, y.`, to stand behind a message."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.75)
    if near:
        return f" Did you mean “{near[0]}”?"
    return f" Known: {', '.join(known)}." if known else ""


def parse_value(shape: FieldShape, entry: Entry, field_name: str, problems: Problems) -> Any:
    """The entry as a value of the field: a reference, a list of keys, a number, a text. None after a problem."""
    field = shape.field
    if isinstance(field, ChoiceSetField):
        return _parse_choices(field, entry, field_name, problems)
    if not isinstance(entry, Scalar):
        problems.add(entry.line, field_name, "One value is expected here, not a list.")
        return None
    text = entry.text.strip()
    control = find_control_character(text)
    if control:
        problems.add(entry.line, field_name, f"The control character {control} is not allowed.")
        return None
    if isinstance(field, models.ForeignKey):
        return _parse_reference(field, text, entry.line, field_name, problems)
    try:
        return _parse_plain(field, text)
    except ValidationError as error:
        for message in error.messages:
            problems.add(entry.line, field_name, message)
        return None


def _parse_plain(field: Any, text: str) -> Any:
    if field.choices:
        keys = [str(key) for key, _label in field.flatchoices]
        if text not in keys:
            raise ValidationError(f"Unknown value “{text}”.{closest(text, keys)}")
        return text
    if isinstance(field, models.BooleanField):
        if text not in {"true", "false"}:
            raise ValidationError(f"Write true or false, not “{text}”.")
        return text == "true"
    if isinstance(field, models.DateTimeField):
        return _parse_moment(field, text)
    if isinstance(field, models.DateField):
        return _parse_day(field, text)
    if isinstance(field, models.DecimalField) and not re.match(r"^-?\d+(\.\d+)?$", text):
        raise ValidationError(f"Write a number such as 12 or 2.5, not “{text}”.")
    if isinstance(field, models.IntegerField) and not re.match(r"^-?\d{1,18}$", text):
        raise ValidationError(f"Write a whole number, not “{text}”.")
    if isinstance(field, models.CharField) and "\n" in text:
        raise ValidationError("This has to be one line.")
    if not text and not field.blank:
        raise ValidationError("This may not be empty.")
    return field.clean(text, None)


def _parse_day(field: Any, text: str) -> datetime.date:
    if not DAY.match(text):
        raise ValidationError(f"Write a date as 2026-12-05, not “{text}”.")
    day: datetime.date = field.clean(text, None)
    validate_year(day)
    return day


def _parse_moment(field: Any, text: str) -> datetime.datetime:
    """A day and time in the site's time zone. A day alone is enough for the past (`first_published`): noon."""
    if DAY.match(text) and field.name == "first_published_at":
        text = f"{text}T12:00"
    elif not MOMENT.match(text):
        raise ValidationError(f"Write a day and time as 2026-12-05T14:00, not “{text}”.")
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(f"There is no such day or time: {text}.") from error
    validate_year(moment)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _parse_choices(
    field: ChoiceSetField, entry: Entry, field_name: str, problems: Problems
) -> list[str] | None:
    texts = _parse_texts(entry, field_name, problems)
    if texts is None or field.vocabulary is None:
        return None
    known = list(field.vocabulary.values)
    for line, text in texts:
        if text not in known:
            problems.add(line, field_name, f"Unknown value “{text}”.{closest(text, known)}")
            return None
    return field.to_python([text for _line, text in texts])


def _parse_texts(entry: Entry, field_name: str, problems: Problems) -> list[tuple[int, str]] | None:
    if not isinstance(entry, Sequence) or not all(isinstance(item, Scalar) for item in entry.items):
        problems.add(entry.line, field_name, "A list is expected here: [first, second].")
        return None
    return [(item.line, item.text.strip()) for item in entry.items if isinstance(item, Scalar)]


def _parse_reference(field: Any, text: str, line: int, field_name: str, problems: Problems) -> Any:
    model = field.related_model
    if not text:
        problems.add(line, field_name, "This may not be empty.")
        return None
    if issubclass(model, AbstractImage):
        described = WITH_ALTERNATIVE.match(text)
        return ImageRef(described[2], described[1].strip()) if described else ImageRef(text)
    if issubclass(model, Page):
        return PageRef(text)
    kind = kind_of(model)
    if kind:
        return ConceptRef(kind, text)
    problems.add(line, field_name, "This field cannot be written in a file.")
    return None
