"""`/partners/`: docs/partners.md as a page of the site, in English, with this site's own address in the examples."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "partners.md"
HOST = "https://www.example.org"  # in the place of the site's own address
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
        context = {"language_code": "en", "document": read_document(settings.BASE_URL)}
        response = render(request, "pages/linking/partners.html", context)
    response["Content-Language"] = "en"
    return response


@lru_cache(maxsize=1)
def read_document(base_url: str) -> Document:
    """The document for a site at this address. What it says is ours alone, so its HTML is safe."""
    text = DOCUMENT.read_text(encoding="utf-8")
    text = text.replace(HOST, base_url).replace(urlsplit(HOST).netloc, urlsplit(base_url).netloc)
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
                '<pre tabindex="0" role="group" aria-label="Example"><code>{}</code></pre>', token.content
            )
            wrapped.append(Token("html_block", "", 0, content=content))
            continue
        wrapped.append(token)
        if token.type == "table_close":
            wrapped.append(Token("html_block", "", 0, content="</div>"))
    return wrapped
