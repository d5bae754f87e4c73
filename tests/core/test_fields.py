"""A set of choices in one column, and dates known only to the year or the month."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import translation
from wagtail.models import get_page_models

from core.fields import ChoiceSetField, PartialDateField, end_of_partial_date, parse_partial_date
from core.models import BasePage
from methodology.choices import Setting
from methodology.models import GuidePage


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        (None, []),
        ("", []),
        (",indoors,online,", ["indoors", "online"]),
        (["online", "indoors", "online"], ["indoors", "online"]),
        (("outdoors",), ["outdoors"]),
    ],
)
def test_choice_set_is_a_list_in_the_order_of_the_vocabulary(value, keys):
    assert ChoiceSetField(vocabulary=Setting).to_python(value) == keys


def test_a_changed_list_changes_no_other_that_was_read_from_the_same_text():
    field = ChoiceSetField(vocabulary=Setting)
    field.from_db_value(",indoors,", None, None).append("online")
    assert field.from_db_value(",indoors,", None, None) == ["indoors"]


def test_choice_set_column_holds_a_separator_around_every_key():
    field = ChoiceSetField(vocabulary=Setting)
    assert field.get_prep_value(["online", "indoors"]) == ",indoors,online,"
    assert field.get_prep_value([]) == ""


def test_choice_set_refuses_what_the_vocabulary_lacks():
    with pytest.raises(ValidationError, match="underwater"):
        ChoiceSetField(vocabulary=Setting).clean(["indoors", "underwater"], None)


def test_choice_set_that_is_required_refuses_none():
    with pytest.raises(ValidationError):
        ChoiceSetField(vocabulary=Setting).clean([], None)
    assert ChoiceSetField(vocabulary=Setting, blank=True).clean([], None) == []


@pytest.mark.django_db
def test_has_lookup_takes_wildcards_literally():
    sql, params = GuidePage.objects.filter(settings__has="in%_doors").query.sql_with_params()
    assert "LIKE" in sql
    assert params[-1] == "%,in\\%\\_doors,%"
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    ("value", "first", "precision", "last"),
    [
        ("2024", datetime.date(2024, 1, 1), "year", datetime.date(2024, 12, 31)),
        ("2024-02", datetime.date(2024, 2, 1), "month", datetime.date(2024, 2, 29)),
        ("2024-02-14", datetime.date(2024, 2, 14), "day", datetime.date(2024, 2, 14)),
    ],
)
def test_partial_date_means_from_its_first_to_its_last_day(value, first, precision, last):
    assert parse_partial_date(value) == (first, precision)
    assert end_of_partial_date(value) == last


@pytest.mark.parametrize("value", ["24", "2024-13", "2024-02-30", "2024-2", "soon", "2024-02-14T10", "0000"])
def test_partial_date_refuses_what_is_no_date(value):
    with pytest.raises(ValidationError):
        PartialDateField().clean(value, None)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["hu", "en"])
def test_every_label_of_a_page_form_begins_with_a_capital(code):
    with translation.override(code):
        labels = [
            str(label)
            for model in get_page_models()
            if issubclass(model, BasePage)
            for field in model.get_edit_handler().get_form_class().base_fields.values()
            if (label := field.label)
        ]
    assert len(labels) > 100
    assert [label for label in labels if label[0].islower()] == []
