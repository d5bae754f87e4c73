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
    [
        ("46.84523", "16.84154"),
        (None, None),
        # Budapest, and round the border: Felsőszölnök, Sopron, Hegyeshalom, Szob, Aggtelek, Hollóháza, Záhony, Tiszabecs,
        # Nyírábrány, Gyula, Battonya, Hercegszántó, Beremend, Barcs, Letenye.
        *(("47.498", "19.040"), ("46.874", "16.166"), ("47.685", "16.590"), ("47.912", "17.155")),
        *(("47.820", "18.870"), ("48.470", "20.505"), ("48.540", "21.417"), ("48.409", "22.176")),
        *(("48.100", "22.830"), ("47.550", "22.020"), ("46.650", "21.280"), ("46.283", "21.020")),
        *(("45.950", "18.940"), ("45.790", "18.430"), ("45.960", "17.460"), ("46.433", "16.725")),
    ],
)
def test_coordinates_in_hungary_or_none_are_accepted(latitude, longitude):
    page = community(latitude=latitude and Decimal(latitude), longitude=longitude and Decimal(longitude))
    assert refusals(page) == {}


SWAPPED = "A szélesség és a hosszúság felcserélődött."
OUTSIDE = "Ez a hely nem Magyarországon van. Másold át mindkét számot még egyszer a térképről."


@pytest.mark.parametrize(
    ("latitude", "longitude", "message"),
    [
        ("16.84154", "46.84523", SWAPPED),
        ("52.5", "18.0", OUTSIDE),
        ("-46.8", "16.8", OUTSIDE),
        ("0", "0", OUTSIDE),
        ("90", "180", OUTSIDE),
        # Vienna, Bratislava, Timișoara, Arad, Uzhhorod, Novi Sad: all in the rectangle around Hungary, or near.
        ("48.208", "16.373", OUTSIDE),
        ("48.148", "17.107", OUTSIDE),
        ("45.76", "21.23", OUTSIDE),
        ("46.17", "21.31", OUTSIDE),
        ("48.62", "22.29", OUTSIDE),
        ("45.25", "19.84", OUTSIDE),
    ],
)
def test_coordinates_outside_hungary_are_refused(latitude, longitude, message):
    refused = refusals(community(latitude=Decimal(latitude), longitude=Decimal(longitude)))
    assert refused == {"latitude": message}


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
