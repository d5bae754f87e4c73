"""The Elasticsearch of the tests: the node of `scripts/elasticsearch`, shared by all, with names of each process's own."""

import json
import os
import urllib.request
from functools import cache

NODE = f"http://127.0.0.1:{os.environ.get('ELASTICSEARCH_PORT', '9200')}"


@cache
def is_there() -> bool:
    """Whether an Elasticsearch answers."""
    try:
        with urllib.request.urlopen(NODE, timeout=2) as answer:
            return "version" in json.load(answer)
    except (OSError, ValueError):
        return False


def own_prefix() -> str:
    """The prefix of indexes that no other process of a test run uses."""
    return f"kka-test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def own_address() -> str:
    """The address with this prefix."""
    return f"{NODE}/{own_prefix()}"
