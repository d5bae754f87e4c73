"""What the case studies room can be asked."""

from typing import Any

from wagtail.models import Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from core.translation.links import pick_language


def _texts(pages: Any) -> list[dict[str, CaseStudyPage]]:
    works: dict[Any, dict[str, CaseStudyPage]] = {}
    for page in pages:
        works.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return list(works.values())


def _public_case_studies() -> Any:
    return (
        CaseStudyPage.objects.visible_to_everyone()
        .select_related("locale")
        .prefetch_related("topic_links__topic")
        .defer("body", "situation", "aims", "lessons", "what_helped", "what_hindered", "what_failed")
        .order_by("-started", "pk")
    )


def list_case_studies(language_code: str) -> list[CaseStudyPage]:
    """Every case study that everybody may see, newest first, in the language where it exists, else in the other."""
    return list(pick_language(_texts(_public_case_studies()), language_code, fallback=True))


def list_case_studies_of(page: Page, language_code: str) -> list[CaseStudyPage]:
    """The case studies of a community, or those that used a guide; whichever language their links point to."""
    kind = page.kind
    condition = (
        {"community__translation_key": page.translation_key}
        if kind == "community"
        else {"guides__guide__translation_key": page.translation_key}
    )
    return list(
        pick_language(_texts(_public_case_studies().filter(**condition).distinct()), language_code, True)
    )


def find_index(language_code: str) -> CaseStudyIndexPage | None:
    """The list of case studies in a language, if everybody may see it."""
    return CaseStudyIndexPage.objects.visible_to_everyone().in_language(language_code).first()
