"""Columns that no header names, or names in words nobody foresaw: evident by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from models.reading.tables.cells import Cell
from models.reading.tables.fitting import suits
from models.reading.tables.header import Columns, is_other_list
from models.reading.words.cues import acts

_FEWEST = 3  # rows, and columns
_MOST = 0.6  # of the cells of a column
LOOKED_AT = 8  # rows


def evident_columns(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """The columns of duties, of offices and of days, when the rows leave no doubt about all three."""
    width = len(rows[0]) if rows else 0
    if width < _FEWEST or len(rows) < _FEWEST or any(len(row) != width for row in rows) or is_other_list(rows[0]):
        return None
    columns = [[row[place] for row in rows] for place in range(width)]
    who = [place for place in range(width) if _share(columns[place], "leader") >= _MOST]
    when = [place for place in range(width) if _share(columns[place], "time") >= _MOST]
    what = [place for place in range(width) if _acting(columns[place]) >= _MOST and place not in who]
    if not (who and when and len(what) == 1):
        return None
    roles: list[str | None] = [None] * width
    for place, role in ((who[0], "leader"), (when[-1], "time"), (what[0], "task")):
        roles[place] = role
    if len(who) > 1:
        roles[who[1]] = "helper"
    if what[0] and roles[0] is None and _share(columns[0], "number") >= _MOST:
        roles[0] = "number"
    titled = suits("leader", rows[0][who[0]]) <= 0 and suits("time", rows[0][when[-1]]) <= 0
    titles = tuple(cell.words.plain if titled else "" for cell in rows[0])
    return Columns(tuple(roles), titles, rows=int(titled))


def _share(cells: Sequence[Cell], role: str) -> float:
    told = [cell for cell in cells if cell]
    return sum(suits(role, cell) > 0 for cell in told) / len(told) if len(told) >= _FEWEST - 1 else 0.0


def _acting(cells: Sequence[Cell]) -> float:
    return sum(acts(cell.words.plain) for cell in cells if cell) / len(cells)
