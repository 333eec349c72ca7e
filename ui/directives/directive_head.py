"""What the document says about itself, to correct: kind, number, symbol, date, issuer, subject, signer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.base.text import clean
from models.base.typed_number import as_printed, typed_number
from models.base.words import _
from models.reading.proposal import DirectiveHead
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.complaint import Complaint
from ui.kit.day_field import DayField
from ui.kit.entering import EnterDoes
from ui.kit.fields import line_field
from ui.kit.flow import FlowLayout
from ui.kit.labels import ShortLabel, plain_label
from ui.kit.whole_line import show_whole, type_over

_FIELDS = ("kind", "number", "symbol", "issuer", "subject", "signer", "signer_title")
_SHORT = ("kind", "number", "symbol")


class DirectiveHeadForm(QWidget):
    """Saved when a field is left. What the document does not say is said in the field, never guessed.

    Enter in a field does what `Xong` does: it saves, folds the fields away and leads back to the review.
    """

    edited = Signal(object)  # DirectiveHead
    done = Signal()  # the person is through with the fields, and they are folded away

    def __init__(self) -> None:
        super().__init__()
        self._head = DirectiveHead()
        self._lines: dict[str, QLineEdit] = {}
        for name, title in zip(_FIELDS, _titles(), strict=True):
            line = line_field(title, _("văn bản không ghi"), longest=2000)
            line.editingFinished.connect(self._left)
            line.textChanged.connect(lambda text, field=line: _mark_missing(field, text))
            self._lines[name] = line
        self.day = DayField(_("Ngày văn bản"))
        self.day.line.setPlaceholderText(_("văn bản không ghi"))
        self.day.line.editingFinished.connect(self._left)
        self.day.edited.connect(self._picked)
        self.day.line.textChanged.connect(lambda text: _mark_missing(self.day.line, text))
        self._summary = ShortLabel(role="muted")
        self._missing = ShortLabel(role="warn")
        self._number_wrong = Complaint(self._lines["number"], self._lines["number"])
        self._toggle = QPushButton()
        self._toggle.clicked.connect(self.turn)
        self._fields = QWidget()
        theme.mark(self._fields, "clear")
        EnterDoes(self._fields, self.finish)
        self._lay_out()
        self.show_fields(False)

    def fields_shown(self) -> bool:
        """Whether the fields are open, and not only the line that sums them up."""
        return not self._fields.isHidden()

    def show_fields(self, shown: bool) -> None:
        """Open the fields to correct them, or go back to one line, which leaves the room to the review."""
        if not shown:
            self.flush()
        self._fields.setVisible(shown)
        self._toggle.setText(_("Xong") if shown else _("Sửa thông tin văn bản"))
        about = _("Số, ký hiệu, ngày, cơ quan ban hành, trích yếu, người ký · Ctrl+E")
        self._toggle.setToolTip(_("Lưu và thu gọn · Enter, Ctrl+E") if shown else about)
        if shown:
            empty = next((line for line in self._lines.values() if not line.text()), self._lines["kind"])
            empty.setFocus()

    def go_to(self, name: str) -> None:
        """Open the fields with the keyboard in one of them: `number`, `symbol`, `kind`, `issuer`, `subject`."""
        self.show_fields(True)
        self._lines[name].setFocus()

    def turn(self) -> None:
        """Open the fields, or be through with them."""
        if self.fields_shown():
            self.finish()
        else:
            self.show_fields(True)

    def finish(self) -> None:
        """Save, fold the fields away and go on; a number or a day that is none keeps the person at it."""
        self.flush()
        wrong: QWidget | None = self._lines["number"] if self._number_wrong.text() else None
        wrong = wrong or (self.day if self.day.complaint() else None)
        if wrong is not None:
            wrong.setFocus()
            return
        self.show_fields(False)
        self.done.emit()

    def show_head(self, head: DirectiveHead, *, same: bool = False) -> None:
        """Show what is kept; a field that is being typed in is left alone, so is a wrong one of the `same` document."""
        self._head = head
        if not same:
            self._number_wrong.say("")
        for name, line in self._lines.items():
            value = str(getattr(head, name) or "")
            if line is self._lines["number"] and self._number_wrong.text():
                continue
            if not line.hasFocus() and line.text() != value:
                show_whole(line, value)
                line.setCursorPosition(0)
            line.setToolTip(plain_tip(value) or _("Văn bản không ghi; điền nếu biết từ bản giấy."))
            _mark_missing(line, line.text())
        if not self.day.line.hasFocus():
            self.day.show_day(head.issued_on)
        _mark_missing(self.day.line, self.day.text())
        self._sum_up()

    def missing(self) -> str:
        """What the document does not say, in words; "" when it says everything."""
        return self._missing.text()

    def head(self) -> DirectiveHead:
        """What the fields say; a number or a day that is none leaves it as it was kept."""
        values: dict[str, Any] = {name: clean(line.text()) or None for name, line in self._lines.items()}
        try:
            values |= self._sign()
        except ValueError:
            values["number"] = self._head.number
        try:
            day = self.day.day()
        except ValueError:
            day = self._head.issued_on
        return replace(self._head, issued_on=day, **values)

    def flush(self) -> None:
        """Save what is being typed."""
        self._left()

    def _picked(self) -> None:
        """A day from the calendar is saved at once; one that is typed when its line is left."""
        if not self.day.line.isModified():
            self._left()

    def _sign(self) -> dict[str, str]:
        """Number and symbol where the number was changed: one typed whole is parted. Raises ValueError."""
        text = clean(self._lines["number"].text())
        if not text or text == self._head.number:
            return {}
        number, typed = typed_number(text)
        symbol = as_printed(self._lines["symbol"].text())
        if typed and symbol and typed.upper() != symbol.upper():
            words = _("Ký hiệu “{typed}” gõ cùng số khác với ký hiệu đang ghi là “{symbol}”. Hãy sửa một trong hai.")
            raise ValueError(words.format(typed=typed, symbol=symbol))
        return {"number": number} | ({"symbol": typed} if typed and not symbol else {})

    def _left(self) -> None:
        try:
            parted = self._sign()
        except ValueError as wrong:
            self._number_wrong.say(str(wrong))
        else:
            if self._number_wrong.text():
                self._number_wrong.say("")
            for name, value in parted.items():
                type_over(self._lines[name], value)
        wanted = self.head()
        if wanted != self._head:
            self._head = wanted
            self._sum_up()
            self.edited.emit(wanted)

    def _sum_up(self) -> None:
        head = self._head
        self._summary.setText(" · ".join(filter(None, (head.issuer, head.subject, _signed(head)))))
        titles = dict(zip(_FIELDS, _titles(), strict=True)) | {"issued_on": _("Ngày")}
        order = ("kind", "number", "symbol", "issued_on", "issuer", "subject", "signer")
        absent = ", ".join(titles[name].lower() for name in order if not getattr(head, name))
        self._missing.setText(_("▲ Văn bản không ghi: {names}").format(names=absent) if absent else "")
        self._missing.setVisible(bool(absent))

    def _lay_out(self) -> None:
        widths = {"kind": 14, "number": 16, "symbol": 14, "issuer": 26, "subject": 60, "signer": 20, "signer_title": 20}
        flow = FlowLayout(self._fields)
        titles = dict(zip(_FIELDS, _titles(), strict=True))
        for name in ("kind", "number", "symbol", "day", "issuer", "signer_title", "signer", "subject"):
            field: QWidget = self.day if name == "day" else self._lines[name]
            if name in _SHORT:
                field.setFixedWidth(theme.letters(widths[name]) + theme.em(1))
            elif name != "day":
                field.setMinimumWidth(theme.letters(widths[name]))
            flow.addWidget(_captioned(titles.get(name, _("Ngày")), field, grows=name not in (*_SHORT, "day")))
        line = QHBoxLayout()
        line.setSpacing(theme.em(0.8))
        line.addWidget(self._summary, 1)
        line.addWidget(self._missing)
        line.addWidget(self._toggle)
        self._missing.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        column.addLayout(line)
        column.addWidget(self._fields)


def _captioned(title: str, field: QWidget, *, grows: bool) -> QWidget:
    box = QWidget()
    if grows:
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    theme.mark(box, "clear")
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.em(0.1))
    column.addWidget(plain_label(title, "caption", buddy=field))
    column.addWidget(field)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return box


def _signed(head: DirectiveHead) -> str:
    """Who signed it; a title such as `TM. ỦY BAN NHÂN DÂN` alone names nobody."""
    return _("Ký: {name}").format(name=" ".join(filter(None, (head.signer_title, head.signer)))) if head.signer else ""


def _mark_missing(line: QLineEdit, text: str) -> None:
    theme.mark(line, "" if text.strip() else "missing")


def _titles() -> tuple[str, ...]:
    return (
        _("Loại văn bản"),
        _("Số"),
        _("Ký hiệu"),
        _("Cơ quan ban hành"),
        _("Trích yếu"),
        _("Người ký"),
        _("Chức vụ người ký"),
    )
