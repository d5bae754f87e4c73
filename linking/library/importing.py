"""The import itself: read everything, check everything, then write everything in one transaction, or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from linking.library.concepts import ConceptEntry, plan_concepts, read_concepts, write_concepts
from linking.library.describing import (
    Description,
    find_gaps,
    plan_descriptions,
    record_descriptions,
)
from linking.library.documents import DocumentRef, ImageRef, PageRef
from linking.library.files import DocumentStore, find_stored_documents, inspect_document
from linking.library.images import ImageStore, Mention, find_stored, find_unready_pictures, inspect_image
from linking.library.permalinks import find_taken_codes
from linking.library.plans import Stored, WorkPlan, look_up, plan_work
from linking.library.policies import Action, Policy
from linking.library.problems import LibraryError, Problem
from linking.library.references import Resolver, Target, known_concepts, known_works
from linking.library.trees import find_tree_mistakes
from linking.library.walking import find_references, name_in_file, page_types_of
from linking.library.works import Work, read_works
from linking.library.writing import Writer, refresh_records
from linking.models import ImportedLibrary

Progress = Callable[[str], None]


@dataclass
class Outcome:
    """What an import did, or in a dry run would do: texts, topics, terms and what pictures show by action."""

    is_dry_run: bool
    counts: Counter[Action] = field(default_factory=Counter)

    @property
    def is_unchanged(self) -> bool:
        """Nothing was to be written."""
        return not self.counts[Action.CREATE] and not self.counts[Action.UPDATE]

    def __str__(self) -> str:
        return (
            ", ".join(
                f"{self.counts[action]} {word}" for action, word in WORDS.items() if self.counts[action]
            )
            or "empty"
        )


WORDS = {
    Action.CREATE: "created",
    Action.UPDATE: "updated",
    Action.SAME: "unchanged",
    Action.KEEP: "kept as editors have it",
}


def name_of_library(root: Path) -> str:
    """What a library is called in the records: its folder, seen from the project's where it lies inside."""
    root, base = root.resolve(), Path(settings.BASE_DIR).resolve()
    return root.relative_to(base).as_posix() if root.is_relative_to(base) else root.as_posix()


def import_library(
    root: Path,
    *,
    policy: Policy = Policy.REFUSE,
    is_dry_run: bool = False,
    progress: Progress = lambda _line: None,
) -> Outcome:
    """Import the library in the folder `root`.

    Raises LibraryError with every problem of the files, before anything is written. `progress` hears a line for each
    step and each work that changes.
    """
    if not root.is_dir():
        raise LibraryError([Problem(str(root), 1, "", "There is no such folder.")])
    with translation.override("en"), transaction.atomic():
        return _import(root, policy, is_dry_run, progress)


@dataclass
class Planned:
    """What an import of a folder would do, and what is wrong in it."""

    plans: list[WorkPlan]
    concepts: list[ConceptEntry]
    descriptions: list[Description]
    resolver: Resolver
    problems: list[Problem]


def plan_library(root: Path, policy: Policy, progress: Progress = lambda _line: None) -> Planned:
    """Read and check the library in the folder `root`; changes nothing."""
    works, problems = read_works(root)
    concepts, concept_problems = read_concepts(root)
    progress(f"{len(works)} works, {len(concepts)} topics and terms read")
    problems += concept_problems + plan_concepts(concepts, policy)
    stored = look_up(works)
    resolver = _prepare(works, concepts, stored)
    problems += _check_references(works, resolver)
    problems += find_taken_codes(works)
    problems += [
        problem
        for work in works
        for problem in find_unready_pictures(work.source.text, work.source.has_consent)
    ]
    plans = [plan for work in works if (plan := plan_work(work, stored, resolver, policy)) is not None]
    problems += [
        problem
        for work in works
        for file in (work.source, *work.translations)
        for problem in file.problems.found
    ]
    problems += find_tree_mistakes(plans)
    descriptions, description_problems = plan_descriptions(resolver.images, policy)
    problems += description_problems
    if not problems:
        problems += _find_pictures_taken_back(plans, descriptions)
    return Planned(plans, concepts, descriptions, resolver, problems)


def _import(root: Path, policy: Policy, is_dry_run: bool, progress: Progress) -> Outcome:
    planned = plan_library(root, policy, progress)
    if planned.problems:
        raise LibraryError(planned.problems)
    progress("everything checked")
    plans, concepts, descriptions = planned.plans, planned.concepts, planned.descriptions
    outcome = Outcome(is_dry_run, _count(plans, concepts, descriptions))
    for description in descriptions:
        _tell_of_picture(description, progress)
    if outcome.is_unchanged or is_dry_run:
        for plan in plans:
            _tell(plan, progress)
    else:
        _write(root, plans, concepts, descriptions, planned.resolver, progress)
    if not is_dry_run:
        refresh_records(plans)
        record_descriptions(descriptions)
    return outcome


def _prepare(works: Iterable[Work], concepts: Iterable[ConceptEntry], stored: Stored) -> Resolver:
    """Everything that references may lead to, as far as it exists already."""
    resolver = Resolver(concepts=known_concepts())
    for entry in concepts:
        resolver.concepts.setdefault((entry.kind, entry.values.key), None)
    asked: set[str] = set()
    for work in works:
        for file in (work.source, *work.translations):
            for placed in sorted(find_references(file.text), key=lambda each: each.line):
                if isinstance(placed.value, PageRef):
                    asked.add(placed.value.path)
                elif isinstance(placed.value, DocumentRef):
                    resolver.documents.setdefault(
                        (work.path, placed.value.name), inspect_document(work.folder, placed.value.name)
                    )
                elif isinstance(placed.value, ImageRef):
                    image = resolver.images.setdefault(
                        (work.path, placed.value.name), inspect_image(work.folder, placed.value.name)
                    )
                    mention = Mention(
                        file.text.file, placed.line, file.text.language_code, placed.value.alt.strip()
                    )
                    image.mentions = (*image.mentions, mention)
                    image.has_consent = work.source.has_consent
    resolver.works.update(known_works(asked))
    for work in works:
        language = work.source.text.language_code
        page = stored.pages.get(work.key, {}).get(language)
        resolver.works[work.path] = Target(work.shape.model, work.key, language, page.pk if page else None)
    find_stored(resolver.images)
    find_stored_documents(resolver.documents.values())
    return resolver


def _check_references(works: Iterable[Work], resolver: Resolver) -> list[Problem]:
    problems = []
    for work in works:
        expected = page_types_of(work.shape)
        for file in (work.source, *work.translations):
            for placed in find_references(file.text):
                mistake = resolver.find_mistake(placed.value, work.path, expected.get(placed.kind))
                if mistake:
                    problems.append(
                        Problem(file.text.file, placed.line, name_in_file(placed, work.shape), mistake)
                    )
    return problems


def _find_pictures_taken_back(
    plans: Iterable[WorkPlan], descriptions: list[Description]
) -> Iterator[Problem]:
    """What would keep a work that is to be written from being published."""
    for plan in plans:
        if plan.is_written:
            for mention, gap in find_gaps(descriptions, plan.work, plan.locale.language_code):
                yield Problem(mention.file, mention.line, "", gap)


def _write(
    root: Path,
    plans: list[WorkPlan],
    concepts: list[ConceptEntry],
    descriptions: list[Description],
    resolver: Resolver,
    progress: Progress,
) -> None:
    images, documents = ImageStore(), DocumentStore()
    try:
        library, _created = ImportedLibrary.objects.get_or_create(name=name_of_library(root))
        write_concepts(concepts, library)
        resolver.concepts.update(known_concepts())
        # One entry a page at the end, instead of one for every save of it and of its children.
        with disable_reference_index_auto_update():
            writer = Writer(
                library, resolver, images, documents, descriptions, lambda plan: _tell(plan, progress)
            )
            written = writer.write(plans)
        for page in written:
            update_reference_index_task.enqueue(page._meta.app_label, page._meta.model_name, str(page.pk))
    except BaseException:
        images.discard()
        documents.discard()
        raise


def _count(
    plans: Iterable[WorkPlan], concepts: Iterable[ConceptEntry], descriptions: Iterable[Description]
) -> Counter[Action]:
    """By action; of the pictures only those whose description differs."""
    counts: Counter[Action] = Counter(entry.action for entry in concepts)
    counts.update(each.action for each in descriptions if each.action is not Action.SAME)
    for plan in plans:
        counts.update([plan.action, *(each.action for each in plan.translations)])
    return counts


def _tell(plan: WorkPlan, progress: Progress) -> None:
    """One line for a work that is not simply unchanged."""
    parts = []
    if plan.action is not Action.SAME:
        changes = f" ({', '.join(plan.changes)})" if plan.changes else ""
        parts.append(f"{plan.locale.language_code} {plan.action.value}{changes}")
    for each in plan.translations:
        stale = "" if each.is_complete else ", out of date"
        if each.action is not Action.SAME or (stale and plan.action is Action.UPDATE):
            parts.append(f"{each.locale.language_code} {each.action.value}{stale}")
    if parts:
        progress(f"{plan.work.path}: {'; '.join(parts)}")


def _tell_of_picture(description: Description, progress: Progress) -> None:
    """One line for a stored picture that is not simply described as it was."""
    if description.action is not Action.SAME:
        changes = f" ({', '.join(description.changes)})" if description.changes else ""
        progress(f"{description.place}: {description.action.value}{changes}")
