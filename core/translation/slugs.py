"""The address of a translation is proposed from its title until it is first published, and stays afterwards."""

from django.utils.text import slugify
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from core.addresses import find_free_slug

# A proposal is told from a translator's own choice by its type, so that it can follow a title that is still changing.
PROPOSED = StringTranslation.TRANSLATION_TYPE_MACHINE
CHOSEN = StringTranslation.TRANSLATION_TYPE_MANUAL


def propose_slug(title: StringTranslation) -> None:
    """Give the translation of a page's slug the form of its translated title, where nobody has chosen another.

    Once the translation has been public, its address stays.
    """
    key, locale_id = title.context.object_id, title.locale_id
    page = Page.objects.filter(translation_key=key, locale_id=locale_id).first()
    proposed = slugify(title.data)
    if page is None or page.first_published_at or not proposed:
        return
    for segment in StringSegment.objects.filter(
        source__object_id=key, source__translations__target_locale_id=locale_id, context__path="slug"
    ):
        existing = StringTranslation.objects.filter(
            translation_of_id=segment.string_id, locale_id=locale_id, context_id=segment.context_id
        ).first()
        if existing is None:
            _set_slug(segment, locale_id, proposed, PROPOSED)
        elif existing.translation_type == PROPOSED and existing.data != proposed:
            existing.data, existing.has_error, existing.field_error = proposed, False, ""
            existing.save()


def keep_slug(segment: StringSegment) -> None:
    """The source got another address: its translations keep theirs, and nobody has to translate it again."""
    key = segment.source.object_id
    for locale_id in segment.source.translations.values_list("target_locale_id", flat=True):
        page = Page.objects.filter(translation_key=key, locale_id=locale_id).first()
        if page is not None and page.first_published_at:
            _set_slug(segment, locale_id, page.slug, CHOSEN)
            continue
        titles = StringTranslation.objects.filter(
            context__object_id=key, context__path="title", locale_id=locale_id
        )
        title = titles.order_by("-updated_at").first()
        if title is not None:
            propose_slug(title)


def _set_slug(segment: StringSegment, locale_id: int, slug: str, kind: str) -> None:
    StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        locale_id=locale_id,
        context_id=segment.context_id,
        defaults={"data": slug, "translation_type": kind},
    )


def slug_of(page: Page, saved: Page, source: TranslationSource) -> str:
    """The slug for `page`, a translation of `source`, free under its parent.

    The translator's own choice; else the one it has been public under; else one made of the translated title.
    """
    # Two small questions: put as one, PostgreSQL reads whole tables for it while they have just been filled.
    segment = StringSegment.objects.filter(source=source, context__path="slug").first()
    chosen = StringTranslation.objects.filter(
        translation_of_id=segment and segment.string_id,
        context_id=segment and segment.context_id,
        locale_id=page.locale_id,
        has_error=False,
    )
    wanted = next(iter(chosen.values_list("data", flat=True)), "")
    wanted = wanted or (saved.slug if saved.first_published_at else page.title)
    if (
        page.depth == 2
    ):  # the front page of a language: its slug is in no address, and its sibling has the other one
        suffix = f"-{page.locale.language_code}"
        wanted = wanted.removesuffix(suffix) + suffix
    return find_free_slug(page, page.get_parent(), slugify(wanted)[:200] or source.object_id.hex)
