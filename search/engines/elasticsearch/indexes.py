"""The indexes of a site: the one that readers use, the one that a rebuild makes, and how they are switched.

Readers ask the alias `PREFIX`, a rebuild fills the index behind the alias `PREFIX-building`; the indexes themselves are
`PREFIX-` and the number of the writer that made them. What there is, is asked of Elasticsearch each time: nothing is
remembered that another process may change.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import EngineDamagedError, EngineUnavailableError
from search.engines.elasticsearch.mapping import FORM, META_COMPLETE, META_FORM, SETTINGS, make_mappings


@dataclass(frozen=True)
class Found:
    """The names of the indexes that there are, None where there is none, and what readers' one says about itself.

    `strays` are indexes that nobody fills: a node that answers too late still makes what it was asked for.
    """

    current: str | None = None
    building: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    strays: tuple[str, ...] = ()

    @property
    def is_damaged(self) -> bool:
        """Readers' index is not one that this engine made: a foreign one, one of another form, or one of several."""
        return self.current is not None and self.meta.get(META_FORM) != FORM

    @property
    def complete(self) -> str | None:
        """The analysis that has made readers' index, once it was complete."""
        return self.meta.get(META_COMPLETE)


class Indexes:
    """Names, makes, switches and deletes."""

    def __init__(self, prefix: str) -> None:
        self.alias = prefix
        self.building_alias = f"{prefix}-building"
        self._own = re.compile(rf"{re.escape(prefix)}-\d{{13,}}")

    def find(self, client: Elasticsearch) -> Found:
        """What there is now. Raises EngineUnavailableError where something else has our name."""
        answer = client.indices.get(
            index=f"{self.alias},{self.building_alias}",
            ignore_unavailable=True,
            allow_no_indices=True,
            expand_wildcards="all",
            features=["aliases", "mappings"],
        ).body
        currents, buildings = [], []
        for name, index in answer.items():
            if name in (self.alias, self.building_alias):
                raise EngineUnavailableError(f"{name} is an index of somebody else: choose another prefix")
            if self.alias in index["aliases"]:
                currents.append(name)
            if self.building_alias in index["aliases"]:
                buildings.append(name)
        # Names end with numbers of as many digits, so the last is the one that was made last.
        *strays, building = sorted(buildings) or [None]
        if not currents:
            return Found(None, building, strays=tuple(strays))
        meta = answer[currents[0]]["mappings"].get("_meta", {}) if len(currents) == 1 else {}
        return Found(currents[0], building, meta, tuple(strays))

    def find_usable(self, client: Elasticsearch) -> Found:
        """The same; raises EngineDamagedError where what readers use is none of ours."""
        found = self.find(client)
        if found.is_damaged:
            raise EngineDamagedError(f"the index {found.current} is not the one of this engine and form")
        return found

    def create(self, client: Elasticsearch, number: int, alias: str) -> str:
        """Make an empty index behind an alias and give its name."""
        name = f"{self.alias}-{number}"
        client.indices.create(index=name, settings=SETTINGS, mappings=make_mappings(), aliases={alias: {}})
        return name

    def switch(self, client: Elasticsearch, found: Found, name: str) -> None:
        """Let readers use the index of a rebuild, and delete the one they used, in one step."""
        actions: list[dict[str, Any]] = [
            {"add": {"index": name, "alias": self.alias}},
            {"remove": {"index": name, "alias": self.building_alias}},
        ]
        if found.current is not None:
            actions.append({"remove_index": {"index": found.current}})
        client.indices.update_aliases(actions=actions)

    def delete(self, client: Elasticsearch, *names: str) -> None:
        """Delete indexes; those that are gone are no error."""
        if names:
            client.indices.delete(index=",".join(names), ignore_unavailable=True)

    def list_own(self, client: Elasticsearch) -> set[str]:
        """Every index that this engine has made here, and what the aliases point to, whoever made it."""
        answer = client.indices.get(
            index=f"{self.alias}-*", expand_wildcards="all", features=["aliases"], allow_no_indices=True
        ).body
        found = self.find(client)
        pointed_at = {name for name in (found.current, found.building) if name is not None}
        return {name for name in answer if self._own.fullmatch(name)} | pointed_at

    def set_complete(self, client: Elasticsearch, name: str, version: str) -> None:
        """Write down which analysis has made an index."""
        client.indices.put_mapping(index=name, meta={META_FORM: FORM, META_COMPLETE: version})
