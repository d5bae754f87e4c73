"""Topics and terms in the admin, and what an editor of a guide is told."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from methodology.deletion import refuse_deletion
from methodology.models import Term, Topic
from methodology.planning import warn_of_time


class TopicViewSet(SnippetViewSet):
    """Topics: the ten or so subjects of the library."""

    model = Topic
    icon = "tag"
    list_display = ["__str__", "name_hu", "name_en", "form"]
    search_fields = ["name_hu", "name_en"]
    add_to_admin_menu = False


class TermViewSet(SnippetViewSet):
    """The bilingual term base."""

    model = Term
    icon = "list-ul"
    list_display = ["__str__", "name_hu", "name_en"]
    search_fields = ["name_hu", "name_en"]
    list_per_page = 100


class ConceptViewSetGroup(SnippetViewSetGroup):
    """Topics and terms together in the menu."""

    items = (TopicViewSet, TermViewSet)
    menu_label = _("Topics and terms")
    menu_icon = "tag"
    menu_order = 250


register_snippet(ConceptViewSetGroup)

hooks.register("after_create_page", warn_of_time)
hooks.register("after_edit_page", warn_of_time)
hooks.register("before_delete_snippet", refuse_deletion)
