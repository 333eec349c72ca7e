"""Pages of a PDF, one under the other, drawn as they come into sight. The drawing is done on the tool thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.base.jobs import BackgroundWork, Jobs
from ui.kit.pdf_pages import FoundWords, PlaceOnPage, page_picture, page_sizes, text_place, word_places

_WELL_IN_SIGHT = 0.6  # of the height, from above
_KEPT = 12  # pictures of pages kept at once: a page at 200 % has some 15 MB


@dataclass(frozen=True)
class PageDrawing:
    """How pages are measured and drawn: as `page_sizes` and `page_picture` do, which are for PDFs that we made."""

    sizes: Callable[[bytes], list[tuple[float, float]]]
    picture: Callable[[bytes, int, int], tuple[int, int, int, bytes]]


class PdfView(QAbstractScrollArea):
    """Shows a PDF fitted to the width."""

    opened = Signal()  # its pages are known; those in sight are being drawn
    found = Signal(int, int)  # which place of the words that are looked for is shown, from 1, and of how many

    def __init__(self, jobs: Jobs, drawing: PageDrawing | None = None) -> None:
        super().__init__()
        self._jobs = jobs
        self._drawing = drawing or PageDrawing(page_sizes, page_picture)
        self._content = b""
        self._sizes: list[tuple[float, float]] = []
        self._pictures: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._wanted: tuple[str, ...] = ()  # the words to go to as soon as the pages are known
        self._looked_for = ""
        self._places: list[FoundWords] = []  # of these words
        self._place = 0
        self._round = 0  # answers of an older document or width are dropped
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(120)
        self._settle.timeout.connect(self._redraw)
        self.setAccessibleName(_("Xem trước trang in"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pdf(self, content: bytes) -> None:
        """Show this document, at the place where the one before was being read."""
        self._content = content
        self._round += 1

        def shown(sizes: list[tuple[float, float]]) -> None:
            if content is not self._content:
                return  # another document was asked for meanwhile; another width changes nothing about its pages
            self._sizes = sizes
            self._redraw()
            self._go()
            self._look(stay=True)
            self.opened.emit()

        def refused(failure: AppError) -> None:
            if content is self._content:
                self.clear()
                messages.error(self, failure)

        sizes = self._drawing.sizes
        self._jobs.tool(lambda _task: sizes(content), self, shown, refused, progress=lambda _task: None)

    def go_to(self, headings: Sequence[str]) -> None:
        """Bring the last of these into view; each stands behind the one before it. Also if pages are on their way."""
        self._wanted = tuple(headings)
        if self._sizes:
            self._go()

    def look_for(self, words: str) -> None:
        """Mark every place of these words, with or without marks, and go to the first from here on; "" for none."""
        self._looked_for = words
        self._look(stay=False)

    def step(self, by: int) -> None:
        """Go on to the next of these places, or back, and round at the ends."""
        if self._places:
            self._place = (self._place + by) % len(self._places)
            self._show_place()

    def clear(self) -> None:
        """Show nothing."""
        self._content, self._sizes = b"", []
        self._redraw()

    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def drawn(self) -> int:
        """How many pages have a picture now."""
        return len(self._pictures)

    def is_settling(self) -> bool:
        """Whether a change of its size still waits for the pause after which the pages are drawn anew."""
        return self._settle.isActive()

    # Inside

    def _look(self, *, stay: bool) -> None:
        """Look for the words in what is shown; with `stay` nothing moves, as these are the same words once more."""
        content, words = self._content, self._looked_for
        if not words or not content:
            self._places = []
            self.found.emit(0, 0)
            self.viewport().update()
            return

        def shown(places: list[FoundWords]) -> None:
            if content is not self._content or words != self._looked_for:
                return
            self._places = places
            if stay:
                self._place = min(self._place, max(0, len(places) - 1))
            else:
                top, boxes = self.verticalScrollBar().value(), self._boxes()
                below = (n for n, one in enumerate(places) if self._top(boxes, one) >= top)
                self._place = next(below, 0)
            self._show_place(move=not stay)

        self._jobs.tool(lambda _task: word_places(content, words), self, shown, progress=lambda _task: None)

    def _show_place(self, *, move: bool = True) -> None:
        here = self._places[self._place] if self._places else None
        if here is not None and move:
            self._scroll_to(PlaceOnPage(here.page, here.boxes[0][1]))
        self.found.emit(self._place + 1 if here is not None else 0, len(self._places))
        self.viewport().update()

    def _top(self, boxes: list[QRect], place: FoundWords) -> int:
        box = boxes[place.page]
        return box.top() + round(box.height() * place.boxes[0][1])

    def _paint_places(self, painter: QPainter, page: int, place: QRect) -> None:
        """A light ground over the words that are looked for, a stronger one over those that one is at."""
        for number, one in enumerate(self._places):
            if one.page != page:
                continue
            colour = QColor(theme.colour("accent"))
            colour.setAlphaF(0.4 if number == self._place else 0.16)
            for left, top, right, bottom in one.boxes:
                across, down = place.width(), place.height()
                corner = QPointF(place.left() + left * across, place.top() + top * down)
                size = QSizeF((right - left) * across, (bottom - top) * down)
                painter.fillRect(QRectF(corner, size).adjusted(-1, -1, 1, 1), colour)

    def _go(self) -> None:
        wanted, self._wanted = self._wanted, ()
        content = self._content
        if not wanted or not content:
            return

        def found(place: PlaceOnPage | None) -> None:
            if place is not None and content is self._content and place.page < len(self._sizes):
                self._scroll_to(place)

        self._jobs.tool(lambda _task: text_place(content, wanted), self, found, progress=lambda _task: None)

    def _scroll_to(self, place: PlaceOnPage) -> None:
        """Near the upper edge, unless it is well in sight already."""
        box = self._boxes()[place.page]
        top = box.top() + round(box.height() * place.part)
        bar = self.verticalScrollBar()
        if not bar.value() + theme.em(1) <= top <= bar.value() + self.viewport().height() * _WELL_IN_SIGHT:
            bar.setValue(top - theme.em(2))

    def _boxes(self) -> list[QRect]:
        gap = theme.em(0.6)
        room = max(1, self.viewport().width() - 2 * gap)
        widest = max((width for width, _height in self._sizes), default=1.0)
        boxes, top = [], gap
        for width, height in self._sizes:
            # A landscape page takes the whole width; a portrait one keeps its scale, but not under three quarters.
            across = round(room * max(width / widest, 0.75))
            down = round(across * height / width)
            boxes.append(QRect(gap + (room - across) // 2, top, across, down))
            top += down + gap
        return boxes

    def _redraw(self) -> None:
        self._round += 1
        self._pictures.clear()
        self._asked.clear()
        boxes = self._boxes()
        bottom = boxes[-1].bottom() + theme.em(0.6) if boxes else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, bottom - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height() - theme.em(2)))
        bar.setSingleStep(theme.em(2))
        self.viewport().update()

    def _ask(self, page: int, width: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        number, content, sharp = self._round, self._content, self.devicePixelRatioF()
        picture_of = self._drawing.picture

        def draw(_task: BackgroundWork) -> tuple[int, int, int, bytes]:
            return picture_of(content, page, round(width * sharp))

        def drawn(found: tuple[int, int, int, bytes]) -> None:
            if number != self._round:
                return
            across, down, stride, data = found
            picture = QImage(data, across, down, stride, QImage.Format.Format_RGB32).copy()
            picture.setDevicePixelRatio(sharp)
            if len(self._pictures) >= _KEPT:
                furthest = max(self._pictures, key=lambda kept: abs(kept - page))
                del self._pictures[furthest]
                self._asked.discard(furthest)
            self._pictures[page] = picture
            self.viewport().update()

        self._jobs.tool(draw, self, drawn, progress=lambda _task: None)

    # Qt's own

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight; ask for the pictures that are missing."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("track"))
        if self._content and not self._sizes:
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _("Đang mở…"))
        seen = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        for page, box in enumerate(self._boxes()):
            if not box.intersects(seen):
                continue
            place = box.translated(0, -self.verticalScrollBar().value())
            picture = self._pictures.get(page)
            painter.fillRect(place, Qt.GlobalColor.white)
            if picture is None:
                self._ask(page, box.width())
            else:
                # Pixel for pixel: a picture that is stretched by a pixel has a line of letters cut.
                sharp = picture.devicePixelRatio()
                corner = QPointF(round(place.left() * sharp) / sharp, round(place.top() * sharp) / sharp)
                painter.drawImage(corner, picture)
            self._paint_places(painter, page, place)
            painter.setPen(theme.colour("line"))
            painter.drawRect(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width, once the person has stopped dragging."""
        super().resizeEvent(event)
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the ends; the rest is the scroll bar's."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as a page can be read; it takes what height there is."""
        return QSize(theme.em(24), theme.em(14))
