"""A topic is not deleted in the admin while pages have it: a public page needs one, and its picture is drawn by it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import ManyToOneRel, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin import messages
from wagtail.models import Page

from methodology.models import Topic

NAMED = 10


def list_pages_with(topic: Topic) -> list[Page]:
    """The pages that have `topic`, public or not, of every type and in every language; by their place."""
    chosen = Q(pk__in=[])
    for relation in Topic._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        links = relation.related_model._base_manager.filter(**{relation.field.name: topic})
        for field in relation.related_model._meta.concrete_fields:
            if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
                chosen |= Q(pk__in=links.values(field.attname))
    return list(Page.objects.filter(chosen).order_by("path"))


def refuse_deletion(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """Before topics are deleted, one or several, or their deletion confirmed: back to the list, naming the pages."""
    used = [
        (topic, pages)
        for topic in instances
        if isinstance(topic, Topic) and (pages := list_pages_with(topic))
    ]
    for topic, pages in used:
        _explain(request, topic, pages)
    return redirect(_address("list")) if used else None


def _explain(request: HttpRequest, topic: Topic, pages: list[Page]) -> None:
    text = ngettext(
        "The topic “%(topic)s” was not deleted, since %(count)d page has it: %(pages)s. Give it another topic first.",
        "The topic “%(topic)s” was not deleted, since %(count)d pages have it: %(pages)s. "
        "Give them another topic first.",
        len(pages),
    )
    values = {"topic": topic, "count": len(pages), "pages": _names(pages)}
    button = messages.button(_address("usage", quote(topic.pk)), _("Where it is used"))
    messages.error(request, text % values, buttons=[button])


def _names(pages: Iterable[Page]) -> str:
    names = [_("“%s”") % page.get_admin_display_title() for page in pages]
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def _address(view: str, *args: Any) -> str:
    return reverse(Topic.snippet_viewset.get_url_name(view), args=args)
