"""`manage.py analyse --language hu|en [--query]`: what a text is called in the reader's index."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.analysis import analyse, find_words, query_terms
from search.query import ANALYSED_LANGUAGES


class Command(BaseCommand):
    """Reads a text a line and answers one JSON list a line: for each word the list of its terms."""

    help = (
        "Read a text a line from standard input and write one JSON list a line: for each word the list of its index"
        " terms. ~ marks terms without accents, + the parts of a compound."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=ANALYSED_LANGUAGES, required=True)
        parser.add_argument("--query", action="store_true", help="the terms that a reader's words may have")

    def handle(self, *args: Any, language: str, query: bool, **options: Any) -> None:
        for line in sys.stdin:
            text = line.rstrip("\n")
            if query:
                terms = [query_terms(word, language, folded=False) for _, _, word in find_words(text)]
            else:
                terms = [token.terms for token in analyse(text, language)]
            self.stdout.write(json.dumps(terms, ensure_ascii=False))
