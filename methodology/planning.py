"""Do the steps of a guide take as long as the guide promises? An editor is told where they do not."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from core import formatting
from methodology.models import GuidePage


def warn_of_time(request: HttpRequest, page: Page) -> None:
    """After a guide is saved: a message where its steps do not add up to its duration. Nothing is refused."""
    if not isinstance(page, GuidePage) or are_steps_in_time(page):
        return
    steps = page.steps.all()
    values = {
        "steps": formatting.duration(sum(step.minutes or 0 for step in steps)),
        "promised": formatting.duration_range(page.duration_min, page.duration_max),
    }
    text = _(
        "The steps take %(steps)s together, but the duration of the guide says %(promised)s. "
        "Readers see both: put one of them right."
    )
    messages.warning(request, text % values)


def are_steps_in_time(guide: GuidePage) -> bool:
    """The minutes of all steps lie within the guide's duration, as far as both are known.

    Steps without minutes may take whatever the others leave; a guide whose steps have none says nothing about them.
    """
    minutes = [step.minutes for step in guide.steps.all()]
    planned = sum(each or 0 for each in minutes)
    if not planned:
        return True
    is_too_short = None not in minutes and guide.duration_min is not None and planned < guide.duration_min
    is_too_long = guide.duration_max is not None and planned > guide.duration_max
    return not is_too_short and not is_too_long
