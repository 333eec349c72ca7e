"""What the page says of a closed month beside its lines: when and by whom it was closed, and what came of it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.base import clock
from models.base.words import _
from ui.kit.labels import ShortLabel

if TYPE_CHECKING:
    from ui.month.month_query import MonthData


def closed_words(found: MonthData) -> str:
    """Who closed it and when, and what can be done; "" for a month that is open."""
    if not found.grid.period.closed:
        return ""
    when = f"{clock.local(found.closed_at):%d/%m/%Y %H:%M}" if found.closed_at else ""
    words = _("Đã chốt {when}, người chốt: {by}. Số liệu sai thì “Điều chỉnh”, hoặc “Mở lại kỳ”; đều ghi lý do.")
    return words.format(when=when, by=found.closed_by)


class BesideLines(ShortLabel):
    """One line on what the grid of a closed month does not show; not there for any other."""

    def __init__(self) -> None:
        super().__init__(role="warn")
        self.hide()

    def show_month(self, found: MonthData) -> None:
        """What was told since the closing, and what was waived."""
        self.setText(found.beside)
        self.setVisible(bool(found.beside))
