"""The blocks of a body: previews for editors, and tables whose rows have as many cells as columns."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.blocks import BodyBlock, TableBlock
from home.models import StandardPage

VISIBLE = {
    "heading": "Mire figyeljetek?",
    "text": "Kérdezzétek meg egymást",
    "image": "Három rekesz a bolt mögött",
    "quote": "egy vendég",
    "tip": "A leghangosabb asztalt",
    "warning": "Nedves mag",
    "table": "két vödör",
    "downloads": "Meghívó",
    "video": "Így készül a rakétakályha",
    "related": "bullets",
}


@pytest.fixture
def media(db):
    get_image_model().objects.create(title="Rekesz", file=get_test_image_file(), alt_hu="Rekesz")
    document = get_document_model()(title="Meghívó")
    document.file.save("meghivo.txt", ContentFile(b"Gyertek!"))
    document.save()


def test_every_block_has_something_to_look_for():
    assert set(VISIBLE) == set(BodyBlock().child_blocks)


@pytest.mark.django_db
@pytest.mark.parametrize("name", VISIBLE)
def test_block_preview_shows_the_block(admin_client, media, name):
    block = StandardPage._meta.get_field("body").stream_block.child_blocks[name]
    assert block.is_previewable
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    if name != "related":  # nothing is public on an empty site
        assert VISIBLE[name] in response.content.decode()
    assert "css/site.css" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "element"), [("image", "<img "), ("downloads", "<a ")])
def test_block_preview_shows_something_on_a_site_without_any(admin_client, name, element):
    block = StandardPage._meta.get_field("body").stream_block.child_blocks[name]
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    html = response.content.decode()
    assert VISIBLE[name] in html
    assert element in html
    assert "css/site.css" in html


def test_table_with_a_short_row_names_the_row():
    block = TableBlock()
    value = block.to_python(
        {"caption": "", "header": ["A", "B"], "rows": [{"cells": ["1", "2"]}, {"cells": ["3"]}]}
    )
    with pytest.raises(ValidationError) as caught:
        block.clean(value)
    assert "2" in str(caught.value.non_block_errors)
