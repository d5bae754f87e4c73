"""Core in the admin: the rules of translating, in the places where wagtail-localize has others; links in rich text."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.richtext import OnceReadDocumentLinkHandler, VisiblePageLinkHandler
from core.translation import admin, menus
from core.translation.bulk import PublishBulkAction, leave_followers_out
from core.translation.deletion import refuse_bulk_deletion, refuse_deletion
from core.translation.followers import tell_of_withdrawn
from core.translation.pofile import upload_pofile
from core.translation.reports import TranslationsReport
from core.translation.stopping import stop_translation

CONVERT_TO_ALIAS = "localize-convert-to-alias"


@hooks.register("before_edit_page", order=-10)
def answer_translators_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before wagtail-localize's own hook, which publishes whatever is there."""
    return admin.answer(request, page)


@hooks.register("before_publish_page")
def ask_about_stopped_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's editor publishes what it has just saved."""
    request.becomes_public = not Page.objects.filter(pk=page.pk, live=True).exists()  # type: ignore[attr-defined]
    return admin.ask_about_stopped(request, page)


@hooks.register("after_publish_page")
def tell_of_withdrawn_translations(request: HttpRequest, page: Page) -> None:
    """A page that was withdrawn is public again, without its translations."""
    if getattr(request, "becomes_public", False):
        tell_of_withdrawn(request, page)


@hooks.register("register_admin_urls", order=-10)
def translation_urls() -> list[URLPattern]:
    """The addresses of wagtail-localize's views that ours replace; the first pattern that fits answers."""
    return [
        path("localize/update/<int:translation_source_id>/", admin.SyncTranslationsView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", admin.no_alias),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_pofile),
        path("localize/translate/<int:translation_id>/disable/", stop_translation),
        path("localize/reports/translations/", TranslationsReport.as_view()),
        path("localize/reports/translations/results/", TranslationsReport.as_view(results_only=True)),
    ]


@hooks.register("register_rich_text_features", order=10)
def link_in_one_query_and_only_to_visible_pages(features: FeatureRegistry) -> None:
    """After Wagtail's own handlers of the same names, which ours replace."""
    features.register_link_type(VisiblePageLinkHandler)
    features.register_link_type(OnceReadDocumentLinkHandler)


@hooks.register("insert_global_admin_css")
def editor_stylesheet() -> str:
    """Tabs that no side panel covers."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/editor.css"))


@hooks.register("construct_page_action_menu")
def offer_no_alias(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """There is no "convert to alias page" beside "publish"."""
    menu_items[:] = [item for item in menu_items if item.name != CONVERT_TO_ALIAS]


menus.install()
# After Wagtail's own action of the same name, which it replaces.
hooks.register("register_bulk_action", PublishBulkAction, order=10)
hooks.register("before_bulk_action", leave_followers_out)
hooks.register("before_bulk_action", refuse_bulk_deletion, order=10)
hooks.register("before_delete_page", refuse_deletion)
