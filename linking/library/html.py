"""Rich text in one form, so that what the editor and the importer write of the same text compares as equal."""

from functools import lru_cache

from bs4 import BeautifulSoup


@lru_cache(maxsize=4096)
def same_html(html: str) -> str:
    """The HTML without the editor's block keys, with characters instead of entities, attributes in one order."""
    if not html:
        return ""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("[data-block-key]"):
        del element["data-block-key"]
    for element in soup.select("a"):
        element.attrs = dict(sorted(element.attrs.items()))
    return str(soup)
