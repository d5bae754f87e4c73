"""Communities and their list."""

from typing import Any

import factory

from communities.models import CommunityIndexPage, CommunityPage, Offer
from tests.factories.base import BasePageFactory


def make_offer(number: int, **values: Any) -> Offer:
    """Something that the community offers."""
    return Offer(**{"text": f"{number + 1}. ajánlat", **values})


class CommunityIndexPageFactory(BasePageFactory):
    """The list of communities."""

    class Meta:
        model = CommunityIndexPage

    title = "Közösségek"
    slug = "kozossegek"


class CommunityPageFactory(BasePageFactory):
    """A community; `offers` are children."""

    class Meta:
        model = CommunityPage

    _section = CommunityIndexPageFactory
    _children = {"offers": make_offer}

    title = factory.Sequence(lambda n: f"{n}. Kertbarát Kör")
    settlement = "Alsóbodzás"
    county = "zala"
    how_it_began = "<p>A kerítés fölött kezdődött.</p>"
