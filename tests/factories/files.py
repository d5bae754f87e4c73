"""Photographs and documents."""

from wagtail_factories import DocumentFactory, ImageFactory

from core.models import CustomDocument, CustomImage


class CustomImageFactory(ImageFactory):
    """A small picture with its text in both languages."""

    class Meta:
        model = CustomImage

    title = "Asztal"
    alt_hu = "Egy asztal magokkal"
    alt_en = "A table with seeds"


class CustomDocumentFactory(DocumentFactory):
    """A small file."""

    class Meta:
        model = CustomDocument

    title = "Címkék"
    title_en = "Labels"
