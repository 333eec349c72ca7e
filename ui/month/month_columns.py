"""What the columns of the monthly grid hold: days, states and numbers are shown whole, the words give way."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from models.base.words import _
from models.work.codes import STATES, state_name
from models.work.month_cells import COLUMNS, column_name
from ui.base import theme
from ui.kit.column_widths import DAY, PERCENT, Need, cell_width, head_width

# Letters of free words: what is wished for, and what is always seen.
FREE: Final = {"text": (24, 12), "unit": (15, 10), "indicator": (15, 10), "reason": (15, 12), "note": (12, 12)}
# Of the table's width and in letters: by less of a task its lines cannot be told apart.
_TEXT_SHARE, _TEXT_MOST = 0.2345, 60
_BADGE, _BAR = 0.85, 1.6  # line heights that they need beside their words


def overdue_words(day: str) -> str:
    """How the deadline of a late line is written."""
    return _("quá hạn {day}").format(day=day)


def title(column: str) -> str:
    """The head of a column; in two lines where its words are longer than what stands under them."""
    name = column_name(column)
    return {"percent": name.replace(" (", "\n("), "done_on": name.replace(" ", "\n", 1)}.get(column, name)


def needs(grid: QWidget) -> list[Need]:
    """The need of each column, in the order of `COLUMNS`; that of the task's words grows with the grid."""
    told = min(theme.letters(_TEXT_MOST), round(grid.width() * _TEXT_SHARE))
    holds = {
        "ref": cell_width(("III.18.8",)),
        "due_on": cell_width((DAY, overdue_words(DAY))),
        "state": cell_width(map(state_name, STATES), _BADGE),
        "percent": cell_width((PERCENT,), _BAR),
        "value": cell_width(("888.888,8",)),
        "done_on": cell_width((DAY,)),
        "promised_on": cell_width((DAY,)),
    }
    found = []
    for column in COLUMNS:
        head = head_width(title(column))
        if column in holds:
            least = max(head, holds[column])
            found.append(Need(least, least))
        else:
            wish, least = (max(head, theme.letters(letters) + theme.em(0.9)) for letters in FREE[column])
            least = max(least, told) if column == "text" else least
            found.append(Need(least, max(least, wish), free=True))
    return found
