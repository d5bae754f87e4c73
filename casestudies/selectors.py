"""What the case studies room can be asked."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, GuideUsed
from core.translation.links import group_texts, pick_language
from methodology.linked_guides import find_linked_guides
from methodology.models import GuidePage, Topic
from methodology.models.topics import share_topics, with_first_form

# What a row of a list shows of a case study (`casestudies.components.case_study_row`).
IN_A_ROW = (
    *("summary", "is_sample", "status", "started", "ended", "ongoing", "participants"),
    *("place", "county", "place_precision"),
)


def _public_case_studies() -> Any:
    """For lists, with the form of the picture."""
    visible = CaseStudyPage.objects.visible_to_everyone().for_lists(*IN_A_ROW)
    return with_first_form(visible).order_by("-started", "pk")


def list_case_studies(topics: Iterable[Topic]) -> list[dict[str, CaseStudyPage]]:
    """Every case study that everybody may see, as {language: text}, newest first; `topics` are all topics there are."""
    visible = CaseStudyPage.objects.visible_to_everyone().for_lists(*IN_A_ROW, "stage")
    pages = list(visible.order_by("-started", "pk"))
    share_topics(pages, topics)
    return list(group_texts(pages).values())


def list_case_studies_of(page: Page, language_code: str) -> list[CaseStudyPage]:
    """The case studies of a community, or those that used a guide; whichever language their links point to."""
    if page.kind == "community":
        found = _public_case_studies().filter(community__translation_key=page.translation_key)
    else:
        used = GuideUsed.objects.filter(guide__translation_key=page.translation_key)
        found = _public_case_studies().filter(pk__in=used.values("page"))
    return list(pick_language(group_texts(found).values(), language_code, fallback=True))


def list_case_studies_left(branches: list[str], deleted: list[str]) -> list[CaseStudyPage]:
    """One text of each case study of a community in `branches` that is outside `deleted`, drafts too; both are paths."""
    needing = reduce(or_, (Q(community__path__startswith=path) for path in branches))
    going = reduce(or_, (Q(path__startswith=path) for path in deleted))
    texts = CaseStudyPage.objects.filter(needing).exclude(going).order_by("path")
    return list({text.translation_key: text for text in reversed(texts)}.values())[::-1]


def list_guides_used(page: CaseStudyPage) -> list[GuidePage]:
    """The guides that a case study names and everybody may see, in the language where they exist, in its order."""
    return find_linked_guides(page, {"guides": GuideUsed})["guides"]


def find_featured(pk: int | None, language_code: str) -> tuple[CaseStudyPage | None, int]:
    """The text to show of the work that the page `pk` belongs to, and how many case studies everybody may see.

    Whichever language `pk` is in, and even where that text itself is hidden. The text comes with what failed.
    """
    works: dict[Any, dict[str, int]] = {}
    visible = CaseStudyPage.objects.visible_to_everyone().order_by("pk")
    for text_pk, key, code in visible.values_list("pk", "translation_key", "locale__language_code"):
        works.setdefault(key, {})[code] = text_pk
    wanted = next((key for key, texts in works.items() if pk in texts.values()), None)
    if wanted is None and pk is not None:
        wanted = CaseStudyPage.objects.filter(pk=pk).values_list("translation_key", flat=True).first()
    shown = next(iter(pick_language([works.get(wanted, {})], language_code, fallback=True)), None)
    if shown is None:
        return None, len(works)
    text = with_first_form(CaseStudyPage.objects.for_lists(*IN_A_ROW, "what_failed")).get(pk=shown)
    return text, len(works)


def find_index(language_code: str) -> CaseStudyIndexPage | None:
    """The list of case studies in a language, if everybody may see it."""
    return CaseStudyIndexPage.objects.visible_to_everyone().in_language(language_code).first()
