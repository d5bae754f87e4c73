"""A work in somebody else's page: the card that may be framed, oEmbed, and the code to copy."""

import html
import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from communities.models import CommunityPage
from home.models import EventPage, NewsPage
from methodology.models import GuideIndexPage, GuidePage
from tests.linking.permalinks.test_permalinks import code_of, publish
from tests.small_site import path_of, read, restrict, texts

BASE = "http://localhost"


def ask(path: str, **parameters: Any) -> Any:
    return Client(headers={"host": "localhost"}).get(path, parameters)


def oembed(address: str, **parameters: Any) -> dict[str, Any]:
    """The response for an address, once it has been found to have what the specification asks of type "rich"."""
    response = ask("/oembed", url=address, **parameters)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json"), address
    said: dict[str, Any] = json.loads(response.content)
    assert (said["type"], said["version"]) == ("rich", "1.0")
    assert {"html", "width", "height", "title", "provider_name", "provider_url", "cache_age"} <= said.keys()
    assert len(said.keys() & {"thumbnail_url", "thumbnail_width", "thumbnail_height"}) in (0, 3)
    return said


# --- the card -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [GuidePage, CommunityPage, EventPage, NewsPage])
def test_a_card_shows_what_the_work_is_and_leads_to_it_outside_the_frame(site, model):
    page = site.page(model, "Kert <b>")
    response = ask(f"/p/{code_of(page)}/card", lang="hu")
    assert response.status_code == 200
    card = BeautifulSoup(response.content, "html.parser")
    assert texts(card, "h1") == ["Kert <b>"]
    assert texts(card, ".card__summary") == ["Summary of Kert <b>."]
    assert len(card.select(".card__picture svg")) == 1
    link = card.select_one("h1 a")
    assert (link["href"], link["target"]) == (f"{BASE}/p/{code_of(page)}/hu", "_blank")
    assert card.select("script") == []


def test_only_the_card_may_be_framed(site):
    guide = site.page(GuidePage, "Kert")
    code = code_of(guide)
    card = ask(f"/p/{code}/card")
    assert (
        "frame-ancestors 'self' *" in card["Content-Security-Policy"]
        or "frame-ancestors *" in card["Content-Security-Policy"]
    )
    assert "X-Frame-Options" not in card
    for path in (
        *("/hu/", path_of(guide), site.url(GuideIndexPage), "/hu/kereses/", "/hu/sehol/", f"/p/{code}/hu/1"),
        *(
            "/p/zzz",
            f"/p/{code}/card/x",
            "/oembed",
            "/hu/feed.atom",
            f"/p/{code}/hu/share.png",
            "/admin/login/",
        ),
    ):
        response = ask(path)
        assert response["X-Frame-Options"] == "SAMEORIGIN", path
        policy = response.get("Content-Security-Policy", "frame-ancestors 'self'")
        assert "frame-ancestors 'self'" in policy, path
        assert "*" not in policy, path


def test_a_card_comes_in_the_language_that_is_asked_for_where_there_is_one(site):
    guide = site.page(GuidePage, "Kert")
    path = f"/p/{code_of(guide)}/card"
    assert texts(BeautifulSoup(ask(path, lang="en").content, "html.parser"), "h1") == ["Kert"]
    site.page(GuidePage, "Garden", "en", guide)
    for parameters, title in (({"lang": "en"}, "Garden"), ({"lang": "hu"}, "Kert")):
        response = ask(path, **parameters)
        card = BeautifulSoup(response.content, "html.parser")
        assert (texts(card, "h1"), card.html["lang"]) == ([title], parameters["lang"])
    response = Client(headers={"accept-language": "en"}).get(path, {"lang": "tlh"})
    assert b"Garden" in response.content
    assert "Accept-Language" in response["Vary"]


def test_a_card_of_what_not_everybody_may_see_says_nothing(site):
    draft, restricted, gone = (site.page(GuidePage, "Rejtett") for _number in range(3))
    GuidePage.objects.filter(pk=draft.pk).update(live=False)
    restrict(restricted)
    code = code_of(gone)
    gone.delete()
    for path in (f"/p/{code_of(draft)}/card", f"/p/{code_of(restricted)}/card", f"/p/{code}/card"):
        response = ask(path)
        assert response.status_code == 410
        assert b"Rejtett" not in response.content
        assert oembed_status(f"{BASE}{path.removesuffix('/card')}") == 404
    assert ask("/p/222222/card").status_code == 404


def test_a_card_costs_few_queries(site, django_assert_num_queries):
    code = code_of(site.page(GuidePage))
    with django_assert_num_queries(4):
        assert ask(f"/p/{code}/card").status_code == 200


# --- oEmbed ---------------------------------------------------------------------------------------------------------


def oembed_status(address: str, **parameters: Any) -> int:
    return ask("/oembed", url=address, **parameters).status_code


def test_every_address_of_a_work_is_embedded_as_its_card(site, django_assert_num_queries):
    guide = site.page(GuidePage, 'Kert "és" <ház>', authors="A kör")
    site.page(GuidePage, "Garden", "en", guide)
    code, old = code_of(guide), path_of(guide)
    publish(guide, slug="kert-es-haz")
    for address in (
        *(f"{BASE}/hu/modszertar/kert-es-haz/", f"{BASE}{old}", f"{BASE}{old}?people=12#steps"),
        *(
            f"{BASE}/p/{code}",
            f"{BASE}/p/{code}/hu",
            f"{BASE}/p/{code}/hu/1",
            f"{BASE}/p/{code}/card?lang=hu",
        ),
        f"https://localhost/p/{code.upper()}",
    ):
        said = oembed(address)
        assert (said["title"], said["author_name"]) == ('Kert "és" <ház>', "A kör")
        frame = BeautifulSoup(said["html"], "html.parser").iframe
        assert frame["src"] == f"{BASE}/p/{code}/card?lang=hu"
        assert frame["title"] == 'Kert "és" <ház>'
        assert (
            (frame["width"], frame["height"]) == (str(said["width"]), str(said["height"])) == ("560", "280")
        )
        assert said["thumbnail_url"] == f"{BASE}/p/{code}/hu/share.png"
    assert oembed(f"{BASE}/p/{code}/en")["title"] == "Garden"
    with django_assert_num_queries(3):
        ask("/oembed", url=f"{BASE}{old}")


def test_xml_says_the_same_as_json(site):
    code = code_of(site.page(GuidePage, "Kert & <ház>\x0b"))
    response = ask("/oembed", url=f"{BASE}/p/{code}", format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == "oembed"
    said = {name: str(value).replace("\x0b", "") for name, value in oembed(f"{BASE}/p/{code}").items()}
    assert {each.tag: each.text for each in root} == said


@pytest.mark.parametrize(
    ("asked", "size", "has_image"),
    [
        ({"maxwidth": "300"}, (300, 280), False),
        ({"maxheight": "100"}, (560, 100), False),
        ({"maxwidth": "2000", "maxheight": "2000"}, (560, 280), True),
        ({"maxwidth": "x", "maxheight": "-1"}, (560, 280), True),
        ({"maxwidth": "0", "maxheight": "99999999"}, (560, 280), True),
    ],
)
def test_nothing_is_larger_than_there_is_room_for(site, asked, size, has_image):
    said = oembed(f"{BASE}/p/{code_of(site.page(GuidePage))}", **asked)
    assert (said["width"], said["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in said["html"]
    assert ("thumbnail_url" in said) == has_image


def test_what_is_no_work_of_this_site_is_not_embedded(site):
    code = code_of(site.page(GuidePage))
    for address in (
        *(
            "",
            "x",
            "http://[",
            f"{BASE}/",
            f"{BASE}/hu/sehol/",
            f"{BASE}/p",
            f"{BASE}/p/222222",
            f"{BASE}/\x00",
        ),
        *(f"https://example.org/p/{code}", f"//example.org/p/{code}", f"{BASE}@example.org/p/{code}"),
    ):
        assert oembed_status(address) == 404, address
    assert ask("/oembed").status_code == 404
    assert oembed_status(f"{BASE}/p/{code}", format="yaml") == 501


def test_a_page_tells_where_its_oembed_is_and_has_the_code_to_copy(site):
    guide = site.page(GuidePage, "Kert")
    page = read(path_of(guide))
    for kind, format_name in (("application/json+oembed", "json"), ("text/xml+oembed", "xml")):
        address = urlsplit(page.select_one(f'link[type="{kind}"]')["href"])
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        assert asked == {"url": f"{BASE}{path_of(guide)}", "format": format_name}
        assert ask(f"{address.path}?{urlencode(asked)}").status_code == 200
    assert (
        html.unescape(page.select_one(".fold textarea").string) == oembed(f"{BASE}{path_of(guide)}")["html"]
    )
    assert read(site.url(GuideIndexPage)).select(".fold, link[type$=oembed]") == []
