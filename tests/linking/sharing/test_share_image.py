"""The picture that stands for a page where somebody shares it."""

import io

import pytest
from django.test import Client
from PIL import Image

from communities.models import CommunityPage
from core.drawing import CRITERIA, button, criterion_drawing, emblem, picture
from core.drawing.raster import paste_drawing
from core.drawing.strokes import Role
from home.models import NewsPage
from linking.models import Permalink
from linking.sharing.picture import HEIGHT, LEFT, PANEL, WIDTH, make_share_image
from methodology.models import GuidePage
from tests.small_site import restrict

COLOURS = {Role.PLAIN: "#ffffff", Role.HIGHLIGHT: "#ff0000", Role.GROUND: "#0000ff"}


def image_at(path: str) -> Image.Image:
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png"), path
    assert "max-age=604800" in response["Cache-Control"]
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def path_to(page, language_code: str = "hu") -> str:
    return f"/p/{Permalink.objects.get(translation_key=page.translation_key)}/{language_code}/share.png"


def test_every_kind_of_page_has_a_picture_of_its_own(site, django_assert_num_queries):
    pages = [
        site.page(GuidePage, "Kert"),
        site.page(GuidePage, "Kút"),
        site.page(CommunityPage, "Kör"),
        site.page(NewsPage, "Hír"),
    ]
    paths = [*map(path_to, pages), "/share/hu.png", "/share/en.png"]
    images = [image_at(path) for path in paths]
    assert {image.size for image in images} == {(1200, 630)}
    assert len({image.tobytes() for image in images}) == len(paths)
    with django_assert_num_queries(4):
        Client().get(paths[0])
    with django_assert_num_queries(0):
        Client().get("/share/hu.png")


def test_what_not_everybody_may_see_has_none(site):
    hidden = site.page(GuidePage, "Rejtett")
    english = site.page(GuidePage, "Seen", "en", hidden)
    path, seen = path_to(hidden), path_to(english, "en")
    assert [Client().get(each).status_code for each in (path, seen)] == [200, 200]
    GuidePage.objects.filter(pk=hidden.pk).update(live=False)
    assert [Client().get(each).status_code for each in (path, seen)] == [404, 200]
    restrict(english)
    assert Client().get(seen).status_code == 404
    assert Client().get("/p/222222/hu/share.png").status_code == 404
    assert Client().get("/share/de.png").status_code == 404


@pytest.mark.parametrize("title", ["", "Kör", "Közösségi " * 25, "Megszentségteleníthetetlenség" * 8])
def test_a_title_of_any_length_stays_within_the_picture(title):
    image = Image.open(io.BytesIO(make_share_image(title, "Útmutató", "Program", ()))).convert("RGB")
    paper = image.getpixel((WIDTH - 1, 0))
    for edge in ((PANEL + 8, 0, LEFT - 8, HEIGHT), (WIDTH - 48, 0, WIDTH, HEIGHT), (LEFT, 530, WIDTH, 540)):
        assert image.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), paper)]


@pytest.mark.parametrize("drawing", [emblem(), button(2), criterion_drawing(CRITERIA[0])])
def test_a_drawing_of_dots_has_every_stroke_in_the_colour_of_its_role(drawing):
    image = Image.new("RGB", (200, 200))
    paste_drawing(image, drawing, (0, 0), 200, COLOURS)
    found = {colour for _count, colour in image.getcolors(100_000)}
    expected = {Role.PLAIN: (255, 255, 255), Role.HIGHLIGHT: (255, 0, 0)}
    assert {expected[path.role] for path in drawing.paths} <= found


def test_an_empty_drawing_leaves_the_picture_as_it_is():
    image = Image.new("RGB", (20, 20), "#123456")
    paste_drawing(image, picture(()), (0, 0), 20, COLOURS)
    assert image.getcolors() == [(400, (0x12, 0x34, 0x56))]
