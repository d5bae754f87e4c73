"""From a file's bytes to its front matter and its Markdown, both with the line that they begin on."""

from dataclasses import dataclass
from pathlib import Path

from linking.library.problems import Problems

FENCE = "---"
# A work of this size would be a book; a file beyond it is something else under a wrong name.
MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class RawFile:
    """The two halves of a file and the number of the line that each begins on."""

    matter: str
    matter_line: int
    markdown: str
    markdown_line: int


def read_text(path: Path, problems: Problems) -> str | None:
    """The file as text with plain line ends, or None and a problem: too large, NUL bytes, not UTF-8."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        problems.add(1, "", f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
        return None
    nul = data.find(b"\0")
    if nul >= 0:
        problems.add(data.count(b"\n", 0, nul) + 1, "", "The file contains a NUL byte.")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(data.count(b"\n", 0, error.start) + 1, "", "The file is not UTF-8.")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(text: str, problems: Problems) -> RawFile | None:
    """Divide a file at its two `---` lines; None and a problem where they are missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        problems.add(1, "", "The file has to begin with a line of three hyphens (---).")
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return RawFile(
                matter="\n".join(lines[1:number]),
                matter_line=2,
                markdown="\n".join(lines[number + 1 :]),
                markdown_line=number + 2,
            )
    problems.add(1, "", "The front matter has no end: a second line of three hyphens (---) is missing.")
    return None
