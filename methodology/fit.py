"""Does it fit? One rule for the guide's answer, the home page's sentence and the library's filters (DESIGN.md §5)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

# People may be this far outside the group size and still fit just about, or almost.
JUST_ABOUT_OUTSIDE = Fraction(1, 4)
ALMOST_OUTSIDE = Fraction(1, 2)
# A guide may take this much longer than the time there is and still fit almost.
ALMOST_TIME = Fraction(3, 2)


class Verdict(StrEnum):
    """The answer, best first."""

    FITS = "fits"
    JUST_ABOUT = "just_about"
    ALMOST = "almost"
    NO = "no"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Which of the reader's facts the verdict hangs on."""

    TIME = "time"
    OCCASIONS = "occasions"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    SETTING = "setting"


ORDER = {verdict: position for position, verdict in enumerate(Verdict)}


@dataclass(frozen=True)
class GuideFacts:
    """What a guide says about itself; None or an empty tuple where it says nothing.

    Durations are the minutes of one occasion; `goes_on` where it takes more than one, by a rhythm of its own.
    """

    duration_min: int | None
    duration_max: int | None
    group_size_min: int | None
    group_size_max: int | None
    settings: tuple[str, ...]
    goes_on: bool = False


@dataclass(frozen=True)
class Situation:
    """What a reader has; None where they did not say. Time in minutes."""

    time: int | None = None
    people: int | None = None
    setting: str | None = None

    @property
    def is_asked(self) -> bool:
        """The reader said at least one thing."""
        return self.time is not None or self.people is not None or self.setting is not None


@dataclass(frozen=True)
class Fit:
    """A verdict and what it hangs on."""

    verdict: Verdict
    causes: tuple[Cause, ...] = ()

    @property
    def is_match(self) -> bool:
        """The guide belongs in the list of what fits."""
        return self.verdict in (Verdict.FITS, Verdict.JUST_ABOUT)


Check = tuple[Verdict, tuple[Cause, ...]]


def _time(facts: GuideFacts, time: int) -> Check:
    longest = facts.duration_max if facts.duration_max is not None else facts.duration_min
    shortest = facts.duration_min if facts.duration_min is not None else longest
    if longest is None or shortest is None:
        return Verdict.UNKNOWN, (Cause.TIME,)
    more = (Cause.OCCASIONS,) if facts.goes_on else ()
    if longest <= time:
        return (Verdict.JUST_ABOUT if more else Verdict.FITS), more
    if shortest <= time:
        return Verdict.JUST_ABOUT, (Cause.TIME, *more)
    if shortest <= ALMOST_TIME * time:
        return Verdict.ALMOST, (Cause.TIME,)
    return Verdict.NO, (Cause.TIME,)


def _people(facts: GuideFacts, people: int) -> Check:
    low, high = facts.group_size_min, facts.group_size_max
    if low is None and high is None:
        return Verdict.UNKNOWN, ()
    if low is not None and people < low:
        outside, cause = Fraction(low - people, low), Cause.TOO_FEW
    elif high is not None and people > high:
        outside, cause = Fraction(people - high, high), Cause.TOO_MANY
    elif low is None or high is None:
        return Verdict.UNKNOWN, ()
    else:
        return Verdict.FITS, ()
    if outside <= JUST_ABOUT_OUTSIDE:
        return Verdict.JUST_ABOUT, (cause,)
    return (Verdict.ALMOST if outside <= ALMOST_OUTSIDE else Verdict.NO), (cause,)


def _setting(facts: GuideFacts, setting: str) -> Check:
    if not facts.settings:
        return Verdict.UNKNOWN, (Cause.SETTING,)
    if setting in facts.settings:
        return Verdict.FITS, ()
    return Verdict.ALMOST, (Cause.SETTING,)


def find_fit(facts: GuideFacts, situation: Situation) -> Fit:
    """How well a guide fits a situation.

    *fits*: the longest duration fits the time, the people are inside the group size, the setting is one of the
    guide's. *just about*: only the shortest duration fits, or the people are at most 25 % outside. Of a guide
    that goes on over several occasions only one fits any day, so with a time it is *just about* at best. *almost*: exactly
    one of time (up to 1.5 times), people (up to 50 % outside) and setting fails. *unknown*: nothing fails, but the
    guide does not say something that was asked; unknown never counts as fitting. Anything else is *no*.
    """
    checks: list[Check] = []
    if situation.time is not None:
        checks.append(_time(facts, situation.time))
    if situation.people is not None:
        checks.append(_people(facts, situation.people))
    if situation.setting is not None:
        checks.append(_setting(facts, situation.setting))
    verdicts = [verdict for verdict, _causes in checks]

    def causes(*of: Verdict) -> tuple[Cause, ...]:
        return tuple(cause for verdict, causes in checks if verdict in of for cause in causes)

    failing = [verdict for verdict in verdicts if verdict in (Verdict.ALMOST, Verdict.NO)]
    if failing:
        if failing == [Verdict.ALMOST] and Verdict.UNKNOWN not in verdicts:
            return Fit(Verdict.ALMOST, causes(Verdict.ALMOST))
        return Fit(Verdict.NO, causes(Verdict.ALMOST, Verdict.NO))
    if Verdict.UNKNOWN in verdicts:
        return Fit(Verdict.UNKNOWN, causes(Verdict.UNKNOWN))
    if Verdict.JUST_ABOUT in verdicts:
        return Fit(Verdict.JUST_ABOUT, causes(Verdict.JUST_ABOUT))
    return Fit(Verdict.FITS)
