"""Photographs in the bodies of a page."""

from django.db.models import Model, prefetch_related_objects
from wagtail.fields import StreamField


def read_photographs(page: Model) -> None:
    """Read the sizes that exist of all photographs in the page's bodies at once, instead of one by one when shown."""
    images = [
        block.value["image"]
        for field in page._meta.concrete_fields
        if isinstance(field, StreamField)
        for block in getattr(page, field.name)
        if block.block_type == "image" and block.value["image"] is not None
    ]
    if images:
        prefetch_related_objects(images, "renditions")
