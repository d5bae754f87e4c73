"""What the pages of the communities room show."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from communities import components
from communities.choices import OfferDirection
from communities.models import CommunityIndexPage, CommunityPage
from communities.selectors import county_tiles, list_communities, list_counties, list_offers, list_offers_of
from core.choices import County
from core.filters import FilterOption, clean_query, make_query, query_url
from core.translation.links import language_links
from core.visibility import find_visible_parent
from methodology.choices import Stage

# After this long without a confirmation the page says that its data are old (design brief §5).
CONFIRMED_FOR = datetime.timedelta(days=365)


def community_context(page: CommunityPage, request: HttpRequest) -> dict[str, Any]:
    """A profile: `facts`, `advertisements`, `tiles`, `is_confirmed_recently`; case studies come by a hook."""
    return {
        "facts": components.community_facts(page),
        "drawing": page.drawing,
        "advertisements": components.advertisements(
            list_offers_of(page), page.language_code, names_community=False
        ),
        "tiles": county_tiles(list_counties(), current=page.county),
        "is_confirmed_recently": page.last_confirmed is not None
        and timezone.localdate() - page.last_confirmed <= CONFIRMED_FOR,
        "stage": {"key": page.stage, "label": Stage(page.stage).label} if page.stage else None,
        "parent": find_visible_parent(page),
        "county_label": page.get_county_display(),
    }


def community_index_context(page: CommunityIndexPage, request: HttpRequest) -> dict[str, Any]:
    """All communities: `rows`, `tiles`, `advertisements`, `counties` to filter by, `county` chosen."""
    language_code = page.language_code
    communities = list_communities(language_code)
    county = clean_query(request, "county").get("county", "")
    county = county if county in County.values else ""
    query = make_query({"county": county} if county else {})
    chosen = [each for each in communities if not county or each.county == county]
    present = {each.county for each in communities}
    offers = sorted(list_offers(chosen), key=lambda offer: offer.direction != OfferDirection.OFFER)
    return {
        "language_links": language_links(page, query.urlencode()),
        "rows": [components.community_row(each, language_code) for each in chosen],
        "total": len(communities),
        "tiles": county_tiles((each.county for each in communities), current=county),
        "county": county,
        "county_label": County(county).label if county else "",
        "counties": [
            FilterOption(
                key=key,
                label=str(label),
                count=sum(each.county == key for each in communities),
                url=query_url(query, county=None if key == county else key),
                is_chosen=key == county,
            )
            for key, label in County.choices
            if key in present
        ],
        "clear_url": page.url,
        "advertisements": components.advertisements(offers, language_code),
    }
