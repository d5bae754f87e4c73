"""Every visible text of the interface is in both catalogues, translated."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("hu", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_fuzzy_or_untranslated(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    unfinished = [
        entry.msgid for entry in catalogue if entry.fuzzy or not entry.translated() or entry.obsolete
    ]
    assert len(catalogue) > 0
    assert unfinished == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    different = [
        entry.msgid
        for entry in catalogue
        if "python-format" in entry.flags
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]
        if translation and not _placeholders(translation) <= _placeholders(entry.msgid + entry.msgid_plural)
    ]
    assert different == []


def _placeholders(text: str) -> set[str]:
    """Names with the letter of their conversion: "%(limit)től" would break the page."""
    return {
        f"{name}){rest[:1]}"
        for name, _, rest in (part.partition(")") for part in text.replace("%%", "").split("%(")[1:])
    }


@pytest.mark.gettext
def test_the_catalogues_are_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/messages", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_first_tests_of_a_fresh_checkout_know_the_translations(tmp_path: Path) -> None:
    """Setting up Django reads the catalogues, which a checkout does not hold compiled."""
    for name in ("cms", "home", "linking", "search", "casestudies", "communities", "methodology", "core"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("locale", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.mo"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    (tmp_path / "tests" / "test_fresh.py").write_text(
        "from django.urls import reverse\n"
        "from django.utils import translation\n"
        "def test_addresses():\n"
        "    for code, address in (('hu', '/hu/kereses/'), ('en', '/en/search/')):\n"
        "        with translation.override(code):\n"
        "            assert reverse('search') == address\n"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/test_fresh.py",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
        ],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
