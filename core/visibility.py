"""Who may see a page: the one place that spells it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.query import ModelIterable
from django.utils import timezone
from wagtail.models import Locale, Page, PageManager, PageQuerySet, PageViewRestriction, Site

LINK_FIELDS = ("title", "url_path", "path", "depth", "translation_key", "locale")
LISTED_LANGUAGE = "listed_language"


def not_expired(now: Any = None) -> Q:
    """Pages whose time has not run out, whether or not the scheduler has come by since."""
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now or timezone.now())


def is_expired(page: Page) -> bool:
    """The same of one page: its time has run out."""
    return page.expire_at is not None and page.expire_at <= timezone.now()


class IsRestricted(Func):
    """Whether the page with this path, or one above it, has a restriction. A path begins with all those above it.

    A condition of the query itself: Wagtail's `public()` asks for the restrictions of the whole site first, a query
    more for each list on a page. In SQL, since Django takes a millisecond to compose the same from `Exists`, and a page
    of lists asks for it six times.
    """

    output_field = BooleanField()
    template = (
        f"EXISTS (SELECT 1 FROM {PageViewRestriction._meta.db_table} restriction"  # noqa: S608 – names of Django's own tables
        f" INNER JOIN {Page._meta.db_table} above ON above.id = restriction.page_id"
        " WHERE above.path = SUBSTR(%(expressions)s, 1, LENGTH(above.path)))"
    )


def not_restricted() -> Q:
    """Pages without a restriction of their own or of an ancestor."""
    return Q(~IsRestricted("path"))


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


class ListedPages(ModelIterable):
    """Pages of a list, in a language each: all rows of a language share its one `Locale`, and all the sites' roots.

    `select_related("locale")` would make an object a row, of which a list of both languages has a hundred; and each
    page would read the roots from the cache for its address.
    """

    def __iter__(self) -> Iterator[Any]:
        field = Page._meta.get_field("locale")
        locales: dict[int, Locale] = {}
        roots = Site.get_site_root_paths()
        for page in super().__iter__():
            code = page.__dict__.pop(LISTED_LANGUAGE)
            if page.locale_id not in locales:
                locales[page.locale_id] = Locale.from_db(
                    self.queryset.db, ["id", "language_code"], [page.locale_id, code]
                )
            field.set_cached_value(page, locales[page.locale_id])
            page._wagtail_cached_site_root_paths = roots
            yield page


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
        listed = self.only(*LINK_FIELDS, *names).annotate(**{LISTED_LANGUAGE: F("locale__language_code")})
        listed._iterable_class = ListedPages
        return listed

    def in_language(self, language_code: str) -> "VisiblePageQuerySet":
        """Pages of one language."""
        return self.filter(locale__language_code=language_code)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
