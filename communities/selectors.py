"""What the communities room can be asked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import ngettext

from communities.models import CommunityIndexPage, CommunityPage, Offer
from core.alphabet import alphabetical
from core.choices import County
from core.translation.links import group_texts, pick_language

# Seven columns of squares in the shape of the country (design brief §6): (row, column, letters, county).
TILES = (
    (1, 4, "NG", County.NOGRAD),
    (1, 5, "HE", County.HEVES),
    (1, 6, "BZ", County.BORSOD_ABAUJ_ZEMPLEN),
    (1, 7, "SZ", County.SZABOLCS_SZATMAR_BEREG),
    (2, 1, "GS", County.GYOR_MOSON_SOPRON),
    (2, 2, "KE", County.KOMAROM_ESZTERGOM),
    (2, 3, "BP", County.BUDAPEST),
    (2, 4, "PE", County.PEST),
    (2, 5, "JN", County.JASZ_NAGYKUN_SZOLNOK),
    (2, 6, "HB", County.HAJDU_BIHAR),
    (3, 1, "VA", County.VAS),
    (3, 2, "VE", County.VESZPREM),
    (3, 3, "FE", County.FEJER),
    (3, 4, "BK", County.BACS_KISKUN),
    (3, 5, "CS", County.CSONGRAD_CSANAD),
    (3, 6, "BE", County.BEKES),
    (4, 1, "ZA", County.ZALA),
    (4, 2, "SO", County.SOMOGY),
    (4, 3, "TO", County.TOLNA),
    (5, 3, "BA", County.BARANYA),
)


@dataclass(frozen=True)
class Tile:
    """One county on the map of tiles: its place, its letters and how many communities it has.

    `label` says it in words: "Zala: 2 communities".
    """

    row: int
    column: int
    letters: str
    key: str
    label: str
    count: int
    is_current: bool


# What a row of a list shows of a community (`communities.components.community_row`), and when its offers changed.
IN_A_ROW = (
    *("summary", "is_sample", "community_kind", "settlement", "county", "precision"),
    *("founded", "members", "offers_updated"),
)


def list_communities(language_code: str) -> list[CommunityPage]:
    """Every community that everybody may see, as a text by name, in the language where it exists, else in the other."""
    works = group_texts(CommunityPage.objects.visible_to_everyone().for_lists(*IN_A_ROW).order_by("pk"))
    # By name: the order of settlements would tell where those are that show no more than their county.
    return sorted(
        pick_language(works.values(), language_code, fallback=True), key=lambda page: alphabetical(page.title)
    )


def find_community(pk: int | None, language_code: str) -> CommunityPage | None:
    """The work that the page `pk` is a text of, as everybody may see it; whichever language a link points to."""
    if pk is None:
        return None
    key = CommunityPage.objects.filter(pk=pk).values("translation_key")
    texts = CommunityPage.objects.visible_to_everyone().for_lists().filter(translation_key__in=key)
    work = {text.locale.language_code: text for text in texts}
    return next(iter(pick_language([work], language_code, fallback=True)), None)


def list_counties() -> list[str]:
    """The county of every community that everybody may see, once a community."""
    pages = CommunityPage.objects.visible_to_everyone().order_by()
    return [county for _key, county in pages.values_list("translation_key", "county").distinct()]


def county_tiles(counties: Iterable[str], current: str = "") -> list[Tile]:
    """The map of tiles: how many times each county stands in `counties`."""
    counts = Counter(counties)

    def label(county: County) -> str:
        count = counts[county.value]
        communities = ngettext("%(count)s community", "%(count)s communities", count)
        return f"{county.label}: {communities % {'count': count}}"

    return [
        Tile(
            row,
            column,
            letters,
            county.value,
            label(county),
            counts[county.value],
            county.value == current,
        )
        for row, column, letters, county in TILES
    ]


def list_offers(communities: list[CommunityPage]) -> list[Offer]:
    """The offers and needs of these communities, newest first by their community.

    Each knows its `community`, and the work that its guide is a text of as `guide_key`.
    """
    by_pk = {page.pk: page for page in communities}
    offers = list(
        Offer.objects.filter(page_id__in=by_pk)
        .annotate(guide_key=F("guide__translation_key"))
        .only("page", "sort_order", "direction", "text")
    )
    for offer in offers:
        offer.community = by_pk[offer.page_id]
    recency = {
        page.pk: (page.offers_updated.toordinal() if page.offers_updated else 0) for page in communities
    }
    return sorted(offers, key=lambda offer: (-recency[offer.page_id], offer.page_id, offer.sort_order or 0))


def list_offers_of(page: CommunityPage) -> list[Offer]:
    """The offers and needs of one community in the editor's order, also of one that is being previewed."""
    if "offers" not in getattr(page, "_cluster_related_objects", {}):
        return list_offers([page])
    offers = list(page.offers.all())
    for offer in offers:
        offer.community = page
        offer.guide_key = offer.guide.translation_key if offer.guide else None
    return offers


def find_index(language_code: str) -> CommunityIndexPage | None:
    """The list of communities in a language, if everybody may see it."""
    return CommunityIndexPage.objects.visible_to_everyone().in_language(language_code).first()
