"""From how many tasks on a report only counts them in its text."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from models.base.settings import Settings
from models.base.words import _
from ui.kit.fields import choice_field

_OFFERED = (30, 60, 100, 200, 500)  # tasks


def long_report_box(settings: Settings) -> QComboBox:
    """The choice, kept at once."""
    box = choice_field(_("Nội dung báo cáo chỉ nêu việc quá hạn, đáng chú ý"))
    chosen = int(settings.get("long_report"))
    for tasks in sorted({*_OFFERED, chosen} - {0}):
        box.addItem(_("Khi có trên {n} nhiệm vụ").format(n=tasks), tasks)
    box.addItem(_("Luôn luôn"), 0)
    box.setCurrentIndex(box.findData(chosen))
    box.activated.connect(lambda _row: settings.put("long_report", int(box.currentData())))
    return box
