"""The switch above the proposals that brings those that need a look to the top."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from models.base.settings import Settings
from models.base.words import _
from ui.directives.proposal_table import ProposalTable


class OrderSwitch(QCheckBox):
    """Keeps what the person chose for the next document; the row that the keyboard is on stays chosen."""

    def __init__(self, settings: Settings, table: ProposalTable) -> None:
        super().__init__(_("Chưa chắc trước"))
        self.setToolTip(_("Xếp các đề xuất cần xem lên đầu; bỏ chọn thì xếp theo thứ tự trong văn bản"))
        self._settings, self._table = settings, table
        self.setChecked(bool(settings.get("unsure_first")))
        table.order(unsure_first=self.isChecked())
        self.toggled.connect(self._turned)

    def _turned(self, on: bool) -> None:
        self._settings.put("unsure_first", on)
        self._table.order(unsure_first=on)
