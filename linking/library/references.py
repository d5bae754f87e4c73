"""Where references lead: other works, topics, images. The first pass asks what exists, the second what has been made."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wagtail.models import Page

from core.concepts import find_concepts
from linking.library.documents import ConceptRef, DocumentRef, ImageRef, PageRef
from linking.library.files import DocumentFile
from linking.library.images import ImageFile
from linking.library.walking import Reference
from linking.models import ImportedWork

# A primary key that no row has: of a work that is known but not made yet.
PENDING = -1


@dataclass
class Target:
    """A work that can be referred to: its page type (with its parents), source language and, once it exists, its page."""

    model: type[Page]
    key: uuid.UUID
    language_code: str
    page_id: int | None = None


@dataclass
class Resolver:
    """Turns references into primary keys. PENDING: not made yet (in the first pass); None: it does not exist at all."""

    works: dict[str, Target] = field(default_factory=dict)
    concepts: dict[tuple[str, str], int | None] = field(default_factory=dict)
    images: dict[tuple[str, str], ImageFile] = field(default_factory=dict)
    documents: dict[tuple[str, str], DocumentFile] = field(default_factory=dict)

    def resolve(self, reference: Reference, folder: str) -> int | None:
        """The primary key of what a file in `folder` refers to."""
        if isinstance(reference, PageRef):
            target = self.works.get(reference.path)
            return (target.page_id or PENDING) if target else None
        if isinstance(reference, ConceptRef):
            key = (reference.kind, reference.key)
            return (self.concepts[key] or PENDING) if key in self.concepts else None
        if isinstance(reference, DocumentRef):
            document = self.documents.get((folder, reference.name))
            return (document.document_id or PENDING) if document else None
        image = self.images.get((folder, reference.name))
        return (image.image_id or PENDING) if image else None

    def find_mistake(self, reference: Reference, folder: str, model: type[Page] | None) -> str:
        """Why a reference leads nowhere; empty if it leads somewhere. `model` is the page type that is expected."""
        if isinstance(reference, PageRef):
            target = self.works.get(reference.path)
            if target is None:
                return f"There is no work “{reference.path}”."
            if model is not None and not issubclass(target.model, model):
                return f"“{reference.path}” is a {target.model._meta.verbose_name}, not a {model._meta.verbose_name}."
        elif isinstance(reference, ConceptRef):
            if (reference.kind, reference.key) not in self.concepts:
                return f"There is no {reference.kind} “{reference.key}”."
        else:
            return self._find_file_mistake(reference, folder)
        return ""

    def _find_file_mistake(self, reference: ImageRef | DocumentRef, folder: str) -> str:
        files: Mapping[tuple[str, str], ImageFile | DocumentFile]
        files = self.documents if isinstance(reference, DocumentRef) else self.images
        file = files.get((folder, reference.name))
        return file.mistake if file else f"There is no file “{reference.name}” beside this one."


def known_works(paths: Iterable[str]) -> dict[str, Target]:
    """Works of earlier imports by their paths, as far as their pages still exist."""
    records = {
        record.translation_key: record
        for record in ImportedWork.objects.filter(path__in=set(paths))
        .select_related("library")
        .order_by("pk")
    }
    found: dict[str, Target] = {}
    for page in Page.objects.filter(translation_key__in=records).select_related("locale", "content_type"):
        record = records[page.translation_key]
        if page.locale.language_code == record.language_code and page.specific_class is not None:
            found[record.path] = Target(
                page.specific_class, record.translation_key, record.language_code, page.pk
            )
    return found


def known_concepts() -> dict[tuple[str, str], int | None]:
    """Every topic and term there is."""
    return {(concept.kind, concept.key): concept.pk for concept in find_concepts()}
