"""What linking adds to every page and to the admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from core.hooks import ADDRESS_OWNERS, PAGE_CONTEXT
from linking.models import PublicVersion
from linking.permalinks.finding import find_owners
from linking.permalinks.labels import short_url
from linking.permalinks.versions import shown_version

INDEX = "index"

hooks.register(ADDRESS_OWNERS, find_owners)


@hooks.register(PAGE_CONTEXT)
def add_permalink(page: Any, request: HttpRequest) -> dict[str, Any]:
    """`permalink` (its address) and `version` (the number of the text that is read); `shown_version`, if an older one."""
    none = {"permalink": None, "version": None, "shown_version": None}
    if page.kind == INDEX:  # a list is no work to be cited
        return none
    last = (
        PublicVersion.objects.filter(
            permalink__translation_key=page.translation_key, language_code=page.locale.language_code
        )
        .order_by("-number")
        .values_list("number", "permalink__code")
        .first()
    )
    if last is None:
        return none
    number, code = last
    return {"permalink": short_url(code), "version": number, "shown_version": shown_version(page)}
