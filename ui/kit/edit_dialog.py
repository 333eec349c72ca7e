"""The frame of a small dialog that changes something: what it is about, fields, messages, one verb.

What was typed stays until the change is on disk; a refusal is shown inside and the dialog stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.kit import drafts
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label
from ui.kit.to_field import go_to

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ui.base.jobs import Jobs

Change = Callable[["Session"], Any]


class EditDialog(Dialog):
    """Override `complaint` and `change`; put fields into `form`. `operation` is the word of the audit trail."""

    committed = Signal(object)  # the Commit of the change, for an owner with an undo of its own

    operation = ""
    page = ""  # where it is opened
    keeps_typing = True  # through a crash; not where secrets are typed, or nothing is

    def __init__(
        self, owner: QWidget, jobs: Jobs, title: str, verb: str, about: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`owner` is the page (or view) that the change is made for: it hears what was done, with Undo.

        `about` is what it is about, as lines of (words, role of `theme`).
        """
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self._owner = owner
        self.jobs = jobs
        self._about_lines = tuple(about)
        self._watched = False
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setVerticalSpacing(theme.em(0.55))
        self.ok = QPushButton(verb)
        self.ok.setToolTip(_("{verb} · Ctrl+Enter").format(verb=verb))
        self.ok.clicked.connect(self.do)
        self._no = button(_("Thôi"), self.reject)
        self._lay_out()

    # What a dialog overrides

    def complaint(self) -> tuple[str, QWidget] | None:
        """What keeps the change from being made, and the field to go to; None when all is well."""
        return None

    def field_of(self, code: str) -> QWidget | None:  # noqa: ARG002
        """The field that a refusal with this code is about, where it is about one."""
        return None

    def change(self) -> Change:
        """What to do in the transaction; the fields are read here, on the GUI thread."""
        raise NotImplementedError

    def done_words(self) -> str:
        """What the owner says afterwards."""
        raise NotImplementedError

    def dirty(self) -> bool:
        """Whether closing would lose something typed."""
        return False

    def about_what(self) -> str:
        """The id of what is changed, so that typing kept through a crash finds its dialog; "" for something new."""
        return ""

    def kept_title(self) -> str:
        """What typing kept through a crash is called."""
        return self.windowTitle()

    def kept_place(self) -> drafts.Place:
        """Where typing kept through a crash is gone on with."""
        return (self.page, {})

    # What it does

    def do(self) -> None:
        """Check, save, and close once it is saved."""
        wrong = self.complaint()
        if wrong is not None:
            sentence, field = wrong
            self.show_error(AppError("incomplete", sentence, "", ""))
            go_to(field)
            return
        self.banner.hide()
        self.ok.setEnabled(False)
        self.jobs.write(
            self.operation,
            self.change(),
            self,
            lambda _result: self.accept(),
            self.show_error,
            said=self.done_words(),
            ended=lambda: self.ok.setEnabled(True),
            kept=self.committed.emit,
        )

    def missing(self) -> QWidget | None:
        """The field that is complained of."""
        wrong = self.complaint()
        return wrong[1] if wrong is not None else None

    def show_error(self, failure: AppError) -> None:
        """What was refused, inside the dialog, with the keyboard in the field that it is about."""
        self.banner.error(failure)
        field = self.field_of(failure.code)
        if field is not None:
            go_to(field)

    def show_done(self, text: str, undo_operation: str | None) -> None:
        """What was done is said where the change was asked for, since this dialog closes."""
        messages.show_done(self._owner, text, undo_operation)

    def reject(self) -> None:
        """Esc, `Thôi` and the window's cross: never lose typing without asking."""
        if self.dirty() and not messages.ask(
            self,
            _("Bỏ những gì vừa nhập?"),
            _("Nội dung đang nhập chưa được lưu."),
            yes=_("Bỏ nội dung vừa nhập"),
            no=_("Nhập tiếp"),
            danger=True,
        ):
            return
        super().reject()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        for words, role in self._about_lines:
            label = plain_label(words, role, wrap=True)
            label.setMaximumWidth(theme.letters(90))
            column.addWidget(label)
        inner = QWidget()
        theme.mark(inner, "clear")
        inner.setLayout(self.form)
        self.form.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        column.addWidget(self._scroll, 1)
        column.addLayout(answers(self._no, self.ok))
        self.setMinimumWidth(theme.letters(52))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its fields need, or as the screen gives; then it scrolls."""
        super().showEvent(event)
        self._fit()
        if self.keeps_typing and not self._watched:
            self._watched = True
            drafts.watch(drafts.WatchedForm(self, self._key, self.kept_title, self.kept_place, self.banner), self)

    def _key(self) -> str:
        return f"{self.operation}:{self.about_what()}"

    def _fit(self) -> None:
        inner = self.form.sizeHint()
        extra = self.sizeHint().height() - self._scroll.sizeHint().height()
        width = max(theme.letters(92), inner.width() + theme.em(3))
        fit(self, width, inner.height() + extra + theme.em(1.5))
