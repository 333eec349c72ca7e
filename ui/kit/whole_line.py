"""Text put into an input line by the program: whole past a limit for typing, and so that typing can be taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit


def show_whole(line: QLineEdit, text: str) -> None:
    """Put all of `text` into `line`; Qt cuts at the limit without a word, and saving would then lose the rest."""
    line.setMaxLength(max(line.maxLength(), len(text.encode("utf-16-le")) // 2))
    line.setText(text)


def type_over(line: QLineEdit, text: str) -> None:
    """Put `text` into `line` as typing over does: Ctrl+Z brings back what a person typed."""
    if line.text() != text:
        line.selectAll()
        line.insert(text)
