"""The words of a document with the source of each proposal in colour and its number in the margin. Read-only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from models.base.text import straight
from models.base.words import _
from models.reading.passage import emphasis_of_lines
from models.reading.proposal import Source
from ui.base import theme

_ORIGIN = "origin"  # the key of the words that gave what is in a cell; no proposal's


class Mark(NamedTuple):
    """A stretch of the text that a proposal came from; `tone` is one of `theme.Tone`."""

    key: str
    start: int
    end: int
    label: str
    tone: str


class DocumentView(QPlainTextEdit):
    """Offsets are those of the text read (characters); Qt counts letters outside the first plane twice.

    The stars of `**words**`, which plain-text copies have for bold letters, are not shown; the file keeps them.
    """

    picked = Signal(str)  # the key of the proposal that the caret was put into by the person

    def __init__(self) -> None:
        super().__init__()
        self._text = self._shown = ""
        self._gone: list[int] = []  # offsets of the letters of the text that are not shown
        self._gone_before: list[int] = []  # where in what is shown each of them would stand
        self._plain = True  # whether every character counts once in Qt, too
        self._marks: tuple[Mark, ...] = ()
        self._current = ""
        self._origin: Mark | None = None
        self._moving = False
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_("Văn bản gốc"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(theme.letters(28), theme.em(8))
        self.document().setDocumentMargin(theme.em(0.5))
        self._wanted = ""  # what is to be brought into view once there is a view
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._bring_into_view)
        self._margin = _Margin(self)
        self.setViewportMargins(self.margin_width(), 0, 0, 0)
        self.updateRequest.connect(self._follow)
        self.cursorPositionChanged.connect(self._caret_moved)

    # What the review asks

    def show_text(self, text: str) -> None:
        """Show a document from its beginning."""
        self._text = text
        self._origin = None
        self._gone = emphasis_of_lines(text)
        self._gone_before = [place - number for number, place in enumerate(self._gone)]
        self._shown = _without(text, self._gone)
        self._plain = not text or max(text) <= "\uffff"
        self._moving = True
        self.setPlainText(straight(self._shown))
        self._moving = False

    def text(self) -> str:
        """The text read, with what is not shown of it."""
        return self._text

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Colour what the proposals came from."""
        self._marks = tuple(marks)
        self.setViewportMargins(self.margin_width(), 0, 0, 0)
        self._place_margin()
        self._colour()

    def show_current(self, key: str, *, scroll: bool = True) -> None:
        """Stress one proposal, and bring it into view."""
        self._current = key
        self._colour()
        mark = self._mark(key)
        if mark is None or not scroll:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._to_qt(mark.start))
        self._moving = True
        self.setTextCursor(cursor)
        self._moving = False
        self._wanted = key
        self._soon.start()

    def show_origin(self, source: Source | None) -> None:
        """Underline the words that gave an owner or a date, and bring them into view; None for no such words."""
        self._origin = Mark(_ORIGIN, source.start, source.end, "", "accent") if source else None
        self._colour()
        if source is not None:
            self._wanted = _ORIGIN
            self._soon.start()

    def caret(self) -> int:
        """Where the caret is."""
        return self._from_qt(self.textCursor().position())

    def selection(self) -> tuple[int, int] | None:
        """The stretch that is selected, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._from_qt(cursor.selectionStart()), self._from_qt(cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select a stretch, as a person does with the mouse."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_qt(start))
        cursor.setPosition(self._to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def put_caret(self, at: int) -> None:
        """Put the caret somewhere, as a click does."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_qt(at))
        self.setTextCursor(cursor)

    def stressed(self) -> str:
        """The key of the proposal that is stressed."""
        return self._current

    # The margin

    def margin_width(self) -> int:
        """Room for the longest number (`12.10`, `PL.II.2.1`) and a line beside it."""
        metrics = QFontMetrics(theme.font(0.9, bold=True))
        longest = max((metrics.horizontalAdvance(mark.label) for mark in self._marks), default=0)
        return min(max(theme.letters(5), longest), theme.letters(12)) + theme.em(0.9)

    def paint_margin(self, event: QPaintEvent) -> None:
        """The number of each proposal at its first line, and a line along all of its lines."""
        painter = QPainter(self._margin)
        painter.fillRect(event.rect(), theme.colour("head"))
        painter.setFont(theme.font(0.9, bold=True))
        first = self._from_qt(self.firstVisibleBlock().position())
        last = self._from_qt(self.cursorForPosition(self.viewport().rect().bottomRight()).position())
        in_view = [mark for mark in self._marks if mark.end >= first and mark.start <= last]
        for mark in sorted(in_view, key=lambda one: one.key == self._current):
            top, bottom = self._span(mark)
            stressed = mark.key == self._current
            bar = QRect(self._margin.width() - theme.em(0.3), top, theme.em(0.22), bottom - top)
            painter.fillRect(bar, theme.colour("accent" if stressed else mark.tone))
            room = QRect(0, top, bar.left() - theme.em(0.2), painter.fontMetrics().height())
            painter.setPen(theme.colour("accent" if stressed else mark.tone))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), mark.label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin is as high as the text; what is stressed stays in view when lines break elsewhere."""
        super().resizeEvent(event)
        self._place_margin()
        self._wanted = self._current
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """What was asked for before there was a view."""
        super().showEvent(event)
        self._soon.start()

    # Inside

    def _place_margin(self) -> None:
        inner = self.contentsRect()
        self._margin.setGeometry(inner.left(), inner.top(), self.margin_width(), inner.height())

    def _follow(self, rect: QRect, scrolled: int) -> None:
        if scrolled:
            self._margin.scroll(0, scrolled)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())

    def _caret_moved(self) -> None:
        if self._moving or self.textCursor().hasSelection():
            return
        at = self.caret()
        holding = [mark for mark in self._marks if mark.start <= at < mark.end]
        if holding:
            self.picked.emit(min(holding, key=lambda mark: mark.end - mark.start).key)

    def changeEvent(self, event: QEvent) -> None:
        """Another look has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour()

    def _mark(self, key: str) -> Mark | None:
        if key == _ORIGIN:
            return self._origin
        return next((mark for mark in self._marks if mark.key == key), None)

    def _colour(self) -> None:
        shown = []
        for mark in sorted(self._marks, key=lambda one: one.key == self._current):
            stressed = mark.key == self._current
            format_ = QTextCharFormat()
            format_.setBackground(theme.colour("marker") if stressed else theme.colour(f"{mark.tone}_back"))
            shown.append(self._selected(mark, format_))
        if self._origin is not None:
            underlined = QTextCharFormat()
            underlined.setFontUnderline(True)
            underlined.setUnderlineColor(theme.colour("accent"))
            underlined.setBackground(theme.colour("marker"))
            shown.append(self._selected(self._origin, underlined))
        self.setExtraSelections(shown)
        self._margin.update()

    def _selected(self, mark: Mark, format_: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._to_qt(mark.start))
        cursor.setPosition(self._to_qt(mark.end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = format_
        return selection

    def _span(self, mark: Mark) -> tuple[int, int]:
        """Top and bottom of a mark in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._to_qt(mark.start))
        top = self.cursorRect(cursor).top()
        cursor.setPosition(self._to_qt(mark.end))
        return top, self.cursorRect(cursor).bottom()

    def _bring_into_view(self) -> None:
        """Show all of the proposal with a little of what is above it; nothing moves when it is in view already."""
        mark = self._mark(self._wanted)
        if mark is None or not self.isVisible():
            return
        self._wanted = ""
        bar, line = self.verticalScrollBar(), max(1, self.fontMetrics().lineSpacing())
        # Qt lays paragraphs out as they come into view and guesses until then: a far jump lands nearer each time.
        for _turn in range(8):
            top, bottom = self._span(mark)
            room = self.viewport().height()
            if top >= 0 and (bottom <= room or top < 2 * line):
                break
            wanted = top - (room // 4 if bottom - top < room // 2 else line)
            before = bar.value()
            bar.setValue(before + (round(wanted / line) or (1 if wanted > 0 else -1)))
            if bar.value() == before:
                break

    def _to_qt(self, at: int) -> int:
        at -= bisect_left(self._gone, at)
        return at if self._plain else len(self._shown[:at].encode("utf-16-le")) // 2

    def _from_qt(self, at: int) -> int:
        if not self._plain:
            at = len(self._shown.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore"))
        return at + bisect_right(self._gone_before, at)


def _without(text: str, gone: Sequence[int]) -> str:
    starts, ends = [0, *(place + 1 for place in gone)], [*gone, len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


class _Margin(QWidget):
    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        return QSize(self._view.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_margin(event)
