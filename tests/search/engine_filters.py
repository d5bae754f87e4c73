"""Filters, counts, order and time, on every engine."""

import datetime as dt
from collections.abc import Callable

from search.engines.base import Engine, Sort
from tests.search.engine_asking import NOW, find, make_entry, make_text, works


class EngineFilters:
    """Filters, counts, order and time, on every engine."""

    def test_counts_are_of_works(self, engine: Engine, library: None) -> None:
        result = find(engine, "kert")
        assert result.total == result.total_unfiltered == 3
        assert {name: dict(counts) for name, counts in result.counts.items()} == {
            "kind": {"guide": 2, "community": 1},
            "topic": {"food": 2, "water": 2},
            "language": {"hu": 3, "en": 1},
        }

    def test_counts_of_a_facet_leave_its_own_selection_aside(self, engine: Engine, library: None) -> None:
        result = find(engine, "kert", filters={"topic": frozenset({"food"})})
        assert set(works(result)) == {"1", "2"}
        assert dict(result.counts["topic"]) == {"food": 2, "water": 2}
        assert dict(result.counts["kind"]) == {"guide": 2}
        assert {name: dict(added) for name, added in result.added.items()} == {"topic": {"water": 1}}
        assert result.totals_without == {"topic": 3}

    def test_values_of_a_facet_add_up_and_facets_narrow(self, engine: Engine, library: None) -> None:
        filters = {"topic": frozenset({"food", "water"}), "kind": frozenset({"community"})}
        assert set(works(find(engine, "", filters=filters))) == {"3", "4"}
        result = find(engine, "", filters={**filters, "language": frozenset({"en"})})
        assert works(result) == ["4"]
        assert dict(result.counts["kind"]) == {"guide": 1, "community": 1}
        assert result.totals_without == {"topic": 1, "kind": 2, "language": 2}

    def test_filters_that_leave_nothing_say_what_stands_in_the_way(
        self, engine: Engine, library: None
    ) -> None:
        result = find(engine, "szalma", filters={"kind": frozenset({"guide"}), "topic": frozenset({"food"})})
        assert (result.total, result.total_unfiltered) == (0, 1)
        assert result.totals_without == {"kind": 0, "topic": 1}

    def test_hidden_works_are_neither_found_nor_counted(self, engine: Engine, library: None) -> None:
        result = find(engine, "kert", hidden=frozenset({"2"}))
        assert set(works(result)) == {"1", "3"}
        assert (result.total, result.total_unfiltered) == (2, 2)
        assert dict(result.counts["language"]) == {"hu": 2}

    def test_nothing_asked_finds_everything(self, engine: Engine, library: None) -> None:
        assert find(engine, "").total == 5

    def test_the_newest_come_first_by_date_and_the_undated_last(self, engine: Engine, library: None) -> None:
        assert works(find(engine, "", sort=Sort.DATE)) == ["2", "4", "1", "3", "5"]

    def test_pages_follow_each_other_without_overlap(self, engine: Engine, fill: Callable) -> None:
        fill(*[make_entry(f"{number:02}", "Kert") for number in range(25)])
        pages = [works(find(engine, "kert", offset=offset, limit=10)) for offset in (0, 10, 20, 30)]
        assert [len(page) for page in pages] == [10, 10, 5, 0]
        assert [work for page in pages for work in page] == [f"{number:02}" for number in range(25)]

    def test_a_match_carries_its_entry(self, engine: Engine, fill: Callable) -> None:
        entry = make_entry(
            "a",
            make_text("Kert", keywords=("x",), details="Zala", visible_until=NOW + dt.timedelta(days=1)),
            facets={"topic": ("food",)},
            date=dt.date(2026, 2, 3),
            is_sample=True,
            drawing=("work", "rings", None, 4, ("a", "b")),
        )
        fill(entry)
        (match,) = find(engine, "kert").matches
        assert match.entry == entry

    def test_an_expired_work_is_gone_at_its_minute(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", make_text("Kert", visible_until=NOW)), make_entry("b", "Kert"))
        assert works(find(engine, "kert", now=NOW - dt.timedelta(seconds=1))) == ["a", "b"]
        assert works(find(engine, "kert", now=NOW)) == ["b"]
        assert find(engine, "", now=NOW).counts["kind"] == {"guide": 1}

    def test_a_work_keeps_the_language_that_has_not_expired(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", make_text("Titkos kert", visible_until=NOW), make_text("Garden", "en")))
        before, after = NOW - dt.timedelta(seconds=1), NOW + dt.timedelta(days=1)
        assert works(find(engine, "titkos", now=before)) == works(find(engine, "garden", now=before)) == ["a"]
        assert works(find(engine, "titkos", now=after)) == []
        result = find(engine, "garden", now=after)
        assert works(result) == ["a"]
        assert [text.title for text in result.matches[0].entry.texts] == ["Garden"]
        assert dict(result.counts["language"]) == {"en": 1}
