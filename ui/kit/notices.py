"""What concerns the whole book and not one page: a strip for each thing, until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.base.errors import AppError
from ui.base import theme
from ui.kit.banner import Banner
from ui.kit.floating import Floating, Spot, at_end_of_list


class Notices(QWidget):
    """One strip for each `kind`; a newer one of the same kind takes its place.

    What stays as long as it is so has its place here, above `pages`. What comes by itself and can be closed lies over
    them, so that nothing moves.
    """

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        theme.mark(self, "clear")
        self._strips: dict[str, Banner] = {}
        self._fixed = _stack(self)
        self._fixed.setContentsMargins(theme.em(1.1), theme.em(0.5), theme.em(1.1), 0)
        self._over = QWidget()
        theme.mark(self._over, "clear")
        self._loose = _stack(self._over)
        self._pages = pages
        self._floating = Floating(pages, self._over, self._spots)
        self.hide()

    def note(self, kind: str, text: str, more: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Something worth knowing; the person may close it."""
        self._strip(kind, self._loose).note(text, more, action, act)
        self._over.show()

    def warn(self, kind: str, failure: AppError, action: str, act: Callable[[], object]) -> None:
        """Something that stays as long as it is so: it cannot be closed, and its action can be chosen again."""
        strip = self._strip(kind, self._fixed)
        strip.error(failure, action, act)
        strip.stay()
        self.show()

    def texts(self) -> dict[str, str]:
        """What is shown now, by kind."""
        return {kind: strip.text() for kind, strip in self._strips.items() if strip.text()}

    def press(self, kind: str) -> None:
        """Do what a strip offers."""
        self.strip_of(kind).press()

    def strip_of(self, kind: str) -> Banner:
        """The strip of a kind that was told."""
        return self._strips[kind]

    def put_away(self) -> bool:
        """Esc: close the newest that can be closed. False where there is none."""
        return any(strip.put_away() for strip in reversed(self._strips.values()))

    def place(self) -> None:
        """Another page is shown: lie where it is least in the way there."""
        if not self._over.isHidden():
            self._floating.place()

    def clear(self) -> None:
        """The book is closed: nothing of it stays."""
        for strip in self._strips.values():
            strip.setParent(None)
            strip.deleteLater()
        self._strips.clear()
        self._over.hide()
        self.hide()

    def _strip(self, kind: str, column: QVBoxLayout) -> Banner:
        if kind not in self._strips:
            self._strips[kind] = Banner()
            column.addWidget(self._strips[kind])
        return self._strips[kind]

    def _spots(self) -> Iterator[Spot]:
        """At the left of the head, over the last rows, at the foot, over the whole head."""
        edge, width = theme.em(0.4), self._pages.width()
        top, bottom, half = theme.em(0.3), self._pages.height() - theme.em(0.4), width * 55 // 100
        yield Spot(edge, top, half)
        yield from at_end_of_list(self._pages, theme.em(0.4))
        yield Spot(width - half - edge, bottom, half, rises=True)
        yield Spot(edge, bottom, half, rises=True)
        yield Spot(edge, top, width - 2 * edge)


def _stack(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.em(0.4))
    widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return column
