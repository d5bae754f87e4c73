"""Old entries and new ones: what keeps its identity."""

import pytest

from linking.library.matching import Entry, match


def entries(*texts: str) -> list[Entry]:
    """`name: text` each."""
    return [
        Entry(text, text.partition(": ")[2] or text, text.partition(": ")[0] if ": " in text else "")
        for text in texts
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(["a", "b", "c"], ["a", "b", "c"], [0, 1, 2], id="the same"),
        pytest.param(["a", "b", "c"], ["c", "a", "b"], [2, 0, 1], id="moved"),
        pytest.param(["a", "c"], ["a", "b", "c"], [0, None, 1], id="one added"),
        pytest.param(["a", "b", "c"], ["a", "c"], [0, 2], id="one taken away"),
        pytest.param(["", "", "x"], ["", "x", ""], [1, 2, 0], id="equal ones stay apart"),
        pytest.param(
            ["Kirakodás: egy", "Csere: kettő"],
            ["Csere: valami egészen más", "Kirakodás: egy"],
            [1, 0],
            id="same name",
        ),
        pytest.param(
            ["Mindenki kirakja, amit hozott.", "Aztán hazamentek."],
            ["Először kávé.", "Mindenki kirakja az asztalra, amit hozott.", "Aztán hazamentek."],
            [None, 0, 1],
            id="a sentence edited beside a new one",
        ),
        pytest.param(
            ["a", "régi szöveg", "c"], ["a", "merőben új", "c"], [0, 1, 2], id="rewritten in its place"
        ),
        pytest.param(
            ["a", "x", "y", "c"], ["a", "merőben új", "c"], [0, None, 3], id="one for two is a new one"
        ),
        pytest.param([], ["a"], [None], id="nothing before"),
    ],
)
def test_entries_are_matched(old: list[str], new: list[str], expected: list[int | None]) -> None:
    assert match(entries(*old), entries(*new)) == expected


def test_kinds_are_never_mixed() -> None:
    assert match([Entry("x", "same", kind="tip")], [Entry("x", "same", kind="warning")]) == [None]
