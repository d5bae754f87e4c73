"""The menus as template tags."""

from typing import Any

from django import template

from home.languages import LanguageChoice, list_language_choices
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


@register.simple_tag(takes_context=True)
def language_choices(context: dict[str, Any]) -> list[LanguageChoice]:
    """Every language of the site, with where it leads from the `page` with its `language_links`, if this is one."""
    return list_language_choices(
        context.get("request"), context.get("page"), context.get("language_links") or []
    )
