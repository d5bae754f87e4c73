"""The addresses at which others fetch what they show of a work."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from wagtail.models import Page

from core.requests import find_language_of_browser, read_only
from linking.feeds.atom import as_xml
from linking.permalinks.codes import normalise_code
from linking.permalinks.finding import find_permalink, find_public_text, with_its_own_type
from linking.permalinks.labels import short_url
from linking.sharing.embed import SECONDS_KEPT as SECONDS_OEMBED_KEPT
from linking.sharing.embed import Size, describe_embedded, find_embedded
from linking.sharing.picture import make_share_image

SECONDS_KEPT = 7 * 24 * 60 * 60  # another version of a text has another address
OEMBED_FORMATS = ("json", "xml")
LANGUAGES = dict(settings.LANGUAGES)


@read_only
@cache_control(public=True, max_age=SECONDS_KEPT)
def share_image(request: HttpRequest, code: str, language_code: str) -> HttpResponse:
    """The share image of a text that everybody may see; 404 for any other."""
    page = find_shared_text(code, language_code).specific
    with translation.override(language_code):
        kind, site_name = capfirst(page.kind_label), _("Small Communities in Transition")
        return _png(make_share_image(page.title, kind, site_name, page.drawing))


@read_only
@cache_control(public=True, max_age=SECONDS_KEPT)
def share_image_of_site(request: HttpRequest, language_code: str) -> HttpResponse:
    """The same for lists and the front page, which are no works: the emblem with the name of the programme."""
    with translation.override(language_code):
        name = _("Small Communities in Transition")
        return _png(make_share_image(name, _("The methodology library of communities"), "", ()))


def find_shared_text(code: str, language_code: str) -> Page:
    """The text of the work with a code in just this language. Raises Http404 where not everybody may see one."""
    permalink = find_permalink(normalise_code(code))
    page = find_public_text(permalink.translation_key, language_code) if permalink else None
    if page is None or page.locale.language_code != language_code:
        raise Http404
    return page


def _png(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="image/png")


@csp_update({"frame-ancestors": ["*"]})
@xframe_options_exempt
@read_only
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The card of a work, for the pages of others: the one page of the site that anybody may frame.

    In the language of `?lang=`, else of the browser, else in the other one. A work that is gone, that only some may see,
    or that never was has an empty card.
    """
    asked = request.GET.get("lang", "")
    wanted = asked if asked in LANGUAGES else find_language_of_browser(request)
    permalink = find_permalink(normalise_code(code))
    text = permalink and find_public_text(permalink.translation_key, wanted)
    language_code = text.locale.language_code if text else wanted
    with translation.override(language_code):
        context = {
            "page": with_its_own_type(text) if text else None,
            "permalink": f"{short_url(permalink.code)}/{language_code}" if permalink and text else None,
        }
        status = 200 if text else 410 if permalink else 404
        response = render(request, "pages/linking/card.html", context, status=status)
    if asked not in LANGUAGES:
        patch_vary_headers(response, ("Accept-Language",))
    return response


@read_only
def oembed(request: HttpRequest) -> HttpResponse:
    """OEmbed for `url`, as `format` json (the default) or xml, within `maxwidth` and `maxheight`.

    404 for what is no work that everybody may see, 501 for another format (oembed.com, section 2.3.1). A size that is no
    number counts as not given.
    """
    format_name = request.GET.get("format", "json")
    if format_name not in OEMBED_FORMATS:
        return HttpResponse(status=501)
    found = find_embedded(request.GET.get("url", ""))
    if found is None:
        return HttpResponse(status=404)
    code, page = found
    size = Size(_read_size(request, "maxwidth"), _read_size(request, "maxheight"))
    with translation.override(page.locale.language_code):
        described = describe_embedded(code, page, size)
    response: HttpResponse
    if format_name == "json":
        response = JsonResponse(described, json_dumps_params={"ensure_ascii": False})
    else:
        response = HttpResponse(_write_xml(described), content_type="text/xml; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=SECONDS_OEMBED_KEPT)
    return response


def _read_size(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) <= 5 and int(value) else None


def _write_xml(described: dict[str, Any]) -> bytes:
    root = Element("oembed")
    for name, value in described.items():
        SubElement(root, name).text = as_xml(str(value))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
