"""Plain text out of rich text."""

import pytest
from django.utils.safestring import mark_safe
from wagtail.rich_text import RichText

from core.templatetags.core_tags import keep_together, prose
from core.text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Egy.</p><p>Kettő.</p>", "Egy. Kettő."),
        ("<p><b>Szó</b>, további</p>", "Szó, további"),
        ("<ul><li>a</li><li>b</li></ul>", "a · b"),
        ("<ul><li>egy;</li><li>„kettő.”</li><li>három</li></ul><p>Négy</p>", "egy; „kettő.” három · Négy"),
        ("<p>első<br/>második</p>", "első második"),
        ("<p>Kovács &amp; társa &lt;3</p>", "Kovács & társa <3"),
        ("", ""),
    ],
)
def test_plain_text_keeps_paragraphs_apart_and_words_together(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2024-ben a bab", ["2024-ben"]),
        ("szerdán 18.00-tól, 64\u00a0500-at", ["18.00-tól", "64\u00a0500-at"]),
        ("három 5%-os, (120-as)", ["5%-os", "120-as"]),
        ("8-12 fő, két-három, kb. 3 - és", []),
        ("FFP2-es maszk", []),
    ],
)
def test_a_number_and_its_ending_stay_on_one_line(text, kept):
    html = keep_together(text)
    assert [part.partition("</span>")[0] for part in html.split('<span class="nowrap">')[1:]] == kept


def test_keeping_together_leaves_tags_alone_and_escapes_plain_text():
    html = mark_safe('<a href="/2024-ben/">2024-ben</a>')
    assert keep_together(html) == '<a href="/2024-ben/"><span class="nowrap">2024-ben</span></a>'
    assert keep_together("<b>1-es") == '&lt;b&gt;<span class="nowrap">1-es</span>'


@pytest.mark.parametrize("value", ["<p>Itt van <b>3-kor</b>.</p>", RichText("<p>Itt van <b>3-kor</b>.</p>")])
def test_prose_is_rich_text_with_its_endings(value):
    assert prose(value) == '<p>Itt van <b><span class="nowrap">3-kor</span></b>.</p>'


def test_prose_of_nothing_is_empty():
    assert prose(None) == prose("") == ""
