"""From where readers come to a work: numbers by host and month, and nothing about anybody."""

from typing import ClassVar

from django.db import models

from linking.models.permalinks import Permalink


class ReferrerCount(models.Model):
    """How often readers came to a work from pages of one host in one month.

    `month` is its first day. An empty host counts what came from hosts that had no row left.
    """

    permalink = models.ForeignKey(Permalink, on_delete=models.CASCADE, related_name="referrers")
    month = models.DateField()
    host = models.CharField(max_length=253, blank=True)
    visits = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-month", "-visits", "host"]
        default_permissions = ()
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["permalink", "month", "host"], name="one_count_a_host")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.host} → {self.permalink}: {self.visits}"
