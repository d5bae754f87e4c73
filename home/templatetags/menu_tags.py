"""The menus as template tags."""

from typing import Any

from django import template

from home.menus import MenuItem, Menus, find_menus

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[MenuItem]:
    """The header's links."""
    return find_menus(context.get("request")).main


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> Menus:
    """The footer's links: `menu` and `rules`."""
    return find_menus(context.get("request"))
