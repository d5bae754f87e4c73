"""PO files that translators send back: wagtail-localize's view breaks on those that are none of its own."""

from tempfile import NamedTemporaryFile

import polib
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.views import edit_translation

# The line of the header that says which translation the file was downloaded from.
TRANSLATION_ID = "X-WagtailLocalize-TranslationID"


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """As in wagtail-localize; without a file, or with one that was not downloaded from here, back with a message."""
    if is_pofile(request.FILES.get("file")):
        return edit_translation.upload_pofile(request, translation_id)
    text = _(
        "Nothing was taken over. Choose the PO file that you downloaded here, with its first lines unchanged."
    )
    messages.error(request, text)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def is_pofile(file: UploadedFile | None) -> bool:
    """The file can be read as a PO file and names a translation. It is rewound for its next reader."""
    if file is None:
        return False
    content = file.read()
    file.seek(0)
    if b"\x00" in content:
        return False
    # A file, since polib takes a text that happens to be a path for the path of a file of ours.
    with NamedTemporaryFile() as copy:
        copy.write(content)
        copy.flush()
        try:
            return TRANSLATION_ID in polib.pofile(copy.name).metadata
        except (OSError, ValueError, LookupError):  # its syntax, its bytes, the name of its encoding
            return False
