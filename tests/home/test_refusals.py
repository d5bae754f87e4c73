"""Forms that are not accepted, logging in, and requests that would change what can only be read."""

import io
import logging
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.refusals import csrf_failure
from methodology.models import GuidePage
from tests.small_site import LANGUAGES, path_of

PASSWORD = "a password for tests"
SENT = {
    "hu": "Ezt az űrlapot nem tudtuk átvenni.",
    "en": "We could not take over this form.",
}
WRONG = {
    "hu": "A név és a jelszó nem tartozik össze. A kis- és nagybetűkre is figyelj.",
    "en": "The name and the password do not belong together. Look at the capital letters too.",
}


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def reader(db: None) -> Any:
    return get_user_model().objects.create_user("Éva", password=PASSWORD)


def login(language_code: str = "hu") -> str:
    return f"/{language_code}/_util/login/"


# --- forms without their token --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language_code", LANGUAGES)
def test_a_form_without_its_token_is_refused_in_the_language_of_the_address(
    site: Any, language_code: str
) -> None:
    response = Client(enforce_csrf_checks=True).post(login(language_code), {"username": "x", "password": "y"})
    page = soup(response)
    assert response.status_code == 403
    assert [heading.get_text() for heading in page.select("h1")] == [SENT[language_code]]
    assert page.html["lang"] == language_code
    assert page.select_one(".lost .more a")["href"] == f"/{language_code}/"


@pytest.mark.parametrize(("accepted", "language_code"), [("hu", "hu"), ("en-GB", "en"), ("de", "hu")])
def test_in_the_admin_it_is_refused_in_the_language_of_the_browser(
    site: Any, accepted: str, language_code: str
) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": accepted})
    response = client.post("/admin/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert SENT[language_code] in response.content.decode()


def test_the_refusal_does_not_say_more_than_a_reader_needs(site: Any, settings: Any) -> None:
    settings.DEBUG = True
    response = Client(enforce_csrf_checks=True).post(login(), {"username": "x", "password": "secret"})
    text = response.content.decode()
    assert [word for word in ("CSRF", "secret", "DEBUG", "Referer") if word in text] == []


def test_the_refusal_asks_the_database_nothing(site: Any, rf: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert csrf_failure(rf.post("/hu/"), "reason").status_code == 403


# --- what can only be read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/hu/", "/en/", "/hu/kereses/", "/en/search/", "/hu/kereses/javaslatok/"),
        *("/sitemap.xml", "/robots.txt", "/healthz", "/favicon.ico", "/hu/nincs-ilyen/"),
    ],
)
def test_what_can_only_be_read_takes_nothing(site: Any, path: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_what_can_only_be_read_is_read(site: Any, method: str) -> None:
    page = site.page(GuidePage, "Kert")
    assert getattr(Client(enforce_csrf_checks=True), method)(path_of(page)).status_code == 200


# --- logging in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language_code", LANGUAGES)
def test_the_login_of_readers_is_a_page_of_ours(site: Any, language_code: str) -> None:
    page = soup(Client().get(login(language_code)))
    assert page.html["lang"] == language_code
    assert page.select(".site-header .main-menu")
    form = page.select_one("form.password-form")
    assert form["action"] == login(language_code)
    fields = form.select("input:not([type=hidden])")
    assert [(field["name"], field["autocomplete"]) for field in fields] == [
        ("username", "username"),
        ("password", "current-password"),
    ]
    assert [form.select_one(f"label[for={field['id']}]") is not None for field in fields] == [True, True]


@pytest.mark.parametrize("language_code", LANGUAGES)
def test_a_wrong_password_is_said_beside_the_fields(site: Any, reader: Any, language_code: str) -> None:
    response = Client().post(login(language_code), {"username": "Éva", "password": "rossz", "next": "/hu/"})
    page = soup(response)
    [error] = page.select(".password-form [role=alert]")
    assert error.get_text() == WRONG[language_code]
    fields = page.select(".password-form input:not([type=hidden])")
    assert [(field["aria-invalid"], field["aria-describedby"]) for field in fields] == [
        ("true", error["id"])
    ] * 2
    assert [field.get("value", "") for field in fields] == ["Éva", ""]
    assert page.select_one("input[name=next]")["value"] == "/hu/"


def test_a_reader_of_the_group_comes_to_the_page_and_another_is_told(site: Any, reader: Any) -> None:
    guide = site.page(GuidePage, "Csak nekünk")
    group = Group.objects.create(name="Olvasók")
    restriction = PageViewRestriction.objects.create(page=guide, restriction_type="groups")
    restriction.groups.add(group)
    client, path = Client(), path_of(guide)
    asked = client.get(path)
    form = client.get(asked["Location"])
    assert "Csak nekünk" not in form.content.decode().replace(path, "")
    data = {"username": "Éva", "password": PASSWORD, "next": path}
    response = client.post(login(), data)
    assert (response.status_code, response["Location"]) == (302, path)
    # Not one of the group: told so, and nothing of the page is shown.
    refused = client.get(client.get(path)["Location"])
    assert "Be vagy lépve" in refused.content.decode()
    assert "Csak nekünk" not in refused.content.decode()
    reader.groups.add(group)
    assert "Csak nekünk" in client.get(path).content.decode()


def test_somebody_who_was_on_no_way_comes_to_the_front_page(site: Any, reader: Any) -> None:
    for target in ("", "https://elsewhere.example/"):
        response = Client().post(login(), {"username": "Éva", "password": PASSWORD, "next": target})
        assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize("path", [login("hu"), login("en"), "/admin/login/"])
def test_too_many_attempts_are_answered_by_a_page_of_ours(site: Any, settings: Any, path: str) -> None:
    client = Client(headers={"accept-language": "en"})
    answers = [
        client.post(path, {"username": "x", "password": "y"}) for _ in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    page = soup(answers[-1])
    assert "15" in page.select_one(".lead").get_text()
    assert page.html["lang"] == ("hu" if path == login("hu") else "en")
    assert page.select_one(f'a[href="{reverse("wagtailadmin_password_reset")}"]')


@pytest.fixture
def log(monkeypatch: Any) -> Any:
    """What the log of production would hold of logins: its level is INFO."""
    [handler] = [each for each in logging.getLogger("axes").handlers if each.name == "problems"]
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    monkeypatch.setattr(logging.getLogger(), "level", logging.INFO)
    logging.getLogger("axes").manager._clear_cache()
    yield lambda: stream.getvalue().splitlines()
    logging.getLogger("axes").manager._clear_cache()


def test_a_login_writes_nothing_and_a_failed_one_a_line(site: Any, reader: Any, log: Any) -> None:
    Client().post(login(), {"username": "Éva", "password": PASSWORD})
    assert log() == []
    Client().post(login(), {"username": "Éva", "password": "rossz"})
    [line] = log()
    assert f'New login failure by {{ip_address: "********************", path_info: "{login()}"}}' in line
    assert [word for word in ("Éva", "rossz") if word in line] == []


def test_a_lock_out_is_written(site: Any, settings: Any, log: Any) -> None:
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post(login(), {"username": "Éva", "password": "rossz"})
    assert len([line for line in log() if "Locking out" in line]) == 1
    assert len(log()) == settings.AXES_FAILURE_LIMIT + 1
