"""What concerns the whole book and not one page: a strip for each thing, until it is closed or no longer so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.banner import Banner
from ui.kit.floating import Floating, Spot, at_end_of_list


class Notices(QObject):
    """One strip for each `kind`, over `pages`, so that nothing moves; a newer one of the same kind takes its place.

    What stays as long as it is so leaves its `mark` when the strip is closed: a button that the window has a kept
    place for, and that brings the strip back.
    """

    def __init__(self, pages: QWidget) -> None:
        super().__init__(pages)
        self._strips: dict[str, Banner] = {}
        self._standing = ""  # the kind that the mark is for
        self._over = QWidget()
        theme.mark(self._over, "clear")
        self._column = QVBoxLayout(self._over)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.em(0.4))
        self._over.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._pages = pages
        self._floating = Floating(pages, self._over, self._spots)
        self.mark = QPushButton()
        self.mark.setAutoDefault(False)
        theme.mark(self.mark, "standing")
        self.mark.clicked.connect(lambda _on: self._tell_again())
        self.mark.hide()

    def note(
        self,
        kind: str,
        text: str,
        more: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        holds: Callable[[], object] | None = None,
    ) -> None:
        """Something worth knowing; the person may close it, and it goes when it no longer `holds`."""
        self._strip(kind).note(text, more, action, act, holds=holds)
        self._over.show()

    def warn(self, kind: str, failure: AppError, short: str, action: str, act: Callable[[], object]) -> None:
        """Something that is so until it is mended: `short` stays on the mark, and its action can be chosen again."""
        self._strip(kind).error(failure, action, act)
        self._over.show()
        self._standing = kind
        self.mark.setText(f"▲ {short}")
        self.mark.setAccessibleName(short)
        self.mark.setToolTip(plain_tip(_("{what} Bấm để xem lại.").format(what=failure.what)))
        self.mark.show()

    def withdraw(self, *kinds: str) -> None:
        """The reason of these is gone."""
        for kind in kinds:
            if kind in self._strips:
                self._strips[kind].hide()

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
        self.mark.hide()

    def _tell_again(self) -> None:
        self._strips[self._standing].show()
        self._over.show()
        self.place()

    def _strip(self, kind: str) -> Banner:
        if kind not in self._strips:
            self._strips[kind] = Banner()
            self._column.addWidget(self._strips[kind])
        return self._strips[kind]

    def _spots(self) -> Iterator[Spot]:
        """Over the last rows, at the foot, and above what else is said there; never over the head of a page."""
        edge, width = theme.em(0.4), self._pages.width()
        bottom, half = self._pages.height() - theme.em(0.4), width * 55 // 100
        yield from at_end_of_list(self._pages, theme.em(0.4))
        for lowest in (bottom, bottom - theme.em(6)):
            yield Spot(width - half - edge, lowest, half, rises=True)
            yield Spot(edge, lowest, half, rises=True)
