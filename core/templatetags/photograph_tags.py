"""A photograph in the sizes and formats that a browser chooses from."""

from django import template
from wagtail.images.models import Filter, Picture, SourceImageIOError

from core.models import CustomImage

register = template.Library()

WIDTHS = "width-{400,800,1200}"
FORMATS = "format-{avif,webp,jpeg}"
SIZES = "(min-width: 62rem) 36rem, 92vw"


@register.simple_tag
def photograph(image: CustomImage) -> Picture | None:
    """The <picture> of an image; None where its file is gone, instead of Wagtail's link to a file that never was.

    A small image has one size for several of the widths, and is named once. An alternative text in another language
    than the page's says so.
    """
    try:
        renditions = image.get_renditions(*Filter.expand_spec([WIDTHS, FORMATS]))
    except SourceImageIOError:
        return None
    by_size = {(each.file.name.rpartition(".")[2], each.width): name for name, each in renditions.items()}
    once = {name: renditions[name] for name in by_size.values()}
    attributes = {"sizes": SIZES, "loading": "lazy"}
    if image.alt_language:
        attributes["lang"] = image.alt_language
    return Picture(once, attributes)
