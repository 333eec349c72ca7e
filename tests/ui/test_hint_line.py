"""A proposed hint that is longer than its line: shortened on it, whole beside it, and back once there is room."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from ui.kit.hint_line import HintLine

LONG = "Rà soát, đơn giản hóa thủ tục hành chính nội bộ giữa các cơ quan"


def test_long_hint_ends_in_dots_and_is_whole_beside(app: QApplication, shown: Any) -> None:
    line = shown(HintLine("Tên gọi tắt", "dùng trong báo cáo", 150))
    line.resize(220, line.height())
    line.show_hint(LONG)
    assert line.placeholderText().endswith("…") and line.toolTip() == line.hint() == LONG
    line.resize(2000, line.height())
    QApplication.processEvents()
    assert (line.placeholderText(), line.toolTip()) == (LONG, "")
    line.resize(220, line.height())
    QApplication.processEvents()
    assert line.placeholderText().endswith("…")
