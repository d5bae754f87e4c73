"""Wagtail's stock backend on the same works: its index in the site's own SQLite database, a page each text.

Its index has title and body of a page, so the body holds all that is not the title. A question is what a site's search
page asks it: the live, public pages of a language with all words, the best ten and how many there are; it counts no
filters and knows no other forms of a word. Each state of the database is asked until `patience` (seconds) is over.
"""

import itertools
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from search.entries import Entry, Text
from tests.bench_search.indexes import Stopwatch, make_maker, open_site
from tests.bench_search.questions import Question

PAGES = 1_000  # in a transaction, as many as Wagtail's update_index takes


def measure_stock(
    site: str, folder: str, count: int, questions: list[dict[str, Any]], runs: int, patience: float
) -> dict[str, Any]:
    """Seconds and bytes of the index, and seconds by question before and after ANALYZE."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(site) / "db.sqlite3", Path(folder) / "db.sqlite3")
    open_site(folder)
    from django.db import connection, transaction
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend
    from wagtail.search.index import SearchField

    asked = [Question(**question) for question in questions]
    Page.search_fields = [*Page.search_fields, SearchField("body_text")]
    maker = make_maker(site)
    with transaction.atomic():
        pages = make_pages(maker.make(count))
    before = _size(folder)
    index = get_search_backend().get_index_for_model(Page)
    index.reset()
    texts = ((entry, text) for entry in maker.make(count) for text in entry.texts)
    watch, left = Stopwatch(), iter(pages)
    while batch := list(itertools.islice(left, PAGES)):
        for page, (_, text) in zip(batch, itertools.islice(texts, len(batch)), strict=True):
            page.body_text = body_of(text)
        with watch, transaction.atomic():
            index.add_items(Page, batch)
        for page in batch:
            del page.body_text
    with watch:
        index._refresh_title_norms(full=True)
    result = {"pages": len(pages), "wall": watch.wall, "cpu": watch.cpu, "size": _size(folder) - before}
    result["before"] = _ask(asked, runs, patience)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    result["after"] = _ask(asked, runs, patience)
    return result


def body_of(text: Text) -> str:
    """All of a text but its title."""
    parts = [part for section in text.sections for part in (section.heading, section.text)]
    return " ".join([text.summary, text.details, *text.keywords, *parts])


def make_pages(works: Iterator[Entry]) -> list[Any]:
    """A live page for each text, below the home page of its language; made all at once, without signals."""
    from django.contrib.contenttypes.models import ContentType
    from django.db.models import Max
    from wagtail.models import Locale, Page

    content_type, pages = ContentType.objects.get_for_model(Page), []
    parents, steps = {}, {}
    for locale in Locale.objects.all():
        home = Page.objects.get(depth=2, locale=locale)
        parents[locale.language_code] = home
        last = home.get_children().aggregate(Max("path"))["path__max"]
        steps[locale.language_code] = itertools.count(Page._str2int(last[-Page.steplen :]) + 1 if last else 1)
    for entry in works:
        for text in entry.texts:
            home, slug = parents[text.language_code], entry.work.replace(":", "-")
            pages.append(
                Page(
                    title=text.title,
                    draft_title=text.title,
                    slug=slug,
                    path=Page._get_path(home.path, 3, next(steps[text.language_code])),
                    depth=3,
                    numchild=0,
                    locale_id=home.locale_id,
                    content_type=content_type,
                    live=True,
                    url_path=f"{home.url_path}{slug}/",
                )
            )
    return Page.objects.bulk_create(pages, batch_size=500)


def _ask(questions: list[Question], runs: int, patience: float) -> list[float]:
    """The seconds of the fastest run of each question that there was time for."""
    from wagtail.models import Locale, Page

    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    ends, taken = time.monotonic() + patience, []
    # Every so many questions, so that all kinds are there when time runs out.
    for question in sorted(questions, key=lambda each: questions.index(each) % 10):
        if time.monotonic() > ends:
            break
        seconds = []
        for _ in range(runs):
            started = time.perf_counter()
            found = Page.objects.live().public().filter(locale=locales[question.language_code])
            results = found.search(question.text)
            list(results[:10])
            results.count()
            seconds.append(time.perf_counter() - started)
            if time.monotonic() > ends:
                break
        taken.append(min(seconds))
    return taken


def _size(folder: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (Path(folder) / "db.sqlite3").stat().st_size
