"""Whatever may change what readers see of a work leaves a note, in the transaction of the change."""

from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction, get_page_models

from core.signals import concept_changed, works_changed
from search import index
from search.models import Scope
from search.suggestions import forget_topics

# Saving only these is an editor's draft or lock: readers see nothing of it.
UNSEEN_FIELDS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "approved_schedule",
        "go_live_at",
        "alias_of",
    }
)

# What pages below take from a page: their place and, through their ancestors, their visibility.
INHERITED_FIELDS = ("path", "url_path", "live", "expire_at", "locale_id")


def connect() -> None:
    """Listen to every page type, to plain pages (a move saves one), restrictions and the signals of core."""
    for model in get_page_models():
        name = model._meta.label
        pre_save.connect(page_about_to_be_saved, sender=model, dispatch_uid=f"search-before-{name}")
        post_save.connect(page_saved, sender=model, dispatch_uid=f"search-save-{name}")
        post_delete.connect(page_deleted, sender=model, dispatch_uid=f"search-delete-{name}")
    pre_save.connect(
        restriction_about_to_change, sender=PageViewRestriction, dispatch_uid="search-restriction"
    )
    post_save.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search-restriction")
    post_delete.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search-restriction")
    m2m_changed.connect(
        restriction_groups_changed,
        sender=PageViewRestriction.groups.through,
        dispatch_uid="search-restriction-groups",
    )
    works_changed.connect(works_reported, dispatch_uid="search-works")
    concept_changed.connect(concept_reported, dispatch_uid="search-concept")


def page_about_to_be_saved(instance: Page, **kwargs: Any) -> None:
    """Remember what the database has: `page_saved` compares."""
    instance._search_before = (
        Page.objects.filter(pk=instance.pk).values_list(*INHERITED_FIELDS).first() if instance.pk else None
    )


def page_saved(
    sender: type[Page], instance: Page, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """A page means its branch, unless nothing has changed that the pages below it take from it.

    Only treebeard writes `path`, before a plain page is saved at its new place, so a plain page always means its
    branch.
    """
    if update_fields is not None and UNSEEN_FIELDS.issuperset(update_fields):
        return
    before = getattr(instance, "_search_before", None)
    now = tuple(getattr(instance, name) for name in INHERITED_FIELDS)
    if sender is Page or before != now:
        index.note(Scope.BRANCH, [instance.pk])
    else:
        index.note(Scope.WORK, [instance.translation_key])


def page_deleted(instance: Page, **kwargs: Any) -> None:
    """Pages below a deleted page are deleted one by one, with a signal each."""
    index.note(Scope.WORK, [instance.translation_key])


def restriction_about_to_change(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Django saves a restriction outside any transaction: note it before, so that no crash leaves its pages found."""
    if not transaction.get_connection().in_atomic_block:
        index.note_ahead(Scope.BRANCH, instance.page_id)


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A restriction holds for the page and all pages below it."""
    index.note(Scope.BRANCH, [instance.page_id])


def restriction_groups_changed(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None = None, **kwargs: Any
) -> None:
    """Groups were let in or out."""
    if not action.startswith("post_"):
        return
    if not reverse:
        index.note(Scope.BRANCH, [instance.page_id])
    elif pk_set:
        pages = PageViewRestriction.objects.filter(pk__in=pk_set).values_list("page_id", flat=True)
        index.note(Scope.BRANCH, list(pages))


def works_reported(translation_keys: Any, **kwargs: Any) -> None:
    """Another room says that readers see something else of these works."""
    index.note(Scope.WORK, sorted(str(key) for key in translation_keys))


def concept_reported(kind: str, key: str, **kwargs: Any) -> None:
    """A topic or a term was saved or deleted."""
    forget_topics()
    index.note(Scope.CONCEPT, [f"{kind}:{key}"])
