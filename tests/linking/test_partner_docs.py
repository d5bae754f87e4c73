"""The examples of docs/partners.md are asked of a small site: each answers as the document says."""

import datetime as dt
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.test import Client

from communities.models import CommunityPage
from home.models import NewsPage
from linking.models import Permalink
from methodology.models import GuidePage, Topic
from search import index
from tests.small_site import SmallSite

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "partners.md"
NAME = "www.example.org"
HOST = f"https://{NAME}"
# of the document: a guide in both languages, a work that is gone, a community
CODE, GONE, COMMUNITY = "k7m2xg", "b4k7tz", "h9nw3k"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
FORM = "application/x-www-form-urlencoded"


class Example(NamedTuple):
    """A line of the document: what is asked, with what in a form, and with which status it is answered."""

    path: str
    headers: dict[str, str]
    form: str
    status: int


def examples() -> list[Example]:
    """Each line in a block: `curl [-H 'NAME: VALUE'] [-o FILE] [-d FORM] ADDRESS [# STATUS]`."""
    found = []
    for line in "".join(BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))).splitlines():
        command, _sign, status = line.partition("  # ")
        words = shlex.split(command)
        assert words[0] == "curl", line
        headers, address, form = {}, "", ""
        rest = iter(words[1:])
        for word in rest:
            if word == "-H":
                name, _colon, value = next(rest).partition(": ")
                headers[name] = value
            elif word == "-o":
                next(rest)
            elif word == "-d":
                form = next(rest)
            else:
                address = word
        assert address.startswith(f"{HOST}/"), line
        path = address.removeprefix(HOST).replace(HOST, "http://localhost").replace(NAME, "localhost")
        found.append(Example(path, headers, form, int(status or 200)))
    return found


def test_each_example_answers_as_the_document_says(
    db: None, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Examples are asked sooner after the last change than a reader would.
    monkeypatch.setattr("linking.public_state.UNSETTLED", dt.timedelta(0))
    settings.DATA_DIR = tmp_path
    small_site = SmallSite.make()
    food = Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")
    guide = small_site.page(GuidePage, "Kert", topics=(food,))
    small_site.page(GuidePage, "Garden", "en", guide, topics=(food,))
    gone = small_site.page(NewsPage, "Elment")
    community = small_site.page(CommunityPage, "Közösség")
    for page, code in ((guide, CODE), (gone, GONE), (community, COMMUNITY)):
        Permalink.objects.filter(translation_key=page.translation_key).update(code=code)
    gone.delete()
    index.rebuild()
    call_command("export_dump", verbosity=0)
    asked = examples()
    assert len(asked) > 40
    answered = []
    for example in asked:
        client = Client(headers={"host": "localhost", **example.headers})
        if example.form:
            response = client.post(example.path, example.form, content_type=FORM)
        else:
            response = client.get(example.path)
        if response.streaming:
            assert b"".join(response.streaming_content)
        assert b"<error " not in getattr(response, "content", b""), example
        answered.append(example._replace(status=response.status_code))
    assert answered == asked
