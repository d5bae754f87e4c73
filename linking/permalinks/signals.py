"""Whatever makes something public is noted in the transaction of the change."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move

from core.models import BasePage
from core.signals import page_saved
from linking.permalinks import records

# Saving only other fields than these makes nothing public.
SEEN_FIELDS = frozenset({"live", "expire_at", "slug", "url_path"})


def connect() -> None:
    """Listen to every page of ours, to moves, to restrictions and to the site."""
    page_saved.connect(saved, dispatch_uid="permalinks-save")
    post_page_move.connect(moved, dispatch_uid="permalinks-move")
    for model in get_page_models():
        if issubclass(model, BasePage):
            post_delete.connect(deleted, sender=model, dispatch_uid=f"permalinks-delete-{model._meta.label}")
    post_save.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="permalinks-restriction")
    post_delete.connect(
        restriction_changed, sender=PageViewRestriction, dispatch_uid="permalinks-restriction"
    )
    post_save.connect(site_changed, sender=Site, dispatch_uid="permalinks-site")


def saved(page: BasePage, has_moved: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """A page is public or no more, says something, and stands somewhere, with the pages below it."""
    if update_fields is None or not SEEN_FIELDS.isdisjoint(update_fields):
        records.record_page(page)
    if has_moved and page.numchild:
        records.record_branch(page.path, with_texts=False)


def moved(instance: Page, **kwargs: Any) -> None:
    """A page stands elsewhere, with all pages below it; where it came from they may have been restricted."""
    records.record_branch(Page.objects.values_list("path", flat=True).get(pk=instance.pk))


def deleted(instance: BasePage, **kwargs: Any) -> None:
    """What a deleted page said is not kept."""
    records.forget_texts(instance)


def restriction_changed(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """Pages may have been opened to everyone; not where the restriction goes because its page does."""
    if origin is not None and not issubclass(getattr(origin, "model", type(origin)), PageViewRestriction):
        return
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path is not None:
        with transaction.atomic():
            records.record_branch(path)


def site_changed(instance: Site, **kwargs: Any) -> None:
    """Pages that were public before the site began at its front page have addresses from now on."""
    Site.clear_site_root_paths_cache()
    root = Page.get_first_root_node()
    if root is not None:
        with transaction.atomic():
            records.record_branch(root.path, with_texts=False)
