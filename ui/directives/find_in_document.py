"""Ctrl+F in an open document: the bar above its words, and the places one by one."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base.text import folded_places
from ui.base import theme
from ui.directives.document_view import DocumentView
from ui.kit.find_bar import FindBar


class FindInDocument(QWidget):
    """Holds the document's view. A place that is found is selected, as a person does with the mouse."""

    def __init__(self, document: DocumentView) -> None:
        super().__init__()
        self._document = document
        self._places: list[tuple[int, int]] = []
        self._at = 0
        self.bar = FindBar()
        self.bar.wanted.connect(self._look)
        self.bar.stepped.connect(self._step)
        self.bar.closed.connect(self._closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.3))
        column.addWidget(self.bar)
        column.addWidget(document, 1)

    def open(self) -> None:
        """Show the bar with the keyboard in it."""
        self.bar.open()

    def _look(self, words: str) -> None:
        """From the caret on, and round at the end."""
        self._places = folded_places(self._document.text(), words)
        caret = self._document.selection() or (self._document.caret(), 0)
        self._at = next((n for n, (start, _end) in enumerate(self._places) if start >= caret[0]), 0)
        self._show()

    def _step(self, by: int) -> None:
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._show()

    def _show(self) -> None:
        if self._places:
            self._document.select(*self._places[self._at])
            self._document.ensureCursorVisible()
        self.bar.show_found(self._at + 1 if self._places else 0, len(self._places))

    def _closed(self) -> None:
        """Nothing stays selected, or what comes next would be done to it."""
        self._places = []
        selected = self._document.selection()
        if selected is not None:
            self._document.put_caret(selected[0])
        self._document.setFocus()
