"""Filters for the translator's editor."""

import json

from django import template

register = template.Library()


@register.filter
def without_alias(props: str) -> str:
    """The JSON properties of wagtail-localize's editor without the address of "convert to alias page"."""
    properties = json.loads(props)
    properties["links"]["convertToAliasUrl"] = None
    return json.dumps(properties)
