"""What was once public, and stays known for good: the code of a work, its versions and its addresses.

Rows are never deleted, whatever becomes of the pages; only samples, which nobody was meant to link to, take theirs along. `linking.permalinks.records` writes them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_OF_A_PATH = 2_000  # characters; an index of PostgreSQL holds no more than 2,704 bytes


class Permalink(models.Model):
    """The short code of a work, for all its languages and for good."""

    code = models.CharField(max_length=12, unique=True)
    translation_key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20)  # `BasePage.kind`
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.code


class PublicVersion(models.Model):
    """A text of a work as everybody could read it from `published_at` until the next version.

    `content` is the page's own serialised form without its private fields; `digest` is the SHA-256 of what of it readers
    see. Empty content: an editor has withdrawn the version, or the page was deleted.
    """

    permalink = models.ForeignKey(Permalink, on_delete=models.CASCADE, related_name="versions")
    language_code = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    published_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    content = models.JSONField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("language_code", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["permalink", "language_code", "number"], name="one_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.permalink}/{self.language_code}/{self.number}"


class PublicAddress(models.Model):
    """An address at which everybody could read a text of a work. It is never given to another work."""

    path = models.CharField(max_length=MOST_OF_A_PATH, unique=True)  # "/hu/modszertar/vetomagcsere/", quoted
    permalink = models.ForeignKey(Permalink, on_delete=models.CASCADE, related_name="addresses")
    language_code = models.CharField(max_length=10)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return self.path
