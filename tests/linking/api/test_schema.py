"""The API does what its description says, whatever it is asked: schemathesis tries it out in the process."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage
from home.models import EventPage, NewsPage, StandardPage
from linking.api.cursors import make_cursor
from methodology.models import GuidePage, Topic
from search import index
from tests.factories import CustomDocumentFactory, CustomImageFactory
from tests.linking.api.asking import code_of, read
from tests.small_site import SmallSite

EXAMPLES = 15  # for each address
# Called in the process, schemathesis does not unpack answers.
PLAIN = {"Accept-Encoding": "identity"}
for name in ("works", "changes"):
    cursors = st.integers(0, 10_000).map(lambda place, name=name: make_cursor(name, str(place)))
    schemathesis.openapi.format(f"{name}-cursor", cursors)
for name in ("topics", "terms"):
    cursors = st.sampled_from(["a", "food", "mulch", "z"]).map(
        lambda place, name=name: make_cursor(name, place)
    )
    schemathesis.openapi.format(f"{name}-cursor", cursors)


@pytest.fixture
def full_site(site: SmallSite, food: Topic) -> SmallSite:
    """A work of each kind with everything that it can say, one of them gone."""
    fill(site, food)
    return site


def fill(site: SmallSite, food: Topic) -> None:
    image, document = CustomImageFactory(), CustomDocumentFactory()
    gone = site.page(NewsPage, "Régi")
    guide = site.page(GuidePage, "Kert", topics=(food,), listing_image=image)
    site.page(GuidePage, "Garden", "en", guide, topics=(food,))
    guide.body = [
        ("heading", "Cím"),
        ("text", f'<p><a linktype="page" id="{guide.pk}">kert</a></p>'),
        ("image", {"image": image, "caption": ""}),
        ("quote", {"text": "Hét név", "source": ""}),
        ("table", {"caption": "", "header": ["A"], "rows": [{"cells": ["1"]}]}),
        ("downloads", [{"document": document, "title": "Címke"}]),
        ("video", {"title": "Film", "url": "https://example.org/v"}),
        ("related", [guide]),
    ]
    guide.steps.create(title="Lépés", minutes=5, instruction="<p>Így.</p>", image=image, locale=guide.locale)
    guide.materials.create(name="Zsák", quantity="2.5", unit="db", locale=guide.locale)
    guide.roles.create(name="Időőr", task="Figyel", locale=guide.locale)
    guide.related_guides.create(guide=guide)
    guide.save()
    community = site.page(CommunityPage, precision="exact", latitude="46.8", longitude="16.8")
    community.offers.create(text="Mag", topic=food, guide=guide, locale=community.locale)
    community.save()
    case = site.page(CaseStudyPage, community=community, topics=(food,))
    case.guides.create(guide=guide)
    case.timeline.create(date="2024-05", text="Elkezdtük.", locale=case.locale)
    case.costs.create(item="Föld", amount="1500", locale=case.locale)
    case.results.create(indicator="Láda", value="12.5", locale=case.locale)
    case.save()
    site.page(EventPage)
    site.page(StandardPage)
    Page.objects.get(pk=gone.pk).specific.delete()


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The end of a request does not close the connection whose transaction holds the site; as in Django's test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def schema(full_site: SmallSite) -> Any:
    """The description as the site gives it, bound to the site in this process."""
    index.rebuild()
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def test_every_answer_keeps_what_the_description_promises(schema: Any) -> None:
    tried: dict[str, int] = {}

    for result in schema.get_all_operations():
        operation = result.ok()
        modes = [mode for mode in GenerationMode if can_make(operation, mode)]
        cases = st.one_of([operation.as_strategy(generation_mode=mode) for mode in modes])

        @seed(1)
        @hypothesis_settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=cases)
        def ask(case: Any) -> None:
            tried[case.operation.path] = tried.get(case.operation.path, 0) + 1
            case.call_and_validate(headers=PLAIN)

        ask()
    assert set(tried) == set(schema.raw_schema["paths"])
    assert tried.pop("/dump.zip")  # it takes no parameters
    assert min(tried.values()) >= EXAMPLES


def can_make(operation: Any, mode: GenerationMode) -> bool:
    """Whatever takes parameters can be asked wrongly."""
    return mode == GenerationMode.POSITIVE or bool(operation.query or operation.path_parameters)


def test_the_works_of_the_site_are_as_described(schema: Any) -> None:
    guide = Page.objects.get(title="Kert")
    one = schema["/works/{code}"]["GET"].Case(path_parameters={"code": code_of(guide)})
    one.call_and_validate(headers=PLAIN)
    schema["/works"]["GET"].Case(query={"limit": 50}).call_and_validate(headers=PLAIN)
    works = read("/works", limit=50)["items"]
    assert {work["kind"] for work in works} == {"guide", "case-study", "community", "event", "page"}
    body = works[0]["texts"][0]["fields"]["body"]
    assert len({block["type"] for block in body}) == 8
