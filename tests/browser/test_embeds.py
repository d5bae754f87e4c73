"""What a partner's readers see: the card in a page of another origin, and nothing else of the site in any frame."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.site import PUBLISHED_AT, Site

pytestmark = pytest.mark.browser


class PartnersPage(BaseHTTPRequestHandler):
    """A page that frames the address in its query."""

    def do_GET(self) -> None:
        """Answer with the frame."""
        framed = self.path.partition("?")[2]
        body = (
            f'<!doctype html><title>Partner</title><iframe src="{framed}" width="560" height="280"></iframe>'
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def partner() -> Iterator[str]:
    """The address of a site of another origin: another host name and another port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), PartnersPage)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_of_another_origin_frames_the_card_and_no_other_page(
    library: Site, window: BrowserContext, partner: str
) -> None:
    page = window.new_page()
    guide = library.address("guide", "hu")
    page.goto(guide)
    permalink = page.locator('link[rel="shortlink"]').get_attribute("href") or ""
    code = permalink.rpartition("/")[2]
    card = f"{library.url}/p/{code}/card?lang=hu"
    assert (
        page.locator(".fold textarea").input_value().startswith(f'<iframe src="{PUBLISHED_AT}/p/{code}/card')
    )
    title = page.locator("h1").inner_text().replace("\u00ad", "")

    page.goto(f"{partner}?{card}")
    heading = page.frame_locator("iframe").locator("h1")
    heading.wait_for()
    assert heading.inner_text().replace("\u00ad", "") == title
    frame = page.frames[1]
    assert frame.evaluate("() => document.scripts.length") == 0
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours.append(frame.evaluate("() => getComputedStyle(document.documentElement).backgroundColor"))
    assert len(set(colours)) == 2
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    for refused in (guide, f"{library.url}/hu/", f"{library.url}/hu/kereses/", f"{library.url}/p/{code}"):
        page.goto(f"{partner}?{refused}")
        page.wait_for_load_state("networkidle")
        assert page.frames[1].url.startswith("chrome-error://"), refused
