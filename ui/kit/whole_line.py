"""Shows a kept value whole in an input line with a length limit: the limit is for typing only."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit


def show_whole(line: QLineEdit, text: str) -> None:
    """Put all of `text` into `line`; Qt cuts at the limit without a word, and saving would then lose the rest."""
    line.setMaxLength(max(line.maxLength(), len(text.encode("utf-16-le")) // 2))
    line.setText(text)
