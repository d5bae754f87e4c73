"""The formats in which a text of a work can be had beside its page: one line each."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linking.citations.bibtex import write_bibtex
from linking.citations.csl import write_csl
from linking.citations.reference import Reference, make_reference
from linking.citations.ris import write_ris
from linking.library.export.exporting import write_work
from linking.permalinks.labels import short_url
from linking.representation import write_json

PAGE = "text/html"


@dataclass(frozen=True)
class Text:
    """A text of a work that everybody may see, as it is now: its page, and the number and day of its last version."""

    page: Any
    code: str
    language_code: str
    version: int
    published_at: dt.datetime

    def reference(self) -> Reference:
        """How it is cited."""
        return make_reference(self.page, self.code, self.version, self.published_at)


@dataclass(frozen=True)
class Format:
    """A format: the end of its address, its media type, what readers call it, and what writes a text in it.

    `names_others`: it tells what other works, topics and pictures are called, so it changes with them too.
    """

    suffix: str
    media_type: str
    label: str | Promise
    write: Callable[[Text], str]
    names_others: bool = False

    def url(self, code: str, language_code: str) -> str:
        """The full address of a text in this format."""
        return f"{short_url(code)}/{language_code}.{self.suffix}"

    @property
    def content_type(self) -> str:
        """The media type with the encoding, which JSON never has (RFC 8259, section 11)."""
        return self.media_type if self.media_type.endswith("json") else f"{self.media_type}; charset=utf-8"


FORMATS = (
    Format("bib", "application/x-bibtex", "BibTeX", lambda text: write_bibtex(text.reference())),
    Format("ris", "application/x-research-info-systems", "RIS", lambda text: write_ris(text.reference())),
    Format(
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        _("CSL-JSON (Zotero and others)"),
        lambda text: write_csl(text.reference()),
    ),
    Format("md", "text/markdown", "Markdown", lambda text: write_work(text.page, public=True), True),
    Format("json", "application/json", "JSON", lambda text: write_json(text.page), True),
)
BY_SUFFIX = {each.suffix: each for each in FORMATS}
BY_MEDIA_TYPE = {each.media_type: each for each in FORMATS}


def find_accepted(request: HttpRequest) -> Format | None:
    """The format that a program asks for at a permalink by `Accept`; None for the page, which browsers prefer."""
    return BY_MEDIA_TYPE.get(request.get_preferred_type([PAGE, *BY_MEDIA_TYPE]) or PAGE)
