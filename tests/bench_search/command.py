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
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.bench.site import make_site, site_folder, use_settings
from tests.bench_search.child import run_child
from tests.bench_search.figures import megabytes
from tests.bench_search.telling import Measured, Questions, in_classes, tell, tell_budgets

SIZES = (1_000, 10_000, 50_000)
RUNS = 5
QUESTIONS = 20  # of each class
STOCK_PATIENCE = 60.0  # seconds for each state of its database
NODE = f"http://127.0.0.1:{os.environ.get('ELASTICSEARCH_PORT', '9200')}"


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
    """What the node says about its own memory since it was started."""
    stats = _ask_node(url, "/_nodes/stats/jvm")
    node, *_ = stats["nodes"].values()
    memory = node["jvm"]["mem"]
    kept = memory["pools"]["old"]["peak_used_in_bytes"]
    return f"heap of {megabytes(memory['heap_max_in_bytes'])}, at most {megabytes(kept)} kept"


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


# --- the command line -----------------------------------------------------------------------------------------------


def run(arguments: argparse.Namespace, folder: Path) -> None:
    use_settings(folder)
    say("Making the sample site …")
    make_site(folder)
    if arguments.profile:
        show_profile(folder, max(arguments.works), arguments.profile)
        return
    node = find_node(arguments.elasticsearch)
    print(
        f"Synthetic works; SQLite in a file; each query the fastest of {arguments.runs} runs, warm, in turns."
    )
    print(
        f"Elasticsearch: {urlsplit(node).netloc}"
        if node
        else f"Elasticsearch: none answers at {NODE}; left out."
    )
    tell_budgets()
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


def say(text: str) -> None:
    print(text, file=sys.stderr)


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
