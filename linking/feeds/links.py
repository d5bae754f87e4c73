"""The feeds of a page, for its head and for readers."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from linking.feeds.texts import INDEX

LONGEST_TOPICS = 10


def feeds_of_page(page: Any, request: HttpRequest) -> dict[str, str | None]:
    """`feed_url` of a list, `calendar_url` of what has events, and `topic_feed_url` where a list is filtered by topics.

    Asks the database for nothing.
    """
    address = page.url
    # The term base is a list of what is no page.
    is_list = page.kind == INDEX and bool(address) and bool(page.clean_subpage_models())
    topics = request.GET.getlist("topic")[:LONGEST_TOPICS] if is_list else []
    topic_feed_url = None
    if topics:
        with translation.override(page.language_code):
            topic_feed_url = f"{reverse('search_feed')}?{urlencode([('topic', topic) for topic in topics])}"
    return {
        "feed_url": f"{address}feed.atom" if is_list else None,
        "topic_feed_url": topic_feed_url,
        "calendar_url": f"{address}calendar.ics" if address and page.has_calendar else None,
    }
