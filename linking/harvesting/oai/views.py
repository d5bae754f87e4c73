"""The one address of the repository: `/oai`."""

from xml.etree.ElementTree import Element

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.requests import READING
from linking.api.throttling import AddressThrottle
from linking.harvesting.oai.arguments import read_question
from linking.harvesting.oai.document import TYPE, write
from linking.harvesting.oai.errors import Code, ProtocolError
from linking.harvesting.oai.verbs import address, answer

# Arguments that are wrong are not repeated in the answer.
NOT_REPEATED = {Code.BAD_VERB, Code.BAD_ARGUMENT}


@csrf_exempt  # changes nothing
@require_http_methods([*READING, "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """The answer of the protocol, which is 200 for its errors too; 503 with the seconds to wait for who asks too often."""
    throttle = AddressThrottle("API_RATE")
    if not throttle.allow_request(request):
        # What harvesters know and wait for (section 3.1.2.2).
        return HttpResponse(status=503, headers={"Retry-After": str(int(throttle.wait() or 1))})
    arguments: dict[str, str] = {}
    try:
        question = read_question(_parameters(request))
        arguments = {"verb": question.verb, **question.arguments}
        content = answer(question)
    except ProtocolError as error:
        if error.code in NOT_REPEATED:
            arguments = {}
        content = Element("error", {"code": error.code})
        content.text = error.message
    response = HttpResponse(write(address(), arguments, content), content_type=TYPE)
    response["Cache-Control"] = "no-store"  # it says when it was answered
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _parameters(request: HttpRequest) -> QueryDict:
    """Those of the address, or of the form that was sent. Raises ProtocolError for what cannot be read at all."""
    try:
        return request.POST if request.method == "POST" else request.GET
    except (SuspiciousOperation, BadRequest, MultiPartParserError) as error:
        raise ProtocolError(Code.BAD_ARGUMENT, "The request cannot be read.") from error
