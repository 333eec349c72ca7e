"""Fields for a passphrase: hidden until asked, a word about Caps Lock, how strong it is, and the same one twice."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from models.base.words import _
from models.store.keys import passphrase_strength
from models.store.keys.passphrase_strength import SHORTEST, Strength
from ui.base import theme
from ui.kit.labels import plain_label
from ui.kit.strength_meter import StrengthMeter


class PassphraseField(QLineEdit):
    """A hidden field. It learns of Caps Lock from what is typed, because no system tells it in one way."""

    caps = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, means Caps Lock."""
        typed = event.text()
        if len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shifted)
        super().keyPressEvent(event)


class PassphraseForm(QWidget):
    """One passphrase field, or two when a new one is chosen, with what helps to type it right."""

    changed = Signal()

    def __init__(self, label: str, *, new: bool = False) -> None:
        super().__init__()
        self._first = PassphraseField(label)
        self._second = PassphraseField(_("Nhập lại mật khẩu")) if new else None
        self._show = QCheckBox(_("Hiện mật khẩu"))
        self._show.toggled.connect(self._reveal)
        self._caps = plain_label(_("Phím Caps Lock đang bật."), "warn")
        self._caps.hide()
        self._hint = plain_label(role="muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._hint.setMinimumHeight(theme.em(3.9))  # three lines: what stands below must not move while it is typed
        self._meter = StrengthMeter()
        self._names: tuple[str, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.em(0.35))
        grid.addWidget(plain_label(label, buddy=self._first), 0, 0, 1, 2)
        grid.addWidget(self._first, 1, 0, 1, 2)
        if self._second is not None:
            grid.addWidget(plain_label(_("Nhập lại mật khẩu"), buddy=self._second), 2, 0, 1, 2)
            grid.addWidget(self._second, 3, 0, 1, 2)
        grid.addWidget(self._show, 4, 0)
        grid.addWidget(self._caps, 4, 1)
        grid.addWidget(self._meter, 5, 0, 1, 2)
        grid.addWidget(self._hint, 6, 0, 1, 2)
        for widget in (self._meter, self._hint):
            widget.setVisible(new)
        for field in self._fields():
            field.caps.connect(self._caps.setVisible)
            field.textChanged.connect(self._typed)
        self.setFocusProxy(self._first)
        self._typed()

    def text(self) -> str:
        """What was typed."""
        return self._first.text()

    def know(self, names: Iterable[str]) -> None:
        """What a stranger would try first: the names of the office, its place, and the person."""
        self._names = tuple(names)
        self._typed()

    def complaint(self) -> str:
        """What is still missing, as a sentence; nothing when it can be used."""
        if self._second is None:
            return "" if self.text() else _("Hãy nhập mật khẩu.")
        differs = self.text() != self._second.text()
        return self._unfit() or (_("Hai lần nhập chưa giống nhau.") if differs else "")

    def wrong(self) -> None:
        """It did not open: keep the keyboard in the field with everything chosen, so that it is typed over."""
        theme.mark(self._first, "wrong")
        self._first.setFocus()
        self._first.selectAll()

    def to_fill(self) -> QLineEdit:
        """The field to go to when something is missing: the repeated one once the first will do."""
        return self._second if self._second is not None and not self._unfit() else self._first

    def forget(self) -> None:
        """Nothing of it stays in the fields."""
        for field in self._fields():
            field.clear()

    def _unfit(self) -> str:
        """Why this may be no new passphrase; "" for one that may."""
        if len(self.text()) < SHORTEST:
            return _("Mật khẩu cần ít nhất {n} ký tự.").format(n=SHORTEST)
        found = passphrase_strength.strength(self.text(), self._names)
        return _said(found) if found.level == 0 else ""

    def _fields(self) -> list[PassphraseField]:
        return [self._first] if self._second is None else [self._first, self._second]

    def _reveal(self, on: bool) -> None:
        for field in self._fields():
            field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _typed(self) -> None:
        theme.mark(self._first, "")
        if self._second is not None:
            self._judge(self._second.text())
        self.changed.emit()

    def _judge(self, again: str) -> None:
        """Show how strong it is and why, while it is typed; that the second differs, once something stands there."""
        found = passphrase_strength.strength(self.text(), self._names)
        words = _said(found) if self.text() else found.advice
        differs = _("Hai lần nhập chưa giống nhau.") if again and again != self.text() else ""
        self._hint.setText(" ".join(part for part in (words, differs) if part))
        self._meter.show_level(found.level if self.text() else None, found.word)


def strength(passphrase: str, names: Iterable[str] = ()) -> str:
    """A word on how hard it is to guess, why, and what to do."""
    return _said(passphrase_strength.strength(passphrase, names))


def _said(found: Strength) -> str:
    words = _("Mật khẩu {word}: {why}").format(word=found.word.lower(), why=found.why)
    return f"{words} {found.advice}".strip()
