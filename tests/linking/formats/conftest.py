"""Works one by one, in place of the folders of a library."""

from tests.small_site import site, site_of_module  # noqa: F401
