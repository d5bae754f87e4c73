"""The vocabularies of a community's profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommunityKind(models.TextChoices):
    """What a community is."""

    GROUP = "group", _("group")
    VILLAGE = "village", _("village")
    TOWN = "town", _("town")
    DISTRICT = "district", _("district")


class ProgrammePhase(models.TextChoices):
    """Where a community stands in the programme."""

    APPLICANT = "applicant", _("applicant")
    FIRST_ROUND = "first_round", _("first round")
    SECOND_ROUND = "second_round", _("second round")
    ALUMNI = "alumni", _("alumni")


class OfferDirection(models.TextChoices):
    """Whether a community gives or looks for something."""

    OFFER = "offer", _("Offers")
    NEED = "need", _("Needs")
