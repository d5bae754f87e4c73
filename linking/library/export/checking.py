"""What an export does not say: what files have no words for, and in what works would differ after an import."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from core.models import CustomDocument, CustomImage
from linking.library.export.works import WorkToWrite
from linking.library.importing import plan_library
from linking.library.policies import Policy
from linking.library.trees import find_parent

# What an editor says of an image or a document, and no file does.
UNSAID_OF_FILES = ("credit", "licence", "title_en", "focal_point_x")


def find_unsayable(work: WorkToWrite) -> Iterator[str]:
    """What editors may have said of a work that files have no words for."""
    source = work.source
    if source.expire_at is not None:
        yield f"expires at {timezone.localtime(source.expire_at):%Y-%m-%d %H:%M}"
    parent = find_parent(type(source), source.locale)
    if parent is not None and parent.pk != source.get_parent().pk:
        yield f"stands below “{source.get_parent().title}”; an import puts it below “{parent.title}”"
    for page in (source, *work.translations):
        if page.seo_title:
            yield f"has a title for search engines in {page.language_code}"
        if page.has_unpublished_changes:
            yield f"has changes in {page.language_code} that are not published"


def find_unsayable_of_file(file: CustomImage | CustomDocument, languages: Collection[str]) -> Iterator[str]:
    """What editors have said of an image or a document, and no text in one of these languages can say."""
    for name in UNSAID_OF_FILES:
        if hasattr(file, name):
            model_field: Any = file._meta.get_field(name)
            if getattr(file, name) not in ("", model_field.get_default()):
                yield str(model_field.verbose_name)
    if isinstance(file, CustomImage):
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
            if code not in languages and getattr(file, f"alt_{code}").strip():
                alternative: Any = file._meta.get_field(f"alt_{code}")
                yield str(alternative.verbose_name)


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
