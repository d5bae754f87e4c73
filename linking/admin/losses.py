"""What links lose when pages go: said before an editor deletes or unpublishes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse
from wagtail.models import Page

from core.translation.works import find_source
from core.visibility import visible_to_everyone
from linking.models import Permalink, ReferrerCount
from linking.referrers import oldest_month


@dataclass(frozen=True)
class Loss:
    """How many works with links to them are gone then, and how often readers came to them from elsewhere in a year.

    `successor_url` is where to say what to read in their place; empty for several.
    """

    works: int
    visits: int
    successor_url: str


def find_loss(pages: Iterable[Page]) -> Loss | None:
    """What links lose with these pages and all below them; None where no work is gone: a translation's original stays."""
    originals = [page for page in pages if find_source(page) is None]
    going = Page.objects.none()
    for page in originals:
        going |= page.get_descendants(inclusive=True)
    keys = going.filter(visible_to_everyone()).order_by().values("translation_key")
    permalinks = list(Permalink.objects.filter(translation_key__in=keys).only("pk", "code"))
    if not permalinks:
        return None
    rows = ReferrerCount.objects.filter(permalink__in=permalinks, month__gte=oldest_month())
    visits = rows.aggregate(number=Sum("visits", default=0))["number"]
    url = reverse("linking_admin:successor", args=[permalinks[0].code]) if len(permalinks) == 1 else ""
    return Loss(len(permalinks), visits, url)
