"""The codes of permalinks that files bring along: each is one work's, here and in the library."""

from collections.abc import Iterable, Iterator

from linking.library.problems import Problem
from linking.library.works import Work
from linking.permalinks.records import find_code_owners


def find_taken_codes(works: Iterable[Work]) -> Iterator[Problem]:
    """Codes that another work has, on this site or in another file."""
    sources = [(work, work.source) for work in works if work.source.code]
    owners = find_code_owners({source.code for _work, source in sources})
    first: dict[str, Work] = {}
    for work, source in sources:
        other = first.setdefault(source.code, work)
        message = ""
        if other is not work:
            message = f"{other.path} has the same code."
        elif owners.get(source.code, work.key) != work.key:
            message = f"Another work of this site has the code {source.code}."
        if message:
            yield Problem(source.text.file, source.code_line, "permalink", message)
