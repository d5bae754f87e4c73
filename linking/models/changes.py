"""What became of works, in the order in which it happened: for partners who keep copies or links."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linking.models.permalinks import Permalink


class Reason(models.TextChoices):
    """Why something is different for readers."""

    PUBLISHED = "published", _("published")
    REVISED = "revised", _("substantially revised")
    CORRECTED = "corrected", _("corrected")
    MOVED = "moved", _("moved")
    REPLACED = "replaced", _("replaced")
    WITHDRAWN = "withdrawn", _("withdrawn")


class PublicChange(models.Model):
    """Something that happened to a text of a work, or to the whole work where `language_code` is empty.

    `number` is that of the version that was published, revised, corrected or withdrawn; empty where no one version is
    meant: a move, a successor, and a text that nobody can read any more. Rows are never changed; `linking.permalinks`
    writes them in the transaction of the change.
    """

    permalink = models.ForeignKey(Permalink, on_delete=models.CASCADE, related_name="changes")
    language_code = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=10, choices=Reason)
    number = models.PositiveIntegerField(null=True)
    happened_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.permalink}/{self.language_code} {self.reason}"
