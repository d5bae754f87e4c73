"""What the index does not know yet, what the library's translations teach, and what readers searched."""

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


class QueryCount(models.Model):
    """How often readers searched for one thing in one week, in one language of the site. Nobody's search, but all of them.

    `week` is its Monday, `key` tells queries apart (search.usage.wording) and `text` is how it was last typed. An empty
    key counts the searches whose words are not kept. `found` and `matched` are what the last search without filters
    found: works, and works that say all words in some way; None where there was none.
    """

    week = models.DateField(_("week"))
    language_code = models.CharField(_("language"), max_length=2)
    key = models.CharField(max_length=100, blank=True)
    text = models.CharField(_("query"), max_length=100, blank=True)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    found = models.PositiveIntegerField(_("found"), null=True)
    matched = models.PositiveIntegerField(_("with all words"), null=True)

    class Meta:
        verbose_name = _("query that readers searched")
        verbose_name_plural = _("queries that readers searched")
        ordering: ClassVar[list[str]] = ["-week", "language_code", "key"]
        default_permissions = ("view",)
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["week", "language_code", "key"], name="one_count_a_week")
        ]
        indexes: ClassVar[list] = [
            models.Index(fields=["key", "language_code", "week"], name="weeks_of_a_query")
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.language_code} {self.text}: {self.searches}"


class ClickCount(models.Model):
    """How often readers went from the results of a query to a work (its translation key) in that week."""

    query = models.ForeignKey(QueryCount, on_delete=models.CASCADE, related_name="clicks")
    work = models.UUIDField()
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of clicks")
        verbose_name_plural = _("counts of clicks")
        ordering: ClassVar[list[str]] = ["-clicks", "pk"]
        default_permissions = ()
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["query", "work"], name="one_count_a_work")
        ]

    def __str__(self) -> str:
        return f"{self.query_id} → {self.work}: {self.clicks}"
