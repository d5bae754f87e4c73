"""What an export does not say: its files are read again, as an import would, and compared with the pages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from linking.library.export.works import WorkToWrite
from linking.library.importing import plan_library
from linking.library.policies import Policy


def find_unsaid(folder: Path, works: Iterable[WorkToWrite]) -> Iterator[str]:
    """What an import of the folder would refuse, and the fields in which works would differ after it."""
    planned = plan_library(folder, Policy.KEEP)
    yield from (
        f"{problem} An import refuses the library until this is mended." for problem in planned.problems
    )
    paths = {work.path for work in works}
    for plan in planned.plans:
        if plan.changes and plan.work.path in paths:
            yield f"{plan.work.source.text.file} does not say all of: {', '.join(plan.changes)}"
