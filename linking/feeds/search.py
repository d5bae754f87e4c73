"""The works that a search finds, for its feed."""

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.engines.base import Sort
from search.entries import LANGUAGE, TERM, Text
from search.facets import Facets
from search.lookup import Found, find
from search.query import SearchForm


class FoundWorks(NamedTuple):
    """The answer to a search: what it is called, its query as the address has it, and the texts as the index has them."""

    title: str
    query: str
    keys: list[UUID]
    texts: list[Text]


def find_works(parameters: QueryDict, language_code: str) -> FoundWorks | None:
    """The newest works that a search finds in a language; None while no engine answers.

    The parameters are those of the search page. Works that only come near what was asked are not new about it.
    """
    facets = Facets.load_names(language_code)
    form = replace(
        SearchForm.read(parameters, facets.known).with_filter(LANGUAGE, ()), sort=Sort.DATE, page=1
    )
    answer = find(form.with_filter(LANGUAGE, (language_code,)))
    if answer.found == Found.UNAVAILABLE:
        return None
    entries = [
        match.entry
        for match in answer.result.matches
        if match.tier == 0 and match.entry.kind != TERM and answer.found == Found.ALL
    ]
    asked = [f"“{form.text}”"] if form.text else []
    asked += [facets.label(name, value) for name, values in form.filters.items() for value in values]
    return FoundWorks(
        title=_("%(asked)s – Small Communities in Transition") % {"asked": ", ".join(asked)}
        if asked
        else _("Small Communities in Transition"),
        query=replace(form, sort=Sort.RELEVANCE).query_string(),
        keys=[UUID(entry.work) for entry in entries],
        texts=[entry.text(language_code) for entry in entries],
    )
