"""The interface says "te": no text that somebody can meet, ours or a package's, calls the reader "ön"."""

import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.utils.translation import gettext, ngettext, override, pgettext

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "locale" / "hu" / "LC_MESSAGES"

# Formal Hungarian speaks to the reader in the third person: it is known by the word itself and by polite formulas, by
# imperatives in that person ("válasszon", "állítsa"), and by what is the reader's ("jelszava", "jogosultsága").
ALWAYS = r"""
    ön(?:t|nek|nél|nel|é|höz|re|től|ök\w*)? | kér(?:jük|em) | miért\snem | biztos\sbenne | ha\smegerősíti
    | biztosan\s\w+(?:ja|li|öl|szi)
    | \w+(?:jon|jen|jön|zzon|zzen|zzön|sson|ssen|ssön|tson|tsen|tsön)
    | \w+(?:ítsa|ítse|assa|ássa|esse|össe|ozza|ezze|özze|izze)
    | adja | hagyja | próbálja | vonja | nyomja | dobja | hozza | húzza | válassza | küldje | jelölje | kerülje | törölje
    | szeretné | akarja | kívánja? | választja | választ, | teheti | törölheti | átmozgatja | kikapcsolja | \w+teszi\?
    | megadhatja | használhat | kiválaszthat | engedélyezheti | szerkesztheti: | értesítést\skap
    | küldött\sel | töltött\sfel | hozott\slétre | feliratkozott | módosította
    | jogosultsága | engedélye | jelszava | jelszavá(?:t|nak|val) | böngészőj\w+ | emailjeit
"""
# What packages say of the reader, and we say of readers, of a guide, of the search.
OF_A_READER = r"látja | írja | használja | megtalálja | fiókj\w+"
# Said of a page, a value or a reference, not to the reader.
OF_THINGS = {
    *("akadályozza", "eltérjen", "jelenjen", "kerüljön", "küldhesse", "maradjon", "megjelenjen", "olvassa"),
    *("szerepeljen", "tűnjön", "vezessen"),
}

# Nobody meets them: no page is a form; our own page answers a forged form; who may change sites is an operator.
UNUSED_APPS = {"wagtail.contrib.forms", "wagtail.sites"}
ON_DJANGOS_PAGE_OF_FORGED_FORMS = (
    "You are seeing this message because",
    "If you have configured your browser to disable",
    "If you are using the <meta",
)


def find_formal(text: str, words: str = f"{ALWAYS} | {OF_A_READER}") -> list[str]:
    """The words of a Hungarian text that address the reader formally."""
    found = re.findall(rf"\b(?:{words})(?!\w)", text, re.IGNORECASE | re.VERBOSE)
    return [word for word in found if word.lower() not in OF_THINGS]


def catalogues(domain: str) -> Iterator[polib.POFile]:
    """The Hungarian catalogues of all packages whose texts somebody can meet."""
    folders = [Path(app.path) for app in apps.get_app_configs() if app.name not in UNUSED_APPS]
    for folder in (Path(django.__file__).parent / "conf", *folders):
        path = folder / "locale" / "hu" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            yield polib.pofile(str(path))


def shown(entry: polib.POEntry) -> list[str]:
    """What the site says for an entry, for one and for many."""
    if entry.msgid_plural:
        return [ngettext(entry.msgid, entry.msgid_plural, number) for number in (1, 2)]
    return [pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)]


@pytest.mark.parametrize(
    ("formal", "informal"),
    [
        ("Kérjük válasszon ki legalább egy csoportot.", "Válassz legalább egy csoportot."),
        ("Bizonyosodjon meg arról, hogy kisebb.", "Legyen kisebb."),
        ("Adja meg értékek egy listáját.", "Megadja, hogy a felhasználó aktív-e."),
        ("Biztosan törli a gyűjteményt?", "Biztosan törlöd ezt a gyűjteményt?"),
        ("Nincs jogosultsága törölni ezt a képet", "Ezt a képet nincs jogod törölni."),
        ("Még nem töltött fel képet.", "Még nem töltöttél fel képet."),
        ("Kattintson a mentés gombra", "Nyomd meg a mentést"),
    ],
)
def test_formal_hungarian_is_recognised(formal: str, informal: str) -> None:
    assert find_formal(formal)
    assert not find_formal(informal)


def test_no_package_addresses_anybody_formally() -> None:
    ours = {entry.msgid for entry in polib.pofile(str(OURS / "django.po")) if not entry.msgctxt}
    with override("hu"):
        texts = {
            (entry.msgid, text)
            for catalogue in catalogues("django")
            for entry in catalogue
            if entry.msgid not in ours and not entry.msgid.startswith(ON_DJANGOS_PAGE_OF_FORGED_FORMS)
            for text in shown(entry)
        }
    assert len(texts) > 1500
    assert {msgid: text for msgid, text in texts if find_formal(text)} == {}


def test_no_script_of_a_package_addresses_anybody_formally() -> None:
    told = {
        entry.msgid: entry.msgstr or " ".join(entry.msgstr_plural.values())
        for catalogue in (*catalogues("djangojs"), polib.pofile(str(OURS / "djangojs.po")))
        for entry in catalogue
    }
    assert len(told) > 100
    assert {msgid: text for msgid, text in told.items() if find_formal(text)} == {}


def test_our_own_texts_address_nobody_formally() -> None:
    texts = {
        (entry.msgid, text)
        for entry in polib.pofile(str(OURS / "django.po"))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    }
    assert {msgid: text for msgid, text in texts if find_formal(text, ALWAYS)} == {}
