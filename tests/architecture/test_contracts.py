"""Who may import whom: the contracts of pyproject.toml hold, and have no exceptions."""

import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["cms", "home", "linking", "search", "casestudies", "communities", "methodology", "core"]


def read_contracts() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


@pytest.fixture
def loggers() -> Iterator[None]:
    """The linter turns off every logger that is there; the tests that come after it want to hear them."""
    there = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    were_off = [each.disabled for each in there]
    yield
    for logger, was_off in zip(there, were_off, strict=True):
        logger.disabled = was_off


@pytest.mark.usefixtures("loggers")
def test_every_contract_is_kept() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_contracts_cover_every_room_in_order_and_allow_no_exception() -> None:
    settings = read_contracts()
    layers = next(contract for contract in settings["contracts"] if contract["type"] == "layers")
    assert (settings["root_packages"], layers["layers"]) == (ROOMS, ROOMS)
    assert [contract["name"] for contract in settings["contracts"] if "ignore_imports" in contract] == []
