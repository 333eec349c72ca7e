"""Điều chỉnh sau khi chốt, as a list: what was corrected in a closed period, and in which report it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from models.base import clock
from models.base.words import _
from ui.base import theme
from ui.kit.column_widths import DAY
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.labels import plain_label
from ui.kit.read_table import ReadTable

if TYPE_CHECKING:
    from models.work.adjustments import AdjustmentRow

_LONGEST = 90  # letters of a task's text


class AdjustedList(Dialog):
    """The corrections of a period, and those of earlier periods that its report tells."""

    def __init__(self, owner: QWidget, period: str, rows: Sequence[AdjustmentRow]) -> None:
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Điều chỉnh sau khi chốt"))
        self.table = ReadTable(
            _("Điều chỉnh sau khi chốt"),
            [
                *(_("Kỳ"), _("Nhiệm vụ"), _("Đơn vị"), _("Số liệu"), _("Trước"), _("Sau")),
                *(_("Nêu ở báo cáo"), _("Người ghi"), _("Lý do")),
            ],
            _("Chưa có điều chỉnh nào."),
            free=frozenset({1, 2, 4, 5, 7}),
            seen=len(DAY) + 3,  # a day is a figure, and is never cut
        )
        self.table.show_lines([_line(row) for row in rows])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        about = _("{period}: những số liệu được sửa sau khi chốt, và những điều chỉnh mà báo cáo của kỳ này nêu.")
        column.addWidget(plain_label(about.format(period=period), "muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        fit(self, theme.letters(150), theme.em(24))


def _line(row: AdjustmentRow) -> list[str]:
    task = row.task if len(row.task) <= _LONGEST else f"{row.task[: _LONGEST - 1]}…"
    by = ", ".join(filter(None, (row.by, f"{clock.local(row.made_at):%d/%m/%Y}")))
    return [row.period, task, row.unit, row.field, row.before, row.after, row.told_in, by, row.reason]
