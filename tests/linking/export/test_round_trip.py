"""A library that was exported and imported into an empty site is exported the same, byte for byte."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.linking.folders import Folder

pytestmark = pytest.mark.django_db


def test_guide_in_two_languages(site: Any, library: Folder, twice: Callable) -> None:
    export, differences = twice(library.load)
    assert differences == []
    assert export.warnings == []
