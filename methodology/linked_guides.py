"""The guides that a page names by links of its own: beside and after a guide, used in a case study."""

from collections.abc import Mapping
from functools import reduce
from operator import attrgetter, or_
from typing import Any

from django.db.models import BooleanField, Func, IntegerField, Model, Q
from wagtail.models import Page

from methodology.models import GuidePage, NextGuide, RelatedGuide
from methodology.selectors import find_guides, pick_texts, visible_in_rows


class _LinksOfPage(Func):
    """What the links of a page say of a work, by its `translation_key`; they have `page`, `guide` and `sort_order`.

    In SQL, as `core.visibility.IsRestricted`: Django takes longer to compose this than the database to answer.
    """

    links = (
        f"FROM %(table)s link INNER JOIN {Page._meta.db_table} named ON named.id = link.guide_id"
        " WHERE link.page_id = %(page_id)d"
    )

    def __init__(self, *, page_id: int, table: str) -> None:
        super().__init__("translation_key", page_id=page_id, table=table)


class IsLinked(_LinksOfPage):
    """Whether the page names the work."""

    output_field = BooleanField()
    template = f"%(expressions)s IN (SELECT named.translation_key {_LinksOfPage.links})"


class PlaceOfLink(_LinksOfPage):
    """The place of the work among those that the page names; NULL where it does not."""

    output_field = IntegerField()
    template = (
        "(SELECT MIN(COALESCE(link.sort_order, 0))"
        f" {_LinksOfPage.links} AND named.translation_key = %(expressions)s)"
    )


def list_next(page: GuidePage) -> tuple[list[GuidePage], list[GuidePage]]:
    """The guides beside and after this one that everybody may see, in the reader's language where they exist.

    The guide itself is left out.
    """
    named = find_linked_guides(page, {"related_guides": RelatedGuide, "next_guides": NextGuide})
    related, following = (
        [text for text in texts if text.translation_key != page.translation_key] for texts in named.values()
    )
    return related, following


def find_linked_guides(page: Any, links: Mapping[str, type[Model]]) -> dict[str, list[GuidePage]]:
    """The guides that a page names and everybody may see, by relation, in the editor's order: one query for all.

    `links` gives the model of each relation. Editors may name a work once in each language; it is one work, and comes in
    the language of the page where it exists, else in the other. A preview's links are in memory: a few queries more.
    """
    changed = getattr(page, "_cluster_related_objects", {})
    if page.pk is None or any(relation in changed for relation in links):
        return {relation: _named_in_memory(page, relation) for relation in links}
    by_page = {
        relation: {"page_id": page.pk, "table": model._meta.db_table} for relation, model in links.items()
    }
    named = visible_in_rows().filter(reduce(or_, (Q(IsLinked(**each)) for each in by_page.values())))
    places = {f"{relation}_place": PlaceOfLink(**each) for relation, each in by_page.items()}
    texts = pick_texts(named.annotate(**places), page.language_code)
    result = {}
    for relation in links:
        place = attrgetter(f"{relation}_place")
        result[relation] = sorted((text for text in texts if place(text) is not None), key=place)
    return result


def _named_in_memory(page: Any, relation: str) -> list[GuidePage]:
    """The guides that a page names by one relation, as it is in memory."""
    keys = dict.fromkeys(link.guide.translation_key for link in getattr(page, relation).all())
    texts = find_guides(set(keys), page.language_code)
    return [texts[key] for key in keys if key in texts]
