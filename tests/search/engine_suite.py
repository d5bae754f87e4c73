"""What every engine must do: a test module for an engine subclasses `EngineSuite` and gives the `engine` fixture."""

import datetime as dt
from collections.abc import Callable

import pytest

from search.engines.base import Engine
from search.entries import Entry
from tests.search.engine_asking import make_entry, make_text
from tests.search.engine_changes import EngineChanges
from tests.search.engine_filters import EngineFilters
from tests.search.engine_names import EngineNames
from tests.search.engine_nearest import EngineNearest
from tests.search.engine_words import EngineWords


class EngineSuite(EngineWords, EngineFilters, EngineNames, EngineNearest, EngineChanges):
    """The behaviour suite."""

    @pytest.fixture
    def engine(self) -> Engine:
        """An engine without an index."""
        raise NotImplementedError

    @pytest.fixture
    def fill(self, engine: Engine) -> Callable[..., None]:
        """Index entries and say that these are all."""

        def fill(*entries: Entry) -> None:
            with engine.writing() as writer:
                writer.index(entries)
            engine.mark_complete()

        return fill

    @pytest.fixture
    def library(self, fill: Callable) -> None:
        """Five works with filter values."""
        english = make_text("Garden", "en")
        fill(
            make_entry("1", "Kert egy", facets={"topic": ("food",)}, date=dt.date(2026, 1, 1)),
            make_entry(
                "2",
                "Kert kettő",
                english,
                facets={"topic": ("food", "water")},
                date=dt.date(2026, 3, 1),
            ),
            make_entry("3", "Kert három", facets={"topic": ("water",)}, kind="community"),
            make_entry("4", english, facets={"topic": ("food",)}, kind="community", date=dt.date(2026, 2, 1)),
            make_entry("5", "Szalma", facets={"topic": ("building",)}),
        )
