"""The reader's search page."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext, ngettext

from core.requests import read_only
from core.translation.links import LANGUAGE_NAMES, LanguageLink
from search.engines.base import EngineUnavailableError, Sort
from search.entries import TOPIC
from search.facets import FacetLink, Facets
from search.hits import make_hits
from search.lookup import Answer, Found, count_by_topic, find
from search.promotions import Promoted, find_promoted
from search.query import SearchForm, clean_text
from search.suggestions import Suggestion, suggest
from search.usage import count_search

SUGGESTIONS_KEPT = 60  # seconds that a browser may keep what it was suggested


@dataclass(frozen=True)
class FilterToDrop:
    """A filter that stands in the way: its values as readers call them, the works without it, the query without it."""

    label: str
    count: int
    query: str


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Results, or the empty form. The answer to any parameters is a page: 200, or 503 while no engine answers."""
    language_code = translation.get_language()
    facets = Facets.load(language_code)
    form = SearchForm.read(request.GET, facets.known)
    context: dict[str, Any] = {
        "form": form,
        "language_links": list_language_links(request, form),
        "hide_search": True,
    }
    if form.is_empty:
        return render(
            request, "pages/search/results.html", context | {"answer": None, "topics": list_topics(facets)}
        )
    answer = find(form)
    promoted = find_promoted(form, language_code)
    context |= answer_context(answer, form, facets, language_code, promoted)
    status = 503 if answer.found == Found.UNAVAILABLE else 200
    response = render(request, "pages/search/results.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    count_search(request, response, form, answer.result)
    return response


@read_only
def suggestions(request: HttpRequest) -> JsonResponse:
    """What the reader may mean who has typed `q` so far, as JSON (`suggestions_answer`).

    200, which the browser may keep for a minute: it saves a reader who takes a letter back the way. Caches that many
    share keep nothing, since they would still have what was hidden meanwhile. While no engine answers 503 with an empty
    list, so that nobody keeps it and who watches the site sees it.
    """
    text = clean_text(request.GET.get("q", ""))
    try:
        answer = suggestions_answer(text, suggest(text, translation.get_language()))
        response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
        patch_cache_control(response, private=True, max_age=SUGGESTIONS_KEPT)
    except EngineUnavailableError:
        response = JsonResponse(suggestions_answer(text, []), status=503)
        add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def suggestions_answer(text: str, found: list[Suggestion]) -> dict[str, Any]:
    """The suggestions for a text as they go to the browser.

    `name` is what the list is called and `status` how many there are; each of `suggestions` has its `label` in the
    language `lang`, its `kind` in the reader's words, its `url` and, where the label alone would surprise, a `note` in
    the language `note_lang`; `all` is the search for what was typed.
    """
    return {
        "name": gettext("Suggestions"),
        "status": ngettext("%(count)d suggestion", "%(count)d suggestions", len(found))
        % {"count": len(found)},
        "suggestions": [
            {
                "label": each.label,
                "lang": each.language_code,
                "kind": each.kind,
                "url": each.url,
                "note": each.note,
                "note_lang": each.note_language_code,
            }
            for each in found
        ],
        "all": {
            "label": gettext("All results for “%(text)s”") % {"text": text},
            "url": f"{reverse('search')}?{SearchForm(text).query_string()}",
        },
    }


def answer_context(
    answer: Answer, form: SearchForm, facets: Facets, language_code: str, promoted: list[Promoted]
) -> dict[str, Any]:
    """What the template shows of an answer. What editors recommend is not repeated below."""
    is_nothing = answer.result.total == 0
    is_partial = answer.found == Found.PARTIAL and not is_nothing
    here = replace(form, page=answer.page)
    works = {each.work for each in promoted}
    matches = [match for match in answer.result.matches if match.work not in works]
    hits = make_hits(matches, answer.clauses, facets, language_code)
    is_near = [bool(match.tier) and not is_partial for match in matches]
    return {
        "answer": answer,
        "total": answer.result.total,
        "is_partial": is_partial,
        "is_unavailable": answer.found == Found.UNAVAILABLE,
        "promoted": promoted,
        "hits": [hit for hit, near in zip(hits, is_near, strict=True) if not near],
        "near_hits": [hit for hit, near in zip(hits, is_near, strict=True) if near],
        "corrected": answer.corrected,
        "corrected_query": replace(form, text=answer.corrected, page=1).query_string(),
        "facet_lists": facets.lists(form, answer.result),
        "chosen_filters": facets.chosen(form),
        "sorts": [
            (sort, replace(form, sort=sort, page=1).query_string(), sort == form.sort) for sort in Sort
        ],
        "previous_query": replace(here, page=answer.page - 1).query_string() if answer.page > 1 else "",
        "next_query": replace(here, page=answer.page + 1).query_string()
        if answer.page < answer.pages
        else "",
        "filter_to_drop": find_filter_to_drop(answer, form, facets) if is_nothing else None,
        "topics": list_topics(facets) if is_nothing else [],
    }


def find_filter_to_drop(answer: Answer, form: SearchForm, facets: Facets) -> FilterToDrop | None:
    """The filter without which most works would be found; None where no single one helps."""
    name, count = max(answer.result.totals_without.items(), key=lambda item: item[1], default=("", 0))
    if not count:
        return None
    label = ", ".join(facets.label(name, value) for value in form.filters[name])
    return FilterToDrop(label, count, form.with_filter(name, ()).query_string())


def list_topics(facets: Facets, number: int = 3) -> list[FacetLink]:
    """The topics with most works, each as a search of its own."""
    counts = count_by_topic()
    best = sorted((key for key in facets.topics if counts.get(key)), key=lambda key: -counts[key])[:number]
    return [
        FacetLink(
            key,
            facets.label(TOPIC, key),
            counts[key],
            False,
            SearchForm(filters={TOPIC: (key,)}).query_string(),
            facets.topics[key].form,
        )
        for key in best
    ]


def list_language_links(request: HttpRequest, form: SearchForm) -> list[LanguageLink]:
    """The same search in each language of the site."""
    current = translation.get_language()
    query = form.query_string()
    links = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            url = reverse("search") + (f"?{query}" if query else "")
        full_url = request.build_absolute_uri(url)
        links.append(LanguageLink(code, LANGUAGE_NAMES.get(code, code), url, full_url, code == current, None))
    return links
