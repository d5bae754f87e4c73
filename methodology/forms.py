"""What readers ask of guides, turned into values at the door."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from methodology.choices import Setting
from methodology.fit import Situation

TIMES = (30, 60, 90, 120, 180, 240, 360, 480)  # minutes that the sentence form offers
MOST_MINUTES = 14 * 24 * 60
MOST_PEOPLE = 100_000
USUAL_PEOPLE = 12
USUAL_START = datetime.time(18, 0)


WHOLE_NUMBER = {
    "invalid": _("Write a whole number here."),
    "min_value": _("Write a number of one or more."),
    "max_value": _("Write a smaller number."),
}
CLOCK = {"invalid": _("Write a time such as 18:00.")}
FROM_LIST = _("We do not know this one: choose from the list.")


class GuideForm(forms.Form):
    """The guide's own question: how many people come, and when it starts."""

    people = forms.IntegerField(
        label=_("People"), min_value=1, max_value=MOST_PEOPLE, required=False, error_messages=WHOLE_NUMBER
    )
    start = forms.TimeField(
        label=_("Start"), input_formats=["%H.%M", "%H:%M", "%H"], required=False, error_messages=CLOCK
    )


class SituationForm(forms.Form):
    """The sentence form: what a reader has on Thursday."""

    time = forms.IntegerField(
        label=_("Time in minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        error_messages=dict.fromkeys(WHOLE_NUMBER, FROM_LIST),  # readers choose it, links may say any number
    )
    people = forms.IntegerField(
        label=_("People"), min_value=1, max_value=MOST_PEOPLE, required=False, error_messages=WHOLE_NUMBER
    )
    setting = forms.ChoiceField(
        label=_("Setting"),
        choices=[("", _("anywhere")), *Setting.choices],
        required=False,
        error_messages={"invalid_choice": FROM_LIST},
    )


@dataclass(frozen=True)
class GuideQuestion:
    """What a reader asks of a guide: the form with its errors, the people and the start, usual ones where none are given.

    `asked` holds what was given and makes sense, as the parameters of an address.
    """

    form: GuideForm
    people: int
    start: datetime.time
    asked: dict[str, str]

    @property
    def given_people(self) -> int | None:
        """The people, if a reader has given them."""
        return self.people if "people" in self.asked else None


def read_guide_question(data: Mapping[str, str], guide: Any) -> GuideQuestion:
    """The question in an address.

    The usual twelve people are moved into the guide's group size, so that a first visit shows the guide as it is meant.
    """
    form = GuideForm(data or None)
    form.is_valid()
    cleaned = getattr(form, "cleaned_data", {})
    people, start = cleaned.get("people"), cleaned.get("start")
    asked = {"people": str(people)} if people else {}
    if start is not None:
        asked["start"] = f"{start:%H:%M}"
    usual = min(max(USUAL_PEOPLE, guide.group_size_min or 1), guide.group_size_max or MOST_PEOPLE)
    return GuideQuestion(form, people or usual, USUAL_START if start is None else start, asked)


def read_situation(data: QueryDict) -> tuple[SituationForm, Situation]:
    """The sentence form with its errors, and the situation; a value that makes no sense counts as not said."""
    form = SituationForm(data)
    form.is_valid()
    cleaned = form.cleaned_data
    return form, Situation(
        time=cleaned.get("time"), people=cleaned.get("people"), setting=cleaned.get("setting") or None
    )
