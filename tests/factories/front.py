"""The front page, pages of text, news and events."""

import datetime as dt

import factory
from django.utils import timezone

from home.models import EventPage, FeaturedGuide, HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.factories.base import BasePageFactory


class HomePageFactory(BasePageFactory):
    """The Hungarian front page; `featured_guides` are children."""

    class Meta:
        model = HomePage

    _children = {"featured_guides": lambda number, **values: FeaturedGuide(**values)}

    title = "Kisközösségek Átalakulásban"
    slug = "fooldal"
    headline = "Van egy bevált módszer. Csináljátok meg."
    lead = "Útmutatók, történetek és közösségek egy helyen."


class NewsIndexPageFactory(BasePageFactory):
    """News and events."""

    class Meta:
        model = NewsIndexPage

    title = "Hírek és események"
    slug = "hirek"


class NewsPageFactory(BasePageFactory):
    """A piece of news of today."""

    class Meta:
        model = NewsPage

    _section = NewsIndexPageFactory

    body = factory.LazyFunction(lambda: [("text", "<p>Megnyílt a módszertár.</p>")])


class EventPageFactory(BasePageFactory):
    """Two hours, thirty days from now."""

    class Meta:
        model = EventPage

    _section = NewsIndexPageFactory

    start = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=30))
    end = factory.LazyAttribute(lambda event: event.start + dt.timedelta(hours=2))
    place = "Alsóbodzás, kultúrház"
    organiser = "Alsóbodzási Kertbarát Kör"


class StandardPageFactory(BasePageFactory):
    """A page of text below the front page."""

    class Meta:
        model = StandardPage

    body = factory.LazyFunction(lambda: [("text", "<p>Ki mit csinál.</p>")])
