"""The pages that the browser tests open: one of each kind, in both languages. Their addresses: tests.browser.build_site."""

import pytest

LANGUAGES = ("hu", "en")
WORKS = ("guide", "guide-stale", "case-study", "case-study-stopped", "community", "news", "event", "page")
LISTS = (
    *("home", "library", "library-filtered", "case-studies", "case-studies-filtered", "communities"),
    *("news-index", "terms"),
)
SEARCHES = ("search", "search-empty", "search-nothing")
# These answer 404, 500 and, for what only some may read, the questions for a password and for a login.
FORMS = ("password", "login")
STATUS = {"not-found": 404, "broken": 500}
UNUSUAL = ("guide-untranslated", "not-found", "broken", *FORMS)
KINDS = (*LISTS, *WORKS, *SEARCHES, *UNUSUAL)


def every(*kinds: str) -> pytest.MarkDecorator:
    """Run the test with each kind of page (all of them, or those given) in each language."""
    pairs = [(kind, language) for kind in kinds or KINDS for language in LANGUAGES]
    return pytest.mark.parametrize(
        "opened", pairs, indirect=True, ids=[f"{kind}-{language}" for kind, language in pairs]
    )
