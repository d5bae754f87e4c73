"""Readers need no JavaScript: filtering, asking, searching, changing the language and reading work in a window without it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser

ROW = "main .catalogue .work-row"


@pytest.fixture
def page(window_without_javascript: BrowserContext) -> Iterator[Page]:
    """A page in which scripts do not run: one that tries to change the page does not."""
    page = window_without_javascript.new_page()
    page.set_content("<p>still</p><script>document.querySelector('p').textContent = 'changed'</script>")
    expect(page.locator("p")).to_have_text("still")
    return page


def test_library_is_filtered_by_the_form(page: Page, library: Site) -> None:
    page.goto(library.address("library", "hu"))
    every_guide = page.locator(ROW).count()
    page.locator("#time").select_option("120")
    page.locator("#people").fill("12")
    page.locator("#setting").select_option("indoors")
    page.locator("form.sentence-form button").click()
    page.wait_for_url("**time=120&people=12&setting=indoors")
    expect(page.locator("#people")).to_have_value("12")
    expect(page.locator(".filter-tag")).to_have_count(3)
    assert 0 < page.locator(ROW).count() < every_guide


def test_library_is_filtered_by_links_which_combine_and_can_be_taken_back(page: Page, library: Site) -> None:
    page.goto(library.address("library", "en"))
    every_guide = page.locator(ROW).count()
    topic = page.locator("a.facet__value[href*='topic=food']")
    count = int(topic.locator(".count").inner_text())
    topic.click()
    expect(page.locator(ROW)).to_have_count(count)
    assert 0 < count < every_guide
    page.locator("a.facet__value[href*='difficulty=easy']").click()
    assert re.search(r"topic=food.*difficulty=easy|difficulty=easy.*topic=food", page.url)
    expect(page.locator(".filter-tag")).to_have_count(2)
    assert page.locator(ROW).count() <= count
    page.locator(".filter-tag").first.click()
    page.locator(".filter-tag").first.click()
    expect(page.locator(ROW)).to_have_count(every_guide)


def test_guide_answers_for_other_people_and_another_start(page: Page, library: Site) -> None:
    page.goto(library.address("guide", "hu"))
    amounts = page.locator("#needs td.number").all_inner_texts()
    page.locator("#people").fill("30")
    page.locator("#start").fill("10.15")
    page.locator("form.packet__form button").click()
    expect(page.locator("#start")).to_have_value("10.15")
    expect(page.locator(".step time").first).to_have_text("10.15")
    expect(page.locator(".packet__answer")).to_contain_text("30")
    assert page.locator("#needs td.number").all_inner_texts() != amounts


def test_guide_names_the_field_that_makes_no_sense(page: Page, library: Site) -> None:
    page.goto(library.address("guide", "en"))
    page.locator("#people").fill("many")
    page.locator("form.packet__form button").click()
    field = page.locator("#people")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("many")
    expect(page.locator(f"#{field.get_attribute('aria-describedby')}")).to_be_visible()


@pytest.mark.parametrize(("language", "word"), [("hu", "kert"), ("en", "garden")])
def test_search_in_the_header_finds_and_its_filters_narrow(
    page: Page, library: Site, language: str, word: str
) -> None:
    page.goto(library.address("home", language))
    page.locator("#site-search").fill(word)
    page.locator("#site-search").press("Enter")
    page.wait_for_url(f"**{library.paths['search-empty'][language]}?q={word}")
    hits = page.locator("main .hit")
    found = hits.count()
    assert found > 1
    page.locator("main a[href*='kind=guide']").first.click()
    assert 0 < hits.count() < found
    hits.locator("h3 a").first.click()
    expect(page.locator("#steps")).to_be_visible()


def test_language_switch_leads_to_the_same_work_and_back(page: Page, library: Site) -> None:
    page.goto(library.address("guide", "hu"))
    page.locator("nav.languages a").click()
    page.wait_for_url(library.address("guide", "en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("nav.languages a").click()
    page.wait_for_url(library.address("guide", "hu"))


def test_guide_is_read_from_its_jump_bar_to_its_last_step(page: Page, library: Site) -> None:
    page.goto(library.address("guide", "hu"))
    page.locator(".jump-bar a[href='#steps']").click()
    expect(page.locator("#steps h2")).to_be_in_viewport()
    last = page.locator(".step").last
    last.locator("h3 a").click()
    assert page.url.endswith(f"#{last.get_attribute('id')}")
    expect(last).to_be_in_viewport()


def test_menu_of_a_phone_is_at_the_foot_of_the_page(page: Page, library: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(library.address("home", "hu"))
    page.locator("a[href='#menu']").click()
    expect(page.locator("#menu")).to_be_in_viewport()
    page.locator(f"#menu a[href='{library.paths['terms']['hu']}']").click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url == library.address("terms", "hu")
