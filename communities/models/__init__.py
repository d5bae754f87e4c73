"""Communities, their offers and needs."""

from communities.models.community import CommunityIndexPage, CommunityPage, CommunityPageTopic
from communities.models.offer import Offer

__all__ = ["CommunityIndexPage", "CommunityPage", "CommunityPageTopic", "Offer"]
