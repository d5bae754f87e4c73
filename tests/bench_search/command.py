"""What the search costs: `python -m tests.bench_search [--works 1000 10000 50000] [--elasticsearch URL] [--folder DIR]
[--runs N] [--questions N] [--profile QUERY]`.

Makes synthetic works in both languages, indexes them on each engine and asks a fixed list of queries, beside Wagtail's
stock backend on the same works. Every part runs in a process of its own. Nothing is asserted: the budgets are printed
beside what was measured, and `!` marks what is above.
"""

import argparse
import json
import os
import secrets
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.bench.site import make_site, site_folder, use_settings
from tests.bench_search.child import run_child
from tests.bench_search.figures import Spread, marked, megabytes, milliseconds, spread, table
from tests.bench_search.questions import CLASSES, EXTRA

SIZES = (1_000, 10_000, 50_000)
RUNS = 5
QUESTIONS = 20  # of each class
STOCK_PATIENCE = 60.0  # seconds for each state of its database
NODE = f"http://127.0.0.1:{os.environ.get('ELASTICSEARCH_PORT', '9200')}"

# The budgets of the design, seconds.
LATENCY_WORKS, LATENCY_P50, LATENCY_P95 = 10_000, 0.010, 0.060
REQUEST_RATIO = 2.0
ELASTICSEARCH_WORKS, ELASTICSEARCH_P95 = 50_000, 0.050
REBUILD_RATE = 200.0  # works a second

Questions = list[dict[str, Any]]


@dataclass(frozen=True)
class Measured:
    """One engine with one number of works: what its parts have answered (search_bench.indexes, .requests), bytes."""

    name: str
    works: int
    built: dict[str, Any]
    asked: list[dict[str, Any]]
    requested: list[dict[str, Any]]
    peak_building: int
    peak_answering: int
    memory: str = ""


# --- measuring ------------------------------------------------------------------------------------------------------


def measure(
    folder: Path, name: str, url: str, works: int, questions: Questions | None, runs: int
) -> tuple[Measured, Questions]:
    """Build and ask one engine. Without questions they are chosen on its index."""
    site = str(folder)
    say(f"{name}, {works:,} works: building the index …")
    built, peak_building = run_child("build", folder=site, count=works, url=url)
    if questions is None:
        say("choosing the questions …")
        questions, _ = run_child("choose", folder=site, count=works, url=url, many=QUESTIONS)
    say("asking …")
    asked, peak_answering = run_child("ask", folder=site, url=url, questions=questions, runs=runs)
    requested, _ = run_child("requests", folder=site, url=url, questions=questions, runs=runs)
    memory = node_memory(url) if url.startswith("http") else ""
    return Measured(name, works, built, asked, requested, peak_building, peak_answering, memory), questions


def node_memory(url: str) -> str:
    """What the node says about its own memory since it was started: peak and size of its heap."""
    jvm = _ask_node(url, "/_nodes/stats/jvm")
    (node,) = jvm["nodes"].values()
    peak = sum(pool["peak_used_in_bytes"] for pool in node["jvm"]["mem"]["pools"].values())
    return f"heap {megabytes(peak)} at its peak of {megabytes(node['jvm']['mem']['heap_max_in_bytes'])}"


def delete_indexes(url: str) -> None:
    """Leave the node as it was."""
    from search.engines import engine_at

    engine_at(url).reset()


def find_node(given: str) -> str:
    """The address of indexes of our own on a given node, else on the one of scripts/elasticsearch; "" without any."""
    url = given or NODE
    try:
        _ask_node(url, "/")
    except (OSError, ValueError) as error:
        if given:
            raise SystemExit(f"No Elasticsearch answers at {given}: {error}") from error
        return ""
    parts = urlsplit(url)
    prefix = parts.path.strip("/") or f"kka-bench-{secrets.token_hex(3)}"
    return urlunsplit((parts.scheme, parts.netloc, f"/{prefix}", "", ""))


def _ask_node(url: str, path: str) -> Any:
    parts = urlsplit(url)
    with urllib.request.urlopen(f"{parts.scheme}://{parts.netloc}{path}", timeout=5) as answer:
        return json.load(answer)


# --- telling --------------------------------------------------------------------------------------------------------


def tell(
    works: int, read: dict[str, Any], engines: Sequence[Measured], stock: dict[str, Any], questions: Questions
) -> None:
    """The tables of one number of works."""
    print(f"\n## {works:,} works\n")
    print(
        f"{read['words'] / works:,.0f} words a work, {read['vocabulary']:,} different ones, of which what no earlier run had "
        f"read took {read['wall']:.0f} s. One, two or more words: {len(in_classes(questions))} queries in three classes; "
        f"load of the machine {os.getloadavg()[0]:.1f}.\n"
    )
    print(table(*_index_table(engines, stock)), "\n")
    print(table(*_latency_table(engines, stock, questions)), "\n")
    print(table(*_request_table(engines, questions)))


def _index_table(engines: Sequence[Measured], stock: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    header = [
        "index",
        "s",
        "CPU s",
        "works/s",
        "on disk",
        "peak, building",
        "peak, answering",
        "engine's own memory",
    ]
    rows = [
        [
            each.name,
            f"{each.built['wall']:.1f}",
            f"{each.built['cpu']:.1f}",
            marked(f"{(rate := each.works / each.built['wall']):,.0f}", is_above=rate < REBUILD_RATE),
            megabytes(each.built["size"]),
            megabytes(each.peak_building),
            megabytes(each.peak_answering),
            each.memory or "within",
        ]
        for each in engines
    ]
    wall, works = stock["wall"], engines[0].works
    size, peak = megabytes(stock["size"]), megabytes(stock["peak"])
    rows.append(
        [
            "Wagtail's stock",
            f"{wall:.1f}",
            f"{stock['cpu']:.1f}",
            f"{works / wall:,.0f}",
            size,
            peak,
            "",
            "within",
        ]
    )
    return header, rows


def _latency_table(
    engines: Sequence[Measured], stock: dict[str, Any], questions: Questions
) -> tuple[list[str], list[list[str]]]:
    rows = []
    for each in engines:
        has_budget = each.name == "SQLite" and each.works == LATENCY_WORKS
        for group, chosen in groups(questions, each.asked).items():
            is_judged = has_budget and group == ALL
            for key, name in (
                ("first", "as typed, with counts"),
                ("engine", "all of a page"),
                ("find", "and what is around"),
            ):
                figures = spread([one[key] for one in chosen])
                rows.append(
                    [
                        f"{each.name}, {name}: {group}",
                        *_spread_cells(figures, is_judged and key != "find"),
                        str(len(chosen)),
                    ]
                )
    for state in ("before", "after"):
        taken = stock[state]
        name = f"Wagtail's stock, no counts, {state} ANALYZE"
        rows.append(
            [name, *_spread_cells(spread(taken), False), f"{len(taken)} of {len(in_classes(questions))}"]
        )
    return ["engine, ms", "p50", "p95", "worst", "queries"], rows


def _spread_cells(figures: Spread, is_judged: bool) -> list[str]:
    return [
        marked(milliseconds(figures.p50), is_above=is_judged and figures.p50 > LATENCY_P50),
        marked(milliseconds(figures.p95), is_above=is_judged and figures.p95 > LATENCY_P95),
        milliseconds(figures.worst),
    ]


def _request_table(engines: Sequence[Measured], questions: Questions) -> tuple[list[str], list[list[str]]]:
    header = ["whole page, ms", "p50", "p95", "CPU", "CPU, canned answer", "×", "CPU, canned hits", "×"]
    rows = []
    for each in engines:
        has_budget = each.name == "Elasticsearch" and each.works == ELASTICSEARCH_WORKS
        for group, chosen in groups(questions, each.requested).items():
            wall = spread([one["wall"] for one in chosen])
            cpu, canned, bare = (
                sum(one[key] for one in chosen) / len(chosen) for key in ("cpu", "canned", "bare")
            )
            rows.append(
                [
                    f"{each.name}: {group}",
                    milliseconds(wall.p50),
                    marked(
                        milliseconds(wall.p95),
                        is_above=has_budget and group == ALL and wall.p95 > ELASTICSEARCH_P95,
                    ),
                    milliseconds(cpu),
                    milliseconds(canned),
                    marked(f"{cpu / canned:.2f}", is_above=group == ALL and cpu > REQUEST_RATIO * canned),
                    milliseconds(bare),
                    f"{cpu / bare:.2f}",
                ]
            )
    return header, rows


ALL = "**all three classes**"


def in_classes(questions: Questions) -> Questions:
    """The questions that the budget is about."""
    return [question for question in questions if question["group"] in CLASSES]


def groups(questions: Questions, measured: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What was measured of all questions that the budget is about, of each class, of each extra kind."""
    pairs = [(question["group"], each) for question, each in zip(questions, measured, strict=True)]
    by_name = {name: [each for group, each in pairs if group == name] for name in (*CLASSES, *EXTRA)}
    everything = [each for name in CLASSES for each in by_name[name]]
    return {ALL: everything} | {name: chosen for name, chosen in by_name.items() if chosen}


def say(text: str) -> None:
    print(text, file=sys.stderr)


# --- the command line -----------------------------------------------------------------------------------------------


def run(arguments: argparse.Namespace, folder: Path) -> None:
    use_settings(folder)
    say("Making the sample site …")
    make_site(folder)
    if arguments.profile:
        show_profile(folder, max(arguments.works), arguments.profile)
        return
    node = find_node(arguments.elasticsearch)
    print("Synthetic works, SQLite in a file, each query the median of", arguments.runs, "runs, warm.")
    print(
        f"Elasticsearch: {urlsplit(node).netloc}"
        if node
        else f"Elasticsearch: none answers at {NODE}; left out."
    )
    print(
        f"Budgets: SQLite, {LATENCY_WORKS:,} works, p50 {LATENCY_P50 * 1000:.0f} ms, p95 {LATENCY_P95 * 1000:.0f} ms; a page "
        f"{REQUEST_RATIO:.0f} × its rendering from a canned answer (CPU); Elasticsearch, {ELASTICSEARCH_WORKS:,} works, a page's "
        f"p95 {ELASTICSEARCH_P95 * 1000:.0f} ms; a rebuild {REBUILD_RATE:.0f} works/s with a known vocabulary."
    )
    for works in arguments.works:
        say(f"{works:,} works: reading their words …")
        read, _ = run_child("vocabulary", folder=str(folder), count=works)
        engines = []
        sqlite, questions = measure(folder, "SQLite", index_url(folder, works), works, None, arguments.runs)
        engines.append(sqlite)
        if node:
            try:
                engines.append(measure(folder, "Elasticsearch", node, works, questions, arguments.runs)[0])
            finally:
                delete_indexes(node)
        say("Wagtail's stock backend …")
        stock, peak = run_child(
            "stock",
            site=str(folder),
            folder=str(folder / f"stock-{works}"),
            count=works,
            questions=in_classes(questions),
            runs=min(arguments.runs, 3),
            patience=STOCK_PATIENCE,
        )
        tell(works, read, engines, stock | {"peak": peak}, questions)


def index_url(folder: Path, works: int) -> str:
    """The index file for a number of works."""
    return f"sqlite:///{folder / f'search-{works}.sqlite3'}"


def show_profile(folder: Path, works: int, query: str) -> None:
    """Where the time of one query goes, on an index that an earlier run left in the folder."""
    if not (folder / f"search-{works}.sqlite3").exists():
        run_child("build", folder=str(folder), count=works, url=index_url(folder, works))
    from tests.bench_search.requests import profile

    profile(index_url(folder, works), query)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--works", type=int, nargs="+", default=SIZES, metavar="N", help="how many works to make"
    )
    parser.add_argument(
        "--elasticsearch",
        metavar="URL",
        default="",
        help=f"http://host:port[/prefix], whose indexes are replaced and deleted; else {NODE}, where one answers",
    )
    parser.add_argument("--folder", type=Path, help="a folder that keeps site and indexes for the next run")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each query is asked")
    parser.add_argument(
        "--profile", metavar="QUERY", help="show where the time of a query's page goes instead"
    )
    arguments = parser.parse_args()
    with site_folder(arguments.folder) as folder:
        run(arguments, folder)
