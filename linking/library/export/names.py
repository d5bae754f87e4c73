"""What files call what a text names: works by their paths, images and documents by their files, topics by their keys."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from core.concepts import find_concepts
from core.models import CustomDocument, CustomImage
from core.visibility import visible_to_everyone
from linking.library.translating import find_source_languages
from linking.models import ImportedWork

LONGEST_FOLDER = 60


def exported_texts(*, public: bool) -> Any:
    """The texts that an export writes: those that are published, or that everybody may see."""
    pages = Page.objects.filter(depth__gt=1)
    return pages.filter(visible_to_everyone()) if public else pages.filter(live=True)


@dataclass
class Names:
    """The names of all that texts name, asked for once: whatever is not known yet is noted in `asked`.

    `public`: only what everybody may see has a name. `used`: the images and documents that were named since it was
    emptied.
    """

    public: bool
    paths: dict[int, str | None] = field(default_factory=dict)
    images: dict[int, CustomImage | None] = field(default_factory=dict)
    documents: dict[int, CustomDocument | None] = field(default_factory=dict)
    concepts: dict[tuple[str, int], str] = field(default_factory=dict)
    asked: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    used: list[CustomImage | CustomDocument] = field(default_factory=list)

    def path(self, page_id: Any) -> str | None:
        """The path of the work that a page is a text of; None for a work that is not exported."""
        return self._find("path", self.paths, page_id)

    def image(self, image_id: Any) -> CustomImage | None:
        """The image; None where it is gone."""
        return self._use(self._find("image", self.images, image_id))

    def document(self, document_id: Any) -> CustomDocument | None:
        """The document; None where it is gone, or only some may have it in a public export."""
        return self._use(self._find("document", self.documents, document_id))

    def concept(self, kind: str, pk: int) -> str | None:
        """The key of a topic or term."""
        if (kind, pk) not in self.concepts:
            self.asked["concept"].add(pk)
        return self.concepts.get((kind, pk))

    def _use(self, file: Any) -> Any:
        if file is not None and file not in self.used:
            self.used.append(file)
        return file

    def _find(self, kind: str, known: dict[int, Any], pk: Any) -> Any:
        number = int(pk) if str(pk).isdecimal() else None
        if number is None:
            return None
        if number not in known:
            self.asked[kind].add(number)
        return known.get(number)

    def look_up(self) -> bool:
        """Ask for what was not known: one to three queries. False where there was nothing to ask for."""
        asked, self.asked = self.asked, defaultdict(set)
        if asked["path"]:
            self.paths.update(dict.fromkeys(asked["path"]))
            self.paths.update(self._find_paths(asked["path"]))
        if asked["image"]:
            self.images.update(dict.fromkeys(asked["image"]))
            self.images.update(CustomImage.objects.in_bulk(asked["image"]))
        if asked["document"]:
            self.documents.update(dict.fromkeys(asked["document"]))
            documents = CustomDocument.objects.select_related("collection").in_bulk(asked["document"])
            self.documents.update(
                (pk, document)
                for pk, document in documents.items()
                if not (self.public and document.collection.get_view_restrictions())
            )
        if asked["concept"]:
            self.concepts.update({(each.kind, each.pk): each.key for each in find_concepts()})
        return any(asked.values())

    def _find_paths(self, page_ids: Collection[int]) -> dict[int, str]:
        keys = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
        paths = find_paths(keys.values(), public=self.public)
        return {pk: paths[key] for pk, key in keys.items() if key in paths}


def find_paths(keys: Iterable[UUID], *, public: bool) -> dict[UUID, str]:
    """The folders of those of these works that are exported.

    A work has the folder that it was imported from. Any other has that of its kind and its address in the language that
    it was written in; two that would have the same one are told apart by their keys. `public`: always the address, since
    a folder may be called after what only editors may know.
    """
    texts = (
        exported_texts(public=public)
        .filter(translation_key__in=set(keys))
        .annotate(language=F("locale__language_code"))
        .select_related("content_type")
        .only("translation_key", "slug", "content_type", "locale")
        .order_by("pk")
    )
    of_works: dict[UUID, dict[str, Page]] = defaultdict(dict)
    for text in texts:
        of_works[text.translation_key][text.language] = text
    if not of_works:
        return {}
    paths = {} if public else _find_recorded(of_works)
    sources = find_source_languages(of_works)
    proposed: dict[UUID, tuple[str, Page]] = {}
    for key, languages in of_works.items():
        if key not in paths:
            source = languages.get(sources.get(key, "")) or next(iter(languages.values()))
            proposed[key] = _propose(source), source
    taken = _find_taken(proposed, public=public)
    for key, (path, _source) in proposed.items():
        paths[key] = f"{path}-{str(key)[:8]}" if key in taken else path
    return paths


def _find_recorded(keys: Collection[UUID]) -> dict[UUID, str]:
    """The folders that works were imported from; one that several libraries have is that of the first."""
    own = ImportedWork.objects.filter(translation_key__in=keys)
    rows = ImportedWork.objects.filter(path__in=own.values("path")).order_by("pk")
    owners: dict[str, UUID] = {}
    recorded: dict[UUID, str] = {}
    for path, key in rows.values_list("path", "translation_key"):
        is_first = owners.setdefault(path, key) == key
        if key in keys:
            recorded[key] = path if is_first else f"{path}-{str(key)[:8]}"
    return recorded


def _propose(source: Page) -> str:
    model: Any = source.specific_class
    folder = model.library_folder or slugify(model._meta.model_name.removesuffix("page"))
    return f"{folder}/{slugify(source.slug)[:LONGEST_FOLDER].strip('-') or 'x'}"


def _find_taken(proposed: dict[UUID, tuple[str, Page]], *, public: bool) -> set[UUID]:
    """Works whose proposed folder another work has, or could be given."""
    if not proposed:
        return set()
    recorded: set[str] = set()
    if not public:
        paths = {path for path, _source in proposed.values()}
        recorded.update(ImportedWork.objects.filter(path__in=paths).values_list("path", flat=True))
    slugs = {source.slug for _path, source in proposed.values()}
    rivals: dict[tuple[int, str], set[UUID]] = defaultdict(set)
    pages = exported_texts(public=True) if public else Page.objects.all()
    columns = ("content_type_id", "slug", "translation_key")
    for type_id, slug, key in pages.filter(slug__in=slugs).values_list(*columns):
        rivals[type_id, slug].add(key)
    return {
        key
        for key, (path, source) in proposed.items()
        if path in recorded
        or len(source.slug) > LONGEST_FOLDER
        or rivals[source.content_type_id, source.slug] - {key}
    }
