"""`/partners/`: docs/partners.md as a page of the site, in English. Its examples have this site's address and works."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.models import Page

from core.visibility import visible_to_everyone
from linking.english import render_in_english
from linking.models import Permalink

DOCUMENT = settings.BASE_DIR / "docs" / "partners.md"
HOST = "https://www.example.org"  # in the place of the site's own address
# What stands in the examples for a work of a kind.
CODES = {"guide": "k7m2xg", "community": "h9nw3k"}
TABLE = '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table class="data-table">'
EXAMPLE = '<pre class="table-scroll" tabindex="0" role="group" aria-label="Example"><code>{}</code></pre>'


@dataclass(frozen=True)
class Chapter:
    """A part of the document: its title, its anchor and its text as HTML."""

    title: str
    anchor: str
    html: SafeString


@dataclass(frozen=True)
class Document:
    """The document: its title, what stands before the first chapter, and the chapters."""

    title: str
    lead: str
    chapters: tuple[Chapter, ...]


def page(request: HttpRequest) -> HttpResponse:
    """The document as a page of the site."""
    document = read_document(settings.BASE_URL, _find_codes())
    return render_in_english(request, "pages/linking/partners.html", {"document": document})


def _find_codes() -> tuple[tuple[str, str], ...]:
    """Each code of the examples with that of the site's first work of its kind that everybody may read in all languages."""
    visible = Page.objects.filter(visible_to_everyone(), translation_key=OuterRef("translation_key"))
    works = Permalink.objects.filter(
        *(Exists(visible.filter(locale__language_code=code)) for code, _name in settings.LANGUAGES)
    ).order_by("pk")
    found = ((works.filter(kind=kind).values_list("code", flat=True).first(), kind) for kind in CODES)
    return tuple((CODES[kind], code) for code, kind in found if code)


@lru_cache(maxsize=4)
def read_document(base_url: str, codes: tuple[tuple[str, str], ...] = ()) -> Document:
    """The document for a site at this address; `codes` are pairs of a code in it and what to write there.

    What it says is ours alone, so its HTML is safe.
    """
    text = DOCUMENT.read_text(encoding="utf-8")
    for old, new in ((HOST, base_url), (urlsplit(HOST).netloc, urlsplit(base_url).netloc), *codes):
        text = text.replace(old, new)
    first, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _line, lead = first.removeprefix("# ").partition("\n")
    return Document(title.strip(), " ".join(lead.replace("`", "").split()), tuple(map(_read_chapter, rest)))


def _read_chapter(text: str) -> Chapter:
    title, _line, body = text.partition("\n")
    tokens = PARSER.parse(body)
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slugify(following.content))
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    return Chapter(title.strip(), slugify(title), mark_safe(html))


def _make_parser() -> MarkdownIt:
    """Markdown with the site's own tables and examples, which scroll by themselves on a phone, and by keyboard."""
    parser = MarkdownIt("commonmark").enable("table")
    for name, html in {
        "table_open": TABLE,
        "table_close": "</table></div>",
        "th_open": '<th scope="col">',
    }.items():
        parser.add_render_rule(name, lambda *_args, html=html: html)
    parser.add_render_rule("fence", _render_example)
    return parser


def _render_example(_renderer: Any, tokens: Sequence[Token], place: int, *_args: Any) -> str:
    return format_html(EXAMPLE, tokens[place].content)


PARSER = _make_parser()
