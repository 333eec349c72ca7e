"""The check list of a report: how much is as it should be, and a line for whatever is not, which leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.base.words import _
from models.reports.readiness import Check, unclean
from ui.base import theme
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.reports.report_draft import ReportDraft

_MOST = 5  # lines in sight; more are scrolled to
_ROLES = {"missing": "danger", "note": "warn"}
_MARKS = {"missing": "!", "note": "•"}


class CheckList(QWidget):
    """Green only when everything is as it should be; else red or amber, as the worst line is.

    `wanted(check)` is emitted for a line that is clicked, or entered.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Check] = []
        self._head = plain_label("", wrap=True)
        self._lines = QListWidget()
        self._lines.setAccessibleName(_("Mục cần xem trước khi ký"))
        self._lines.setWordWrap(True)
        self._lines.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.setToolTip(_("Bấm hoặc Enter để tới chỗ cần sửa"))
        self._lines.itemClicked.connect(self._go)
        self._lines.itemActivated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        column.addWidget(self._head)
        column.addWidget(self._lines)

    def show_checks(self, found: Sequence[Check]) -> None:
        """Show the list that `readiness.checks` gave."""
        self._found = unclean(found)
        missing = sum(check.state == "missing" for check in self._found)
        notes = len(self._found) - missing
        good = len(found) - len(self._found)
        words = [_("{good}/{all} mục kiểm tra đạt").format(good=good, all=len(found))]
        if missing:
            words.append(_("{n} mục còn thiếu").format(n=missing))
        if notes:
            words.append(_("{n} mục nên xem").format(n=notes))
        theme.mark(self._head, "danger" if missing else "warn" if notes else "good")
        self._head.setText(" · ".join(words) if self._found else f"✓ {words[0]}")
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours with another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _fill(self) -> None:
        row = self._lines.currentRow()
        self._lines.clear()
        for check in self._found:
            item = QListWidgetItem(f"{_MARKS[check.state]} {check.text}")
            item.setData(Qt.ItemDataRole.UserRole, check)
            self._lines.addItem(item)
        self._lines.setCurrentRow(min(row, len(self._found) - 1))
        self._lines.setVisible(bool(self._found))
        lines = min(max(len(self._found), 1), _MOST)
        self._lines.setFixedHeight(theme.em(1.35) * lines + theme.em(0.5))
        self._colour()

    def _colour(self) -> None:
        for row, check in enumerate(self._found):
            self._lines.item(row).setForeground(theme.colour(_ROLES[check.state]))

    def _go(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))


def page_of(check: Check, draft: ReportDraft) -> tuple[str, dict[str, str]] | None:
    """The page, and what of it, where a line of the list is set right; None for what stands on the page of reports."""
    kind, _colon, name = check.where.partition(":")
    above = "" if draft.issuer == "own" else "above_"  # whose name and card are printed
    if check.code in {"ended", "figures"}:
        return "month", {"period": draft.gap.period_key, "todo": "1"}
    if check.code in {"place", "recipients", "province"}:
        return "settings", {"field": f"{above}{'place' if check.code == 'place' else 'recipients'}"}
    if check.code == "unassigned":
        return "tasks", {"task": name}
    if check.code == "directive_number":
        return "directives", {"directive": name, "head": "number"}
    if check.code == "signer":
        return None if draft.signers else ("units", {"people": "1"})
    if check.code != "letters" or kind == "section":
        return None
    ways = {"task": ("tasks", {"task": name}), "unit": ("units", {"unit": name}), "people": ("units", {"people": "1"})}
    if above and check.where == "unit:own":
        return "units", {"unit": "above"}
    return (ways | {"directives": ("directives", {})}).get(kind, ("settings", {"field": f"{above}{check.where}"}))
