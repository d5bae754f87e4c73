"""Works as entries of an Atom feed."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.text import capfirst

from core.choices import Licence
from linking.feeds.atom import AtomFeed, as_xml
from linking.feeds.texts import TextRow, with_pages
from linking.permalinks.labels import short_url


def add_works(feed: AtomFeed, rows: Sequence[TextRow], language_code: str) -> None:
    """Add the texts with what every page tells about itself. An entry's id is the permalink of the text."""
    for row, page in with_pages(rows):
        feed.add_item(
            title=as_xml(page.title),
            link=page.full_url,
            description=as_xml(escape(page.summary)),
            unique_id=text_id(row.code, language_code),
            author_name=as_xml(page.authors) or None,
            pubdate=row.published,
            updateddate=row.updated,
            categories=(capfirst(page.kind_label),),
            item_copyright=str(Licence(page.licence).label),
        )


def text_id(code: str, language_code: str) -> str:
    """The address of a text that never changes, and so its id."""
    return f"{short_url(code)}/{language_code}"
