"""There are no aliases: an English address exists only where an English text exists (DESIGN.md §4, decision 8).

Whatever would make one is refused where it is saved, so that it holds for Wagtail's copy view and its actions,
wagtail-localize's "convert to alias" and "sync from", and code alike; what offers it in the admin is taken away.
"""

from typing import Any

from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization

from core.translation.errors import AliasRefusedError


def refuse(*args: Any, **kwargs: Any) -> None:
    """Raise AliasRefusedError."""
    raise AliasRefusedError


def page_is_saving(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """No page is saved as an alias of another."""
    if isinstance(instance, Page) and instance.alias_of_id is not None:
        raise AliasRefusedError


def synchronisation_is_saving(instance: LocaleSynchronization, **kwargs: Any) -> None:
    """No language is filled with aliases of another one's pages."""
    raise AliasRefusedError


def install() -> None:
    """Refuse aliases before anything is written, and take "synchronise content from another locale" off the form."""
    CreatePageAliasAction.check = refuse
    LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]
