"""An entry a work: what everybody may see of it, in all its languages."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from search.documents import compose, list_all_works, list_visible_texts
from search.entries import FOR_EVER, Entry, Text, dump_entry, list_periods, load_entry
from tests.search.library import Library


def only(entries: list[Entry]) -> Entry:
    (entry,) = entries
    return entry


def test_a_work_is_one_entry_with_all_its_texts(library: Library) -> None:
    food, water = library.topic("food", "Élelmiszer"), library.topic("water", "Víz")
    guide = library.guide("Kert", topics=(food, water))
    library.guide("Garden", "en", translation_of=guide)
    entries, errors = compose([str(guide.translation_key)])
    entry = only(entries)
    assert errors == {}
    assert [(text.language_code, text.title, text.url) for text in entry.texts] == [
        ("hu", "Kert", "/hu/kert/"),
        ("en", "Garden", "/en/garden/"),
    ]
    assert entry.kind == "guide"
    assert entry.facets["topic"] == ("food", "water")
    assert entry.filter_values()["language"] == ("en", "hu")


def test_only_what_everybody_may_see_is_composed(library: Library) -> None:
    guide = library.guide("Kert")
    library.guide("Garden draft", "en", translation_of=guide, live=False)
    library.guide("Vázlat", live=False)
    past = timezone.now() - dt.timedelta(minutes=1)
    library.guide("Lejárt", expire_at=past)
    private = library.guide("Zárt rész")
    library.guide("Zárt gyermek", parent=private)
    private.view_restrictions.create(restriction_type="login")
    entries, _ = compose(list_all_works())
    assert [text.title for text in only(entries).texts] == ["Kert"]


def test_works_without_visible_texts_have_no_entry(library: Library) -> None:
    guide = library.guide("Vázlat", live=False)
    assert compose([str(guide.translation_key)]) == ([], {})


def test_a_term_is_an_entry_with_its_names_and_synonyms(library: Library) -> None:
    food = library.topic("food", "Élelmiszer")
    term = library.term("landrace", "tájfajta", "landrace", definition_hu="Helyben fogott növény.")
    term.synonyms.create(language_code="hu", text="helyi fajta")
    term.topic_links.create(topic=food)
    term.save()
    entry = only(compose(["term:landrace"])[0])
    assert (entry.work, entry.kind, entry.facets["topic"]) == ("term:landrace", "term", ("food",))
    hungarian = entry.text("hu")
    assert (hungarian.title, hungarian.summary, hungarian.keywords) == (
        "tájfajta",
        "Helyben fogott növény.",
        ("helyi fajta",),
    )
    assert hungarian.url == "/hu/terms/#landrace"


def test_terms_are_no_entries_while_their_page_is_not_public(library: Library) -> None:
    from methodology.models import TermIndexPage

    library.term("landrace", "tájfajta", "landrace")
    assert "term:landrace" in list_all_works()
    for page in TermIndexPage.objects.all():
        page.unpublish()
    assert compose(["term:landrace"]) == ([], {})


def test_terms_are_shown_as_long_as_their_page(library: Library) -> None:
    from methodology.models import TermIndexPage

    library.term("landrace", "tájfajta", "landrace")
    end = timezone.now() + dt.timedelta(days=1)
    TermIndexPage.objects.update(expire_at=end)
    assert {text.visible_until for text in only(compose(["term:landrace"])[0]).texts} == {end}


def test_a_page_that_cannot_describe_itself_fails_alone(library: Library, monkeypatch) -> None:
    good, bad = library.guide("Jó"), library.guide("Rossz")
    describe = type(good).search_entry

    def fail(page):
        if page.title == "Rossz":
            raise ZeroDivisionError("broken block")
        return describe(page)

    monkeypatch.setattr(type(good), "search_entry", fail)
    entries, errors = compose([str(good.translation_key), str(bad.translation_key)])
    assert only(entries).work == str(good.translation_key)
    assert errors == {str(bad.translation_key): "ZeroDivisionError: broken block"}


def test_the_texts_that_everybody_may_see_are_listed(library: Library) -> None:
    guide = library.guide("Kert")
    library.guide("Garden", "en", translation_of=guide, live=False)
    hidden = library.guide("Rejtett")
    hidden.view_restrictions.create(restriction_type="login")
    works = {str(guide.translation_key), str(hidden.translation_key)}
    assert list_visible_texts(works) == {(str(guide.translation_key), "hu")}


def test_periods_lose_texts_as_they_expire() -> None:
    first = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    second = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
    hungarian, english = (
        Text("hu", "/", "Kert", visible_until=second),
        Text("en", "/", "Garden", visible_until=first),
    )
    periods = list(list_periods(Entry("a", "guide", (hungarian, english))))
    assert [(period.start, period.end, period.entry.texts) for period in periods] == [
        (0.0, first.timestamp(), (hungarian, english)),
        (first.timestamp(), second.timestamp(), (hungarian,)),
    ]
    ever = replace(english, visible_until=None)
    assert [period.end for period in list_periods(Entry("a", "guide", (ever,)))] == [FOR_EVER]


def test_a_stored_entry_is_the_entry() -> None:
    entry = Entry(
        "a", "guide", (Text("hu", "/", "Kert"),), {"topic": ("food",)}, dt.date(2026, 1, 2), True, ("x", (1,))
    )
    assert load_entry(dump_entry(entry)) == entry


def test_lists_and_tables_read_as_lists(library: Library) -> None:
    guide = library.guide(
        "Kert",
        when_to_use="<ul><li>van kulcs</li><li>esik.</li></ul>",
        when_not_to_use="<ul><li>nincs kulcs</li></ul>",
    )
    for order, (name, note) in enumerate((("Kulcs", ""), ("Zsák", "3 db"), ("Zsineg", ""))):
        guide.materials.create(name=name, note=note, sort_order=order)
    rows = [{"cells": ["Répa", "5 cm"]}]
    guide.body = [{"type": "table", "value": {"caption": "Távolság", "columns": [], "rows": rows}}]
    with library.commit():
        guide.save()
    (text,) = only(compose([str(guide.translation_key)])[0]).texts
    sections = {section.anchor: section.text for section in text.sections}
    assert sections["when"] == "van kulcs · esik. nincs kulcs"
    assert sections["needs"] == "Kulcs · Zsák, 3 db · Zsineg"
    assert sections["body"] == "Távolság · Répa · 5 cm"
