"""The way of a new document from a file into the book: read, shown where its letters were converted, kept, or known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages
from ui.base.context import Context
from ui.base.jobs import BackgroundWork
from ui.kit.banner import Banner

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.reading.proposal import Reading


@dataclass(frozen=True)
class _KeptDirective:
    """A document that is in the book now, and the earlier one that is the same paper in another form."""

    id: str
    label: str
    twin: str
    twin_words: str


class DirectiveReader(QObject):
    """Belongs to a page, on whose banner it says what came of it."""

    opened = Signal(str)  # the id of the document that is to be opened

    def __init__(self, context: Context, banner: Banner, page: QWidget, seen: Callable[[], str]) -> None:
        """`seen` gives the id of the document that is open, "" at the list."""
        super().__init__(page)
        self._seen = seen
        self._context = context
        self._banner = banner
        self._page = page

    def read(self, path: Path, *, alone: bool) -> None:
        """Read a file in the background and keep it; `alone` asks to open it afterwards."""

        def work(task: BackgroundWork) -> tuple[Reading, bytes]:
            from models.reading.files.readers import content_of
            from models.reading.sandboxed_reading import read_sandboxed

            content = content_of(path)
            return read_sandboxed(content, task.check, told=partial(_tell, task)), content

        title = _("Đang đọc {name}").format(name=path.name)
        self._context.jobs.tool(
            work,
            self,
            lambda pair: self._was_read(path.name, *pair, alone=alone),
            lambda failure: messages.error(self, _naming(path.name, failure)),
            title=title,
        )

    def _was_read(self, name: str, found: Reading, content: bytes, *, alone: bool) -> None:
        if not found.converted_fonts:
            self._keep_new(name, found, content, alone=alone)
            return
        from ui.directives.converted_text import ConvertedDialog

        dialog = ConvertedDialog(self._page, name, found.text, found.converted_fonts)
        dialog.accepted.connect(lambda: self._keep_new(name, found, content, alone=alone))
        dialog.open()

    def _keep_new(self, name: str, found: Reading, content: bytes, *, alone: bool) -> None:
        office = self._context.office
        if office is None:
            return

        def change(session: Session) -> _KeptDirective:
            from models.work import directives

            row = directives.add(session, office.evidence, found, name, content)
            twin = directives.same_paper(session, row)
            label = directives.label(row)
            return _KeptDirective(
                row.id, label, twin.id if twin else "", directives.same_paper_words(twin) if twin else ""
            )

        def words(label: str) -> str:
            return _("Đã đọc {label}: {n} đề xuất.").format(label=label, n=len(found.tasks))

        def kept(new: _KeptDirective) -> None:
            remarks = [*filter(None, [new.twin_words]), *found.warnings]
            if remarks:
                open_twin = (lambda: self.opened.emit(new.twin)) if new.twin else None
                action = _("Mở văn bản đã có") if new.twin else ""
                more, stays = "\n".join(remarks), {"", new.id, self._seen()}
                self._banner.note(words(new.label), more, action, open_twin, holds=lambda: self._seen() in stays)
            if alone:
                self.opened.emit(new.id)

        self._context.jobs.write(
            "directive.add",
            change,
            self,
            kept,
            lambda failure: self._not_kept(failure, found.text),
            said=lambda new: words(new.label),
            named=lambda new: _("nhận văn bản {label}").format(label=new.label),
        )

    def _not_kept(self, failure: AppError, text: str) -> None:
        if failure.code != "directive_known":
            messages.error(self, failure)
            return

        def query(session: Session) -> str | None:
            from models.work import directives

            return directives.known(session, text)

        def offer(known: str | None) -> None:
            act = (lambda: self.opened.emit(known)) if known else None
            self._banner.error(failure, _("Mở văn bản đã có"), act)

        self._context.jobs.read(query, self, offer)


def _tell(task: BackgroundWork, done: int, total: int) -> None:
    """Show how far the reading of a long PDF is. Raises CancelledError once the person called it off."""
    if done < total:
        words = _("đã đọc {done}/{total} trang").format(done=done, total=total)
    else:
        words = _("đang tìm nhiệm vụ trong {total} trang").format(total=total)
    task.progress(done, total, words)


def _naming(name: str, failure: AppError) -> AppError:
    """The refusal with the file's name, since several may be read at once."""
    if name in failure.what:
        return failure
    what = _("{name}: {what}").format(name=name, what=failure.what)
    return AppError(failure.code, what, failure.why, failure.do)
