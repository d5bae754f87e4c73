"""What the index does not know yet."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """How much one change may have changed; says what `PendingChange.key` holds."""

    WORK = "work", _("one work")  # a translation key, or `term:` and a term's key
    BRANCH = "branch", _("a page and the pages below it")  # the page's id
    CONCEPT = "concept", _("a topic or a term and what carries it")  # `topic:food`
    DAMAGE = "damage", _("the index itself")  # no key


class PendingChange(models.Model):
    """Something that readers see has changed, and the index may not know.

    A row is written in the transaction of the change and deleted when the engine has acknowledged. Rows are only ever
    added: a second change of the same work makes a second row, so deleting the rows that were read can never lose one
    that came meanwhile, and two writers never wait for each other's row.
    """

    scope = models.CharField(max_length=10, choices=Scope)
    key = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("pending change of the index")
        verbose_name_plural = _("pending changes of the index")
        ordering: ClassVar[list[str]] = ["attempts", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.scope}:{self.key}"


class AttestedPair(models.Model):
    """A work that shows that a word of one language means one of another; see `search.lexicon`.

    `plain` is the term without accents. Each pair is there from either side.
    """

    language_code = models.CharField(max_length=10)
    term = models.CharField(max_length=64)
    plain = models.CharField(max_length=64, db_index=True)
    translation_code = models.CharField(max_length=10)
    translation = models.CharField(max_length=64)
    sureness = models.FloatField()
    work = models.CharField(max_length=255, db_index=True)

    class Meta:
        verbose_name = _("attested pair of words")
        verbose_name_plural = _("attested pairs of words")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.language_code}:{self.term} = {self.translation_code}:{self.translation}"


class DueLesson(models.Model):
    """Works have changed since words were learnt last: they are learnt anew at `due_at`. One row at most."""

    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("due lesson")
        verbose_name_plural = _("due lessons")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M}"
