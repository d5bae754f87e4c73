"""`manage.py analyse`: the analysis on the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def analyse(monkeypatch: pytest.MonkeyPatch, text: str, *arguments: str) -> list:
    """What the command answers, a value a line."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    output = io.StringIO()
    call_command("analyse", *arguments, stdout=output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_answers_a_line_for_a_line(monkeypatch) -> None:
    assert analyse(monkeypatch, "Two gardens\n\n…\ngroups", "--language", "en") == [
        [["two"], ["garden"]],
        [],
        [],
        [["group"]],
    ]


@pytest.mark.dictionary
def test_marks_terms_without_accents_and_parts(monkeypatch) -> None:
    assert analyse(monkeypatch, "Gyógynövények\n", "--language", "hu") == [
        [["gyógynövény", "~gyogynoveny", "+gyógy", "+~gyogy", "+növény", "+~noveny"]]
    ]


@pytest.mark.dictionary
def test_a_query_with_accents_means_them(monkeypatch) -> None:
    text = "növények\nnovenyek\n"
    assert analyse(monkeypatch, text, "--language", "hu", "--query") == [
        [["növény"]],
        [["noveny", "~noveny"]],
    ]


def test_another_language_is_refused(monkeypatch) -> None:
    with pytest.raises(CommandError):
        analyse(monkeypatch, "", "--language", "de")
