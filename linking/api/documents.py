"""What the API says about itself: its OpenAPI description, and the same as a page for people."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from linking.api.answers import answer_with
from linking.api.communities import TYPE as GEOJSON
from linking.api.endpoints import VERSION, api
from linking.api.entrance import JSON
from linking.api.problems import TYPE as PROBLEM
from linking.api.schemas import Schema, components, ref
from linking.dump.views import TYPE as ZIP
from linking.english import render_in_english

ROOT = "/api/v1/"
DESCRIPTION = (
    "Everything that everybody may read: works of every kind with all their public fields in Hungarian and English, "
    "topics, terms, communities, and what became of works. Read only, without a key, for scripts of every site. Each text "
    "says its licence."
)
# The answer of each address, and the problems that it can tell beside those of all.
ANSWERS = {
    "/works": ("WorkList", JSON, (400,)),
    "/works/{code}": ("Work", JSON, (403, 404, 410)),
    "/search": ("SearchResults", JSON, (503,)),
    "/topics": ("ConceptList", JSON, (400,)),
    "/terms": ("ConceptList", JSON, (400,)),
    "/communities.geojson": ("CommunityCollection", GEOJSON, ()),
    "/changes": ("ChangeList", JSON, (400,)),
}
PROBLEMS = {
    400: "The cursor is none of this list.",
    403: "Not everybody may read the work now.",
    404: "There is none.",
    405: "It can only be read.",
    406: "There is no answer in the form that the header Accept asks for.",
    410: "The work is gone.",
    422: "A parameter is not what it can be.",
    429: "Too many requests: wait as many seconds as Retry-After says.",
    503: "The search cannot answer at the moment.",
}
FOR_ALL = (405, 406, 422, 429)
DUMP = "/dump.zip"
WITH_RETRY = (429, 503)


@lru_cache(maxsize=2)
def openapi(base_url: str) -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1), the same until the process ends."""
    with translation.override("en"):
        schema = dict(api.get_openapi_schema(path_prefix=""))
        schema["paths"] = {path: _describe(path, methods) for path, methods in schema["paths"].items()}
        schema["paths"][DUMP] = {"get": _describe_dump()}
        schema["components"] = {"schemas": components()}
    schema["info"] |= {"description": DESCRIPTION, "version": VERSION}
    schema["servers"] = [{"url": f"{base_url}{ROOT.rstrip('/')}"}]
    return schema


def description(request: HttpRequest) -> HttpResponse:
    """`openapi.json`."""
    document = openapi(settings.BASE_URL)
    return answer_with(request, document, lambda: document)


def page(request: HttpRequest) -> HttpResponse:
    """The description as a page of the site, in English."""
    description = describe_for_people(openapi(settings.BASE_URL))
    return render_in_english(request, "pages/linking/api.html", {"description": description})


def _describe(path: str, methods: dict[str, Any]) -> dict[str, Any]:
    name, content_type, problems = ANSWERS[path]
    responses: dict[str, Any] = {
        "200": {
            "description": "The answer.",
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {content_type: {"schema": ref(name)}},
        },
        "304": {"description": "What you have still holds (If-None-Match, If-Modified-Since)."},
    }
    responses |= {str(status): _problem(status) for status in sorted({*problems, *FOR_ALL})}
    return {method: {**operation, "responses": responses} for method, operation in methods.items()}


def _describe_dump() -> dict[str, Any]:
    """The one address whose answer is a file."""
    answer = {
        "description": "The archive.",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    }
    return {
        "operationId": "getDump",
        "summary": "Everything at once",
        "description": "The data dump: works, topics, terms and changes as JSON Lines and CSV, with a codebook. Made once a "
        "day, and anew where something in it was taken back.",
        "parameters": [],
        "responses": {
            "200": answer,
            "304": {"description": "What you have still holds (If-None-Match, If-Modified-Since)."},
            **{str(status): _problem(status) for status in (404, 405, 406)},
        },
    }


def _problem(status: int) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": PROBLEMS[status],
        "content": {PROBLEM: {"schema": ref("Problem")}},
    }
    if status in WITH_RETRY:
        described["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}}
    return described


def describe_for_people(schema: dict[str, Any]) -> dict[str, Any]:
    """The description as the page shows it: `title`, `description`, `version`, `server`, `endpoints` and `schemas`."""
    endpoints = [
        {
            "path": path,
            "url": f"{ROOT.rstrip('/')}{path}" if "{" not in path else "",
            "summary": methods["get"]["summary"],
            "description": methods["get"].get("description", ""),
            "parameters": [_parameter(each) for each in methods["get"]["parameters"]],
            "answer": ANSWERS[path][0] if path in ANSWERS else "",
            "type": next(iter(methods["get"]["responses"]["200"]["content"])),
            "problems": [
                (status, answer["description"])
                for status, answer in methods["get"]["responses"].items()
                if status >= "400"
            ],
        }
        for path, methods in schema["paths"].items()
    ]
    schemas = [_schema(name, each) for name, each in schema["components"]["schemas"].items()]
    return {
        "version": schema["info"]["version"],
        "text": schema["info"]["description"],
        "server": schema["servers"][0]["url"],
        "endpoints": endpoints,
        "schemas": schemas,
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "type": name_type(schema),
        "description": parameter.get("description", ""),
        "default": schema.get("default", ""),
        "is_required": parameter["required"],
    }


def _schema(name: str, schema: Schema) -> dict[str, Any]:
    properties = schema.get("properties", {})
    return {
        "name": name,
        "description": schema.get("description", ""),
        "properties": [
            {"name": key, "type": name_type(each), "description": each.get("description", "")}
            for key, each in properties.items()
        ],
    }


def name_type(schema: Schema) -> str:
    """A schema in words: `string (date-time) or null`, `list of Text`."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return " | ".join(f"“{each}”" for each in schema["enum"])
    if "const" in schema:
        return f"“{schema['const']}”"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(name_type(each) for each in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {name_type(schema['items'])}"
    if schema.get("type") == "object" and schema.get("properties"):
        return f"{{{', '.join(schema['properties'])}}}"
    form = schema.get("format", "")
    return f"{schema.get('type', 'anything')} ({form})" if form else str(schema.get("type", "anything"))
