"""The addresses of profiles: `/p/CODE/murmurations.json`, and of their list: `/murmurations.json`."""

from django.http import HttpRequest, HttpResponse

from linking.api.answers import answer
from linking.api.problems import ProblemError
from linking.api.works import why_not
from linking.harvesting.murmurations.profiles import KIND, list_profiles, make_profile
from linking.permalinks.codes import normalise_code
from linking.permalinks.finding import find_permalink, find_public_text, with_its_own_type

# The network is international; what is not written in this language is told in the other.
LANGUAGE = "en"


def profile(request: HttpRequest, code: str) -> HttpResponse:
    """The profile of a community, at most one query where the asker has it already.

    Raises ProblemError: 404 for what is no community, 403 for one that only some may see, 410 for one that is gone.
    """
    return answer(request, lambda: _profile(code))


def profiles(request: HttpRequest) -> HttpResponse:
    """The addresses of all profiles, with the time of their last change in seconds since 1970."""
    return answer(request, lambda: {"data": list_profiles()})


def _profile(code: str) -> object:
    permalink = find_permalink(normalise_code(code))
    if permalink is None or permalink.kind != KIND:
        raise ProblemError(404, "No community has this code.")
    text = find_public_text(permalink.translation_key, LANGUAGE)
    if text is None:
        raise why_not(permalink, LANGUAGE)
    return make_profile(with_its_own_type(text), permalink.code)
