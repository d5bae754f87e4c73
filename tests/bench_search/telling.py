"""What was measured, as tables beside the budgets of the design."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench_search.figures import marked, megabytes, milliseconds, spread, table
from tests.bench_search.questions import CLASSES, EXTRA

# The budgets, seconds.
LATENCY_WORKS, LATENCY_P50, LATENCY_P95 = 10_000, 0.010, 0.060
REQUEST_RATIO = 2.0
ELASTICSEARCH_WORKS, ELASTICSEARCH_P95 = 50_000, 0.050
REBUILD_RATE = 200.0  # works a second

ALL = "**all three classes**"
Questions = list[dict[str, Any]]
Rows = tuple[list[str], list[list[str]]]


@dataclass(frozen=True)
class Measured:
    """One engine with one number of works: what `build`, `ask` and `request_pages` have answered; memory in bytes.

    `memory` is what an engine in a process of its own says about itself.
    """

    name: str
    works: int
    built: dict[str, Any]
    asked: list[dict[str, Any]]
    requested: list[dict[str, Any]]
    peak_building: int
    peak_answering: int
    memory: str = ""


def tell_budgets() -> None:
    """What the figures are held against."""
    print(
        f"Budgets: SQLite, {LATENCY_WORKS:,} works, the engine as typed, p50 {LATENCY_P50 * 1000:.0f} ms, p95 "
        f"{LATENCY_P95 * 1000:.0f} ms; a page {REQUEST_RATIO:.0f} × the CPU of the same page from a canned answer; "
        f"Elasticsearch, {ELASTICSEARCH_WORKS:,} works, a page's p95 {ELASTICSEARCH_P95 * 1000:.0f} ms; a rebuild "
        f"{REBUILD_RATE:.0f} works/s with a known vocabulary. What is above is marked by `!`."
    )


def tell(
    works: int, read: dict[str, Any], engines: Sequence[Measured], stock: dict[str, Any], questions: Questions
) -> None:
    """The tables of one number of works."""
    print(f"\n## {works:,} works\n")
    print(
        f"{read['words'] / works:,.0f} words a work, {read['vocabulary']:,} different ones; to read those that no earlier "
        f"run had read took {read['wall']:.0f} s. Load of the machine: {os.getloadavg()[0]:.1f}.\n"
    )
    for rows in (
        _index_rows(engines, stock),
        _latency_rows(engines, questions),
        _stock_rows(stock, questions),
        _request_rows(engines, questions),
    ):
        print(table(*rows), "\n", flush=True)


def _index_rows(engines: Sequence[Measured], stock: dict[str, Any]) -> Rows:
    header = ["index", "s", "CPU s", "works/s", "on disk", "peak, building", "peak, answering", "node"]
    rows = [
        [
            each.name,
            f"{each.built['wall']:.1f}",
            f"{each.built['cpu']:.1f}",
            marked(f"{(rate := each.works / each.built['wall']):,.0f}", is_above=rate < REBUILD_RATE),
            megabytes(each.built["size"]),
            megabytes(each.peak_building),
            megabytes(each.peak_answering),
            each.memory or "none",
        ]
        for each in engines
    ]
    rows.append(
        [
            f"Wagtail's stock ({stock['pages']:,} pages)",
            f"{stock['wall']:.1f}",
            f"{stock['cpu']:.1f}",
            f"{engines[0].works / stock['wall']:,.0f}",
            megabytes(stock["size"]),
            megabytes(stock["peak"]),
            "",
            "none",
        ]
    )
    return header, rows


def _latency_rows(engines: Sequence[Measured], questions: Questions) -> Rows:
    """The engine as typed, all that it is asked for a page, and what is around."""
    header = ["engine with counts, ms", "queries", "as typed, p50", "p95", "worst", "CPU p50", "CPU p95"]
    header += ["all of a page, p50", "p95", "worst", "and around it, p50", "p95", "CPU p95"]
    rows = []
    for each in engines:
        for group, chosen in groups(questions, each.asked).items():
            is_judged = each.name == "SQLite" and each.works == LATENCY_WORKS and group == ALL
            first, first_cpu, engine, around, around_cpu = (
                spread([one[key] for one in chosen])
                for key in ("first", "first_cpu", "engine", "find", "find_cpu")
            )
            rows.append(
                [
                    f"{each.name}: {group}",
                    str(len(chosen)),
                    marked(milliseconds(first.p50), is_above=is_judged and first.p50 > LATENCY_P50),
                    marked(milliseconds(first.p95), is_above=is_judged and first.p95 > LATENCY_P95),
                    milliseconds(first.worst),
                    *map(milliseconds, (first_cpu.p50, first_cpu.p95)),
                    *map(milliseconds, (engine.p50, engine.p95, engine.worst)),
                    *map(milliseconds, (around.p50, around.p95, around_cpu.p95)),
                ]
            )
    return header, rows


def _stock_rows(stock: dict[str, Any], questions: Questions) -> Rows:
    """The first ten pages and their number, of one language, without counts of filters."""
    rows = []
    for state in ("before", "after"):
        figures, answered = spread(stock[state]), f"{len(stock[state])} of {len(in_classes(questions))}"
        cells = map(milliseconds, (figures.p50, figures.p95, figures.worst))
        rows.append([f"{state} ANALYZE", answered, *cells])
    return ["Wagtail's stock, no counts, ms", "queries in time", "p50", "p95", "worst"], rows


def _request_rows(engines: Sequence[Measured], questions: Questions) -> Rows:
    header = ["whole page, ms", "p50", "p95", "CPU", "CPU, canned answer", "×", "CPU, canned hits", "×"]
    rows = []
    for each in engines:
        for group, chosen in groups(questions, each.requested).items():
            is_judged = each.name == "Elasticsearch" and each.works == ELASTICSEARCH_WORKS and group == ALL
            wall = spread([one["wall"] for one in chosen])
            cpu, canned, bare = (
                sum(one[key] for one in chosen) / len(chosen) for key in ("cpu", "canned", "bare")
            )
            rows.append(
                [
                    f"{each.name}: {group}",
                    milliseconds(wall.p50),
                    marked(milliseconds(wall.p95), is_above=is_judged and wall.p95 > ELASTICSEARCH_P95),
                    milliseconds(cpu),
                    milliseconds(canned),
                    marked(f"{cpu / canned:.2f}", is_above=group == ALL and cpu > REQUEST_RATIO * canned),
                    milliseconds(bare),
                    f"{cpu / bare:.2f}",
                ]
            )
    return header, rows


def in_classes(questions: Questions) -> Questions:
    """The questions that the budget is about."""
    return [question for question in questions if question["group"] in CLASSES]


def groups(questions: Questions, measured: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What was measured: of all questions that the budget is about, of each class, of each extra kind."""
    pairs = [(question["group"], each) for question, each in zip(questions, measured, strict=True)]
    by_name = {name: [each for group, each in pairs if group == name] for name in (*CLASSES, *EXTRA)}
    everything = [each for name in CLASSES for each in by_name[name]]
    return {ALL: everything} | {name: chosen for name, chosen in by_name.items() if chosen}
