"""Values that templates show of guides: catalogue rows, facts, steps, materials."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formatting
from core.translation.links import reader_url
from methodology.choices import Difficulty, Setting
from methodology.fit import Cause, Fit, Situation, Verdict
from methodology.models.guide_parts import running_times

MINUTES_A_SZEM = 5


@dataclass(frozen=True)
class CatalogueRow:
    """A work in a list. `drawing` is for the tag `picture`."""

    title: str
    url: str
    goal: str
    time: str
    people: str
    difficulty: str
    setting: str
    language_code: str
    is_other_language: bool
    is_sample: bool
    remark: str
    drawing: tuple[Any, ...]


@dataclass(frozen=True)
class WorkLink:
    """A link to a work from a page in `reader`'s language."""

    title: str
    url: str
    language_code: str
    is_other_language: bool


@dataclass(frozen=True)
class PictureLink(WorkLink):
    """A link shown by the picture of its work. `drawing` is for the tag `picture`."""

    drawing: tuple[Any, ...]


@dataclass(frozen=True)
class Fact:
    """One of a guide's facts: what it is called, what it is, and the editor's remark."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class PlannedStep:
    """A step in its place: `starts_at` is the time of day, `szem` the strokes of five minutes."""

    step: Any
    number: int
    starts_at: datetime.time
    szem: int


@dataclass(frozen=True)
class MaterialLine:
    """A material with the amount for the chosen group: "96 pieces"; empty where no quantity is given."""

    name: str
    amount: str
    note: str


def find_remark(guide: Any, fit: Fit, situation: Situation) -> str:
    """Why a guide does not simply fit: "1 hour longer", "from 20 people"; empty where it fits."""
    remarks = []
    for cause in fit.causes:
        if fit.verdict is Verdict.UNKNOWN:
            remarks.append(
                {Cause.TIME: _("no duration given"), Cause.SETTING: _("no setting given")}.get(
                    cause, _("no group size given")
                )
            )
        elif cause is Cause.TIME and situation.time is not None:
            reference = guide.duration_min if fit.verdict is Verdict.ALMOST else guide.duration_max
            over = formatting.duration((reference or guide.duration_max) - situation.time)
            if fit.verdict is Verdict.ALMOST:
                remarks.append(_("%(duration)s longer") % {"duration": over})
            else:
                remarks.append(_("may take %(duration)s longer") % {"duration": over})
        elif cause is Cause.OCCASIONS:
            remarks.append(_("more than one occasion"))
        elif cause is Cause.TOO_FEW:
            remarks.append(_("from %(people)s") % {"people": formatting.people(guide.group_size_min)})
        elif cause is Cause.TOO_MANY:
            remarks.append(_("up to %(people)s") % {"people": formatting.people(guide.group_size_max)})
        elif cause is Cause.SETTING:
            remarks.append(_("only %(settings)s") % {"settings": settings_text(guide)})
    if fit.verdict is Verdict.UNKNOWN and not remarks:
        remarks.append(_("no group size given"))
    return ", ".join(remarks)


def settings_text(guide: Any) -> str:
    """Where it can be done: "indoors, online"."""
    return formatting.join([Setting(key).label for key in guide.settings if key in Setting.values])


def work_link(page: Any, reader: str) -> WorkLink:
    """A link to `page` from a page in the language `reader`; from the other language it says where it came from."""
    own = page.locale.language_code
    return WorkLink(page.title, reader_url(page, reader), own, own != reader)


def picture_link(guide: Any, reader: str) -> PictureLink:
    """A guide as its picture on a page in the language `reader`."""
    link = work_link(guide, reader)
    return PictureLink(link.title, link.url, link.language_code, link.is_other_language, guide.drawing)


def catalogue_row(
    guide: Any, language_code: str, remark: str = "", people: int | None = None
) -> CatalogueRow:
    """A guide as a row of a list read in `language_code`; it answers for the `people` that a reader has given."""
    own = guide.locale.language_code
    is_other = own != language_code
    if is_other:
        only_there = _("only in Hungarian") if own == "hu" else _("only in English")
        remark = f"{remark}, {only_there}" if remark else only_there
    return CatalogueRow(
        title=guide.title,
        url=reader_url(guide, language_code, **({} if people is None else {"people": people})),
        goal=guide.goal,
        time=guide.rhythm or formatting.duration_range(guide.duration_min, guide.duration_max),
        people=formatting.people_range(guide.group_size_min, guide.group_size_max),
        difficulty=str(Difficulty(guide.difficulty).label),
        setting=settings_text(guide),
        language_code=own,
        is_other_language=is_other,
        is_sample=guide.is_sample,
        remark=remark,
        drawing=guide.drawing,
    )


def guide_facts(guide: Any) -> list[Fact]:
    """The six facts of a guide's packet; what it does not say is shown as unknown."""
    unknown = _("not given")
    roles = list(guide.roles.all())
    hands = sum(role.count for role in roles)
    return [
        Fact(
            _("Time"),
            guide.rhythm or formatting.duration_range(guide.duration_min, guide.duration_max) or unknown,
            guide.duration_note,
        ),
        Fact(
            _("Preparation"),
            formatting.duration_range(guide.preparation_min, guide.preparation_max) or unknown,
            guide.preparation_note,
        ),
        Fact(
            _("Group size"),
            formatting.people_range(guide.group_size_min, guide.group_size_max) or unknown,
            guide.group_size_note,
        ),
        Fact(_("Difficulty"), str(Difficulty(guide.difficulty).label), guide.difficulty_note),
        Fact(_("Setting"), settings_text(guide) or unknown, guide.setting_note),
        Fact(
            _("Roles"),
            ngettext("%(count)d task", "%(count)d tasks", len(roles)) % {"count": len(roles)}
            if roles
            else _("none"),
            _("for %(people)s") % {"people": formatting.people(hands)} if roles else "",
        ),
    ]


def szem(minutes: int | None) -> int:
    """Strokes for so many minutes: one for every five, rounded to the nearest; at least one for any time at all."""
    return max(1, (minutes + MINUTES_A_SZEM // 2) // MINUTES_A_SZEM) if minutes else 0


def plan_steps(steps: list[Any], start: datetime.time) -> list[PlannedStep]:
    """The steps with the time of day at which each begins."""
    return [
        PlannedStep(
            step=step,
            number=number,
            starts_at=formatting.time_after(start, passed),
            szem=szem(step.minutes),
        )
        for number, (step, passed) in enumerate(running_times(steps), start=1)
    ]


def material_lines(materials: list[Any], people: int) -> list[MaterialLine]:
    """The shopping list for a group of `people`."""
    lines = []
    for material in materials:
        needed = material.needed_for(people)
        amount = (
            f"{formatting.number(needed)} {material.unit}".strip() if needed is not None else material.unit
        )
        lines.append(MaterialLine(name=material.name, amount=amount, note=material.note))
    return lines
