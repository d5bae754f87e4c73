"""Whether index and database agree."""

import time

from search.documents import compose, list_all_works
from search.engines import current_engine
from search.engines.base import EngineQuery, State
from search.models import PendingChange


def list_differences() -> list[str]:
    """What tells the index from what the database would put into it; empty where they agree.

    Compared are the works, and each entry as readers find it: titles, texts, addresses, filter values.
    """
    engine, differences = current_engine(), []
    status = engine.status()
    if status.state != State.READY:
        return [f"the index is {status.state}: {status.detail}"]
    if PendingChange.objects.exists():
        differences.append(f"{PendingChange.objects.count()} changes are noted")
    expected, failed = compose(list_all_works())
    differences += [f"{work} cannot be composed: {error}" for work, error in failed.items()]
    result = engine.search(EngineQuery(now=time.time(), limit=len(expected) + 100))
    found = {match.work: match.entry for match in result.matches}
    if len(result.matches) != len(found) or result.total != len(found):
        differences.append(f"{result.total} works are counted, {len(found)} of them different")
    wanted = {entry.work: entry for entry in expected}
    differences += [f"{work} is missing" for work in wanted.keys() - found.keys()]
    differences += [f"{work} is too many" for work in engine.list_works() - wanted.keys()]
    differences += [
        f"{work} differs" for work in wanted.keys() & found.keys() if str(wanted[work]) != str(found[work])
    ]
    return differences
