"""What goes wrong in a page without anybody seeing it: requests to other hosts, errors in the console, broken answers."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

OWN_SCHEMES = {"about", "blob", "data"}


class Watch:
    """Listens to a page from its first request on. `foreign`, `errors` and `broken` say what was wrong, `loaded` what came."""

    def __init__(self, page: Page, origin: str) -> None:
        self.origin = urlsplit(origin).netloc
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.broken: list[str] = []
        self.loaded: list[Response] = []
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("requestfailed", self._on_failure)

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and address.netloc != self.origin:
            self.foreign.append(request.url)

    def _on_response(self, response: Response) -> None:
        self.loaded.append(response)
        if response.status >= 400:
            self.broken.append(f"{response.status} {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        """Also how a browser tells of a violated content security policy."""
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.location.get('url', '')}: {message.text}")

    def _on_failure(self, request: Request) -> None:
        self.broken.append(f"{request.failure} {request.url}")

    @property
    def complaints(self) -> list[str]:
        """Everything that was wrong."""
        return [*(f"to another host: {url}" for url in self.foreign), *self.errors, *self.broken]
