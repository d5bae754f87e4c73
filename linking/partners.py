"""`/partners/`: docs/partners.md as a page of the site, in English. Its examples have this site's address and works."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.models import Page

from core.visibility import visible_to_everyone
from linking.models import Permalink

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "partners.md"
HOST = "https://www.example.org"  # in the place of the site's own address
# What stands in the examples for a work of a kind.
CODES = {"guide": "k7m2xg", "community": "h9nw3k"}
TABLE = format_html('<div class="table-scroll" tabindex="0" role="group" aria-label="{}">', "Table")


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
    with translation.override("en"):
        context = {"language_code": "en", "document": read_document(settings.BASE_URL, _find_codes())}
        response = render(request, "pages/linking/partners.html", context)
    response["Content-Language"] = "en"
    return response


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
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(body)
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slugify(following.content))
        elif token.type == "table_open":
            token.attrSet("class", "data-table")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    html = parser.renderer.render(_with_scrolling(tokens), parser.options, {})
    return Chapter(title.strip(), slugify(title), mark_safe(html))


def _with_scrolling(tokens: list[Token]) -> list[Token]:
    """Tables and examples scroll by themselves on a phone, and by keyboard."""
    wrapped = []
    for token in tokens:
        if token.type == "table_open":
            wrapped.append(Token("html_block", "", 0, content=TABLE))
        if token.type == "fence":
            content = format_html(
                '<pre class="table-scroll" tabindex="0" role="group" aria-label="Example"><code>{}</code></pre>',
                token.content,
            )
            wrapped.append(Token("html_block", "", 0, content=content))
            continue
        wrapped.append(token)
        if token.type == "table_close":
            wrapped.append(Token("html_block", "", 0, content="</div>"))
    return wrapped
