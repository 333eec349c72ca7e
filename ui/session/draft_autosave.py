"""Keeps what is typed and not saved, every second, so that a crash takes no more; offers it at the next start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QPlainTextEdit

from models.base import clock
from models.base.words import _
from ui.kit import drafts

if TYPE_CHECKING:
    from models.store.local.draft_files import KeptDraft
    from ui.base.context import Context
    from ui.kit.notices import Notices

_EVERY = 1000  # milliseconds: what is typed in a second can be typed again
_CELL = "cell"


class DraftAutosave(QObject):
    """One for the window. `begin` when a book is open, `let_go` when the window closes and all was asked about."""

    def __init__(self, context: Context, notices: Notices) -> None:
        super().__init__(notices)
        self._context, self._notices = context, notices
        self._forms: list[drafts.WatchedForm] = []
        self._kept: dict[str, KeptDraft] = {}
        self._written: tuple[KeptDraft, ...] = ()
        self._account = ""
        self._busy = False
        self.trace: Path | None = None  # what a hard crash left, until somebody has been told
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY)

    def begin(self) -> None:
        """A book is open: fetch what its person was typing, and offer it."""
        office, account = self._context.office, self._context.account
        if office is None or account is None:
            return
        home, key, self._account = office.home, office.data_key, account.id
        self._kept, self._written, self._busy = {}, (), True

        def read() -> tuple[KeptDraft, ...]:
            from models.store.local import draft_files

            return draft_files.kept(home, account.id, key)

        self._context.jobs.prepare(read, self, self._found)

    def watch(self, form: drafts.WatchedForm, dialog: QDialog | None) -> None:
        """Keep the typing of a form from now on; what was kept of it is put back. See `ui.kit.drafts.watch`."""
        self._forms = [one for one in self._forms if shiboken6.isValid(one.widget) and one.widget is not form.widget]
        self._forms.append(form)
        if dialog is not None:
            dialog.finished.connect(lambda _result: self.drop(form.last or form.key()))
        self._put_back(form)

    def entries(self) -> tuple[KeptDraft, ...]:
        """What is kept now, oldest first."""
        return tuple(sorted(self._kept.values(), key=lambda one: one.at))

    def drop(self, key: str) -> None:
        """This typing is saved, or not wanted."""
        self._kept.pop(key, None)
        self._forms = [one for one in self._forms if one.last != key]
        self._write()

    def look(self) -> None:
        """Keep what is being typed at this moment; asked every second."""
        if self._context.office is None or self._busy:
            return
        self._forms = [one for one in self._forms if shiboken6.isValid(one.widget)]
        for form in self._forms:
            key = form.key()
            if form.last and (form.last != key or not form.widget.dirty()):
                self._kept.pop(form.last, None)
                form.last = ""
            if form.widget.dirty():
                form.last = key
                self._note(key, form.title(), form.place(), drafts.typed(form.widget))
        self._look_at_cell()
        self._write()

    def let_go(self) -> None:
        """The window closes, and whoever was asked about unsaved typing does not want it."""
        for key in [form.last for form in self._forms] + [_CELL]:
            self._kept.pop(key, None)
        self._busy = False
        self._write()

    def show(self) -> None:
        """The list of what was kept, or else what the crash left."""
        from ui.session import drafts_view

        drafts_view.show(self._context, self, self.trace)
        self.trace = None

    # Inside

    def _found(self, found: tuple[KeptDraft, ...]) -> None:
        self._busy = False
        # A cell of the last time gets a name of its own: the cells of this time come and go under the usual one.
        lost = [replace(one, key=f"{_CELL}:{one.at.isoformat()}") if one.key == _CELL else one for one in found]
        self._kept = {one.key: one for one in lost}
        self._written = found
        for form in self._forms:
            if shiboken6.isValid(form.widget):
                self._put_back(form)
        self._offer()

    def _offer(self) -> None:
        open_now = {form.last for form in self._forms}
        titles = "; ".join(one.title for one in self.entries() if one.key not in open_now)
        died = _("Lần trước chương trình bị tắt đột ngột. Những gì đã lưu vẫn còn nguyên.")
        kept = _("Chữ đang nhập dở chưa lưu được giữ lại: {titles}.").format(titles=titles) if titles else ""
        waiting = {one.key for one in self.entries() if one.key not in open_now}

        def holds() -> bool:
            return self.trace is not None or not waiting.isdisjoint(self._kept)

        if self.trace is not None:
            self._notices.note("crash", died, kept, _("Xem lại…"), self.show, holds=holds)
        elif kept:
            self._notices.note("crash", kept, "", _("Xem lại…"), self.show, holds=holds)

    def _put_back(self, form: drafts.WatchedForm) -> None:
        kept = self._kept.get(form.key())
        if kept is None or form.last or form.widget.dirty():
            return
        before = drafts.typed(form.widget)
        drafts.retype(form.widget, kept.fields)
        form.last = kept.key
        when = f"{clock.local(kept.at):%H:%M %d/%m/%Y}"
        words = _("Đã đưa lại chữ nhập dở lúc {when}; chưa lưu.").format(when=when)

        def holds() -> bool:
            return shiboken6.isValid(form.widget) and bool(form.widget.dirty())

        form.banner.note(words, "", _("Bỏ chữ này"), lambda: drafts.retype(form.widget, before), holds=holds)

    def _note(self, key: str, title: str, place: drafts.Place, fields: dict[str, str]) -> None:
        from models.store.local.draft_files import KeptDraft

        old = self._kept.get(key)
        if fields and (old is None or old.fields != fields):
            self._kept[key] = KeptDraft(key, title, clock.now(), place[0], dict(place[1]), fields)

    def _look_at_cell(self) -> None:
        """The cell that is open in a table: it saves itself when it is left."""
        field = QApplication.focusWidget()
        around = field.parentWidget() if field is not None else None
        view = around.parentWidget() if around is not None else None
        if not isinstance(field, QLineEdit | QPlainTextEdit) or not isinstance(view, QAbstractItemView):
            self._kept.pop(_CELL, None)
            return
        index, model = view.currentIndex(), view.model()
        line = [str(model.index(index.row(), n).data() or "") for n in range(min(6, model.columnCount()))]
        title = str(model.headerData(index.column(), Qt.Orientation.Horizontal) or "")
        fields = {_("Chữ đang gõ"): drafts.text_of(field), _("Dòng"): " · ".join(part for part in line if part)}
        self._note(_CELL, _("Ô “{title}” đang gõ").format(title=title), ("", {}), fields)

    def _write(self) -> None:
        office, now = self._context.office, self.entries()
        if office is None or self._busy or now == self._written or not self._account:
            return
        home, key, account = office.home, office.data_key, self._account
        self._written, self._busy = now, True

        def write() -> None:
            from models.store.local import draft_files

            draft_files.keep(home, account, key, now)

        self._context.jobs.prepare(write, self, lambda _none: self._wrote(), lambda _failure: self._wrote())

    def _wrote(self) -> None:
        self._busy = False
