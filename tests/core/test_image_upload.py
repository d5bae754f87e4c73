"""A file that is no picture, or one that is too large to open, is refused by the form that uploads it."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from core.models import CustomImage

pytestmark = pytest.mark.interface

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int) -> bytes:
    """What stands at the beginning of a black and white PNG of that size."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def picture(kind: str) -> bytes:
    file = BytesIO()
    Image.effect_noise((60, 60), 50).save(file, kind)
    return file.getvalue()


INVALID = "Ez a fájl nem kép, vagy megsérült. Tölts fel egy másikat."
TOO_LARGE = "Ez a kép több mint 128 millió képpontból áll. Előbb kicsinyítsd le."
REFUSED = [
    pytest.param(SIGNATURE, INVALID, id="signature only"),
    pytest.param(picture("PNG")[:40], INVALID, id="half a header"),
    pytest.param(picture("PNG")[:-600], INVALID, id="truncated"),
    pytest.param(picture("JPEG")[:-600], INVALID, id="truncated JPEG"),
    pytest.param(png_of(20_000, 20_000), TOO_LARGE, id="too large to open"),
]


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("kep.jpg" if content.startswith(b"\xff\xd8") else "kep.png", content)


def upload_several(admin: Client, content: bytes) -> Any:
    data = {
        "title": "Kép",
        "files[]": upload(content),
        "collection": str(Collection.get_first_root_node().pk),
    }
    return admin.post(reverse("wagtailimages:add_multiple"), data)


@pytest.mark.parametrize(("content", "message"), REFUSED)
def test_several_files_at_once(admin: Client, content: bytes, message: str) -> None:
    answer = upload_several(admin, content).json()
    assert (answer["success"], answer["error_message"].splitlines()[0]) == (False, message)
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(("content", "message"), REFUSED)
def test_one_file(admin: Client, content: bytes, message: str) -> None:
    data = {
        "title": "Kép",
        "file": upload(content),
        "licence": "cc-by-sa-4.0",
    }
    response = admin.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 200
    assert response.context["form"].errors["file"] == [message]
    assert not CustomImage.objects.exists()


def test_a_picture_is_accepted(admin: Client) -> None:
    answer = upload_several(admin, picture("PNG")).json()
    assert answer["success"], answer
    assert "image_id" in answer or "uploaded_file_id" in answer
