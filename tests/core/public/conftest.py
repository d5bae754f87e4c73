"""The small site."""

from tests.small_site import site, site_of_module

__all__ = ["site", "site_of_module"]
