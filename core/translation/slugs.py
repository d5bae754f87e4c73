"""The address of a translation is proposed from its title until it is first published."""

from django.utils.text import slugify
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation


def propose_slug(title: StringTranslation) -> None:
    """Give the translation of a page's slug the form of its translated title, where nobody has chosen another.

    Once the translation has been public, its address stays.
    """
    page = Page.objects.filter(
        translation_key=title.context.object_id, locale_id=title.locale_id, first_published_at__isnull=True
    ).first()
    segment = (
        StringSegment.objects.filter(source__object_id=title.context.object_id, context__path="slug")
        .select_related("context", "string")
        .first()
    )
    proposed = slugify(title.data)
    if page is None or segment is None or not proposed:
        return
    StringTranslation.objects.get_or_create(
        translation_of=segment.string,
        locale_id=title.locale_id,
        context=segment.context,
        defaults={"data": proposed, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
    )
