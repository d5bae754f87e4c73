"""What the site is, for programs that read for somebody: `/llms.txt` (llmstxt.org), a short page of Markdown.

The library's parts by their own names, in both languages; what is for programs is described in English, as the API is.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.translation.links import LANGUAGE_NAMES
from core.visibility import visible_to_everyone
from home.menus import list_sections
from home.models import HomePage
from linking.formats.registry import FORMATS
from linking.representation import read_pages

LANGUAGES = [code for code, _name in settings.LANGUAGES]
MARKDOWN = re.compile(r"([\\`*_\[\]<>#])")


def write_llms(request: HttpRequest) -> str:
    """The whole document: some queries, and one for each type of the parts."""
    homes = {page.locale.language_code: page for page in _find_front_pages()}
    lines = [f"# {_names()}", ""]
    for code in LANGUAGES:
        if code in homes:
            lines += [f"> {_as_markdown(homes[code].summary)}", ">"]
    lines[-1:] = [""]
    lines += [*_explain(), ""]
    sections = read_pages([page for code in LANGUAGES for page in list_sections(request, code)])
    for code, parts in groupby(sections, lambda page: page.locale.language_code):
        lines += [f"## {LANGUAGE_NAMES[code]}", ""]
        lines += [_link(page.title, page.full_url, page.summary) for page in parts]
        lines.append("")
    lines += ["## For programs", "", *_list_addresses(), ""]
    return "\n".join(lines)


def _find_front_pages() -> list[Any]:
    return list(HomePage.objects.filter(visible_to_everyone()).select_related("locale"))


def _names() -> str:
    names = []
    for code in LANGUAGES:
        with translation.override(code):
            names.append(_("Small Communities in Transition"))
    return " – ".join(names)


def _explain() -> Iterator[str]:
    suffixes = ", ".join(f"`.{each.suffix}`" for each in FORMATS)
    yield "- Works stand in Hungarian, in English or in both; `hreflang` names the other text of each."
    yield (
        f"- Every work has a permalink, {settings.BASE_URL}/p/CODE, that never changes: `/p/CODE/hu` and `/p/CODE/en` are"
        f" its texts, `/p/CODE/hu/3` is a text as it was; with a suffix ({suffixes}) they come in other formats."
    )
    yield (
        "- Each text names its licence. Please cite it by its permalink and version. Communities, people and figures"
        " that are marked as samples are invented."
    )


def _list_addresses() -> Iterator[str]:
    """What is at addresses of their own, for programs."""
    for title, path, about in (
        ("For partners", reverse("partners"), "how to link, cite, embed, follow and harvest, with examples"),
        ("API", reverse("api:page"), "works with all that they say, search, topics, terms, changes; no key"),
        ("OpenAPI", reverse("api:openapi"), "the description of the API"),
        ("Data dump", reverse("api:dump"), "everything as JSON Lines and CSV, made once a day"),
        ("Communities", reverse("api:communities"), "as GeoJSON"),
        ("OAI-PMH", f"{reverse('oai')}?verb=Identify", "harvest all texts as Dublin Core"),
        ("Murmurations", reverse("murmurations"), "profiles of communities"),
        ("Sitemap", reverse("sitemap"), "every page in both languages"),
    ):
        yield _link(title, f"{settings.BASE_URL}{path}", about)
    for code in LANGUAGES:
        with translation.override(code):
            path = reverse("changes_feed")
        yield _link(
            f"Changes ({LANGUAGE_NAMES[code]})", f"{settings.BASE_URL}{path}", "what became of works, as Atom"
        )


def _link(title: str, url: str, about: str) -> str:
    return f"- [{_as_markdown(title)}]({url}): {_as_markdown(about)}"


def _as_markdown(text: str) -> str:
    """A text that stands for itself in one line of Markdown."""
    return MARKDOWN.sub(r"\\\1", " ".join(text.split()))
