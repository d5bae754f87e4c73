"""Images and documents with what a reader and a rights holder need: text for those who cannot see, credit, licence."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.choices import Licence

ALTERNATIVE = _(
    "What the picture shows, in a sentence: it is read out to those who cannot see it. Without it, no page that was "
    "written in this language is published with the picture."
)
WITHOUT_ALTERNATIVE = {
    "hu": _("The picture “%(title)s” has no alternative text in Hungarian. Edit it and write what it shows."),
    "en": _("The picture “%(title)s” has no alternative text in English. Edit it and write what it shows."),
}
WITHOUT_CONSENT = _(
    "The picture “%(title)s” has no tick that people have consented. Ask everybody who can be recognised in it, then "
    "edit it and tick that; tick it also where nobody can be recognised."
)


class MediaRights(models.Model):
    """Who made a file, and under which licence it may be passed on."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made it. A role or an organisation is enough."),
    )
    licence = models.CharField(_("licence"), max_length=30, choices=Licence, default=Licence.CC_BY_SA_4)

    class Meta:
        abstract = True


class CustomImage(MediaRights, AbstractImage):
    """A photograph or drawing. The alternative text is kept in both languages side by side."""

    alt_hu = models.CharField(
        _("alternative text (Hungarian)"),
        max_length=255,
        blank=True,
        help_text=ALTERNATIVE,
    )
    alt_en = models.CharField(
        _("alternative text (English)"),
        max_length=255,
        blank=True,
        help_text=ALTERNATIVE,
    )
    has_consent = models.BooleanField(
        _("people have consented"),
        default=False,
        help_text=_(
            "Everybody who can be recognised has agreed to be shown here. Tick it also where nobody can be "
            "recognised. Without it, no page with the picture is published."
        ),
    )

    # Wagtail's "description" is for the same as ours, in no language.
    admin_form_fields = (
        *("title", "file", "alt_hu", "alt_en", "has_consent", "credit", "licence"),
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description")),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the current language, else in the other one; empty where nobody wrote one."""
        return self._alternative[0]

    @property
    def alt_language(self) -> str:
        """The code of the language of `default_alt_text`; empty where that is the current one, or there is no text."""
        return self._alternative[1]

    @property
    def _alternative(self) -> tuple[str, str]:
        current = get_language() or "hu"
        texts = {"hu": self.alt_hu, "en": self.alt_en}
        if texts.get(current):
            return texts[current], ""
        return next(((text, code) for code, text in texts.items() if text), ("", ""))

    def find_gaps(self, language_code: str) -> list[str]:
        """What the picture lacks to be seen by readers of a page written in this language, and what to do about it."""
        gaps = []
        if not getattr(self, f"alt_{language_code}").strip():
            gaps.append(WITHOUT_ALTERNATIVE[language_code] % {"title": self.title})
        if not self.has_consent:
            gaps.append(WITHOUT_CONSENT % {"title": self.title})
        return gaps


class CustomRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CustomDocument(MediaRights, AbstractDocument):
    """A file to download."""

    title_en = models.CharField(_("title (English)"), max_length=255, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "title_en", "credit", "licence")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
