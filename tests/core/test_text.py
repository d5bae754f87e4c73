"""Plain text out of rich text."""

import pytest

from core.text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Egy.</p><p>Kettő.</p>", "Egy. Kettő."),
        ("<p><b>Szó</b>, további</p>", "Szó, további"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<p>első<br/>második</p>", "első második"),
        ("<p>Kovács &amp; társa &lt;3</p>", "Kovács & társa <3"),
        ("", ""),
    ],
)
def test_plain_text_keeps_paragraphs_apart_and_words_together(html, text):
    assert plain_text(html) == text
