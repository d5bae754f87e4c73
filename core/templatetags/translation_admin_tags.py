"""What the translator's editor asks."""

import json
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

from core.translation.editor import EditorState, editor_state
from core.translation.followers import Followers, find_deleted_too, find_unpublished_too

register = template.Library()


@register.simple_tag(takes_context=True)
def translation_editor(context: Any) -> EditorState:
    """See `core.translation.editor`."""
    return editor_state(context["translation"], context["instance"], context["request"])


@register.simple_tag
def deleted_too(*pages: Any, items: Any = ()) -> Followers:
    """The translations that go with `pages`, or with the `items` of a bulk action."""
    return find_deleted_too([*pages, *(item["item"] for item in items)])


@register.simple_tag
def unpublished_too(*pages: Any, items: Any = ()) -> Followers:
    """The same for what is unpublished."""
    return find_unpublished_too([*pages, *(item["item"] for item in items)])


@register.filter
def without_actions(props: str) -> str:
    """The JSON properties of wagtail-localize's editor without what its footer offers; our template has its own."""
    properties = json.loads(props)
    properties["links"]["convertToAliasUrl"] = None
    properties["perms"] = dict.fromkeys(properties["perms"], False)
    return json.dumps(properties)


@register.filter
def long_date(moment: Any) -> str:
    """A moment as its day, written out."""
    return date_format(localtime(moment), "DATE_FORMAT")
