"""What the pages of the communities room show."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from communities import components
from communities.choices import OfferDirection
from communities.models import CommunityIndexPage, CommunityPage
from communities.selectors import county_tiles, list_communities, list_offers
from core.choices import County
from core.filters import FilterOption, query_url
from core.translation.links import localized
from methodology.choices import Stage

# After this long without a confirmation the page says that its data are old (design brief §5).
CONFIRMED_FOR = datetime.timedelta(days=365)


def community_context(page: CommunityPage, request: HttpRequest) -> dict[str, Any]:
    """A profile: `facts`, `advertisements`, `tiles`, `is_confirmed_recently`; case studies come by a hook."""
    offers = list(page.offers.all())
    guides = [offer.guide for offer in offers if offer.guide is not None]
    texts = {guide.translation_key: guide for guide in localized(guides, page.language_code, fallback=True)}
    return {
        "facts": components.community_facts(page),
        "drawing": page.drawing,
        "advertisements": [
            components.advertisement(
                offer, texts.get(offer.guide.translation_key) if offer.guide is not None else None
            )
            for offer in offers
        ],
        "tiles": county_tiles([page], current=page.county),
        "is_confirmed_recently": page.last_confirmed is not None
        and timezone.localdate() - page.last_confirmed <= CONFIRMED_FOR,
        "stage": {"key": page.stage, "label": Stage(page.stage).label} if page.stage else None,
        "parent": page.get_parent(),
        "county_label": page.get_county_display(),
    }


def community_index_context(page: CommunityIndexPage, request: HttpRequest) -> dict[str, Any]:
    """All communities: `rows`, `tiles`, `advertisements`, `counties` to filter by, `county` chosen."""
    language_code = page.language_code
    communities = list_communities(language_code)
    county = request.GET.get("county", "")
    county = county if county in County.values else ""
    chosen = [each for each in communities if not county or each.county == county]
    present = {each.county for each in communities}
    offers = list_offers(chosen)
    guides = [offer.guide for offer in offers if offer.guide is not None]
    texts = {guide.translation_key: guide for guide in localized(guides, language_code, fallback=True)}
    return {
        "rows": [components.community_row(each, language_code) for each in chosen],
        "total": len(communities),
        "tiles": county_tiles(communities, current=county),
        "county": county,
        "county_label": County(county).label if county else "",
        "counties": [
            FilterOption(
                key=key,
                label=str(label),
                count=sum(each.county == key for each in communities),
                url=query_url(request.GET, county=None if key == county else key),
                is_chosen=key == county,
            )
            for key, label in County.choices
            if key in present
        ],
        "clear_url": page.url,
        "advertisements": [
            components.advertisement(
                offer,
                texts.get(offer.guide.translation_key) if offer.guide is not None else None,
                offer.community,
            )
            for offer in sorted(offers, key=lambda offer: offer.direction != OfferDirection.OFFER)
        ],
    }
