"""A translator sends a PO file: that of the translation is taken over, anything else is refused with a message."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from tests.factories import StandardPageFactory, send_for_translation, translation_of

pytestmark = pytest.mark.django_db

REFUSAL = (
    "Semmit sem vettünk át. Azt a PO-fájlt válaszd ki, amelyet innen töltöttél le, változatlan első sorokkal."
)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n'


@pytest.fixture(scope="module")
def home_of_module(hungarian_home_of_module: Any) -> Any:
    """Nothing is translated."""
    return hungarian_home_of_module


@pytest.fixture
def translation(home: Any) -> Translation:
    page = StandardPageFactory(title="Rólunk")
    send_for_translation(page)
    return translation_of(page)


def send(admin: Client, translation: Translation, content: bytes | None) -> tuple[int, str, list[str]]:
    """Send a file back: the status, where it leads, and what is said there."""
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    files = {} if content is None else {"file": SimpleUploadedFile("en.po", content)}
    response = admin.post(address, {"next": "/admin/pages/", **files})
    return (
        response.status_code,
        response.url,
        [str(each).strip() for each in get_messages(response.wsgi_request)],
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="no file"),
        pytest.param(b"", id="empty"),
        pytest.param(b"/etc/hostname", id="a path"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\xff", id="a picture"),
        pytest.param(b"msgid broken", id="broken"),
        pytest.param(b'msgid "a"\nmsgstr "\xff\xfe"\n', id="other bytes"),
        pytest.param(HEADER.format("UTF-8").encode() + b'\nmsgid "a"\nmsgstr "b"\n', id="of another program"),
        pytest.param(HEADER.format("klingon").encode() + b'\nmsgid "a"\nmsgstr "b"\n', id="unknown encoding"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(
    admin: Client, translation: Translation, content: bytes | None
) -> None:
    assert send(admin, translation, content) == (302, "/admin/pages/", [REFUSAL])
    assert not StringTranslation.objects.exists()


def test_the_file_of_the_translation_is_taken_over(admin: Client, translation: Translation) -> None:
    po = translation.export_po()
    entry = next(each for each in po if each.msgid == "Rólunk")
    entry.msgstr = "About us"
    status, address, said = send(admin, translation, str(po).encode())
    assert (status, address, len(said)) == (302, "/admin/pages/", 1)
    assert StringTranslation.objects.get(context__path="title").data == "About us"


def test_the_file_of_another_translation_is_not(admin: Client, translation: Translation) -> None:
    other = StandardPageFactory(title="Kapcsolat")
    send_for_translation(other)
    status, _address, said = send(admin, translation, str(translation_of(other).export_po()).encode())
    assert (status, len(said), REFUSAL in said) == (302, 1, False)
