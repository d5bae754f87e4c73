"""What the pages of the methodology room show."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formatting
from core.choices import Licence
from core.facets import filter_groups
from core.filters import FilterOption, clean_query, make_query, query_url
from core.translation.links import language_links
from core.visibility import find_visible_parent
from methodology import components
from methodology.choices import Ingredient, Origin, Setting, Stage
from methodology.filters import (
    GROUP_SIZES,
    facet_headings,
    facet_icons,
    facet_labels,
    filter_to_drop,
    library_tags,
    situation_groups,
    time_options,
)
from methodology.fit import Situation, Verdict, find_fit
from methodology.forms import read_guide_question, read_situation
from methodology.library import (
    FACETS,
    SITUATION,
    SORTS,
    LibraryFilter,
    find_library_filter_to_drop,
    find_listing,
    list_facets,
)
from methodology.linked_guides import list_next
from methodology.models import GuideIndexPage, GuidePage, Topic
from methodology.selectors import list_guides


def guide_context(page: GuidePage, request: HttpRequest) -> dict[str, Any]:
    """A guide for a group: `form`, `people`, `answer`, `facts`, `steps`, `materials`, what to read next."""
    question = read_guide_question(clean_query(request, "people", "start"), page)
    people, start, asked = question.people, question.start, make_query(question.asked)
    fit = find_fit(page.facts, Situation(people=people))
    steps = components.plan_steps(list(page.steps.all()), start)
    end = formatting.time_after(start, page.planned_minutes)
    related, following = list_next(page)
    return {
        # Without a question they are those of every page.
        **({"language_links": language_links(page, asked.urlencode())} if asked else {}),
        "form": question.form,
        "people": people,
        "start": start,
        "end": end,
        # What cannot be read is not answered for the usual number instead.
        "answer": None if question.form.errors else guide_answer(page, people, fit.verdict, start, end),
        "facts": components.guide_facts(page),
        "drawing": page.drawing,
        "steps": steps,
        "planned_minutes": formatting.duration(page.planned_minutes),
        "materials": components.material_lines(list(page.materials.all()), people),
        "group_sizes": [
            FilterOption(
                str(size), formatting.number(size), 0, query_url(asked, people=str(size)), size == people
            )
            for size in sorted({*GROUP_SIZES, people})
        ],
        "roles": list(page.roles.all()),
        "ingredients": [{"key": key, "label": Ingredient(key).label} for key in page.ingredients],
        "stages": [{"key": key, "label": Stage(key).label} for key in page.stages],
        "origin_label": Origin(page.origin).label,
        "licence": Licence(page.licence),
        "library": find_visible_parent(page),
        "related_guides": [
            components.catalogue_row(guide, page.language_code, people=question.given_people)
            for guide in related
        ],
        "next_guides": [
            components.catalogue_row(guide, page.language_code, people=question.given_people)
            for guide in following
        ],
    }


def guide_answer(page: GuidePage, people: int, verdict: Verdict, start: Any, end: Any) -> dict[str, str]:
    """The answer to "can we do this?": the verdict in a word or two, and why, as `word` and `reason`."""
    if verdict in (Verdict.NO, Verdict.ALMOST, Verdict.JUST_ABOUT):
        return {"verdict": verdict.value} | outside_answer(page, people, verdict)
    if verdict is Verdict.UNKNOWN:
        word, reason = _("We do not know."), _("The guide does not say how many people it works for.")
    elif page.rhythm:
        word, reason = _("You can begin."), rhythm_reason(page, people, start, end)
    else:
        word, reason = _("It fits."), occasion_reason(page, people, start, end)
    return {"verdict": verdict.value, "word": word, "reason": reason}


def occasion_reason(page: GuidePage, people: int, start: Any, end: Any) -> str:
    """From when to when it lasts, where the steps say how long they take."""
    if not page.planned_minutes:
        return _("With %(people)s.") % {"people": formatting.people(people)}
    return _("With %(people)s it lasts from %(start)s to %(end)s.") % {
        "people": formatting.people(people),
        "start": formatting.clock(start),
        "end": formatting.clock(end),
    }


def rhythm_reason(page: GuidePage, people: int, start: Any, end: Any) -> str:
    """The same of a guide that goes on over several occasions: one of them, and the rhythm of the whole."""
    if not page.planned_minutes:
        reason = _("With %(people)s, but it takes more than one occasion: %(rhythm)s.")
    else:
        reason = _(
            "With %(people)s one occasion lasts from %(start)s to %(end)s, and it takes more than one: %(rhythm)s."
        )
    return reason % {
        "people": formatting.people(people),
        "start": formatting.clock(start),
        "end": formatting.clock(end),
        "rhythm": page.rhythm,
    }


def outside_answer(page: GuidePage, people: int, verdict: Verdict) -> dict[str, str]:
    """The answer to a group outside the guide's group size; one a little outside hears that it can still work."""
    is_few = page.group_size_min is not None and people < page.group_size_min
    limit = formatting.people((page.group_size_min if is_few else page.group_size_max) or 0)
    if verdict is not Verdict.JUST_ABOUT:
        reason = _("It needs at least %(people)s.") if is_few else _("It works with up to %(people)s.")
        return {"word": _("It does not fit."), "reason": reason % {"people": limit}}
    reason = (
        _("It is meant for %(limit)s or more; with %(number)s it can still work.")
        if is_few
        else _("It is meant for up to %(limit)s; with %(number)s it can still work.")
    )
    return {
        "word": _("Just about."),
        "reason": reason % {"limit": limit, "number": formatting.number(people)},
    }


def library_context(page: GuideIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The library: `form`, `tags`, `matches`, `almost`, `filters`, `sorts`, `total`, `filter_to_drop`."""
    language_code = page.language_code
    asked = clean_query(request, *SITUATION, "sort", *FACETS)
    form, situation = read_situation(asked)
    topics = list(Topic.objects.all())
    facets = list_facets(topics)
    wanted = LibraryFilter.read(asked, facets, situation)
    works = list_guides(topics)
    listing, query = find_listing(works, facets, wanted), wanted.query
    labels = facet_labels(topics)

    def rows(pairs: list[Any]) -> list[components.CatalogueRow]:
        result = []
        for work, fit in pairs:
            guide = work.get(language_code) or next(iter(work.values()))
            remark = components.find_remark(guide, fit, situation)
            result.append(components.catalogue_row(guide, language_code, remark, situation.people))
        return result

    return {
        "language_links": language_links(page, query.urlencode()),
        "form": form,
        "situation": situation,
        "times": time_options(situation.time),
        "settings": Setting.choices,
        "tags": library_tags(wanted, labels),
        "clear_url": page.url,
        "is_filtered": wanted.is_active,
        "total": listing.total,
        "count_heading": match_count(
            len(listing.matches), listing.total, wanted.is_active, bool(form.errors)
        ),
        "matches": rows(listing.matches),
        "almost": rows(listing.almost),
        "filters": [
            *situation_groups(listing.passing, wanted),
            *filter_groups(
                facets, facet_headings(), labels, facet_icons(topics), query, wanted.chosen, listing.counted
            ),
        ],
        "filter_to_drop": None
        if listing.matches
        else filter_to_drop(wanted, find_library_filter_to_drop(works, facets, wanted), labels),
        "sorts": [
            FilterOption(
                sort,
                label,
                0,
                query_url(query, sort=None if sort == SORTS[0] else sort),
                sort == wanted.sort,
            )
            for sort, label in zip(
                SORTS, (_("recommended"), _("shorter first"), _("newest first")), strict=True
            )
        ],
        # What the form's own fields do not send themselves.
        "kept": [(name, key) for name, keys in wanted.chosen.items() for key in keys],
    }


def match_count(count: int, total: int, is_filtered: bool, has_errors: bool) -> str:
    """The heading of the list: "8 of 16 guides fit", or "16 guides" where nothing is asked.

    With errors it says that the list answers for the rest of the question alone.
    """
    if not is_filtered:
        return ngettext("%(total)d guide", "%(total)d guides", total) % {"total": total}
    if has_errors:
        text = ngettext(
            "%(count)d of %(total)d guide fits the rest of what you said",
            "%(count)d of %(total)d guides fit the rest of what you said",
            total,
        )
    else:
        text = ngettext("%(count)d of %(total)d guide fits", "%(count)d of %(total)d guides fit", total)
    return text % {"count": count, "total": total}
