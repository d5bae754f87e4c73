"""What a reference to a text says: one value, from which every style and format is written."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linking.permalinks.labels import short_url


@dataclass(frozen=True)
class Reference:
    """A version of a text of a work. `url` leads to just this version for good; empty texts: not known."""

    code: str
    language_code: str
    version: int
    title: str
    authors: str  # roles or organisations, in the words in which they wish to be named
    publisher: str
    published: dt.date  # the day on which this version went public
    licence: str
    url: str

    @property
    def key(self) -> str:
        """What a text document calls the reference: the same for a version whenever it is asked for."""
        return f"kka-{self.code}-{self.language_code}-{self.version}"

    @property
    def responsible(self) -> str:
        """Who stands in the place of an author: the publisher where nobody else is named."""
        return self.authors or self.publisher

    def sentence(self) -> str:
        """The reference in words, in the language of the text, in the order of ISO 690."""
        with translation.override(self.language_code):
            parts = [
                f"{self.responsible}: {self.title}",
                "" if self.responsible == self.publisher else self.publisher,
                _("Version %(number)d, %(day)s")
                % {"number": self.version, "day": date_format(self.published, "DATE_FORMAT").rstrip(".")},
                self.licence,
            ]
            said = " ".join(
                part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts if part
            )
        return f"{said} {self.url}"


def make_reference(page: Any, code: str, version: int, published_at: dt.datetime) -> Reference:
    """The reference to a version of `page`, which went public at `published_at`; `code` is the work's permalink."""
    told = page.citation()
    language_code = told["language"]
    with translation.override(language_code):
        publisher = _("Small Communities in Transition")
    return Reference(
        code=code,
        language_code=language_code,
        version=version,
        title=_one_line(told["title"]),
        authors=_one_line(told["authors"]),
        publisher=publisher,
        published=timezone.localdate(published_at),
        licence=told["licence"],
        url=f"{short_url(code)}/{language_code}/{version}",
    )


def _one_line(text: str) -> str:
    """A line break or a control character would end a field of RIS."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
