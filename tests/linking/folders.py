"""Small libraries that tests write and import, and what the database has before and after."""

import textwrap
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from linking.library.importing import Outcome, import_library
from linking.library.problems import LibraryError

# What every write in the database leaves behind by itself: nothing of a work.
VOLATILE_TABLES = {"search_pendingchange"}


class Folder:
    """A library folder that a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(exist_ok=True)

    def write(self, path: str, text: str) -> Path:
        """Write a file of the library; the text may be indented."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return file

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a file at one place."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def load(self, **options: Any) -> Outcome:
        """Import the folder."""
        return import_library(self.root, **options)

    def problems(self, **options: Any) -> list[str]:
        """What an import of the folder finds wrong."""
        with pytest.raises(LibraryError) as error:
            self.load(**options)
        return [str(problem) for problem in error.value.problems]


TOPICS = """
- key: food
  form: furrows
  names: {hu: Élelmiszer, en: Food}
  definitions: {hu: Magtól a tányérig., en: From seed to plate.}
  synonyms: {hu: [ennivaló, étel], en: [gardening]}
- key: repair
  form: darn
  names: {hu: Javítás, en: Repair}
"""

GUIDE_HU = """
---
id: 11111111-1111-4111-8111-111111111111
title: Vetőmagcsere
slug: vetomagcsere
summary: Magot cseréltek, és nevet kap a bab.
topics: [food, repair]
authors: a kör
sample: true
first_published: 2026-03-01
goal: Mindenki hazavisz egy magot.
duration_min: 90
duration_max: 120
group_size_min: 5
group_size_max: 30
settings: [indoors, outdoors]
duration_note: pakolással
roles:
  - name: Házigazda
    count: 2
    task: köszönti, aki jön
  - name: Jegyző
    task: felírja a fajtákat
materials:
  - name: Tasak
    quantity: 2.5
    unit: db
    per: person
  - name: Asztal
    quantity: 1
    per: people
    per_people: 6
    note: kihúzva
ingredients: [networks, vision]
---

# when_to_use

- van fölös magotok;
- **nincs pénzetek** boltira.

# pitfalls

Nedves mag [megrohad](https://example.org/mag).

Kevés az *idő*.

# body

Előtte kérdezzétek meg a szomszédot.

## Mennyi fér bele?

| Mit | Mennyit |
| --- | --- |
| Levél | két vödör |
| Mag | |

> Hoztam egy babot.
> — egy vendég

> [!TIP]
> Üres kézzel is **gyertek**.

[!VIDEO Így csináljuk](https://example.org/video)

# steps

## Kirakodás {minutes=20}

Mindenki kirakja, amit hozott.

Aztán körbejár.

> [!TIP]
> Írjátok fel a nevét.

## Csere {minutes=70}

Cserél, aki akar.

> [!WARNING]
> Nedves mag ne menjen tasakba.

## Zárás

Elköszöntök.
"""

GUIDE_EN = """
---
translation_of: hu
title: Seed swap
slug: seed-swap
summary: You swap seed, and beans get a name.
authors: the circle
goal: Everybody takes a seed home.
duration_note: with packing
roles:
  - name: Host
    task: welcomes those who come
  - name: Note-taker
    task: writes the varieties down
materials:
  - name: Packet
    unit: pcs
  - name: Table
    note: extended
---

# when_to_use

- you have spare seed;
- **there is no money** for shop seed.

# pitfalls

Wet seed [rots](https://example.org/mag).

Time is *short*.

# body

Ask the neighbour beforehand.

## How much fits in?

| What | How much |
| --- | --- |
| Leaves | two buckets |
| Seed | |

> I brought one bean.
> — a guest

> [!TIP]
> Do **come** empty-handed.

[!VIDEO How we do it](https://example.org/video)

# steps

## Unpacking

Everybody puts out what they brought.

Then they walk round.

> [!TIP]
> Write its name down.

## Swap

Whoever wants to swaps.

> [!WARNING]
> No wet seed in packets.

## Closing

You say goodbye.
"""


def rows() -> dict[str, list[tuple]]:
    """Every row of every table, as the database has it."""
    found: dict[str, list[tuple]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in VOLATILE_TABLES:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(cursor.fetchall(), key=repr)
    return found
