"""What public formats tell beside the texts of works, and since when it has been as it is."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class PublicState(models.Model):
    """How often topics, terms, pictures, files and places of pages have changed, in one row, and topics alone in another.

    `linking.public_state` writes both. Changes of texts have rows of their own (`PublicChange`).
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return str(self.number)
