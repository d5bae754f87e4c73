"""A photograph on a page: each size once, and nothing where its file is gone."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage
from tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def show(image: Any) -> str:
    fresh = CustomImage.objects.get(pk=image.pk)
    return render_to_string("components/photograph.html", {"image": fresh, "caption": "Magok"})


@pytest.mark.parametrize(("width", "widths"), [(2000, [400, 800, 1200]), (600, [400, 600]), (90, [90])])
def test_each_size_is_named_once(width: int, widths: list[int]) -> None:
    html = show(CustomImageFactory(file=get_test_image_file(size=(width, 30))))
    for source in re.findall(r'<source srcset="([^"]+)"', html):
        assert [int(width) for width in re.findall(r"(\d+)w", source)] in ([], widths)
    assert re.findall(r'type="image/(\w+)"', html) == ["avif", "webp"]
    assert ("Magok" in html, 'loading="lazy"' in html) == (True, True)


def test_nothing_stands_where_the_file_is_gone() -> None:
    image = CustomImageFactory(credit="Kör")
    image.file.storage.delete(image.file.name)
    assert show(image).strip() == ""
