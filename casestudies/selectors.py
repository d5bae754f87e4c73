"""What the case studies room can be asked."""

from typing import Any

from wagtail.models import Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, GuideUsed
from core.translation.links import pick_language
from methodology.models import GuidePage
from methodology.models.topics import with_first_form
from methodology.selectors import find_guides


def _texts(pages: Any) -> list[dict[str, CaseStudyPage]]:
    works: dict[Any, dict[str, CaseStudyPage]] = {}
    for page in pages:
        works.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return list(works.values())


# What a row of a list shows of a case study (`casestudies.components.case_study_row`).
IN_A_ROW = (
    *("summary", "is_sample", "status", "started", "ended", "ongoing", "participants"),
    *("place", "county", "place_precision"),
)


def _public_case_studies(*names: str) -> Any:
    """For lists, with the form of the picture and the fields named."""
    visible = CaseStudyPage.objects.visible_to_everyone().for_lists(*IN_A_ROW, *names)
    return with_first_form(visible).order_by("-started", "pk")


def list_case_studies(language_code: str) -> list[CaseStudyPage]:
    """Every case study that everybody may see, newest first, in the language where it exists, else in the other."""
    return list(pick_language(_texts(_public_case_studies()), language_code, fallback=True))


def list_case_studies_of(page: Page, language_code: str) -> list[CaseStudyPage]:
    """The case studies of a community, or those that used a guide; whichever language their links point to."""
    if page.kind == "community":
        found = _public_case_studies().filter(community__translation_key=page.translation_key)
    else:
        used = GuideUsed.objects.filter(guide__translation_key=page.translation_key)
        found = _public_case_studies().filter(pk__in=used.values("page"))
    return list(pick_language(_texts(found), language_code, fallback=True))


def list_guides_used(page: CaseStudyPage) -> list[GuidePage]:
    """The guides that a case study names and everybody may see, in the language where they exist, in its order."""
    keys = list(dict.fromkeys(page.guides.values_list("guide__translation_key", flat=True)))
    texts = find_guides(set(keys), page.language_code)
    return [texts[key] for key in keys if key in texts]


def find_case_study(pk: int | None, language_code: str) -> CaseStudyPage | None:
    """The work that the page `pk` is a text of, as everybody may see it; whichever language a link points to.

    With what failed.
    """
    if pk is None:
        return None
    key = CaseStudyPage.objects.filter(pk=pk).values("translation_key")
    found = _public_case_studies("what_failed").filter(translation_key__in=key)
    return next(iter(pick_language(_texts(found), language_code, fallback=True)), None)


def count_case_studies() -> int:
    """How many case studies everybody may see, each counted once."""
    return int(
        CaseStudyPage.objects.visible_to_everyone().order_by().values("translation_key").distinct().count()
    )


def find_index(language_code: str) -> CaseStudyIndexPage | None:
    """The list of case studies in a language, if everybody may see it."""
    return CaseStudyIndexPage.objects.visible_to_everyone().in_language(language_code).first()
