"""What each kind of page costs: `python -m tests.bench [--runs 60] [--site FOLDER] [--only NAME …] [--profile NAME]`.

Makes the sample site in a temporary SQLite database (or in FOLDER, where it stays for the next run), then asks for each
kind of page as a reader does: warm, uncached, through all middleware. The pages take turns in every round, so that
whatever else the machine does meets all of them alike. Beside each stands a page of nothing but a title at the same
depth, in the same run. Nothing is asserted: the budgets are printed beside what was measured, and `!` marks what is above.
"""

import argparse
import contextlib
import cProfile
import functools
import gzip
import pstats
import re
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.bench.site import ROOT, make_site, site_folder, use_settings

WARM_UP = 3
CPU_BUDGET = 2.5  # times a page of a title only
TRANSFER_BUDGET = 60_000  # bytes
SCRIPT_BUDGET = 10_000
WORK_QUERIES, LIST_QUERIES = 16, 18

BARE_PAGE = """{% extends "base.html" %}
{% block title %}{{ page.title }}{% endblock %}
{% block main %}<h1>{{ page.title }}</h1>{% endblock %}
"""
# Works of the sample library that have much of everything.
GUIDE, CASE_STUDY = "guides/vetomagcsere", "case-studies/babfajtak-alsobodzason"
COMMUNITY, NEWS = "communities/alsobodzas", "news/indul-a-modszertar"
EVENT = "events/tavaszi-vetomagcsere"


@dataclass(frozen=True)
class Subject:
    """A kind of page: where it is, how deep it lies, how many queries it may cost (None: no budget)."""

    name: str
    path: str
    depth: int
    queries_budget: int | None


@dataclass(frozen=True)
class Measured:
    """What was measured: seconds of CPU time (median), bytes."""

    queries: int
    seconds: float
    html: int
    html_gzip: int
    transfer: int
    script: int


def find_subjects() -> list[Subject]:
    """The kinds of pages, in Hungarian, and the search for a word that many works have."""
    from wagtail.models import Page

    from casestudies.models import CaseStudyIndexPage
    from communities.models import CommunityIndexPage
    from home.models import HomePage, NewsIndexPage, StandardPage
    from methodology.models import GuideIndexPage, TermIndexPage

    def subject(name: str, page: Page, budget: int | None, query: str = "") -> Subject:
        return Subject(name, page.url + query, page.depth, budget)

    def index(model: Any) -> Any:
        return model.objects.in_language("hu").get()

    def work(folder: str) -> Any:
        front_matter = yaml.safe_load((ROOT / "sample" / folder / "hu.md").read_text().split("---")[1])
        return Page.objects.get(translation_key=front_matter["id"], locale__language_code="hu")

    library = index(GuideIndexPage)
    question = "?time=180&people=12&setting=indoors&topic=food&topic=community"
    return [
        subject("front page", index(HomePage), LIST_QUERIES),
        subject("library", library, LIST_QUERIES),
        subject("library, filtered", library, LIST_QUERIES, question),
        subject("guide", work(GUIDE), WORK_QUERIES),
        subject("case studies", index(CaseStudyIndexPage), LIST_QUERIES),
        subject("case study", work(CASE_STUDY), WORK_QUERIES),
        subject("communities", index(CommunityIndexPage), LIST_QUERIES),
        subject("community", work(COMMUNITY), WORK_QUERIES),
        subject("news and events", index(NewsIndexPage), LIST_QUERIES),
        subject("news", work(NEWS), WORK_QUERIES),
        subject("event", work(EVENT), WORK_QUERIES),
        subject("terms", index(TermIndexPage), LIST_QUERIES),
        subject("text", StandardPage.objects.in_language("hu").earliest("path"), WORK_QUERIES),
        Subject("search: kert", "/hu/kereses/?q=kert", 3, None),
        # Of the second no name has the words as they are typed, so the dictionary reads them too.
        Subject("suggestions: kozossegi ke", "/hu/kereses/javaslatok/?q=kozossegi+ke", 3, None),
        Subject("suggestions: kertekb", "/hu/kereses/javaslatok/?q=kertekb", 3, None),
        Subject("not found", "/hu/komposzt-a-kertben/", 3, None),
    ]


@contextlib.contextmanager
def bare_pages(folder: Path) -> Iterator[Callable[[int], str]]:
    """Makes pages of a title only, one below the other, and gives the path of the one at a depth.

    They are pages of text whose address says which template they have; they go away again.
    """
    from wagtail.models import Page

    from home.models import HomePage, StandardPage

    template = folder / "bare" / "pages" / "bare_page.html"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(BARE_PAGE)
    paths, parent = {}, HomePage.objects.in_language("hu").get()
    StandardPage.objects.filter(slug__startswith="bare-page").delete()
    Page.fix_tree()
    for depth in (3, 4):
        page = Page.objects.get(pk=parent.pk).add_child(
            instance=StandardPage(
                title="A page of a title only",
                slug=f"bare-page-{depth}",
                summary="Bare.",
                # A kept site knows their addresses from the last run, as those of the same works.
                translation_key=uuid.UUID(int=depth),
            )
        )
        parent, paths[depth] = page, page.url
    whole = StandardPage.get_template
    StandardPage.get_template = lambda page, request, *args, **kwargs: (
        "pages/bare_page.html" if page.slug.startswith("bare-page") else whole(page, request, *args, **kwargs)
    )
    try:
        yield lambda depth: paths[max(depth, 3)]
    finally:
        StandardPage.get_template = whole
        Page.objects.get(slug="bare-page-3").delete()


# --- measuring ------------------------------------------------------------------------------------------------------


@functools.cache
def reader() -> Any:
    """One client for all: each new one would load the middleware again, which a server does once."""
    from django.test import Client

    return Client(headers={"host": "localhost", "accept-language": "hu"})


def ask(path: str) -> Any:
    return reader().get(path)


def measure_seconds(paths: list[str], runs: int) -> dict[str, float]:
    """The median of CPU seconds of each path; the paths take turns."""
    taken: dict[str, list[float]] = {path: [] for path in paths}
    for number in range(WARM_UP + runs):
        for path in paths:
            started = time.process_time()
            ask(path)
            if number >= WARM_UP:
                taken[path].append(time.process_time() - started)
    return {path: statistics.median(values) for path, values in taken.items()}


def measure(subject: Subject, seconds: float) -> Measured:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        html = ask(subject.path).content
    files = find_files(html.decode())
    packed = len(gzip.compress(html, 6, mtime=0))
    return Measured(
        queries=len(captured),
        seconds=seconds,
        html=len(html),
        html_gzip=packed,
        transfer=packed + sum(map(transferred, files)),
        script=sum(transferred(file) for file in files if file.suffix in (".js", ".mjs")),
    )


def find_files(html: str) -> set[Path]:
    """The style sheets, fonts, drawings and scripts that a browser loads with a page, as collected."""
    from django.conf import settings

    root, prefix = Path(settings.STATIC_ROOT), settings.STATIC_URL
    found: set[Path] = set()
    waiting = [
        root / address.removeprefix(prefix)
        for address in re.findall(r'<(?:link|script|img)[^>]+?(?:href|src)="([^"?#]+)', html)
        if address.startswith(prefix)
    ]
    while waiting:
        file = waiting.pop().resolve()
        if file in found or not file.is_file():
            continue
        found.add(file)
        if file.suffix == ".css":
            named = re.findall(r"url\([\"']?([^\"')?#]+)", file.read_text())
            waiting += [file.parent / name for name in named if not name.startswith(("data:", "http"))]
    return found


def transferred(file: Path) -> int:
    """Bytes on the way: what is not packed by itself is sent packed."""
    content = file.read_bytes()
    is_packed = file.suffix in (".woff2", ".avif", ".webp", ".jpg", ".png")
    return len(content) if is_packed else len(gzip.compress(content, 9, mtime=0))


# --- telling --------------------------------------------------------------------------------------------------------


def tell(rows: list[tuple[Subject, Measured, float]], bare: dict[int, float], runs: int) -> None:
    """The table, as Markdown."""
    print(f"Pages of the sample site, Hungarian, warm and uncached, median of {runs} runs each, in turns.")
    print(
        f"Budgets: {WORK_QUERIES} queries a work, {LIST_QUERIES} a list; CPU {CPU_BUDGET} times a page of a title only at "
        f"the same depth; {TRANSFER_BUDGET // 1000} kB in all, {SCRIPT_BUDGET // 1000} kB of it scripts.\n"
    )
    print("| page | queries | CPU ms | × title only | HTML kB | gzip kB | all kB | scripts kB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for depth, seconds in bare.items():
        print(f"| a title only, depth {depth} | | {seconds * 1000:.1f} | 1.00 | | | | |")
    for subject, measured, ratio in rows:
        print(
            f"| {subject.name} "
            f"| {marked(str(measured.queries), subject.queries_budget and measured.queries > subject.queries_budget)} "
            f"| {measured.seconds * 1000:.1f} "
            f"| {marked(f'{ratio:.2f}', ratio > CPU_BUDGET)} "
            f"| {measured.html / 1000:.1f} | {measured.html_gzip / 1000:.1f} "
            f"| {marked(f'{measured.transfer / 1000:.1f}', measured.transfer > TRANSFER_BUDGET)} "
            f"| {marked(f'{measured.script / 1000:.1f}', measured.script > SCRIPT_BUDGET)} |"
        )


def marked(text: str, is_above: object) -> str:
    return f"{text} !" if is_above else text


def show_profile(path: str) -> None:
    """Where the time of one page goes."""
    ask(path)
    profile = cProfile.Profile()
    profile.enable()
    for _run in range(20):
        ask(path)
    profile.disable()
    for order in ("tottime", "cumtime"):
        pstats.Stats(profile).sort_stats(order).print_stats(45)


def run(arguments: argparse.Namespace, folder: Path) -> None:
    use_settings(folder)
    print("Making the sample site …", file=sys.stderr)
    make_site(folder)
    from django.conf import settings

    settings.TEMPLATES[0]["DIRS"].append(folder / "bare")
    subjects = find_subjects()
    with bare_pages(folder) as bare_path:
        if arguments.profile:
            found = [subject.path for subject in subjects if subject.name == arguments.profile]
            show_profile(found[0] if found else bare_path(4))
            return
        subjects = [each for each in subjects if not arguments.only or each.name in arguments.only]
        bare = {depth: bare_path(depth) for depth in (3, 4)}
        seconds = measure_seconds([*bare.values(), *(subject.path for subject in subjects)], arguments.runs)
        rows = []
        for subject in subjects:
            measured = measure(subject, seconds[subject.path])
            rows.append((subject, measured, measured.seconds / seconds[bare_path(subject.depth)]))
        tell(rows, {depth: seconds[path] for depth, path in bare.items()}, arguments.runs)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=60, help="how often each page is asked for")
    parser.add_argument("--site", type=Path, help="a folder that keeps the sample site for the next run")
    parser.add_argument("--only", metavar="NAME", nargs="*", help="the kinds of pages to measure")
    parser.add_argument(
        "--profile", metavar="NAME", help="show where the time of one kind of page goes instead"
    )
    arguments = parser.parse_args()
    with site_folder(arguments.site) as folder:
        run(arguments, folder)


if __name__ == "__main__":
    main()
