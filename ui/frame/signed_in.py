"""Who works with the book now, at the right of the menu bar, where it is seen on every page at any width."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenuBar, QWidget

from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_tip

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ui.base.context import Context

_LONGEST = 40  # letters of a name


class SignedIn(QLabel):
    """Says nothing until `renew` is called with an open book, and follows when the account gets another name."""

    def __init__(self, context: Context, bar: QMenuBar, mark: QWidget) -> None:
        """`mark` stands before the name: what is so of the whole book, such as that it may only be read."""
        super().__init__()
        self._context = context
        self._corner = _Corner(bar)
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.mark(self, "muted")
        self.setContentsMargins(theme.em(0.6), theme.em(0.3), theme.em(0.8), theme.em(0.1))
        self._corner.row.addWidget(mark)
        self._corner.row.addWidget(self)
        context.jobs.changed.connect(self._heard)
        self.renew(shown=False)

    def renew(self, *, shown: bool) -> None:
        """Say who opened the book, or nothing while it is closed or behind a lock."""
        from models.work import rights

        account = self._context.account if shown else None
        words = ""
        if account is not None:
            name = account.name if len(account.name) <= _LONGEST else f"{account.name[: _LONGEST - 1]}…"
            # The first account of an office is called by its role until somebody gives it a name.
            words = " · ".join(dict.fromkeys((name, rights.role_name(account.role))))
            self.setToolTip(
                plain_tip(_("Đang làm việc với sổ: {name}. Nhật ký ghi tên này.").format(name=account.name))
            )
        self.setText(words)
        self.setVisible(bool(words))
        self._corner.setVisible(shown)

    def _heard(self, tables: frozenset[str]) -> None:
        account = self._context.account
        if "accounts" not in tables or account is None:
            return
        account_id = account.id

        def query(session: Session) -> str:
            from models.work import accounts

            return accounts.get(session, account_id).name

        self._context.jobs.read(query, self, self._named, lambda _gone: None, slot="name")

    def _named(self, name: str) -> None:
        if self._context.account is not None:
            self._context.account = replace(self._context.account, name=name)
            self.renew(shown=bool(self.text()))


class _Corner(QWidget):
    """The right end of the menu bar, which Qt gives room for once: it is told when more or less is needed."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        bar.setCornerWidget(self)

    def event(self, event: QEvent) -> bool:
        """Another size inside."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            size = self._bar.size()
            QApplication.sendEvent(self._bar, QResizeEvent(size, size))
        return done
