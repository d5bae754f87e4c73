"""The addresses of texts in other formats: `/p/CODE/hu.bib`."""

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from wagtail.models import Page

from core.requests import read_only
from core.visibility import visible_to_everyone
from linking.conditional import answer_unless_known
from linking.formats.registry import BY_SUFFIX, Format, Text
from linking.models import Permalink, PublicVersion
from linking.permalinks.answers import answer
from linking.permalinks.codes import is_code, normalise_code
from linking.permalinks.finding import find_permalink, find_public_text, with_its_own_type
from linking.permalinks.labels import short_url
from linking.permalinks.views import unknown
from linking.public_state import find_state


@read_only
def text(request: HttpRequest, code: str, language_code: str, suffix: str) -> HttpResponse:
    """A text of a work in the format of the suffix, at most two queries where the reader has it already.

    Where the work is not written in this language it leads to the other one; 410 for a work that is gone, the sign-in
    form for one that not everybody may see, 404 where there never was one.
    """
    code = normalise_code(code)
    page = _find_text(code, language_code)
    if page is None:
        return _elsewhere(request, code, language_code, BY_SUFFIX[suffix])
    wanted = BY_SUFFIX[suffix]

    def write() -> bytes:
        with translation.override(language_code):
            found = Text(with_its_own_type(page), code, language_code, page.version, page.published_at)
            return wanted.write(found).encode()

    fingerprint = (
        *(suffix, code, language_code, page.version, page.url_path, page.latest_revision_id),
        find_state().fingerprint if wanted.names_others else None,
    )
    response = answer_unless_known(request, fingerprint, write, wanted.content_type)
    if response.status_code == 200:
        response["Content-Disposition"] = f'inline; filename="kka-{code}-{language_code}.{suffix}"'
        response["Link"] = f'<{short_url(code)}>; rel="cite-as"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _find_text(code: str, language_code: str) -> Page | None:
    """The text of a work in a language if everybody may see it, with its last version: one query."""
    if not is_code(code):
        return None
    last = PublicVersion.objects.filter(permalink__code=code, language_code=OuterRef("locale__language_code"))
    return (
        Page.objects.filter(
            visible_to_everyone(),
            translation_key=Subquery(Permalink.objects.filter(code=code).values("translation_key")[:1]),
            locale__language_code=language_code,
        )
        .select_related("locale")
        .annotate(
            version=Subquery(last.order_by("-number").values("number")[:1]),
            published_at=Subquery(last.order_by("-number").values("published_at")[:1]),
        )
        .filter(version__isnull=False)
        .first()
    )


def _elsewhere(request: HttpRequest, code: str, language_code: str, wanted: Format) -> HttpResponse:
    permalink = find_permalink(code)
    if permalink is None:
        return unknown(request, code)
    other = find_public_text(permalink.translation_key, language_code)
    if other is not None and other.locale.language_code != language_code:
        return HttpResponseRedirect(wanted.url(code, other.locale.language_code))
    return answer(request, permalink, language_code)
