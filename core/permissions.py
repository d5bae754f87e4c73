"""Who may do what with a page, where Wagtail grants more than a small team means.

Wagtail lets whoever may change pages also edit every text in Wagtail's own editor, and delete and move every draft,
whoever is writing it. Here:

- **who may change pages but add none translates**: they edit translations, string by string, and nothing else;
- **who may not publish deletes and moves their own drafts only**, and none that has ever been public.

Wagtail asks a page's `permissions_for_user` before it offers something and again before it does it, one page or several.
"""

from wagtail.models import Page, PagePermissionTester

from core.translation.works import find_translation_record


def has_language_of(page: Page, parent: Page) -> bool:
    """Whether `page` may stand below `parent`: an address tells the language of its text."""
    return bool(parent.is_root() or parent.locale_id == page.locale_id)


class PagePermissions(PagePermissionTester):
    """What a person may do with a page."""

    def _may(self, *actions: str) -> bool:
        return bool(self.user.is_superuser or self.permissions & set(actions))

    def only_translates(self) -> bool:
        """The person may change pages, but neither add nor publish any: a translator."""
        return self.user.is_active and self._may("change") and not self._may("add", "publish")

    def can_hand_over_changes(self) -> bool:
        """Take the changes of an original over into its translations: who translates or publishes."""
        may_submit = self.user.has_perm("wagtail_localize.submit_translation")
        return may_submit and (self.only_translates() or self._may("publish"))

    def can_edit(self) -> bool:
        """As in Wagtail; translators only what is being translated."""
        return super().can_edit() and (not self.only_translates() or self._is_being_translated())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """As in Wagtail; who may not publish, only drafts of their own. Moving is decided in the same way."""
        return super().can_delete(ignore_bulk) and (self._may("publish") or self._is_own_draft())

    def can_copy(self) -> bool:
        """As in Wagtail, for who may add the copy anywhere."""
        return super().can_copy() and self._may("add")

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        """As in Wagtail, and only among pages of the same language."""
        return super().can_copy_to(destination, recursive) and has_language_of(self.page, destination)

    def _is_being_translated(self) -> bool:
        # Lists ask several times about each page.
        if "_is_being_translated" not in self.page.__dict__:
            record = find_translation_record(self.page, enabled_only=True)
            self.page.__dict__["_is_being_translated"] = record is not None
        return bool(self.page.__dict__["_is_being_translated"])

    def _is_own_draft(self) -> bool:
        own = {"owner": self.user, "live": False, "first_published_at": None}
        return self._may("add") and not self.page.get_descendants(inclusive=True).exclude(**own).exists()
