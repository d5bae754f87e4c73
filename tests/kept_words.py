"""What the words of documents are is kept between runs and shared by all processes of the tests.

Hunspell takes a thousandth of a second a word, the sample library has ten thousand, and half a dozen processes read it. The
kept file is named after what the analysis says, so a change of that makes a new one; which dictionary it was read from the
file itself knows (search.analysis.memory).
"""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".pytest_cache"
# Not imported from search.analysis.memory: settings are not made yet where this is asked for.
FILE_NAME = "words.sqlite3"


def share(folder: Path) -> None:
    """Let the site in a data folder read and keep words where all others do."""
    content = hashlib.sha256()
    for source in sorted((ROOT / "search" / "analysis").glob("*.py")):
        content.update(str(source).encode() + source.read_bytes())
    kept = CACHE / f"words-{content.hexdigest()[:16]}.sqlite3"
    if not kept.exists():
        CACHE.mkdir(exist_ok=True)
        for old in CACHE.glob("words-*.sqlite3*"):
            old.unlink(missing_ok=True)
    (folder / FILE_NAME).symlink_to(kept)
