"""Writing what was planned, through the same models an editor uses. Always inside the import's transaction.

Works refer to each other in circles, so every new one is first made as a draft without what does not exist yet, as the
admin makes it; then each is completed and published once, so that its one revision says what the page says.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from copy import deepcopy

from django.core.exceptions import ValidationError
from wagtail.models import Page

from core.database import refresh_statistics
from core.models import BasePage
from core.translation.guard import allowing_incomplete
from linking.library.describing import Description, write_descriptions
from linking.library.files import DocumentStore
from linking.library.images import ImageStore
from linking.library.memory import Memory
from linking.library.pages import final_content, put_on, set_older
from linking.library.plans import TranslationPlan, WorkPlan
from linking.library.policies import WRITTEN, Action
from linking.library.problems import LibraryError, Problem
from linking.library.references import Resolver
from linking.library.restrictions import restrict
from linking.library.texts import WorkFile
from linking.library.translating import has_translation_source, write_translation
from linking.library.trees import find_parent
from linking.models import ImportedLibrary, ImportedText, ImportedThing, ImportedWork
from linking.permalinks.records import take_code

# How many works have been written when the database counts its tables again: that takes PostgreSQL a second.
REFRESHED_AT = frozenset({0, 8, 64, 512})


class Writer:
    """Writes the works of one import."""

    def __init__(
        self,
        library: ImportedLibrary,
        resolver: Resolver,
        images: ImageStore,
        documents: DocumentStore,
        descriptions: Iterable[Description],
        tell: Callable[[WorkPlan], None],
    ) -> None:
        self.library, self.resolver, self.images, self.tell = library, resolver, images, tell
        self.documents = documents
        self.descriptions = descriptions
        self.written: list[BasePage] = []

    def write(self, plans: Iterable[WorkPlan]) -> list[BasePage]:
        """Write all works; the pages that were written. Raises LibraryError for what a page refuses at last."""
        plans = list(plans)
        self._store_files(plans)
        for plan in plans:
            if plan.action is Action.CREATE:
                self._make_draft(plan)
        for number, plan in enumerate(plans):
            if number in REFRESHED_AT:
                refresh_statistics()
            self.tell(plan)
            self._write_work(plan)
        refresh_statistics()
        return self.written

    def _store_files(self, plans: list[WorkPlan]) -> None:
        folders = {plan.work.path for plan in plans if plan.is_written}
        for (folder, _name), file in self.resolver.images.items():
            if folder in folders and self.images.store(file):
                ImportedThing.objects.create(library=self.library, kind="image", key=str(file.image_id))
        for (folder, _name), document in self.resolver.documents.items():
            if folder in folders and self.documents.store(document):
                ImportedThing.objects.create(
                    library=self.library, kind="document", key=str(document.document_id)
                )
        write_descriptions(self.descriptions)

    def _make_draft(self, plan: WorkPlan) -> None:
        work = plan.work
        parent = find_parent(work.shape.model, plan.locale)
        assert parent is not None  # checked: trees.find_tree_mistakes
        page = work.shape.model(locale=plan.locale, translation_key=work.key, live=False)
        content = final_content(
            work.shape, work.source.text, plan.content, None, work.resolve_with(self.resolver)
        )
        put_on(content, work.shape, page, plan.locale)
        parent.add_child(instance=page)
        self.resolver.works[work.path].page_id = page.pk
        restrict(page, work.source.restriction)  # before anybody could see it
        plan.page = page

    def _write_work(self, plan: WorkPlan) -> None:
        if plan.page is None:
            return  # deleted by an editor, and to stay so
        if plan.action in WRITTEN:
            restrict(plan.page, plan.work.source.restriction)
            take_code(plan.page, plan.work.source.code)
            plan.page = self._publish_source(plan)
            self.written.append(plan.page)
            _record_text(self._record_work(plan), plan.work.source, plan.digest, plan.page, {})
        for translation in plan.translations:
            if translation.action in WRITTEN:
                self._write_translation(plan, plan.page, translation)
            elif plan.action is Action.UPDATE and has_translation_source(plan.page):
                # The translator meets the new text; what is published stays, and is out of date.
                write_translation(plan.page, translation.locale, translation.current, keep_own=True)

    def _publish_source(self, plan: WorkPlan) -> BasePage:
        work = plan.work
        page = work.shape.model._default_manager.get(pk=plan.page.pk)  # type: ignore[union-attr]
        resolve = work.resolve_with(self.resolver)
        plan.content = final_content(work.shape, work.source.text, plan.content, page, resolve)
        put_on(plan.content, work.shape, page, plan.locale)
        try:
            page.save_revision().publish()
        except ValidationError as error:
            raise _refused(work.source, error) from error
        return work.shape.model._default_manager.get(pk=page.pk)

    def _record_work(self, plan: WorkPlan) -> ImportedWork:
        """The record of a work that is being written. Who makes a work owns it, and may take it away again."""
        values: dict[str, object] = {"path": plan.work.path, "language_code": plan.locale.language_code}
        if plan.action is Action.CREATE:
            values["library"] = self.library
        record, _created = ImportedWork.objects.update_or_create(
            translation_key=plan.work.key, defaults=values
        )
        return record

    # --- translations -----------------------------------------------------------------------------------------------

    def _write_translation(self, plan: WorkPlan, page: BasePage, translation: TranslationPlan) -> None:
        try:
            self._save_translation(plan, page, translation)
        except ValidationError as error:
            raise _refused(translation.file, error) from error
        texts = plan.work.shape.model._default_manager
        saved = texts.get(translation_key=plan.work.key, locale=translation.locale)
        first = translation.file.text.values.get("first_published_at")
        if first is not None:
            texts.filter(pk=saved.pk).update(first_published_at=first.value)
        elif translation.action is Action.CREATE and "first_published_at" in plan.work.source.text.values:
            texts.filter(pk=saved.pk).update(first_published_at=page.first_published_at)
        self.written.append(saved)
        record = self._record_work(plan)
        _record_text(record, translation.file, translation.digest, saved, translation.memory)

    def _save_translation(self, plan: WorkPlan, page: BasePage, translation: TranslationPlan) -> None:
        locale = translation.locale
        allowed = allowing_incomplete() if translation.file.is_incomplete else nullcontext()
        declared = {pair.path for pair in translation.older_pairs} & _declared_paths(translation)
        if all(each.is_current or each.pair.path in declared for each in translation.decisions) and declared:
            # Published as a translation of the older text, so that it is out of date from the first day.
            content = deepcopy(plan.content)
            set_older(content, translation.file.text, plan.work.resolve_with(self.resolver))
            older = plan.work.shape.model._default_manager.get(pk=page.pk)
            put_on(content, plan.work.shape, older, plan.locale)
            pairs = translation.without_gaps(translation.older_pairs)
            with allowed:
                write_translation(older, locale, pairs).save_target(publish=True)
            write_translation(page, locale, translation.current)
            return
        saved = write_translation(page, locale, translation.current)
        with allowed:
            saved.save_target(publish=translation.is_complete or translation.file.is_incomplete)


def _declared_paths(translation: TranslationPlan) -> set[str]:
    """The paths whose older source text is another than the present one."""
    present = {(pair.path, pair.source) for pair in translation.pairs}
    return {pair.path for pair in translation.older_pairs if (pair.path, pair.source) not in present}


def _record_text(record: ImportedWork, file: WorkFile, digest: str, page: Page, strings: Memory) -> None:
    ImportedText.objects.update_or_create(
        work=record,
        language_code=file.text.language_code,
        defaults={"digest": digest, "revision_number": page.latest_revision_id, "strings": strings},
    )


def refresh_records(plans: Iterable[WorkPlan]) -> None:
    """Sources that say what their files say, however that came about: what is later edited differs from now."""
    for plan in plans:
        page, record = plan.page, plan.source_record
        if plan.action is not Action.SAME or page is None or record is None:
            continue
        known = (record.digest, record.revision_number)
        if page.live and not page.has_unpublished_changes and known != (plan.digest, page.latest_revision_id):
            record.digest, record.revision_number = plan.digest, page.latest_revision_id
            record.save(update_fields=["digest", "revision_number"])


def _refused(file: WorkFile, error: ValidationError) -> LibraryError:
    """What a page refuses when it is published, with the lines of its fields."""
    messages = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return LibraryError(
        Problem(file.text.file, file.text.line(name.partition(".")[0]), name, str(message))
        for name, found in messages.items()
        for message in found
    )
