"""Stands for the system's input method: Windows' own Telex, ibus, whatever composes a word before it hands it over."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication


class InputMethod:
    """Holds a word back in the field with the keyboard until it is asked for it."""

    def __init__(self) -> None:
        self.word = ""

    def compose(self, word: str) -> None:
        self.word = word
        QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(word, []))

    def commit(self) -> None:
        if self.word:
            told = QInputMethodEvent("", [])
            told.setCommitString(self.word)
            self.word = ""
            QApplication.sendEvent(QApplication.focusWidget(), told)


@pytest.fixture(name="method")
def input_method(monkeypatch: pytest.MonkeyPatch) -> InputMethod:
    made = InputMethod()
    monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: made)
    return made
