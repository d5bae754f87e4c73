"""Links in Wagtail's own templates of the admin."""

from collections.abc import Iterable
from typing import Any

from django import template
from wagtail.models import Page

from linking.admin.losses import Loss, find_loss

register = template.Library()


@register.inclusion_tag("linking_admin/loss.html")
def lost_links(page: Page | None = None, items: Iterable[Any] = ()) -> dict[str, Loss | None]:
    """What links lose with a page, or with the `items` of a bulk action ({"item": page})."""
    return {"loss": find_loss([page] if page else [each["item"] for each in items])}
