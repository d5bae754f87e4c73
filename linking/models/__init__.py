"""What linking remembers: of libraries that were imported, of what was once public, and from where readers come."""

from linking.models.changes import PublicChange, Reason
from linking.models.library import ImportedLibrary, ImportedText, ImportedThing, ImportedWork
from linking.models.permalinks import Permalink, PublicAddress, PublicVersion
from linking.models.referrers import ReferrerCount
from linking.models.state import PublicState

__all__ = [
    "ImportedLibrary",
    "ImportedText",
    "ImportedThing",
    "ImportedWork",
    "Permalink",
    "PublicAddress",
    "PublicChange",
    "PublicState",
    "PublicVersion",
    "Reason",
    "ReferrerCount",
]
