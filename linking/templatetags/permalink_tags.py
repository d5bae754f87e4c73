"""Permalinks in templates."""

from django import template
from django.utils.html import escape

from linking.permalinks import labels
from linking.sharing import embed

register = template.Library()
register.simple_tag(labels.qr_code, name="qr_code")
register.simple_tag(embed.oembed_url, name="oembed_url")


@register.simple_tag
def embed_code(permalink: str, language_code: str, title: str) -> str:
    """The HTML of the card of the work with a permalink, escaped: to be read and copied, not run."""
    return escape(embed.embed_code(permalink.rpartition("/")[2], language_code, title))
