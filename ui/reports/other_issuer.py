"""What the other issuer has of the report that is shown: said in words, with the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_name
from ui.kit.fields import button
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.reports.report_draft import ReportDraft


class OtherIssuer(QWidget):
    """Emits `wanted` with the key of the other issuer; hidden while there is nothing to say."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._words = plain_label(role="warn", wrap=True)
        self._way = button("", lambda: self.wanted.emit(self._key))
        theme.mark(self._way, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._way)
        self.hide()

    def show_draft(self, draft: ReportDraft) -> None:
        """Say whose report of this period there is, where it is not the one shown."""
        self._key, words = _told(draft)
        name = next((one.name for one in draft.issuers if one.key == self._key), "")
        self._words.setText(words)
        self._way.setText(plain_name(_("Xem báo cáo của {name}").format(name=name)))
        self.setVisible(bool(words))


def _told(draft: ReportDraft) -> tuple[str, str]:
    """The other issuer and what is said of it; nothing where the one shown has a report, or nobody has."""
    names = {one.key: one.name for one in draft.issuers}
    listed = draft.listed.of(draft.period_key)
    if listed is None or listed.by(draft.issuer) or draft.issuer not in names:
        return "", ""
    other = next((one for one in listed.reports if one.issuer in names), None)
    if other is not None:
        words = _("▲ Kỳ này {mine} chưa lập báo cáo; {other} đã lập báo cáo.")
        if other.signed:
            words = _("▲ Kỳ này {mine} chưa lập báo cáo; báo cáo của {other} đã ký.")
        return other.issuer, words.format(mine=names[draft.issuer], other=other.issuer_name)
    if draft.chosen != draft.issuer and draft.chosen in names:
        words = _("▲ Báo cáo kỳ này đang được soạn là của {other}, không phải của {mine}.")
        return draft.chosen, words.format(mine=names[draft.issuer], other=names[draft.chosen])
    return "", ""
