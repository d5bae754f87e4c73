"""The admin's forms of every page: for editing it, and for copying it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from core.permissions import has_language_of
from core.pictures import find_unready_pictures, has_pictures, language_of_original


class BasePageForm(WagtailAdminPageForm):
    """The editor's form. It tells the page whether it is only saved as a draft, which may be incomplete, and below what."""

    def _post_clean(self) -> None:
        self.instance.is_draft_validation = self.is_deferred_validation
        self.instance.parent_to_be = self.parent_page
        super()._post_clean()
        if not self.is_deferred_validation:
            self._ask_about_pictures()
        for errors in self.errors.values():
            # What a field has said of itself, the page may say once more.
            errors.data = list({tuple(error.messages): error for error in errors.data}.values())

    def clean(self) -> dict[str, Any]:
        """The translation of a page that is not public is not published, not even by hand."""
        from core.translation.guard import check_source

        cleaned = super().clean()
        if not self.is_deferred_validation:
            check_source(self.instance)
            self._ask_for_children()
        return cleaned

    def _ask_about_pictures(self) -> None:
        """A picture that readers may not see yet is named beside the field in which it was chosen."""
        language_code = language_of_original(self.instance)
        forms = [self]
        for formset in self.formsets.values():
            # Each form of a child fills its instance when the formset is checked.
            if has_pictures(formset.model) and formset.is_bound and formset.errors:
                forms += [form for form in formset.forms if form not in formset.deleted_forms]
        for form in forms:
            for name, error in find_unready_pictures(form.instance, language_code):
                # What the field itself refuses is no picture yet.
                if name not in form.errors:
                    form.add_error(name if name in form.fields else None, error)

    def _ask_for_children(self) -> None:
        """A public page has its `required_children`; `min_num` of an InlinePanel would ask a draft for them too."""
        for relation, message in self.instance.required_children.items():
            formset = self.formsets.get(relation)
            if formset is not None and not any(
                form.has_changed() or form.instance.pk
                for form in formset.forms
                if form not in formset.deleted_forms
            ):
                # Reading the errors first makes the formset find its own, and keep what is added.
                formset.non_form_errors().append(message)


class BasePageCopyForm(CopyForm):
    """Wagtail's form for copying a page, without its offer to make an alias; a copy stays among pages of its language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        """As Wagtail's, and the new place is one of the page's language, as for a move."""
        values = super().clean()
        parent = values.get("new_parent_page") or self.page.get_parent()
        if not has_language_of(self.page, parent):
            message = _(
                "Pages here are in another language. To say the same in it, send the page for translation."
            )
            self.add_error("new_parent_page", message)
        return values
