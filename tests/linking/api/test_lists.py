"""Search, topics, terms, communities on the map, changes."""

from communities.models import CommunityPage
from home.models import NewsPage
from methodology.models import GuidePage, Topic
from search import index
from tests.linking.api.asking import ask, code_of, read
from tests.linking.permalinks.pages import publish
from tests.small_site import SmallSite, restrict


def test_the_search_answers_as_its_page(site: SmallSite, food: Topic):
    guide = site.page(GuidePage, "Komposzt", topics=(food,))
    site.page(GuidePage, "Compost", "en", guide, topics=(food,))
    site.page(NewsPage, "Komposzt hír")
    index.rebuild()
    found = read("/search", q="komposzt", lang="en")
    assert sorted(hit["title"] for hit in found["items"]) == ["Compost", "Komposzt hír"]
    assert (found["total"], found["matched"], found["pages"]) == (2, "all", 1)
    assert found["counts"]["kind"] == {"guide": 1, "news": 1}
    (hit,) = read("/search", q="komposzt", kind="guide", topic="food", language="hu")["items"]
    assert (hit["title"], hit["code"], hit["topics"]) == ("Komposzt", code_of(guide), ["food"])
    assert read("/search", kind=["guide", "news"])["total"] == 2
    assert read("/search", topic="unknown")["items"] == []
    (term,) = read("/search", q="takarás", kind="term")["items"]
    assert (term["code"], term["permalink"], term["title"]) == (None, None, "takarás")
    assert read("/search", q="komposst")["corrected"] == "komposzt"


def test_the_search_says_when_it_cannot_answer(site: SmallSite, settings):
    settings.SEARCH_URL = "http://127.0.0.1:1/none"
    response = ask("/search", {"q": "kert"})
    assert (response.status_code, response["Retry-After"]) == (503, "300")


def test_topics_and_terms_come_in_both_languages(site: SmallSite, food: Topic):
    (topic,) = read("/topics")["items"]
    assert topic["names"] == {"hu": "Élelmiszer", "en": "Food"}
    assert topic["urls"]["en"] == "http://localhost/en/library/?topic=food"
    (term,) = read("/terms")["items"]
    assert (term["key"], term["synonyms"]) == ("mulch", {"hu": ["mulcs"], "en": []})


def test_communities_stand_on_the_map_only_where_they_let_everybody_know(site: SmallSite):
    place = {"latitude": "46.84523", "longitude": "16.84154", "settlement": "Alsóbodzás"}
    for precision in ("exact", "settlement", "county"):
        site.page(CommunityPage, precision, precision=precision, contact_email="x@example.org", **place)
    response = ask("/communities.geojson")
    assert response["Content-Type"] == "application/geo+json"
    collection = response.json()
    features = {each["properties"]["title"]: each for each in collection["features"]}
    assert {name: each["geometry"] for name, each in features.items()} == {
        "exact": {"type": "Point", "coordinates": [16.84154, 46.84523]},
        "settlement": None,
        "county": None,
    }
    assert [features[name]["properties"]["settlement"] for name in ("settlement", "county")] == [
        "Alsóbodzás",
        "",
    ]
    text = response.content.decode()
    assert "x@example.org" not in text and text.count("16.84154") == 1


def test_changes_tell_the_reason_and_go_on_where_they_ended(site: SmallSite):
    guide = site.page(GuidePage, "Kert")
    first = read("/changes", limit=50)
    assert [(item["reason"], item["title"], item["language"]) for item in first["items"]] == [
        ("published", "Kert", "hu")
    ]
    assert first["next"] is None
    assert read("/changes", cursor=first["cursor"])["items"] == []
    publish(guide, slug="veteményes", summary="Egészen más, ami eddig nem volt.")
    restrict(guide)
    later = read("/changes", cursor=first["cursor"])["items"]
    assert [item["reason"] for item in later] == ["revised", "moved", "withdrawn"]
    assert {item["title"] for item in later} == {None}
    assert read("/changes", since="2999-01-01")["items"] == []
    assert read("/changes", since="2020-01-01T00:00:00+01:00", limit=1)["next"]
