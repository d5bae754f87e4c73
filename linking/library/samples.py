"""The sample library: loaded once, into a site that has no works of its own, and taken away again for good."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import TranslatableObject, TranslationSource

from core.concepts import find_concepts, find_writer
from core.models import CustomDocument, CustomImage
from linking.library.images import delete_unused
from linking.library.importing import Outcome, Progress, import_library, name_of_library
from linking.library.plans import is_edited
from linking.library.policies import Policy
from linking.library.shapes import library_types
from linking.library.translating import find_written_by_hand
from linking.models import ImportedLibrary, ImportedText, ImportedThing, ImportedWork, Permalink

SAMPLE = Path(settings.BASE_DIR) / "sample"

# Kinds of pages that are no works: a site has them from its first day (`BasePage.kind`).
NO_WORKS = frozenset({"index", "page"})

# What is not written of in a file of its own, by its kind in the records.
FILES: dict[str, Any] = {"image": CustomImage, "document": CustomDocument}


@dataclass
class Removal:
    """What was taken away, or would be: names of works; what stays, since editors' works use it; works that they changed."""

    works: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    concepts: int = 0
    images: int = 0
    documents: int = 0
    staying: list[str] = field(default_factory=list)


def load_sample_library(root: Path | None = None, progress: Progress = lambda _line: None) -> Outcome | None:
    """Load the samples, or None if the site has works of its own, or has had the samples before.

    Raises LibraryError if the files are wrong; nothing is loaded then.
    """
    root = root or SAMPLE
    if ImportedLibrary.objects.filter(name=name_of_library(root)).exists():
        progress("the sample library has been here before: nothing to load")
        return None
    found = find_own_work()
    if found:
        progress(f"the site has works of its own ({found}): the sample library is not loaded")
        return None
    return import_library(root, policy=Policy.KEEP, progress=progress)


def find_own_work() -> str:
    """The name of any work, topic or term that the site has; empty if it has none."""
    for model in library_types().values():
        if model.kind not in NO_WORKS:
            page = model._default_manager.first()
            if page is not None:
                return str(page)
    return next((f"{concept.kind} {concept.key}" for concept in find_concepts()), "")


def plan_removal(root: Path | None = None) -> Removal:
    """What `remove_sample_library` would take away; changes nothing."""
    library = ImportedLibrary.objects.filter(name=name_of_library(root or SAMPLE)).first()
    return Removal() if library is None else _plan(library, _find_users(library))


def _plan(library: ImportedLibrary, users: dict[UUID, list[Page]]) -> Removal:
    removal = Removal()
    texts = {
        (text.work.translation_key, text.language_code): text
        for text in ImportedText.objects.filter(work__library=library).select_related("work")
    }
    written_by_hand = find_written_by_hand(library.works.values_list("translation_key", flat=True))
    for page in _find_pages(library).select_related("locale"):
        if page.translation_key in users:
            names = ", ".join(dict.fromkeys(user.title for user in users[page.translation_key]))
            removal.staying.append(f"{page.title} ({page.locale.language_code}): {names}")
            continue
        removal.works.append(f"{page.title} ({page.locale.language_code})")
        text = (page.translation_key, page.locale.language_code)
        if is_edited(page, texts.get(text), has_own_strings=text in written_by_hand):
            removal.edited.append(f"{page.title} ({page.locale.language_code})")
    removal.concepts = library.things.exclude(kind__in=FILES).count()
    removal.images = library.things.filter(kind="image").count()
    removal.documents = library.things.filter(kind="document").count()
    return removal


@transaction.atomic
def remove_sample_library(root: Path | None = None, progress: Progress = lambda _line: None) -> Removal:
    """Delete every work, term, topic and image that the library made, in all languages, and remember that it is gone.

    What editors' own works use stays, and is named. Afterwards `load_sample_library` does nothing.
    """
    library, _created = ImportedLibrary.objects.get_or_create(name=name_of_library(root or SAMPLE))
    users = _find_users(library)
    removal = _plan(library, users)
    keys = [key for key in library.works.values_list("translation_key", flat=True) if key not in users]
    for page in _find_pages(library).filter(translation_key__in=keys):
        current = Page.objects.filter(pk=page.pk).first()  # a source takes its translations with it
        if current is not None:
            current.specific.delete()
    TranslationSource.objects.filter(object_id__in=keys).delete()
    TranslatableObject.objects.filter(translation_key__in=keys).delete()
    # Nobody was meant to link to an invented work, and its address may be what the first real one wants.
    Permalink.objects.filter(translation_key__in=keys).delete()
    removal.concepts = _remove_concepts(library, removal)
    files = _remove_files(library, removal)
    removal.images, removal.documents = files["image"], files["document"]
    ImportedWork.objects.filter(library=library).delete()
    ImportedThing.objects.filter(library=library).delete()
    library.removed_at = timezone.now()
    library.save()
    progress(
        f"{len(removal.works)} pages, {removal.concepts} topics and terms, {removal.images} images, "
        f"{removal.documents} documents removed"
    )
    return removal


def _find_pages(library: ImportedLibrary):  # type: ignore[no-untyped-def]
    return Page.objects.filter(translation_key__in=library.works.values("translation_key")).order_by("path")


def _find_users(library: ImportedLibrary) -> dict[UUID, list[Page]]:
    """The works of the library that an editor's own works use, or works that stay use, by what uses them."""
    pages = {str(page.pk): page for page in _find_pages(library)}
    types = [model for model in library_types().values() if model.kind not in NO_WORKS]
    waiting = [page for model in types for page in model._default_manager.exclude(pk__in=pages)]
    to_pages = {"to_content_type": ContentType.objects.get_for_model(Page), "to_object_id__in": list(pages)}
    users: dict[UUID, list[Page]] = {}
    while waiting:
        user = waiting.pop()
        ReferenceIndex.create_or_update_for_object(user)  # the background worker may lag behind
        for reference in ReferenceIndex.get_references_for_object(user).filter(**to_pages):
            key = pages[reference.to_object_id].translation_key
            if key == user.translation_key:
                continue
            if key not in users:
                waiting += _find_pages(library).filter(translation_key=key).specific()
            users.setdefault(key, []).append(user)
    return users


def _remove_concepts(library: ImportedLibrary, removal: Removal) -> int:
    """Terms first: they use topics."""
    removed = 0
    for thing in library.things.exclude(kind__in=FILES).order_by("kind", "key"):
        writer = find_writer(thing.kind)
        if writer is None:
            continue
        users = writer.find_users(thing.key)
        if users:
            removal.staying.append(f"{thing.kind} {thing.key}: {', '.join(users)}")
            continue
        writer.delete(thing.key)
        removed += 1
    return removed


def _remove_files(library: ImportedLibrary, removal: Removal) -> Counter[str]:
    """How many images and documents were removed, by kind."""
    removed: Counter[str] = Counter()
    things = list(library.things.filter(kind__in=FILES).values_list("kind", "key"))
    if things:  # what uses a file is noted by the background worker, which may lag behind
        for page in Page.objects.specific().iterator():
            ReferenceIndex.create_or_update_for_object(page)
    for kind, model in FILES.items():
        for file in model.objects.filter(pk__in=[key for of_kind, key in things if of_kind == kind]):
            if delete_unused(file):
                removed[kind] += 1
            else:
                removal.staying.append(f"{kind} {file.title}")
    return removed
