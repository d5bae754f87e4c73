"""Values that templates show of communities: rows, advertisements, facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communities.choices import OfferDirection
from core import formatting
from core.choices import County
from core.translation.links import reader_url
from methodology.choices import Stage
from methodology.components import Fact, WorkLink, work_link
from methodology.selectors import find_guides


@dataclass(frozen=True)
class CommunityRow:
    """A community in a list."""

    title: str
    url: str
    summary: str
    kind: str
    place: str
    members: str
    language_code: str
    is_other_language: bool
    is_sample: bool
    remark: str
    drawing: tuple[Any, ...]


@dataclass(frozen=True)
class Advertisement:
    """An offer or a need on a list; `community` and `guide` are where to read more, or None."""

    is_offer: bool
    label: str
    text: str
    community: WorkLink | None
    guide: WorkLink | None
    language_code: str


def community_row(page: Any, language_code: str) -> CommunityRow:
    """A community as a row of a list read in `language_code`."""
    own = page.locale.language_code
    is_other = own != language_code
    return CommunityRow(
        title=page.title,
        url=reader_url(page, language_code),
        summary=page.summary,
        kind=page.get_community_kind_display(),
        place=page.place,
        members=formatting.people(page.members) if page.members else "",
        language_code=own,
        is_other_language=is_other,
        is_sample=page.is_sample,
        remark=(_("only in Hungarian") if own == "hu" else _("only in English")) if is_other else "",
        drawing=page.drawing,
    )


def advertisements(
    offers: Sequence[Any],
    language_code: str,
    guides: Sequence[Any] | None = None,
    names_community: bool = True,
) -> list[Advertisement]:
    """Offers and needs (`communities.selectors.list_offers`) as they are read in `language_code`, in the given order.

    A guide is linked only if everybody may see it; `guides` are those of the library, where they are known already.
    """
    if guides is None:
        guides = list(find_guides({offer.guide_key for offer in offers} - {None}, language_code).values())
    texts = {text.translation_key: text for text in guides}
    result = []
    for offer in offers:
        guide = texts.get(offer.guide_key)
        result.append(
            Advertisement(
                is_offer=offer.direction == OfferDirection.OFFER,
                label=str(OfferDirection(offer.direction).label),
                text=offer.text,
                community=work_link(offer.community, language_code) if names_community else None,
                guide=work_link(guide, language_code) if guide else None,
                language_code=offer.community.locale.language_code,
            )
        )
    return result


def community_facts(page: Any) -> list[Fact]:
    """The facts of a community's packet; what it does not say is left out."""
    name, is_capital = page.get_county_display(), page.county == County.BUDAPEST
    county = name if is_capital else _("%(county)s county") % {"county": name}
    facts = [
        Fact(_("Settlement"), page.public_settlement, "" if is_capital else county)
        if page.public_settlement
        else Fact(_("Place"), county, _("no more precise, as they asked")),
    ]
    if page.founded:
        facts.append(Fact(_("Founded"), formatting.partial_date(page.founded), page.founded_note))
    if page.members:
        facts.append(Fact(_("Members"), formatting.people(page.members), page.members_note))
    if page.stage:
        facts.append(Fact(_("Stage"), str(Stage(page.stage).label), ""))
    if page.joined or page.programme_phase:
        since = _("since %(date)s") % {"date": formatting.partial_date(page.joined)} if page.joined else ""
        phase = page.get_programme_phase_display() if page.programme_phase else ""
        facts.append(Fact(_("In the programme"), since or phase, phase if since else ""))
    return facts
