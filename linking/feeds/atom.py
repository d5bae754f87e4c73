"""Atom (RFC 4287) as this site writes it."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

TYPE = "application/atom+xml; charset=utf-8"
# When a feed without entries was last changed.
NEVER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# What XML 1.0 cannot say, not even escaped (its section 2.2).
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class AtomFeed(Atom1Feed):
    """A feed whose `updated` is that of its newest entry, with the pages of RFC 5005 where there are several."""

    def __init__(
        self, title: str, *, language_code: str, url: str, page_url: str, tag: str, **kwargs: Any
    ) -> None:
        """`url` is the feed's own address, `page_url` that of the page for people; `tag` makes its id (`tag_uri`)."""
        super().__init__(
            title=as_xml(title),
            link=page_url,
            description="",
            language=language_code,
            feed_url=url,
            feed_guid=tag_uri(tag),
            author_name=_("Small Communities in Transition"),
            **kwargs,
        )

    def latest_post_date(self) -> dt.datetime:
        """Not the time of the request, which would make every answer a new one."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Adds the address of the next page: what happened before."""
        super().add_root_elements(handler)
        if self.feed.get("next_url"):
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Adds links of other relations, given as `links` [(rel, href), …]."""
        super().add_item_elements(handler, item)
        for relation, href in item.get("links", ()):
            handler.addQuickElement("link", "", {"rel": relation, "href": href})

    def write_to_bytes(self) -> bytes:
        """The whole document."""
        return self.writeString("utf-8").encode()


def tag_uri(specific: str) -> str:
    """An id that stays the same whatever becomes of addresses (RFC 4151)."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{NEVER:%Y}:{specific}"


def as_xml(text: str) -> str:
    """A text without characters that no XML may have."""
    return NOT_IN_XML.sub("", text)
