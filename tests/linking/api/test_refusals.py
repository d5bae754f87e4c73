"""What is asked wrongly is refused with a document that says why."""

from django.test import Client

from search import index
from tests.linking.api.asking import ROOT, ask
from tests.small_site import SmallSite

ENDPOINTS = ("/works", "/search", "/topics", "/terms", "/communities.geojson", "/changes")


RUBBISH = (
    "\x00",
    "a\x00b",
    "\x1f",
    "x" * 5_000,
    "'\"><",
    "\ud7ff\uffff",
    "-1",
    "１",
    "1e3",
    "99999999999999999999",
    "[]",
)
PARAMETERS = {
    "/works": ("kind", "topic", "language", "since", "limit", "cursor"),
    "/works/zzzzzz": ("language",),
    "/search": ("kind", "topic", "language", "sort", "page", "lang"),
    "/topics": ("limit", "cursor"),
    "/terms": ("limit", "cursor"),
    "/communities.geojson": ("lang",),
    "/changes": ("since", "limit", "cursor"),
}


def test_rubbish_in_any_parameter_is_refused_with_a_document(site: SmallSite):
    index.rebuild()
    answers = {}
    for path, names in PARAMETERS.items():
        for name in names:
            for value in ("", *RUBBISH):
                response = ask(path, {name: value})
                answers[path, name, value] = response.status_code
                assert response["Content-Type"] == "application/problem+json" or response.status_code == 200
    refused = {key: status for key, status in answers.items() if status not in (400, 404, 422)}
    # What could be the key of a topic that there is not, and an empty cursor, which is none.
    assert {(path, name) for path, name, _value in refused} <= {
        ("/works", "topic"),
        ("/search", "topic"),
        *((path, "cursor") for path in PARAMETERS),
    }
    assert set(refused.values()) <= {200}
    for words in ("\x00", "a\x00", "x" * 201):
        assert ask("/search", {"q": words}).status_code == 422
    for words in RUBBISH[4:]:
        assert ask("/search", {"q": words}).status_code == 200
    assert ask("/works", {"kind": "garden"}).json()["errors"] == [
        {"parameter": "kind", "message": "one of: case-study, community, event, guide, news, page"}
    ]
    for since in ("2026-13-01", "2026-11-24T08:00:00", "yesterday", "0000-01-01"):
        assert ask("/changes", {"since": since}).status_code == 422, since
    for since in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        assert ask("/changes", {"since": since}).status_code == 200, since


def test_methods_and_forms_that_there_are_not(site: SmallSite):
    client = Client(headers={"host": "localhost"})
    for path in (*ENDPOINTS, "/openapi.json", "/works/zzzzzz"):
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(f"{ROOT}{path}")
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS"), path
            assert response["Content-Type"] == "application/problem+json"
        response = client.options(f"{ROOT}{path}")
        assert (response.status_code, response.content) == (204, b"")
        assert response["Access-Control-Allow-Methods"] == response["Allow"] == "GET, HEAD, OPTIONS"
        assert client.get(f"{ROOT}{path}", headers={"accept": "text/html"}).status_code == 406
    for path in ("/topics", "/openapi.json"):
        head, get = client.head(f"{ROOT}{path}"), client.get(f"{ROOT}{path}")
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])
        assert get["Access-Control-Allow-Origin"] == "*"
        assert get["Content-Language"] == "hu, en"
    response = client.get(f"{ROOT}/nothing/here")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response["Access-Control-Allow-Origin"] == "*"
