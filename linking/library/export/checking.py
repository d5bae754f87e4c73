"""What an export does not say: what files have no words for, and in what works would differ after an import."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils import timezone

from core.models import CustomDocument, CustomImage
from linking.library.export.blocks import name_of
from linking.library.export.works import WorkToWrite
from linking.library.importing import plan_library
from linking.library.policies import Policy
from linking.library.trees import find_parent

# What an editor says of an image or a document, and no file does.
UNSAID_OF_FILES = ("credit", "licence", "title_en", "focal_point_x")


def find_unsayable(work: WorkToWrite, files: Iterable[CustomImage | CustomDocument]) -> Iterator[str]:
    """What editors may have said of a work and of the images and documents in it that files have no words for."""
    source = work.source
    if source.expire_at is not None:
        yield f"expires at {timezone.localtime(source.expire_at):%Y-%m-%d %H:%M}"
    parent = find_parent(type(source), source.locale)
    if parent is not None and parent.pk != source.get_parent().pk:
        yield f"stands below “{source.get_parent().title}”; an import puts it below “{parent.title}”"
    texts = (source, *work.translations)
    for page in texts:
        if page.seo_title:
            yield f"has a title for search engines in {page.language_code}"
        if page.has_unpublished_changes:
            yield f"has changes in {page.language_code} that are not published"
    languages = {page.language_code for page in texts}
    for file in files:
        unsaid = list(_find_unsaid_of_file(file, languages))
        if unsaid:
            yield f"of “{name_of(file)}” it does not say: {', '.join(unsaid)}"


def _find_unsaid_of_file(file: CustomImage | CustomDocument, languages: set[str]) -> Iterator[str]:
    for name in UNSAID_OF_FILES:
        if hasattr(file, name) and getattr(file, name) not in ("", file._meta.get_field(name).get_default()):
            yield str(file._meta.get_field(name).verbose_name)
    if isinstance(file, CustomImage):
        for code in ("hu", "en"):
            if code not in languages and getattr(file, f"alt_{code}").strip():
                yield str(file._meta.get_field(f"alt_{code}").verbose_name)


def find_unsaid(folder: Path, works: Iterable[WorkToWrite]) -> Iterator[str]:
    """What an import of the folder would refuse, and the fields in which works would differ after it."""
    planned = plan_library(folder, Policy.KEEP)
    yield from (
        f"{problem} An import refuses the library until this is mended." for problem in planned.problems
    )
    paths = {work.path for work in works}
    for plan in planned.plans:
        if plan.changes and plan.work.path in paths:
            yield f"{plan.work.source.text.file} does not say all of: {', '.join(plan.changes)}"
