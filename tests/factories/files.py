"""Photographs and documents."""

from wagtail_factories import DocumentFactory, ImageFactory

from core.models import CustomDocument, CustomImage


class CustomImageFactory(ImageFactory):
    """A small picture that may be shown: with its text in both languages and everybody's consent."""

    class Meta:
        model = CustomImage

    title = "Asztal"
    alt_hu = "Egy asztal magokkal"
    alt_en = "A table with seeds"
    has_consent = True


class CustomDocumentFactory(DocumentFactory):
    """A small file."""

    class Meta:
        model = CustomDocument

    title = "Címkék"
    title_en = "Labels"
