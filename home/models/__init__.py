"""The front door: home page, standard pages, news and events."""

from home.models.agenda import EventPage, EventPageTopic, NewsIndexPage, NewsPage, NewsPageTopic
from home.models.home_page import FeaturedGuide, HomePage
from home.models.standard_page import StandardPage

__all__ = [
    "EventPage",
    "EventPageTopic",
    "FeaturedGuide",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "NewsPageTopic",
    "StandardPage",
]
