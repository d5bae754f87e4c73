"""How well the search answers: `python -m tests.relevance [--site FOLDER] [--blind] [--worst N]
[--elasticsearch URL]`.

Builds the sample library in a temporary site (or in FOLDER, where it stays for the next run), puts at least 300 works
about other subjects beside it, asks the golden queries as readers do and prints nDCG@10, recall@10 and MRR: of the
search, of the same queries typed without accents, and of the baselines. `--blind` scores the queries that were kept
apart; nobody tunes the search by them. Nothing is asserted: the goals are printed beside what was measured.
"""

import argparse
import datetime as dt
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.site import make_site, site_folder, use_settings
from tests.relevance.distractors import Distractor, make_works
from tests.relevance.golden import BLIND, OPEN, GoldenQuery, load_queries
from tests.relevance.metrics import DEPTH, ndcg, recall, reciprocal_rank

GOALS = {OPEN: 0.90, BLIND: 0.85}
GOAL_SHARED = 0.80
GOAL_UNACCENTED = 0.95  # of the nDCG of the same queries with accents
MOST_OF_BASELINES = {"no stemming": 0.70, "Snowball": 0.85}  # else the queries are too easy
FILTER_NAMES = {"lang": "language"}


@dataclass(frozen=True)
class Scored:
    """A query, what was found first (paths in the sample library, else the names of works) and its nDCG."""

    golden: GoldenQuery
    ranking: tuple[str, ...]
    ndcg: float


# --- the index ------------------------------------------------------------------------------------------------------


def fill_index() -> None:
    """Make the index anew: the sample library, what its translations teach, and the distractors beside it."""
    from search import index
    from search.engines import current_engine
    from search.lexicon.teaching import teach

    index.rebuild()
    teach()
    with current_engine().writing() as writer:
        writer.index(map(make_entry, make_works()))


def make_entry(work: Distractor) -> "Entry":  # noqa: F821
    """A distractor as the index takes it."""
    from core.search_entry import Section
    from search.entries import Entry, Text

    return Entry(
        work=f"distractor:{work.key}",
        kind=work.kind,
        texts=tuple(
            Text(
                language_code=code,
                url=f"/{code}/{work.key}/",
                title=title,
                summary=work.summary[code],
                sections=(Section("", "", work.body[code]),),
            )
            for code, title in work.title.items()
        ),
        date=dt.date(2026, 1, 1),
    )


# --- asking ---------------------------------------------------------------------------------------------------------


def find_names() -> dict[str, str]:
    """The names that golden queries use, by work."""
    from linking.models import ImportedWork
    from search.documents import TERM_PREFIX

    class Names(dict):
        def __missing__(self, work: str) -> str:
            return f"terms/{work[len(TERM_PREFIX) :]}" if work.startswith(TERM_PREFIX) else work

    return Names({str(work.translation_key): work.path for work in ImportedWork.objects.all()})


def ask(golden: GoldenQuery, names: dict[str, str]) -> tuple[str, ...]:
    """The first ten works for a query, asked as a reader of its site asks."""
    from django.utils import translation

    from search.lookup import find
    from search.query import SearchForm, clean_text

    filters = {FILTER_NAMES.get(name, name): (value,) for name, value in golden.filters.items()}
    with translation.override(golden.language):
        answer = find(SearchForm(text=clean_text(golden.query), filters=filters))
    return tuple(names[match.work] for match in answer.result.matches[:DEPTH])


def score(
    queries: Iterable[GoldenQuery],
    names: dict[str, str],
    change: Callable[[str], str] = lambda text: text,
) -> list[Scored]:
    """Ask every query, its text changed; the grades are those of the original."""
    scored = []
    for golden in queries:
        ranking = ask(replace(golden, query=change(golden.query)), names)
        scored.append(Scored(golden, ranking, ndcg(ranking, golden.grades)))
    return scored


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """The part of two rankings that is in both; 1 where both are empty."""
    longest = max(len(one), len(other))
    return len(set(one) & set(other)) / longest if longest else 1.0


# --- telling --------------------------------------------------------------------------------------------------------


def mean(values: Iterable[float | None]) -> float:
    """The mean of what there is; not a number where there is nothing."""
    known = [value for value in values if value is not None]
    return statistics.fmean(known) if known else math.nan


def tell(name: str, scored: Sequence[Scored]) -> None:
    """One row."""
    grades = [(each.ranking, each.golden.grades) for each in scored]
    print(
        f"| {name} | {mean(each.ndcg for each in scored):.3f} | {mean(recall(*each) for each in grades):.3f} "
        f"| {mean(reciprocal_rank(*each) for each in grades):.3f} | {len(scored)} |"
    )


def tell_kinds(scored: Sequence[Scored]) -> None:
    """A row for every kind of query and for each language."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for each in scored:
        groups[each.golden.kind].append(each)
        groups[f"on the {each.golden.language} site"].append(each)
    for name, group in sorted(groups.items()):
        tell(f"… {name}", group)


def tell_worst(scored: Sequence[Scored], number: int) -> None:
    """The queries that were answered worst, with what was found and what was wanted."""
    for each in sorted(scored, key=lambda each: each.ndcg)[:number]:
        wanted = sorted(each.golden.grades.items(), key=lambda item: -item[1])
        print(f"\n{each.ndcg:.2f} {each.golden.kind}: {each.golden.query!r} ({each.golden.language})")
        print("  found: ", ", ".join(f"{each.golden.grades.get(work, 0)}:{work}" for work in each.ranking))
        print("  wanted:", ", ".join(f"{grade}:{work}" for work, grade in wanted))


def run(arguments: argparse.Namespace, folder: Path) -> None:
    """Build and measure."""
    use_settings(folder)
    make_site(folder)
    from django.conf import settings

    from search.analysis import fold
    from tests.relevance.baselines import READERS, analysis_by

    file = BLIND if arguments.blind else OPEN
    queries, names = load_queries(file), find_names()
    print(f"\n{file.name}: {len(queries)} queries\n\n| search | nDCG@10 | recall@10 | MRR | queries |")
    print("|---|---|---|---|---|")
    rankings = []
    for name, address in {"Elasticsearch": arguments.elasticsearch, "SQLite": settings.SEARCH_URL}.items():
        if not address:
            continue
        settings.SEARCH_URL = address
        fill_index()
        scored = score(queries, names)
        unaccented = score(queries, names, fold)
        tell(f"this search on {name}", scored)
        tell("… typed without accents", unaccented)
        tell_kinds(scored)
        rankings.append([each.ranking for each in scored])
    for name in () if arguments.quick else READERS:
        with analysis_by(name):
            fill_index()
            tell(f"baseline: {name}", score(queries, names))
    kept = mean(each.ndcg for each in unaccented) / mean(each.ndcg for each in scored)
    print(f"\nGoals: nDCG@10 ≥ {GOALS[file]:.2f}; without accents ≥ {GOAL_UNACCENTED:.0%} of it: {kept:.1%}.")
    if len(rankings) > 1:
        shared = mean(map(overlap, *rankings))
        print(f"Both engines share {shared:.1%} of their first ten (goal: {GOAL_SHARED:.0%}).")
    limits = ", ".join(f"{name} < {most:.2f}" for name, most in MOST_OF_BASELINES.items())
    print(f"The queries are hard enough while {limits}.")
    lost = [
        each.golden.query
        for each, plain in zip(scored, unaccented, strict=True)
        if plain.ndcg < GOAL_UNACCENTED * each.ndcg
    ]
    if lost:
        print("Worse without accents:", "; ".join(lost))
    tell_worst(scored, arguments.worst)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, help="a folder that keeps the sample site for the next run")
    parser.add_argument(
        "--elasticsearch",
        metavar="URL",
        default="",
        help="score it there too: http://host:port/prefix, whose indexes are replaced",
    )
    parser.add_argument("--blind", action="store_true", help="the queries that were kept apart")
    parser.add_argument("--quick", action="store_true", help="without the baselines")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="show the N queries answered worst")
    arguments = parser.parse_args()
    with site_folder(arguments.site) as folder:
        run(arguments, folder)


if __name__ == "__main__":
    main()
