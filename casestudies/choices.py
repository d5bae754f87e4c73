"""The vocabularies of a case study."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """A story becomes a good practice by a coordinator's decision on its four criteria."""

    STORY = "story", _("story")
    GOOD_PRACTICE = "good_practice", _("good practice")


class Currency(models.TextChoices):
    """What costs are counted in."""

    HUF = "HUF", _("Ft")
    EUR = "EUR", "€"
