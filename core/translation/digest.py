"""What the text of a page is, as one short value: two pages with the same digest say the same."""

import hashlib
import json

from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# The address is text to a translator, but an old address is no outdated translation.
NOT_TEXT = frozenset({"slug"})


def text_pairs(page: Page) -> list[tuple[str, str]]:
    """The ordered (path, string) pairs of a page's translatable text.

    Children (steps, materials …) are ordered by their translation key, not by their place: their order is the same
    in every language (core.translation.sync), so changing it makes no translation outdated. The order of blocks and
    of paragraphs counts.
    """
    relations = {relation.get_accessor_name() for relation in get_all_child_relations(page)}
    pairs = [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path not in NOT_TEXT
    ]

    def place(pair: tuple[str, str]) -> tuple[int, str]:
        field, _dot, rest = pair[0].partition(".")
        return (1, f"{field}.{rest.partition('.')[0]}") if field in relations else (0, "")

    return sorted(pairs, key=place)  # stable: what is no child keeps its order


def digest_of(page: Page) -> str:
    """The SHA-256 of the page's ordered text pairs, in hexadecimal."""
    return hashlib.sha256(json.dumps(text_pairs(page), ensure_ascii=False).encode()).hexdigest()
