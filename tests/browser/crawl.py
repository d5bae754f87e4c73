"""Reads a whole site by its links, as a crawler without a browser does."""

import http.client
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

# The attributes that hold addresses. A `srcset` holds several, each with a width.
ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "form": ("action",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "link": ("href",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "use": ("href",),
    "video": ("src", "poster"),
}


@dataclass
class Answer:
    """What an address answers: `location` of a redirect, `links` as (path with query, fragment), `anchors` of a page."""

    status: int
    content_type: str = ""
    location: str = ""
    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    anchors: frozenset[str] = frozenset()


class Crawler:
    """Follows every link that stays on the site."""

    def __init__(self, url: str, own_origins: Iterable[str] = ()) -> None:
        """`own_origins` also mean the site: pages name themselves by the address they are published under."""
        self.url = url
        self.own = {urlsplit(url).netloc, *(urlsplit(origin).netloc for origin in own_origins)}
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.answers: dict[str, Answer] = {}
        self.found_on: dict[str, str] = {}

    def crawl(self, *starts: str) -> None:
        """Ask for the given paths and all that they lead to.

        A filtered list links to every further combination of filters; of those, the ones that a plain page links to
        are asked for.
        """
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if path in self.answers:
                continue
            answer = self.answers[path] = self.ask(path)
            targets = [link for link, _fragment in answer.links]
            if answer.location:
                targets.append(answer.location)
            for target in targets:
                if target in self.answers or ("?" in path and "?" in target):
                    continue
                self.found_on.setdefault(target, path)
                waiting.append(target)

    def ask(self, path: str) -> Answer:
        """The answer of one address."""
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        body = response.read()
        content_type = response.headers.get_content_type()
        answer = Answer(response.status, content_type)
        if 300 <= response.status < 400:
            answer.location = self.own_path(urljoin(self.url + path, response.headers["Location"])) or ""
        elif content_type in ("text/html", "application/xml", "text/plain"):
            answer.text = body.decode()
        if content_type == "text/html":
            soup = BeautifulSoup(answer.text, "html.parser")
            answer.links = list(self._links(soup, path))
            answer.anchors = frozenset(element["id"] for element in soup.select("[id]"))
        return answer

    def own_path(self, address: str) -> str | None:
        """The path and query of an address of this site; None for any other."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or parts.netloc not in self.own:
            return None
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def _links(self, soup: BeautifulSoup, path: str) -> Iterator[tuple[str, str]]:
        for name, attributes in ADDRESSES.items():
            for element in soup.find_all(name):
                for attribute in attributes:
                    value = element.get(attribute)
                    if value is None:
                        continue
                    addresses = (
                        [value] if attribute != "srcset" else [each.split()[0] for each in value.split(",")]
                    )
                    for address in addresses:
                        absolute, fragment = urldefrag(urljoin(self.url + path, address))
                        target = self.own_path(absolute)
                        if target is not None:
                            yield target, unquote(fragment)

    def dead_links(self) -> list[str]:
        """Each address that does not answer 200 or lead to one that does, with the page that links to it."""
        return [
            f"{answer.status} {path} (on {self.found_on.get(path, 'the list')})"
            for path, answer in self.answers.items()
            if answer.status != 200 and not answer.location
        ]

    def dead_anchors(self) -> list[str]:
        """Each link to a place that its page does not have, with the page that it is on."""
        return sorted(
            {
                f"{target}#{fragment} (on {path})"
                for path, answer in self.answers.items()
                for target, fragment in answer.links
                if fragment and target in self.answers and fragment not in self.answers[target].anchors
            }
        )
