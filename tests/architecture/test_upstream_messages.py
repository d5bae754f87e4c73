"""The texts of packages that our catalogues replace are still the packages', and are still better."""

import ast
import itertools
from pathlib import Path
from typing import Any

import django
import polib
import pytest
import wagtail
import wagtail_localize
from django.utils.translation import gettext, ngettext, override

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [Path(package.__file__).parent for package in (django, wagtail, wagtail_localize)]

NAMED_IN = ("upstream_messages.py", "formal_messages.py")


def find_overridden() -> list[tuple[str, ...]]:
    """The texts of `core.upstream_messages` and `core.formal_messages`: (one,), or (one, many) by a number."""
    trees = [ast.parse((ROOT / "core" / name).read_text()) for name in NAMED_IN]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        tuple(str(ast.literal_eval(text)) for text in call.args[: 1 if call.func.id == "_" else 2])
        for call in calls
        if isinstance(call.func, ast.Name)
    ]


@pytest.fixture(scope="module")
def upstream() -> dict[tuple[str, ...], set[Any]]:
    """What the packages say in Hungarian, by text; an empty set for what nobody has translated."""
    found: dict[tuple[str, ...], set[Any]] = {}
    for package, code in itertools.product(PACKAGES, ("en", "hu")):
        for path in package.rglob(f"locale/{code}/LC_MESSAGES/django.po"):
            for entry in polib.pofile(str(path)):
                key = (entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,)
                known = found.setdefault(key, set())
                if code == "hu":
                    known.add(entry.msgstr or entry.msgstr_plural.get(0, ""))
    return found


@pytest.mark.parametrize("texts", find_overridden(), ids=lambda texts: texts[0])
def test_a_package_says_it_and_ours_goes_before(
    texts: tuple[str, ...], upstream: dict[tuple[str, ...], set[Any]]
) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / "hu" / "LC_MESSAGES" / "django.po"))
    [entry] = [entry for entry in catalogue if (entry.msgid, entry.msgctxt) == (texts[0], None)]
    ours = entry.msgstr or entry.msgstr_plural[0]
    assert texts in upstream, "no package says this any more: take it out of core"
    assert upstream[texts] != {ours}, "the packages say the same: take it out of core"
    with override("hu"):
        assert (ngettext(*texts, 1) if len(texts) > 1 else gettext(texts[0])) == ours


def test_each_is_named_once() -> None:
    names = [texts[0] for texts in find_overridden()]
    assert len(names) == len(set(names)) > 30
