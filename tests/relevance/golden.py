"""The golden queries: what readers type, and how well each work of the sample library answers it."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "sample"
# Judged while the engine is built, and apart from them those by which nobody tunes it.
OPEN, BLIND = HERE / "queries.yaml", HERE / "blind.yaml"


@dataclass(frozen=True)
class GoldenQuery:
    """What a reader types on the site in `language`, with the filters chosen there.

    `kind` says what makes it hard ("inflected", "unaccented", …). `grades` has 1, 2 or 3 by the path of a work in the
    sample library ("guides/vetomagcsere") or by "terms/KEY"; whatever is not named is no answer.
    """

    query: str
    language: str
    kind: str
    grades: dict[str, int]
    filters: dict[str, str] = field(default_factory=dict)


def load_queries(file: Path) -> list[GoldenQuery]:
    """The queries of a file. Raises TypeError for a key that is none of a query's."""
    return [GoldenQuery(**entry) for entry in yaml.safe_load(file.read_text())]
