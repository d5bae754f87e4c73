"""Profiles of communities for the Murmurations network: what its schema asks for, and nothing that a community keeps private."""

import datetime as dt
import json
from typing import Any

import jsonschema_rs
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communities.models import CommunityPage
from home.models import NewsPage
from tests import factories
from tests.linking.harvesting.harvester import SCHEMAS
from tests.linking.permalinks.pages import permalink_of, publish
from tests.small_site import LANGUAGES, restrict

SCHEMA = jsonschema_rs.Draft7Validator(
    json.loads((SCHEMAS / "organizations_schema-v1.0.0.json").read_text(encoding="utf-8"))
)
PLACE = {"latitude": "46.84523", "longitude": "16.84154", "settlement": "Rejtettfalu", "county": "zala"}
LIST = "/murmurations.json"


def ask(path: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost", **headers}).get(path)


def path_of(page: Any) -> str:
    return f"/p/{permalink_of(page).code}/murmurations.json"


def read(path: str) -> Any:
    response = ask(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def profile_of(page: Any) -> dict[str, Any]:
    """The profile, which the schema allows."""
    profile: dict[str, Any] = read(path_of(page))
    SCHEMA.validate(profile)
    return profile


def listed() -> list[str]:
    return [each["name"] for each in read(LIST)["data"]]


def test_a_profile_says_what_the_network_asks_for(site, food):
    page = site.page(
        CommunityPage,
        "Kert",
        topics=(food,),
        website="https://kert.example.org/",
        facebook="https://www.facebook.com/kert",
        founded="2019-04",
        precision="exact",
        **{**PLACE, "settlement": "Alsóbodzás"},
    )
    permalink = f"http://localhost/p/{permalink_of(page).code}"
    assert profile_of(page) == {
        "linked_schemas": ["organizations_schema-v1.0.0"],
        "name": "Kert",
        "primary_url": "https://kert.example.org/",
        "unique_id": permalink,
        "description": "Summary of Kert.",
        "tags": ["közösség", "Élelmiszer"],
        "urls": [
            {"name": "localhost", "url": permalink},
            {"name": "kert.example.org", "url": "https://kert.example.org/"},
            {"name": "www.facebook.com", "url": "https://www.facebook.com/kert"},
        ],
        "locality": "Alsóbodzás",
        "region": "Zala",
        "country_iso_3166": "HU",
        "geolocation": {"lat": 46.84523, "lon": 16.84154},
        "image": f"{permalink}/hu/share.png",
        "starts_at": int(dt.datetime(2019, 4, 1, tzinfo=dt.UTC).timestamp()),
        "relationships": [{"predicate_url": "https://schema.org/memberOf", "object_url": "http://localhost"}],
    }
    assert read(LIST) == {
        "data": [
            {
                "linked_schemas": ["organizations_schema-v1.0.0"],
                "profile_url": f"{permalink}/murmurations.json",
                "name": "Kert",
                "last_updated": int(page.last_published_at.timestamp()),
            }
        ]
    }


def test_a_community_that_says_little_has_a_profile_too(site):
    page = site.page(CommunityPage, "K" * 250, summary="Kert.", facebook="ftp://kert.example.org/")
    profile = profile_of(page)
    assert profile["primary_url"] == profile["unique_id"]
    assert [each["url"] for each in profile["urls"]] == [profile["unique_id"]]
    assert {"geolocation", "starts_at"}.isdisjoint(profile)


@pytest.mark.parametrize(
    ("founded", "since"), [("2019", (2019, 1, 1)), ("2019-04-30", (2019, 4, 30)), ("1890", (1890, 1, 1))]
)
def test_the_beginning_is_that_of_the_year_or_the_day(site, founded, since):
    page = site.page(CommunityPage, founded=founded)
    assert profile_of(page)["starts_at"] == int(dt.datetime(*since, tzinfo=dt.UTC).timestamp())


def test_the_profile_is_told_in_english_where_that_exists(site, food):
    page = site.page(CommunityPage, "Kert", topics=(food,), is_sample=True)
    assert profile_of(page)["tags"] == ["közösség", "Élelmiszer", "kitalált minta"]
    site.page(CommunityPage, "Garden", "en", translation_of=page, topics=(food,), is_sample=True)
    profile = profile_of(page)
    assert (profile["name"], profile["tags"]) == ("Garden", ["community", "Food", "invented sample"])
    assert listed() == ["Garden"]


@pytest.mark.parametrize(
    ("precision", "told"),
    [("exact", {"locality", "geolocation"}), ("settlement", {"locality"}), ("county", set())],
)
def test_no_profile_tells_a_finer_place_than_allowed_or_how_to_write_to_a_community(site, precision, told):
    for code in LANGUAGES:
        page = site.page(
            CommunityPage, "Kert", code, precision=precision, contact_email="rejtett@example.org", **PLACE
        )
        profile = profile_of(page)
        assert {"locality", "geolocation"} & profile.keys() == told
        content = ask(path_of(page)).content.decode() + ask(LIST).content.decode()
        assert "rejtett@" not in content
        assert ("Rejtettfalu" in content) == ("locality" in told)
        assert ("46.845" in content) == ("geolocation" in told)


def test_what_not_everybody_may_see_has_no_profile(site):
    """Drafts, restricted, expired, unpublished and deleted communities, in both languages, beside a public one."""
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    refused = []
    for code in LANGUAGES:
        site.page(CommunityPage, f"Rejtett vázlat {code}", code, live=False)
        restricted = site.page(CommunityPage, f"Rejtett {code}", code)
        expired = site.page(CommunityPage, f"Lejárt {code}", code)
        unpublished = site.page(CommunityPage, f"Visszavont {code}", code)
        deleted = site.page(CommunityPage, f"Elment {code}", code)
        assert len(listed()) == 4 + (code == "en")
        public = site.page(CommunityPage, f"Nyilvános {code}", code)
        paths = [path_of(page) for page in (restricted, expired, unpublished, deleted)]
        assert [ask(path).status_code for path in paths] == [200] * 4
        restrict(restricted)
        CommunityPage.objects.filter(pk=expired.pk).update(expire_at=past)
        factories.reloaded(unpublished).unpublish()
        factories.reloaded(deleted).delete()
        refused += list(zip(paths, (403, 410, 410, 410), strict=True))
        public = publish(public)
        public.title = "Rejtett vázlat"
        public.save_revision()
        assert profile_of(public)["name"] == f"Nyilvános {code}"
    assert listed() == ["Nyilvános hu", "Nyilvános en"]
    for path, status in refused:
        response = ask(path)
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"
        assert "Rejtett" not in response.content.decode()


def test_only_communities_have_profiles(site):
    news = site.page(NewsPage)
    for path in (path_of(news), "/p/zzzzzz/murmurations.json", "/p/%00/murmurations.json"):
        assert ask(path).status_code == 404
    client = Client()
    assert client.post(LIST).status_code == 405
    assert client.options(LIST).status_code == 204


BUDGETS = {"profile": 7, LIST: 2}


def test_a_profile_and_their_list_cost_the_same_for_any_number(site, food):
    costs: dict[str, list[int]] = {path: [] for path in BUDGETS}
    for number in (1, 3):
        for _each in range(number):
            page = site.page(CommunityPage, topics=(food,))
        for path, found in costs.items():
            asked = path_of(page) if path == "profile" else path
            etag = ask(asked)["ETag"]
            with CaptureQueriesContext(connection) as captured:
                assert ask(asked).status_code == 200
            found.append(len(captured))
            with CaptureQueriesContext(connection) as captured:
                assert ask(asked, if_none_match=etag).status_code == 304
            assert len(captured) == 1
    assert costs == {path: [budget, budget] for path, budget in BUDGETS.items()}
