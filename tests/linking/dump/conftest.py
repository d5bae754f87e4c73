"""The small site, and a data folder of the test's own."""

from pathlib import Path
from typing import Any

import pytest

from tests.small_site import site, site_of_module

__all__ = ["site", "site_of_module"]


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> Path:
    """What the site offers for download lies here."""
    settings.DATA_DIR = tmp_path
    settings.API_RATE = "1000000/s"
    return tmp_path
