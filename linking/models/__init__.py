"""What linking remembers: of libraries that were imported, and of what was once public."""

from linking.models.library import ImportedLibrary, ImportedText, ImportedThing, ImportedWork
from linking.models.permalinks import Permalink, PublicAddress, PublicVersion

__all__ = [
    "ImportedLibrary",
    "ImportedText",
    "ImportedThing",
    "ImportedWork",
    "Permalink",
    "PublicAddress",
    "PublicVersion",
]
