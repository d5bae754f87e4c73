"""No page asks another host for anything, breaks its own content security policy or fails to load a part of itself."""

import pytest

from tests.browser.kinds import FORMS, STATUS, every
from tests.browser.opened import Opened

pytestmark = pytest.mark.browser


@every()
def test_page_of_any_kind_loads_without_a_complaint(opened: Opened) -> None:
    opened.page.wait_for_load_state("networkidle")
    # The browser itself writes into the console that the page was answered with 404 or 500.
    expected = str(STATUS.get(opened.kind, "-"))
    complaints = [line for line in opened.watch.complaints if f"status of {expected} " not in line]
    complaints = [line for line in complaints if line != f"{expected} {opened.response.url}"]
    assert not complaints, "\n".join(complaints)
    assert "default-src 'self'" in opened.response.headers["content-security-policy"]


@every()
def test_page_of_any_kind_works_without_cookies(opened: Opened) -> None:
    """“We set no cookies”: only the questions for a password and for a login need one."""
    names = {cookie["name"] for cookie in opened.page.context.cookies()}
    assert names == ({"csrftoken"} if opened.kind in FORMS else set())
