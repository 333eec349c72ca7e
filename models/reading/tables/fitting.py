"""Whether the words of one cell are such as a column of numbers, of offices or of days holds."""

from __future__ import annotations

import re

from models.reading.passage import even
from models.reading.tables.cells import Cell
from models.reading.words.deadlines import Calendar, deadline_in_cell
from models.reading.words.units_named import unit_list

_SOME_YEAR = Calendar(2000)  # which year makes no difference to whether words are a time
LABEL = re.compile(r"\(?(?:[IVXLC]{1,6}|[A-HĐ]|[a-zđ]|\d{1,3}(?:\.\d{1,3}){0,3})\s*[.)/]?|[-–+*•]")


def suits(role: str | None, cell: Cell) -> int:
    """How well the words of a cell go with a column: 2 surely, 0 no matter, -1 hardly."""
    if cell.is_same:
        return 2 if role in {"leader", "helper", "time", "product"} else -1
    if role in {"leader", "helper"}:
        names, end = unit_list(even(cell.words.words))
        return 2 if names and end >= len(cell.words.words.rstrip(" .;")) else -1
    if role in {"time", "start"}:
        told = deadline_in_cell(cell.words.plain, cell.words.words, _SOME_YEAR)
        return 2 if told.due_on or told.recurrence else -1
    if role == "number":
        return 1 if LABEL.fullmatch(cell.words.words) else -1
    return 0
