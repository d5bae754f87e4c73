"""Images and documents with what a reader and a rights holder need: text for those who cannot see, credit, licence."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.choices import Licence


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
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    alt_en = models.CharField(
        _("alternative text (English)"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    has_consent = models.BooleanField(
        _("people have consented"),
        default=False,
        help_text=_("Everybody who can be recognised has agreed to be shown here."),
    )

    admin_form_fields = (*Image.admin_form_fields, "alt_hu", "alt_en", "credit", "licence", "has_consent")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the current language, else in the other one; empty where nobody wrote one."""
        texts = {"hu": self.alt_hu, "en": self.alt_en}
        return texts.get(get_language() or "hu", "") or self.alt_hu or self.alt_en


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
