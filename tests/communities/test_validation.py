"""What a community's page may say: both coordinates or none, inside Hungary, dates that exist."""

from decimal import Decimal

import pytest

from communities.models import CommunityPage
from tests.small_site import REQUIRED, refusals

pytestmark = pytest.mark.django_db  # a page asks for its content type when it is made


def community(**values) -> CommunityPage:
    return CommunityPage(title="Kör", slug="kor", summary="Egy kör.", **{**REQUIRED[CommunityPage], **values})


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("46.84523", "16.84154"), ("45.74", "18.2"), ("48.58", "20.7"), ("47.1", "22.89"), (None, None)],
)
def test_coordinates_in_hungary_or_none_are_accepted(latitude, longitude):
    page = community(latitude=latitude and Decimal(latitude), longitude=longitude and Decimal(longitude))
    assert refusals(page) == {}


@pytest.mark.parametrize(
    ("latitude", "longitude", "fields"),
    [
        ("52.5", "18.0", {"latitude"}),
        ("46.8", "2.35", {"longitude"}),
        ("16.84154", "46.84523", {"latitude", "longitude"}),
        ("-46.8", "16.8", {"latitude"}),
        ("0", "0", {"latitude", "longitude"}),
    ],
)
def test_coordinates_outside_hungary_are_refused_with_the_range_and_a_guess(latitude, longitude, fields):
    refused = refusals(community(latitude=Decimal(latitude), longitude=Decimal(longitude)))
    assert set(refused) == fields
    for field in fields:
        low, high = ("45.7", "48.6") if field == "latitude" else ("16.1", "22.9")
        assert low in refused[field]
        assert high in refused[field]


@pytest.mark.parametrize(
    ("values", "field"), [({"latitude": Decimal(47)}, "longitude"), ({"longitude": Decimal(19)}, "latitude")]
)
def test_one_coordinate_alone_is_refused_at_the_missing_one(values, field):
    assert set(refusals(community(**values))) == {field}


def test_one_coordinate_alone_is_refused_in_a_draft_too():
    assert set(refusals(community(latitude=Decimal(47)), is_draft=True)) == {"longitude"}


@pytest.mark.parametrize("value", ["2019", "2019-05", "2019-05-31", "2024-02-29", ""])
def test_partial_dates_that_exist_are_accepted(value):
    assert refusals(community(founded=value)) == {}


@pytest.mark.parametrize(
    "value",
    [
        "19",
        "2019-5",
        "2019-13",
        "2019-02-30",
        "2023-02-29",
        "2019/05",
        "May 2019",
        "2019-05-",
        "２０１９",
        "2019\n",
        "0000",
    ],
)
def test_partial_dates_that_do_not_exist_are_refused_with_an_example(value):
    refused = refusals(community(founded=value))
    assert set(refused) == {"founded"}
    assert "2023-02-14" in refused["founded"]


@pytest.mark.parametrize("members", [0, 3_000_001])
def test_number_of_members_is_a_possible_one(members):
    assert set(refusals(community(members=members))) == {"members"}


def test_county_is_one_of_hungarys():
    assert set(refusals(community(county="transylvania"))) == {"county"}
