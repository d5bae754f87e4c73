"""The vocabularies of the Transition movement and of a guide's facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The five stages of The Transition Companion (2011)."""

    STARTING_OUT = "starting_out", _("Starting out")
    DEEPENING = "deepening", _("Deepening")
    CONNECTING = "connecting", _("Connecting")
    BUILDING = "building", _("Building")
    DREAMING = "dreaming", _("Daring to dream")


class Ingredient(models.TextChoices):
    """The seven essential ingredients of Transition (2016 guide of the Transition Network)."""

    HEALTHY_GROUPS = "healthy_groups", _("Healthy groups")
    VISION = "vision", _("Vision")
    INVOLVEMENT = "involvement", _("Community involvement")
    NETWORKS = "networks", _("Networks and partnerships")
    PRACTICAL_PROJECTS = "practical_projects", _("Practical projects")
    MOVEMENT = "movement", _("Part of a movement")
    CELEBRATION = "celebration", _("Reflect and celebrate")


class Difficulty(models.TextChoices):
    """How hard a method is to lead."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class Setting(models.TextChoices):
    """Where a method can be done."""

    INDOORS = "indoors", _("indoors")
    OUTDOORS = "outdoors", _("outdoors")
    ONLINE = "online", _("online")


class MaterialPer(models.TextChoices):
    """What a material's quantity is counted for."""

    GROUP = "group", _("for the whole group")
    PERSON = "person", _("per person")
    PEOPLE = "people", _("per so many people")


class Origin(models.TextChoices):
    """Where a method comes from."""

    OWN = "own", _("Our own")
    TRADITIONAL = "traditional", _("Traditional")
    ADAPTED = "adapted", _("Adapted from a source")


class TopicForm(models.TextChoices):
    """The ten picture forms of a topic (design brief §7)."""

    FURROWS = "furrows", _("Furrows")
    RINGS = "rings", _("Rings")
    FACING = "facing", _("Facing the middle")
    RAYS = "rays", _("Rays")
    EIGHTS = "eights", _("Figures of eight")
    DARN = "darn", _("Darning")
    SPIRAL = "spiral", _("Spiral")
    WAVES = "waves", _("Waves")
    BRICKS = "bricks", _("Bricks")
    SUNFLOWER = "sunflower", _("Sunflower")
