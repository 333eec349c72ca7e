"""Words broken into the lines of a cell, by whole words where that is possible."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def wrapped(words: str, width: int, most: int, font: QFont) -> list[str]:
    """`words` over at most `most` lines of `width`; the last one ends in `…` where there is more."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        start = line.textStart()
        if len(lines) == most - 1:
            rest = words[start:]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(1, width)))
            break
        lines.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines
