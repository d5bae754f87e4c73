"""Who may see a page: the one place that spells it."""

from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

LINK_FIELDS = ("title", "url_path", "path", "depth", "translation_key", "locale__language_code")


def not_expired(now: Any = None) -> Q:
    """Pages whose time has not run out, whether or not the scheduler has come by since."""
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now or timezone.now())


def is_expired(page: Page) -> bool:
    """The same of one page: its time has run out."""
    return page.expire_at is not None and page.expire_at <= timezone.now()


@cache
def not_restricted() -> Q:
    """Pages without a restriction of their own or of an ancestor.

    A condition of the query itself: Wagtail's `public()` asks for the restrictions of the whole site first, a query
    more for each list on a page. A path begins with the paths of all ancestors, and only with theirs.
    """
    restrictions = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length(F("page__path")))
    )
    return Q(~Exists(restrictions))


def visible_to_everyone() -> Q:
    """Live, not expired, and neither itself nor an ancestor restricted."""
    return Q(live=True) & not_expired() & not_restricted()


def find_visible_parent(page: Page) -> Page | None:
    """The page above one that a reader sees, for a link to it; None where that is a draft or has expired.

    A restriction of it would be one of the page itself. Asks nothing where the way to the page is known.
    """
    parent = page.get_parent() if page.path else None
    return parent if parent is not None and parent.live and not is_expired(parent) else None


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """The restrictions of a page and of its ancestors."""
    ends = range(page.steplen, len(page.path) + 1, page.steplen)
    return PageViewRestriction.objects.filter(page__path__in=[page.path[:end] for end in ends])


class VisiblePageQuerySet(PageQuerySet):
    """Adds what readers may see to Wagtail's page queries."""

    def visible_to_everyone(self) -> "VisiblePageQuerySet":
        """Live, not expired, and neither itself nor an ancestor restricted."""
        return self.filter(visible_to_everyone())

    def for_lists(self, *names: str) -> "VisiblePageQuerySet":
        """Pages that are only listed: what a link needs, with the language, and the fields named.

        The long texts of a page cost more to read than all the rest of a list; a field that is not named here costs a
        query a page when it is asked for, which the tests of query budgets find out.
        """
        return self.select_related("locale").only(*LINK_FIELDS, *names)

    def in_language(self, language_code: str) -> "VisiblePageQuerySet":
        """Pages of one language."""
        return self.filter(locale__language_code=language_code)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
