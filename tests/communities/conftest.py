"""The small site is made anew for each test."""

from tests.small_site import site, site_of_module

__all__ = ["site", "site_of_module"]
