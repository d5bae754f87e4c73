"""What is wrong in a library's files: each problem names its file, line and field."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `file` is relative to the library's folder, `line` counts from 1, `field` may be empty."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        field = f" {self.field}:" if self.field else ""
        return f"{self.file}:{self.line}:{field} {self.message}"


class LibraryError(Exception):
    """The library cannot be imported; nothing has been changed. `problems` says why, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """Collects the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, line: int, field: str, message: str) -> None:
        """Note a problem and go on."""
        self.found.append(Problem(self.file, line, field, message))

    def __bool__(self) -> bool:
        return bool(self.found)
