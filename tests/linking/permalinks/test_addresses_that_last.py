"""Editors do what editors do, at random; every address that was ever given out still leads to its own work.

`make soak` does a thousand operations (SOAK=1000); otherwise it is a hundred and fifty, and on PostgreSQL fifty.
"""

import os
from collections import Counter
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction

from core.translation.errors import IncompleteTranslationError, SourceNotPublishedError
from core.visibility import visible_to_everyone
from home.models import StandardPage
from linking.models import Permalink, PublicVersion
from tests.factories.translation import translate
from tests.small_site import SmallSite, path_of

OPERATIONS = int(os.environ.get("SOAK", "150" if connection.vendor == "sqlite" else "50"))
AT_RANDOM = 20
TOUCHED = 15
ALL_AFTER_EACH = 100
MOST_PAGES = 30
DEEPEST = 6
STEPS = 150  # of one run; Hypothesis gives up on much longer ones
SLUGS = ("kert", "bolt", "iskola", "malom", "erdő", "garden")  # few, so that they meet

EACH = (
    "create",
    "publish",
    "rename",
    "move",
    "translate",
    "unpublish",
    "restore",
    "delete",
    "restrict_or_open",
)

numbers = st.integers(min_value=0, max_value=1_000_000)
slugs = st.sampled_from(SLUGS)


class Editing(RuleBasedStateMachine):
    """The pages of a site under the hands of its editors, and every address that readers have ever had."""

    site: SmallSite
    operations: Counter[str]  # that have changed something, in all runs

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.client = Client(headers={"host": "localhost"})
        self.given: dict[str, UUID] = {}  # address: the work that it was given to
        self.has_done = False

    def teardown(self) -> None:
        """Every address is asked at the end; then nothing of it has happened."""
        try:
            if self.has_done and not connection.needs_rollback:  # else the operation has failed, and says so
                self.ask(list(self.given))
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # --- what editors do ------------------------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        for slug in SLUGS[:3]:
            self.create_below(self.site.homes["hu"], slug)
        self.note()

    # One rule for all: Hypothesis leaves out some rules of each run altogether.
    @rule(
        operation=st.sampled_from([*EACH, "create", "create", "rename", "translate"]),
        number=numbers,
        other=numbers,
        slug=slugs,
    )
    def edit(self, operation: str, number: int, other: int, slug: str) -> None:
        """One editor's deed, at a page; then readers ask for what it touched, and for some of what was before."""
        if self.operations.total() >= OPERATIONS:
            return
        pages = list(StandardPage.objects.select_related("locale").order_by("pk"))
        if operation == "create":
            parents = [self.site.homes["hu"], *(page for page in pages if page.locale.language_code == "hu")]
            touched = self.create(parents[number % len(parents)], slug, len(pages))
        elif pages:
            act = getattr(self, operation)
            touched = act(
                pages[number % len(pages)], slug=slug, other=pages[other % len(pages)], number=other
            )
        else:
            return
        if not touched:
            return
        self.note()
        self.has_done = True
        self.operations[operation] += 1
        if self.operations.total() % ALL_AFTER_EACH == 0:
            self.ask(list(self.given))
        else:
            keys = {page.translation_key for page in touched}
            # A work gathers versions; those of long ago are asked at random.
            addresses = [address for address, key in self.given.items() if key in keys][-TOUCHED:]
            older = sorted(self.given.keys() - set(addresses))
            random = [older[(other + place * 7919) % len(older)] for place in range(AT_RANDOM) if older]
            self.ask(addresses + random)

    def create(self, parent: Page, slug: str, number_of_pages: int) -> list[Page]:
        if parent.depth >= DEEPEST or number_of_pages >= MOST_PAGES:
            return []
        return self.create_below(parent, slug)

    def publish(self, page: Any, number: int, **_: Any) -> list[Page]:
        page.title = f"{page.slug} {number % 3}"
        return self.unless_refused(lambda: page.save_revision().publish(), page)

    def rename(self, page: Any, slug: str, **_: Any) -> list[Page]:
        page.slug = slug
        return self.unless_refused(lambda: page.save_revision().publish(), page)

    def move(self, page: Any, other: Any, **_: Any) -> list[Page]:
        is_taken = other.get_children().filter(slug=page.slug).exists()
        if (
            is_taken
            or other.depth >= DEEPEST
            or other.path.startswith(page.path)
            or not page.can_move_to(other)
        ):
            return []
        page.move(other, pos="last-child")
        return [page, other]

    def translate(self, page: Any, **_: Any) -> list[Page]:
        if not page.live or page.locale.language_code != "hu":
            return []
        if not page.get_parent().get_translations().filter(live=True).exists():
            return []
        translate(page, {"title": f"{page.title} in English"})
        return [page]

    def unpublish(self, page: Any, **_: Any) -> list[Page]:
        page.unpublish()
        return [page]

    def restore(self, page: Any, **_: Any) -> list[Page]:
        first = page.revisions.order_by("created_at", "pk").first()
        return self.unless_refused(first.publish, page) if first else []

    def delete(self, page: Any, number: int, **_: Any) -> list[Page]:
        if number % 2:
            return []
        page.delete()
        return [page]

    def restrict_or_open(self, page: Any, number: int, **_: Any) -> list[Page]:
        restrictions = list(PageViewRestriction.objects.filter(page=page))
        for restriction in restrictions:
            restriction.delete()
        if not restrictions and number % 3 == 0:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        return [page]

    # --- how ------------------------------------------------------------------------------------------------------

    def create_below(self, parent: Page, slug: str) -> list[Page]:
        page = StandardPage(title=slug, slug=slug, summary="A page.", locale=parent.locale)
        return self.unless_refused(lambda: Page.objects.get(pk=parent.pk).add_child(instance=page), page)

    def unless_refused(self, act: Any, page: Page) -> list[Page]:
        """What is refused leaves everything as it was; an address is, and a translation before its source."""
        refused: set[str] = set()
        try:
            with transaction.atomic():
                act()
        except (SourceNotPublishedError, IncompleteTranslationError):
            refused = {"slug"}
        except ValidationError as error:
            refused = set(error.message_dict)
        assert refused <= {"slug"}, refused
        return [] if refused else [page]

    def note(self) -> None:
        for page in Page.objects.filter(visible_to_everyone(), depth__gt=1).select_related("locale"):
            owner = self.given.setdefault(path_of(page), page.translation_key)
            assert owner == page.translation_key, f"{path_of(page)} was given away"
        for permalink in Permalink.objects.all():
            for language in ("", "/hu", "/en"):
                self.given.setdefault(f"/p/{permalink.code}{language}", permalink.translation_key)
        for version in PublicVersion.objects.select_related("permalink").defer("content"):
            address = f"/p/{version.permalink.code}/{version.language_code}/{version.number}"
            self.given.setdefault(address, version.permalink.translation_key)

    def ask(self, addresses: list[str]) -> None:
        get = cache(self.client.get)  # nothing changes meanwhile, and many old addresses lead to one page
        for address in dict.fromkeys(addresses):
            response = get(address)
            if response.status_code in (301, 302):
                response = get(response.url)
            assert response.status_code in (200, 410), (
                address,
                response.status_code,
                response.get("Location"),
            )
            page = response.context.get("page") if response.status_code == 200 else None
            if isinstance(page, Page):
                assert page.translation_key == self.given[address], f"{address} leads to somebody else's work"
            elif response.status_code == 200:
                assert "/login/" in response.request["PATH_INFO"], address
            else:
                assert "lost" in response.content.decode(), f"{address} gives no reason"


@pytest.fixture
def machine(site: SmallSite) -> type[Editing]:
    Editing.site, Editing.operations = site, Counter()
    return Editing


def test_every_address_ever_given_out_leads_to_its_work(machine: type[Editing]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            # The first run is always the simplest one, and some are short.
            max_examples=20 + OPERATIONS // 10,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            # The same operations every time, so that a change is to blame for what fails; `make soak` takes others.
            derandomize="SOAK" not in os.environ,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.operations.total() >= OPERATIONS
    assert machine.operations.keys() == set(EACH), machine.operations
