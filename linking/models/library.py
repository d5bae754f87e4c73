"""What the library import remembers: which library brought what, and what each file said when it was last imported."""

from django.db import models


class ImportedLibrary(models.Model):
    """A library folder that was imported. `removed_at` says that an operator took it away for good."""

    name = models.CharField(max_length=255, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class ImportedWork(models.Model):
    """A work that was imported; `path` is the folder's, `language_code` the source's.

    `library` is the one that made it; empty for a work that editors made and a library overwrote.
    """

    library = models.ForeignKey(ImportedLibrary, null=True, on_delete=models.CASCADE, related_name="works")
    translation_key = models.UUIDField(unique=True)
    path = models.CharField(max_length=255, db_index=True)
    language_code = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.path


class ImportedText(models.Model):
    """One file of a work at its last import.

    `digest` is the SHA-256 of the file and its images; `revision_number` is the primary key of the page's newest
    revision after the import: another one shows that somebody has edited the page since. `strings` has, of a translation, which source text
    each of its strings was taken to translate: {path: [[hash of the source string, hash of the translation], …]}.
    """

    work = models.ForeignKey(ImportedWork, on_delete=models.CASCADE, related_name="texts")
    language_code = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    revision_number = models.PositiveBigIntegerField(null=True)
    strings = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "language_code"], name="one_text_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.work}/{self.language_code}"


class ImportedThing(models.Model):
    """A topic, a term or an image that a library made: `kind` says which, `key` is its key, an image's primary key.

    `digest` is the SHA-256 of what the file said of a topic or term: another one of the stored values shows an edit. Of
    an image it has a short hash of each of its values (`linking.library.describing`).
    """

    library = models.ForeignKey(ImportedLibrary, on_delete=models.CASCADE, related_name="things")
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_library_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
