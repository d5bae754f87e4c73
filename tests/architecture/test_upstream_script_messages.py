"""The texts of packages' scripts that `locale/hu/…/djangojs.po` replaces are still theirs, and are told to the browser."""

import json
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize
from django.test import Client
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [Path(package.__file__).parent for package in (wagtail, wagtail_localize)]
OURS = polib.pofile(str(ROOT / "locale" / "hu" / "LC_MESSAGES" / "djangojs.po"))
CATALOGUES = ("wagtailadmin_javascript_catalog", "wagtail_localize:javascript_catalog")


@pytest.mark.parametrize("entry", OURS, ids=lambda entry: entry.msgid)
def test_a_package_says_it_and_ours_is_better(entry: polib.POEntry) -> None:
    found = [
        (code, known.msgstr)
        for package in PACKAGES
        for code in ("en", "hu")
        for path in package.rglob(f"locale/{code}/LC_MESSAGES/djangojs.po")
        for known in polib.pofile(str(path))
        if known.msgid == entry.msgid
    ]
    assert "en" in {code for code, _text in found}, "no package says this any more: take it out"
    assert entry.msgstr
    assert ("hu", entry.msgstr) not in found, "the packages say the same: take it out"


def test_the_browser_is_told_ours(admin_client: Client) -> None:
    texts = "".join(admin_client.get(reverse(name)).content.decode() for name in CATALOGUES)
    for entry in OURS:
        assert json.dumps(entry.msgstr) in texts
    assert "Írjon valamit" not in texts
