"""What became of works, for partners who keep copies or links: one entry a change, with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from core.visibility import not_expired, visible_to_everyone
from linking.feeds.atom import AtomFeed, as_xml, tag_uri
from linking.feeds.works import text_id
from linking.models import PublicChange, PublicVersion, Reason
from linking.permalinks.labels import short_url

EXPLANATIONS = {
    Reason.PUBLISHED: gettext_lazy("Everybody can read it now."),
    Reason.REVISED: gettext_lazy("A good part of what it says is new."),
    Reason.CORRECTED: gettext_lazy("It says the same, better."),
    Reason.MOVED: gettext_lazy("It stands at another address; the old ones lead there."),
    Reason.REPLACED: gettext_lazy("Another work takes its place."),
    Reason.WITHDRAWN: gettext_lazy("Nobody can read it any more."),
}


@dataclass(frozen=True)
class Told:
    """What may be told of the works of some changes: the last public titles by permalink and language."""

    titles: dict[tuple[int, str], str]

    def title(self, change: PublicChange, language_code: str) -> str:
        """The title of the text that has changed; of a whole work in a language, else in the other one."""
        wanted = change.language_code or language_code
        found = self.titles.get((change.permalink_id, wanted))
        if found is None and not change.language_code:
            found = next(
                (title for (pk, _code), title in self.titles.items() if pk == change.permalink_id), None
            )
        return found or _("A work without a public title")


def list_changes(language_code: str, before: int | None, most: int) -> list[Any]:
    """The last changes of texts in a language and of whole works, newest first; those before the one with number `before`.

    Each has as `last` the number of the last change of all: whether a title may be told can depend on it.
    """
    changes = PublicChange.objects.filter(Q(language_code=language_code) | Q(language_code=""))
    if before is not None:
        changes = changes.filter(pk__lt=before)
    last = PublicChange.objects.order_by("-pk").values("pk")[:1]
    changes = changes.select_related("permalink__successor").annotate(last=Subquery(last))
    return list(changes.order_by("-pk")[:most])


def find_told(changes: Iterable[PublicChange]) -> Told:
    """The titles of works, of those versions that no editor has withdrawn: two queries.

    A text that is live and that only some may read is not named, although its title was public once.
    """
    permalinks = {change.permalink_id: change.permalink.translation_key for change in changes}
    hidden = set(
        Page.objects.filter(not_expired(), live=True, translation_key__in=permalinks.values())
        .annotate(is_public=ExpressionWrapper(visible_to_everyone(), output_field=BooleanField()))
        .filter(is_public=False)
        .values_list("translation_key", "locale__language_code")
    )
    versions = PublicVersion.objects.filter(permalink__in=permalinks, withdrawn_at=None).order_by("number")
    return Told(
        {
            (pk, code): title
            for pk, code, title in versions.values_list("permalink_id", "language_code", "title")
            if title and (permalinks[pk], code) not in hidden
        }
    )


def add_changes(feed: AtomFeed, changes: Sequence[PublicChange], language_code: str) -> None:
    """Add an entry for each change. Its category is the reason as `linking.models.Reason` spells it."""
    told = find_told(changes)
    for change in changes:
        reason = Reason(change.reason)
        code = change.permalink.code
        address = text_id(code, change.language_code) if change.language_code else short_url(code)
        is_version = change.number is not None and reason != Reason.WITHDRAWN
        successor = change.permalink.successor if reason == Reason.REPLACED else None
        explanation = str(EXPLANATIONS[reason])
        if reason == Reason.WITHDRAWN and change.number is not None:
            explanation = _("Version %(number)d cannot be read any more.") % {"number": change.number}
        links = [("via", f"{address}/{change.number}")] if is_version else []
        links += [("related", short_url(successor.code))] if successor else []
        feed.add_item(
            title=as_xml(f"{told.title(change, language_code)} – {reason.label}"),
            link=address,
            description=explanation,
            unique_id=tag_uri(f"change/{change.pk}"),
            pubdate=change.happened_at,
            updateddate=change.happened_at,
            categories=(reason.value,),
            links=links,
        )
