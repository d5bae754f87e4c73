"""The examples of docs/partners.md are asked of a small site: each answers as the document says."""

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from linking.models import Permalink
from methodology.models import GuidePage, Topic
from search import index
from tests.small_site import SmallSite

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "partners.md"
HOST = "https://www.example.org"
CODE = "k7m2xg"  # of the document
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, dict[str, str], int]]:
    """(path, headers, status) of each line in a block: `curl [-H 'NAME: VALUE'] [-o FILE] ADDRESS [# STATUS]`."""
    found = []
    for line in "".join(BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))).splitlines():
        command, _sign, status = line.partition("  # ")
        words = shlex.split(command)
        assert words[0] == "curl", line
        headers, address = {}, ""
        rest = iter(words[1:])
        for word in rest:
            if word == "-H":
                name, _colon, value = next(rest).partition(": ")
                headers[name] = value
            elif word == "-o":
                next(rest)
            else:
                address = word
        assert address.startswith(f"{HOST}/"), line
        found.append((address.removeprefix(HOST), headers, int(status or 200)))
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
    Permalink.objects.filter(translation_key=guide.translation_key).update(code=CODE)
    index.rebuild()
    call_command("export_dump", verbosity=0)
    asked = examples()
    assert len(asked) > 10
    answered = []
    for path, headers, _status in asked:
        response = Client(headers={"host": "localhost"}).get(path, headers=headers)
        if response.streaming:
            assert b"".join(response.streaming_content)
        answered.append((path, headers, response.status_code))
    assert answered == asked
