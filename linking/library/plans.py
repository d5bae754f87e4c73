"""What an import will do with each work: built, checked and compared before anything is written."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from django.utils.text import slugify
from wagtail.models import Locale, Page

from core.models import BasePage
from core.translation.digest import NOT_TEXT
from core.translation.links import group_texts
from linking.library.checking import find_model_mistakes
from linking.library.contents import Content, find_differences
from linking.library.documents import Text
from linking.library.memory import Decision, Memory, decide, find_swaps
from linking.library.mirrors import Pair, find_breaks, pair_strings, places_of
from linking.library.pages import put_on, set_older, source_content, translated_content
from linking.library.policies import WRITTEN, Action, Policy, choose
from linking.library.problems import Problems
from linking.library.references import Resolver
from linking.library.restrictions import find_restriction
from linking.library.texts import WorkFile
from linking.library.translating import find_source_languages, find_written_by_hand, strings_differ
from linking.library.works import Work, digest_of_file
from linking.models import ImportedText, ImportedWork
from linking.permalinks.records import find_code

EDITED = "This page was changed in the admin since the last import; --overwrite puts the file's text back."


@dataclass
class TranslationPlan:
    """What becomes of a translation.

    `pairs` are its strings with those of the source; `older_pairs` with the older ones of `translated_from`.
    """

    file: WorkFile
    locale: Locale
    page: BasePage | None
    record: ImportedText | None
    digest: str
    pairs: list[Pair] = field(default_factory=list)
    older_pairs: list[Pair] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    memory: Memory = field(default_factory=dict)
    action: Action = Action.SAME

    @property
    def is_complete(self) -> bool:
        """Every string translates the present source text."""
        return not self.file.is_incomplete and all(decision.is_current for decision in self.decisions)

    @property
    def current(self) -> list[Pair]:
        """The pairs that translate the present source text."""
        return self.without_gaps(each.pair for each in self.decisions if each.is_current)

    def without_gaps(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Of an incomplete translation without those that say what the source says, since nobody translated them."""
        return [
            pair
            for pair in pairs
            if not self.file.is_incomplete or pair.source != pair.translation or pair.path in NOT_TEXT
        ]


@dataclass
class WorkPlan:
    """What becomes of a work. `changes` names the fields that differ."""

    work: Work
    locale: Locale
    page: BasePage | None
    record: ImportedWork | None
    source_record: ImportedText | None
    digest: str
    content: Content
    action: Action = Action.SAME
    changes: list[str] = field(default_factory=list)
    translations: list[TranslationPlan] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Any of its texts is."""
        return self.action in WRITTEN or any(each.action in WRITTEN for each in self.translations)


@dataclass(frozen=True)
class Stored:
    """What the site has: the pages of the works by key and language, and what earlier imports recorded.

    `written_by_hand`: the works and languages in which translators have saved strings in the admin.
    """

    pages: dict[uuid.UUID, dict[str, BasePage]]
    records: dict[uuid.UUID, ImportedWork]
    texts: dict[tuple[uuid.UUID, str], ImportedText]
    source_languages: dict[uuid.UUID, str]
    locales: dict[str, Locale]
    written_by_hand: set[tuple[uuid.UUID, str]]


def look_up(works: Iterable[Work]) -> Stored:
    """Ask the database once for everything that planning needs."""
    works = list(works)
    keys = [work.key for work in works]
    pages = group_texts(Page.objects.filter(translation_key__in=keys).select_related("locale").specific())
    records = {
        record.translation_key: record for record in ImportedWork.objects.filter(translation_key__in=keys)
    }
    texts = {
        (text.work.translation_key, text.language_code): text
        for text in ImportedText.objects.filter(work__translation_key__in=keys).select_related("work")
    }
    source_languages = find_source_languages(keys)
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    return Stored(pages, records, texts, source_languages, locales, find_written_by_hand(keys))


def plan_work(work: Work, stored: Stored, resolver: Resolver, policy: Policy) -> WorkPlan | None:
    """Plan one work; None if its pages do not fit its files (the problems are in the files)."""
    language = work.source.text.language_code
    pages, problems = stored.pages.get(work.key, {}), work.source.problems
    if not _fits(work, pages, stored, problems):
        return None
    page = pages.get(language)
    content = source_content(work.shape, work.source.text, page, work.resolve_with(resolver))
    plan = WorkPlan(
        work=work,
        locale=stored.locales[language],
        page=page,
        record=stored.records.get(work.key),
        source_record=stored.texts.get((work.key, language)),
        digest=digest_of_file(work.source),
        content=content,
    )
    candidate = _build(work, content, plan.locale)
    find_model_mistakes(candidate, work.shape, work.source.text, problems)
    _check_slug(work.source.text, problems)
    if not problems:
        _decide_source(plan, policy)
    for file in work.translations:
        translation = _plan_translation(plan, file, candidate, stored, resolver, policy)
        if translation is not None:
            plan.translations.append(translation)
    return plan


def _fits(work: Work, pages: dict[str, BasePage], stored: Stored, problems: Problems) -> bool:
    language, line = work.source.text.language_code, work.source.key_line
    for page in pages.values():
        if type(page) is not work.shape.model:
            problems.add(
                line, "id", f"The work with this id is a {page._meta.verbose_name} (“{page.title}”)."
            )
            return False
    missing = {language, *(file.text.language_code for file in work.translations)} - set(stored.locales)
    if missing:
        problems.add(1, "", f"The site has no language {', '.join(sorted(missing))}: run setup_site first.")
        return False
    written_in = stored.source_languages.get(work.key) or (
        language if language in pages or not pages else next(iter(pages))
    )
    if written_in != language:
        problems.add(line, "id", f"The work with this id has its source in another language ({written_in}).")
        return False
    return True


def _build(work: Work, content: Content, locale: Locale) -> BasePage:
    """A page in memory with this content: for checks and for cutting strings, never saved."""
    page = work.shape.model(locale=locale, translation_key=work.key)
    put_on(content, work.shape, page, locale)
    return page


def _check_slug(text: Text, problems: Problems) -> None:
    located = text.values.get("slug")
    if located is not None and slugify(located.value) != located.value:
        message = (
            f"An address has small letters without accents, numbers and hyphens: “{slugify(located.value)}”."
        )
        problems.add(located.line, "slug", message)


def is_edited(page: BasePage, record: ImportedText | None, *, has_own_strings: bool = False) -> bool:
    """Whether somebody has saved, published or withdrawn the page since its file was last imported.

    `has_own_strings`: a translator has saved strings of it, published or not (`find_written_by_hand`).
    """
    is_as_imported = record is not None and page.live and page.latest_revision_id == record.revision_number
    return has_own_strings or not is_as_imported


def _decide_source(plan: WorkPlan, policy: Policy) -> None:
    if plan.page is None:
        is_deleted = policy is Policy.ONLY_NEW and plan.record is not None
        plan.action = Action.KEEP if is_deleted else Action.CREATE
        return
    plan.changes = find_differences(plan.work.shape, plan.content, plan.page)
    if not plan.page.live and policy is Policy.OVERWRITE:
        plan.changes.append("published")
    if plan.work.source.code not in {"", find_code(plan.work.key)}:
        plan.changes.append("permalink")
    if plan.work.source.restriction not in {None, find_restriction(plan.page)}:
        plan.changes.append("restriction")
    if plan.changes:
        plan.action = choose(
            policy,
            is_edited=is_edited(plan.page, plan.source_record),
            is_file_new=plan.source_record is None or plan.source_record.digest != plan.digest,
        )
    if plan.action is Action.REFUSE:
        plan.work.source.problems.add(1, "", EDITED)


def _plan_translation(
    plan: WorkPlan,
    file: WorkFile,
    candidate: BasePage,
    stored: Stored,
    resolver: Resolver,
    policy: Policy,
) -> TranslationPlan | None:
    work, content, language = plan.work, plan.content, file.text.language_code
    find_breaks(work.shape, work.source.text, file.text, file.problems)
    _check_slug(file.text, file.problems)
    if file.problems:
        return None
    translation = TranslationPlan(
        file=file,
        locale=stored.locales[language],
        page=stored.pages.get(work.key, {}).get(language),
        record=stored.texts.get((work.key, language)),
        digest=digest_of_file(file),
    )
    translated = translated_content(work.shape, file.text, content, work.resolve_with(resolver))
    page = _build(work, translated, translation.locale)
    find_model_mistakes(page, work.shape, file.text, file.problems)
    places = places_of(work.shape, file.text, translated)
    translation.pairs = pair_strings(candidate, page, places, file.problems)
    older = _pair_older(translation, plan, page, content, places, resolver)
    if file.problems:
        return None
    known = translation.record.strings if translation.record and translation.page else {}
    find_swaps(translation.pairs, known, file.problems)
    translation.decisions, translation.memory = decide(translation.pairs, known, older)
    has_own_strings = (work.key, language) in stored.written_by_hand
    _decide_translation(translation, plan, policy, has_own_strings)
    return translation


def _pair_older(
    translation: TranslationPlan,
    plan: WorkPlan,
    page: BasePage,
    content: Content,
    places: dict[str, tuple[str, list[int]]],
    resolver: Resolver,
) -> dict[tuple[str, int], str]:
    """The older source strings that `translated_from` declares, by path and number."""
    declared, problems = translation.file.text.declared, translation.file.problems
    for place, located in declared.items():
        entries = content.children.get(place[0], content.streams.get(place[0], []))
        if len(place) > 1 and place[1] >= len(entries):
            problems.add(located.line, "translated_from", "The source has no such entry.")
        elif len(place) == 2 and located.value.kind != content.streams[place[0]][place[1]]["type"]:
            problems.add(located.line, "translated_from", "The source has a block of another kind here.")
    if not declared or problems:
        return {}
    older = deepcopy(content)
    paths = set_older(older, translation.file.text, plan.work.resolve_with(resolver))
    source = _build(plan.work, older, plan.locale)
    translation.older_pairs = pair_strings(source, page, places, problems)
    strings: dict[tuple[str, int], str] = {}
    for place, path in paths.items():
        before = _sources_at(translation.older_pairs, path)
        if before == _sources_at(translation.pairs, path):
            message = "This is the present text of the source, not an older one."
            problems.add(declared[place].line, "translated_from", message)
        numbers: defaultdict[str, int] = defaultdict(int)
        for at, text in before:
            strings[at, numbers[at]] = text
            numbers[at] += 1
    return strings


def _sources_at(pairs: Iterable[Pair], path: str) -> list[tuple[str, str]]:
    """The paths and source texts at and below a path."""
    return [(pair.path, pair.source) for pair in pairs if f"{pair.path}.".startswith(f"{path}.")]


def _decide_translation(
    translation: TranslationPlan, plan: WorkPlan, policy: Policy, has_own_strings: bool
) -> None:
    page, record = translation.page, translation.record
    if plan.page is None or page is None:
        is_deleted = policy is Policy.ONLY_NEW and record is not None
        translation.action = Action.KEEP if is_deleted or plan.action is Action.KEEP else Action.CREATE
    else:
        is_new = record is None or record.strings != translation.memory
        if policy is Policy.OVERWRITE and not is_new:
            is_new = not page.live or strings_differ(plan.page, translation.locale, translation.current)
        if is_new:
            translation.action = choose(
                policy,
                is_edited=is_edited(page, record, has_own_strings=has_own_strings),
                is_file_new=record is None or record.digest != translation.digest,
            )
    writes = translation.action in WRITTEN
    if translation.action is Action.REFUSE:
        translation.file.problems.add(1, "", EDITED)
    elif writes and plan.action is Action.SAME and plan.page is not None and not plan.page.live:
        translation.file.problems.add(1, "", "The source is not published, so its translation cannot be.")
    elif writes and plan.action is Action.KEEP:
        if policy in {Policy.KEEP, Policy.ONLY_NEW}:
            translation.action = Action.KEEP
        else:
            message = (
                "The source was changed in the admin since the last import, so this cannot follow its file."
            )
            translation.file.problems.add(1, "", message)
