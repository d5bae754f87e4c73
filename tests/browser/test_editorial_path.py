"""From an empty form to a page in two languages, and what becomes of the translation when the original changes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.admin import MESSAGES, PageForm, TranslationEditor, log_in, open_new_page
from tests.browser.conftest import open_window
from tests.browser.site import Site

pytestmark = pytest.mark.browser

TITLE, ENGLISH_TITLE = "Csuhéfonó délután", "Husk weaving afternoon"
STEPS = (
    ("Áztatás", 20, "Áztassátok be a csuhét langyos vízbe."),
    ("Fonás", 40, "Fonjatok hármas fonatot, szorosan."),
    ("Szárítás", 15, "Tegyétek a kész munkát szellős helyre."),
)
ADDED_STEP = ("Kiállítás", 30, "Rakjátok ki az ablakba, hadd lássa a falu.")
REWRITTEN = "Tegyétek a kész munkát árnyékba, szellős helyre."
TRANSLATIONS = {
    TITLE: ENGLISH_TITLE,
    "Amikor csuhét fonunk, és közben beszélgetünk.": "We weave husks and talk meanwhile.",
    "Mindenki hazavisz egy csuhébabát.": "Everybody takes a husk doll home.",
    "Ősz van, és mindenki ráér.": "It is autumn and everybody is free.",
    "Van csuhé a padláson.": "There are husks in the attic.",
    "Áztatás": "Soaking",
    "Áztassátok be a csuhét langyos vízbe.": "Soak the husks in lukewarm water.",
    "Fonás": "Weaving",
    "Fonjatok hármas fonatot, szorosan.": "Weave braids of three, tightly.",
    "Szárítás": "Drying",
    "Tegyétek a kész munkát szellős helyre.": "Put the finished work in an airy place.",
}
MARK = ".notice"


@pytest.fixture
def editor(window: BrowserContext, own_library: Site) -> Page:
    """A coordinator's window: they may write, publish and translate."""
    page = window.new_page()
    log_in(page, own_library, "coordinators")
    return page


@pytest.fixture
def reader(chromium, own_library: Site) -> Iterator[Page]:
    """A window of somebody who is not logged in."""
    context = open_window(chromium, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def write_step(form: PageForm, number: int, step: tuple[str, int, str]) -> None:
    title, minutes, instruction = step
    form.fill({f"steps-{number}-title": title, f"steps-{number}-minutes": str(minutes)})
    form.write(f"steps-{number}-instruction", instruction)


def write_guide(form: PageForm) -> None:
    """A guide with three steps, whole enough to be published."""
    form.fill(
        {
            "title": TITLE,
            "summary": "Amikor csuhét fonunk, és közben beszélgetünk.",
            "goal": "Mindenki hazavisz egy csuhébabát.",
        }
    )
    form.choose(f"topic_links-{form.add('topic_links')}-topic", "Food")
    form.write("when_to_use", "- Ősz van, és mindenki ráér.", "Van csuhé a padláson.")
    form.fill({"duration_min": "75", "duration_max": "75", "group_size_min": "5", "group_size_max": "20"})
    form.tick("settings", "indoors")
    write_step(form, 0, STEPS[0])
    for step in STEPS[1:]:
        write_step(form, form.add("steps"), step)


def publish(form: PageForm, title: str = TITLE) -> None:
    form.publish()
    expect(form.page.locator(MESSAGES).first).to_be_visible()
    assert form.errors == {}
    expect(form.page.locator(MESSAGES)).to_contain_text(re.compile(f"'{title}'.*published"))


def find_by_search(reader: Page, site: Site, language_code: str, words: str) -> list[str]:
    """What the search in the header of the front page finds: titles."""
    reader.goto(site.address("home", language_code))
    reader.locator("#site-search").fill(words)
    reader.locator("#site-search").press("Enter")
    reader.wait_for_url(f"{site.url}{site.paths['search-empty'][language_code]}?q=*")
    return reader.locator("main .hit h3").all_inner_texts()


def shown_steps(reader: Page) -> list[tuple[str, str]]:
    """The steps on the page: title without its number, and minutes."""
    return [
        (
            step.locator("h3").inner_text().partition(". ")[2],
            step.locator(".step__time span").first.inner_text(),
        )
        for step in reader.locator(".step").all()
    ]


def test_guide_from_the_first_word_to_a_stale_translation(
    editor: Page, reader: Page, own_library: Site
) -> None:
    site = own_library

    # A guide with three steps is written, published and found.
    form = open_new_page(editor, site, "library", "hu")
    write_guide(form)
    publish(form)
    assert find_by_search(reader, site, "hu", "csuhe szellos")[0] == TITLE
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.locator("h1")).to_have_text(TITLE)
    assert shown_steps(reader) == [("Áztatás", "20 perc"), ("Fonás", "40 perc"), ("Szárítás", "15 perc")]
    hungarian = reader.url

    # It is sent for translation, which publishes nothing.
    editor.get_by_role("link", name=TITLE, exact=True).first.click()
    original = editor.url
    form.choose_action("Translate this page")
    editor.get_by_label("English").check()
    editor.locator("main form [type=submit]").click()
    translation = TranslationEditor(editor)
    translation_url = editor.url
    reader.reload()
    expect(reader.locator("link[hreflang=en]")).to_have_count(0)
    assert find_by_search(reader, site, "en", "braids") == []

    # Every string is translated and the English text published and found.
    translation.translate(TRANSLATIONS)
    editor.reload()  # the address has been proposed from the title, which the open editor does not know
    assert translation.missing == []
    translation.publish()
    expect(editor.locator(MESSAGES)).to_contain_text("published")
    assert find_by_search(reader, site, "en", "braids") == [ENGLISH_TITLE]
    reader.get_by_role("link", name=ENGLISH_TITLE).click()
    english = reader.url
    assert english == f"{site.address('library', 'en')}husk-weaving-afternoon/"
    assert shown_steps(reader) == [("Soaking", "20 min"), ("Weaving", "40 min"), ("Drying", "15 min")]
    expect(reader.locator(MARK)).to_have_count(0)
    reader.locator("nav.languages a").click()
    reader.wait_for_url(hungarian)

    # The original changes: a text, the duration, a step's minutes, the order of steps, one step more.
    editor.goto(original)
    form.write("steps-2-instruction", REWRITTEN)
    form.fill({"duration_min": "115", "duration_max": "120", "steps-1-minutes": "50"})
    form.move_up("steps", 2)
    write_step(form, form.add("steps"), ADDED_STEP)
    publish(form)
    reader.goto(hungarian)
    assert shown_steps(reader) == [
        ("Áztatás", "20 perc"),
        ("Szárítás", "15 perc"),
        ("Fonás", "50 perc"),
        ("Kiállítás", "30 perc"),
    ]

    def check_stale_translation() -> None:
        reader.goto(english)
        expect(reader.locator(MARK)).to_have_count(1)
        expect(reader.locator(f"{MARK} a[href='{hungarian.removeprefix(site.url)}']")).to_be_visible()
        assert shown_steps(reader) == [("Soaking", "20 min"), ("Drying", "15 min"), ("Weaving", "50 min")]
        expect(reader.locator(".packet__facts")).to_contain_text("2 hours")
        expect(reader.locator("main")).to_contain_text("Put the finished work in an airy place.")
        for hungarian_words in ("árnyékba", *ADDED_STEP[::2]):
            expect(reader.locator("main")).not_to_contain_text(hungarian_words)

    # The English page has the new values, says that it is out of date and lacks what is not translated.
    check_stale_translation()

    # So it is still after the translator has taken over the changes and published without translating them.
    editor.goto(original)
    form.choose_action("Sync translated pages")
    editor.locator("main form [type=submit]").click()
    editor.goto(translation_url)
    translation = TranslationEditor(editor)
    assert sorted(translation.missing) == sorted([REWRITTEN, ADDED_STEP[0], ADDED_STEP[2]])
    check_stale_translation()
    translation.publish()
    expect(editor.locator("main")).to_contain_text("Publish an incomplete translation?")
    check_stale_translation()
    editor.get_by_role("button", name="Publish although it is incomplete").click()
    expect(editor.locator(MESSAGES)).to_contain_text("published")
    check_stale_translation()

    # Translating the rest makes the page whole again.
    editor.goto(translation_url)
    TranslationEditor(editor).translate(
        {
            REWRITTEN: "Put the finished work in the shade, in an airy place.",
            ADDED_STEP[0]: "Showing",
            ADDED_STEP[2]: "Put it in the window for the village to see.",
        }
    )
    translation.publish()
    expect(editor.locator(MESSAGES)).to_contain_text("published")
    reader.goto(english)
    expect(reader.locator(MARK)).to_have_count(0)
    assert shown_steps(reader) == [
        ("Soaking", "20 min"),
        ("Drying", "15 min"),
        ("Weaving", "50 min"),
        ("Showing", "30 min"),
    ]
    assert find_by_search(reader, site, "en", "shade husks")[0] == ENGLISH_TITLE


def test_incomplete_draft_is_kept_and_not_published(editor: Page, reader: Page, own_library: Site) -> None:
    form = open_new_page(editor, own_library, "library", "hu")
    form.fill({"title": TITLE, "duration_min": "90"})
    form.save_draft()
    expect(editor.locator(MESSAGES)).to_contain_text(f"'{TITLE}' created")
    address = editor.url
    assert address.endswith("/edit/")
    form.publish()
    expect(editor.locator(MESSAGES)).to_contain_text("None of this has been saved or published yet.")
    assert set(form.errors) >= {
        "summary",
        "goal",
        "when_to_use",
        "duration_max",
        "group_size_min",
        "settings",
    }
    assert all(form.errors.values())
    editor.goto(address)
    expect(editor.locator("#id_title")).to_have_value(TITLE)
    expect(editor.locator("#id_duration_min")).to_have_value("90")
    reader.goto(own_library.address("library", "hu"))
    expect(reader.locator("main")).not_to_contain_text(TITLE)
