"""Pages of a PDF, one under the other, drawn as they come into sight. The drawing is done on the tool thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.base.jobs import BackgroundWork, Jobs
from ui.kit.pdf_pages import PlaceOnPage, page_picture, page_sizes, text_place

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

    def __init__(self, jobs: Jobs, drawing: PageDrawing | None = None) -> None:
        super().__init__()
        self._jobs = jobs
        self._drawing = drawing or PageDrawing(page_sizes, page_picture)
        self._content = b""
        self._sizes: list[tuple[float, float]] = []
        self._pictures: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._wanted: tuple[str, ...] = ()  # the words to go to as soon as the pages are known
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
