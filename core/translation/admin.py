"""Translating in the admin, where wagtail-localize's own views would publish what is not complete."""

from contextlib import nullcontext
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from core.translation import review
from core.translation.errors import (
    AliasRefusedError,
    IncompleteTranslationError,
    describe,
    tell_not_published,
)
from core.translation.guard import allowing_incomplete, find_missing_paths, find_untranslated_paths
from core.translation.works import find_translation_record

# The field of the confirmation page that says: yes, publish although it is incomplete.
CONFIRMATION = "publish-incomplete"


def answer(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What the translator's editor sends; runs before wagtail-localize's own answer, which publishes whatever is there.

    None where the request is about something else.
    """
    action = request.POST.get("action") if request.method == "POST" else None
    translation = find_translation_record(page) if action in ("publish", "submit") else None
    if translation is None:
        return None
    if action == "publish":
        return publish_translation(request, page, translation)
    if translation.enabled:
        return review.submit(request, page, translation)
    return None


def publish_translation(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse:
    """The publish button. An incomplete translation is published only after a page that says how much is missing.

    Raises PermissionDenied.
    """
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    confirmed = CONFIRMATION in request.POST
    if not confirmed and (question := ask(request, page, translation)):
        return question
    try:
        with allowing_incomplete() if confirmed else nullcontext():
            review.publish_or_approve(page, request.user)
    except ValidationError as error:
        tell_not_published(request, page, error)
    else:
        messages.success(
            request, _("“%(title)s” is published.") % {"title": translation.get_target_instance()}
        )
    return redirect(request.path)


def ask_about_stopped(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before Wagtail's editor publishes the draft that it has just saved: asks as the translator's editor does."""
    translation = find_translation_record(page)
    return ask(request, page, translation) if translation is not None and not translation.enabled else None


def ask(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse | None:
    """The page that asks whether to publish what is incomplete; None where nothing is missing."""
    if translation.enabled:
        missing = find_missing_paths(translation)
    else:
        missing = find_untranslated_paths(translation, page.get_latest_revision_as_object())
    if not missing:
        return None
    context = {
        "page": page,
        "missing": len(missing),
        "confirmation": CONFIRMATION,
        "language": _name_of(translation),
        "is_stopped": not translation.enabled,
    }
    return render(request, "core_admin/confirm_incomplete.html", context)


class SyncForm(UpdateTranslationsForm):
    """Whether to publish what the source's changes leave complete."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].help_text = _(
            "Only languages whose translation is complete are published. "
            "In the others readers go on seeing what they see now, until everything is translated."
        )


class SyncTranslationsView(UpdateTranslationsView):
    """Takes over the source's changes, and says honestly which languages were published ("sync translated pages")."""

    title = gettext_lazy("Sync translated pages")

    def get_object(self) -> Any:
        """The source of translations; raises PermissionDenied for who neither translates nor publishes it."""
        source = super().get_object()
        page = source.get_source_instance()
        if (
            isinstance(page, Page)
            and not page.permissions_for_user(self.request.user).can_hand_over_changes()
        ):
            raise PermissionDenied
        return source

    def get_form(self) -> SyncForm:
        """The form, for this request."""
        return SyncForm(self.request.POST) if self.request.method == "POST" else SyncForm()

    @transaction.atomic
    def form_valid(self, form: SyncForm) -> HttpResponse:
        """Read the source again and, if asked, publish each complete language; the others are named."""
        if not issubclass(self.object.specific_content_type.model_class(), Page):
            return super().form_valid(form)
        self.object.update_from_db()
        translations = list(self.object.translations.filter(enabled=True).select_related("target_locale"))
        messages.success(
            self.request,
            _("The changes of “%(title)s” are waiting for its translators.")
            % {"title": self.object.object_repr},
        )
        if form.cleaned_data["publish_translations"]:
            for translation in translations:
                self._publish(translation)
        self.components.save(self.object, sources_and_translations={self.object: translations})
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _publish(self, translation: Translation) -> None:
        names = {"language": _name_of(translation)}
        page = translation.get_target_instance()
        if not page.permissions_for_user(self.request.user).can_publish():
            messages.warning(
                self.request, _("%(language)s: not published, since you may not publish it.") % names
            )
            return
        try:
            translation.save_target(user=self.request.user, publish=True)
        except IncompleteTranslationError as error:
            message = ngettext(
                "%(language)s: not published, since %(missing)d text has no translation yet.",
                "%(language)s: not published, since %(missing)d texts have no translation yet.",
                error.missing,
            )
            messages.warning(self.request, message % {**names, "missing": error.missing})
        except ValidationError as error:
            text = _("%(language)s: not published: %(reasons)s")
            messages.warning(self.request, text % {**names, "reasons": describe(error, page)})
        else:
            messages.success(self.request, _("%(language)s: published.") % names)


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """In the place of "convert to alias": raises AliasRefusedError."""
    raise AliasRefusedError


def _name_of(translation: Translation) -> str:
    return str(translation.target_locale.get_display_name())
