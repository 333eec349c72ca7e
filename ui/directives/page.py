"""Văn bản chỉ đạo: the list of documents from above, reading a new one, and the review of its proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.base.errors import AppError
from models.base.undo_stack import Way
from models.base.words import _
from ui.base import messages
from ui.base.permissions import look_only
from ui.directives import goals_saved, original_file
from ui.directives.directive_list import DirectiveList
from ui.directives.directive_reader import DirectiveReader
from ui.directives.document_steps import DocumentSteps
from ui.directives.review_view import ReviewView
from ui.frame.page import Page
from ui.kit.list_actions import of_table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.reading.proposal import DirectiveHead
    from models.work.directive_view import ListedDirective, OpenDirective
    from models.work.review import ReviewItem

_SAVE_AFTER = 300  # milliseconds without a further change


class DirectivesPage(Page):
    """The list, or one document in its place. The review is saved by itself; a half-done one waits for another day."""

    key = "directives"
    help_text = _(
        "Đọc văn bản mới (Ctrl+N) hoặc kéo thả tệp .docx, .pdf, .txt vào trang. Chương trình đề xuất các nhiệm vụ; "
        "đoạn nguồn của từng mục được tô màu trong văn bản bên trái. Bấm vào đoạn để tới mục, chọn mục "
        "để thấy đoạn.\n\n"
        "Enter hoặc F2 sửa ô; ở ô Chủ trì, Phối hợp gõ vài chữ của tên đơn vị rồi Enter. F4 chọn nhiều đơn vị, cho mọi "
        "mục đang chọn. Ctrl+M gộp các mục đã chọn, Ctrl+T tách mục tại con trỏ trong văn bản, "
        "Delete bỏ mục (bấm lần nữa để lấy lại), Ctrl+U chọn loại nhiệm vụ (thực hiện, theo dõi, chủ trương), "
        "Ctrl+I thêm nhiệm vụ từ đoạn đang bôi đen, Ctrl+D điền xuống các dòng "
        "đang chọn. Ctrl+Z hoàn tác từng bước của văn bản này, kể cả lần nhận; Ctrl+Y làm lại. “Mục tiêu” chọn "
        "nhiệm vụ cho từng chỉ tiêu của văn bản.\n\n"
        "Mọi thay đổi được lưu ngay; có thể rà soát tiếp vào hôm khác. “Nhận tất cả” (Ctrl+Enter) biến các mục còn chờ "
        "thành nhiệm vụ, có hỏi về mục cần xem và mục chưa thuộc đơn vị nào của ta; mục đã nhận không bao "
        "giờ bị nhận hai lần. Enter trên mục đã nhận mở nhiệm vụ; Alt+mũi tên trái trở về danh sách."
    )

    # What the frame calls

    def build(self) -> None:
        """The list and the review, one in front of the other."""
        self._id = ""  # the open document
        self._opened: OpenDirective | None = None
        self._left = False  # whether that document is one to come back to
        self._kept: tuple[ReviewItem, ...] = ()  # the items as they were last saved
        self._add_actions()
        self.list = DirectiveList(self.jobs, self.context.settings)
        self.list.opened.connect(self.open)
        self.list.removed.connect(self.remove)
        self.only_for("directive.remove", self.list.remove)
        self.list.read_wanted.connect(self.ask_file)
        self.review = ReviewView(self.context.settings)
        self.review.changed.connect(self._changed)
        self.review.head_edited.connect(self._keep_head)
        self.review.accept_wanted.connect(self.accept)
        self.review.notes.decided.connect(self.decide_goals)
        self._steps = DocumentSteps(self, self.jobs, self.review, self._flush)
        self.review.tasks_wanted.connect(lambda: self.context.open_list("tasks", {"directive": self._id}))
        self.review.table.task_wanted.connect(lambda task: self.context.open_list("tasks", {"task": task}))
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_AFTER)
        self._save.timeout.connect(self.save)
        self._reader = DirectiveReader(self.context, self.banner, self, lambda: self._id)
        self._reader.opened.connect(self.open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.review)
        self.body.addWidget(self._stack, 1)
        self.add_actions(*self.list.table.actions())
        self.add_list_actions(lambda: of_table(self.list.table), self.list.search.query)
        self.setAcceptDrops(True)
        self._show_mode()

    def _add_actions(self) -> None:
        self._to_list = self.add_action(_("← Danh sách"), self.show_list, tip=_("Về danh sách văn bản (Alt+Left)"))
        tip = _("Xem tệp gốc đã đọc, ngay trong chương trình; lưu ra tệp từ đó")
        self._original = self.add_action(_("Xem bản gốc"), self.look_at_original, tip=tip)
        self._new = self.add_action(
            _("Đọc văn bản mới"), self.ask_file, primary=True, keys="Ctrl+N", may="directive.add"
        )
        self._accept = self.add_action(
            _("Nhận tất cả"), self._accept_all, primary=True, keys="Ctrl+Return", may="directive.accept"
        )

    def reload(self) -> None:
        """The list always, and the open document."""
        self.list.may_read = self.context.may("directive.add")

        def every(session: Session) -> list[ListedDirective]:
            from models.work import directive_view

            return directive_view.listed(session)

        self.jobs.read(every, self, self._listed, slot="list")
        if self._id:
            self._read_opened()

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """`{"directive": id}` opens that document, `{"read": path}` reads a file; {} is the list.

        `"head"` beside the id is the field of the document's head to fill in.
        """
        if chosen.get("read"):
            self.read_files([Path(chosen["read"])])
        elif chosen.get("directive"):
            self.open(chosen["directive"])
            self._field = chosen.get("head", "")
        else:
            self.show_list()

    def place(self) -> dict[str, str]:
        """The open document."""
        return {"directive": self._id}

    def go_back(self, place: Mapping[str, str]) -> None:
        """The same document again, if it is still there."""
        self._id, self._left = place.get("directive", ""), True

    def first_focus(self) -> QWidget | None:
        """The list or the proposals: arrows and Enter work at once."""
        return self.review.table if self._id else self.list.table

    def search_field(self) -> QWidget | None:
        """The search of the list."""
        return None if self._id else self.list.search

    def start_search(self) -> None:
        """Look for words in the open document, or in the list."""
        if self._id:
            self.review.finder.open()
        else:
            super().start_search()

    def unsaved(self) -> bool:
        """What is being typed is saved now."""
        self._flush()
        return False

    def may_leave(self) -> bool:
        """What is being typed is saved first; there is nothing to ask."""
        self._flush()
        return True

    # Reading a new document

    def ask_file(self) -> None:
        """Choose files to read."""
        kinds = ((_("Văn bản (Word, PDF, văn bản thường)"), "*.docx *.pdf *.txt"), (_("Mọi tệp"), "*"))
        self.read_files(messages.open_files(self, _("Chọn văn bản cần đọc"), kinds))

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read one after the other; a single one is opened for review."""
        for path in paths:
            self._reader.read(path, alone=len(paths) == 1)

    # The open document

    def open(self, directive_id: str) -> None:
        """Open a document."""
        self._flush()
        self._id, self._opened = directive_id, None
        self._read_opened()

    def step_back(self) -> bool:
        """From a document to the list."""
        if not self._id:
            return False
        self.show_list()
        return True

    def show_list(self) -> None:
        """Back to the list."""
        self._flush()
        shown, self._id, self._opened = self._id, "", None
        self._show_mode()
        if shown:
            self.list.table.choose(shown)
            self.list.table.setFocus()

    def save(self) -> None:
        """Keep the review as it is now."""
        self._save.stop()
        items, opened = self.review.review.items, self._opened
        if opened is None or items == self._kept:
            return
        before, self._kept = self._kept, items

        def change(session: Session) -> None:
            from models.work import directives

            directives.keep_items(session, opened.id, items)

        def failed(failure: AppError) -> None:
            self._kept = before
            messages.error(self, failure)

        name = _("rà soát {label}").format(label=opened.label)
        self.jobs.write("directive.review", change, self, fail=failed, named=name)

    def accept(self, keys: Sequence[str], instead: Mapping[str, Sequence[str]], given_on: date | None) -> None:
        """These proposals become tasks; `instead` gives units that lead instead of names that are none of ours."""
        opened = self._opened
        if opened is None or not keys:
            return
        self._flush()

        def change(session: Session) -> int:
            from models.work import directives

            return len(directives.accept_items(session, opened.id, keys, instead, given_on))

        said, name = _("Đã nhận {n} nhiệm vụ từ {label}."), _("nhận {n} nhiệm vụ của {label}")
        self.jobs.write(
            "directive.accept",
            change,
            self,
            said=lambda n: said.format(n=n, label=opened.label),
            named=lambda n: name.format(n=n, label=opened.label),
            kept=self._steps.saved(),
        )

    def remove(self, directive_id: str) -> None:
        """Take a document out that gave no task."""

        def change(session: Session) -> str:
            from models.work import directives

            label = directives.labels(session).get(directive_id, "")
            directives.remove(session, directive_id)
            return label

        said, name = _("Đã xóa văn bản {label} khỏi sổ."), _("xóa văn bản {label}")
        self.jobs.write(
            "directive.remove",
            change,
            self,
            said=lambda label: said.format(label=label),
            named=lambda label: name.format(label=label),
        )

    def look_at_original(self) -> None:
        """Show the file as it came."""
        if self._opened is not None:
            original_file.look_at(self, self.context, self._opened)

    def decide_goals(self, chosen: Mapping[str, str | None]) -> None:
        """Which tasks the goals of the open document measure."""
        if self._opened is not None:
            self._flush()
            goals_saved.save(self, self.jobs, self._opened, chosen, self._steps.saved())

    # Steps of the open document

    def take_step(self, way: Way) -> bool:
        """In an open document Ctrl+Z takes back its steps only."""
        if self._opened is not None:
            self._steps.take(way)
        return self._opened is not None

    def step_names(self) -> tuple[str, str] | None:
        """What Ctrl+Z and Ctrl+Y would do in the open document; None at the list."""
        return self._steps.names(self._opened.label) if self._opened is not None else None

    # Inside

    def _listed(self, listed: Sequence[ListedDirective]) -> None:
        self.list.show_all(listed)
        waiting = sum(bool(one.waiting) for one in listed)
        words = _("{n} văn bản").format(n=len(listed))
        self._list_words = words + (" · " + _("{n} văn bản còn mục chờ nhận").format(n=waiting) if waiting else "")
        self._show_words()

    def _read_opened(self) -> None:
        wanted = self._id

        def query(session: Session) -> OpenDirective:
            from models.work import directive_view

            return directive_view.opened(session, wanted)

        self.jobs.read(query, self, self._show_opened, self._not_opened, slot="opened")

    def _show_opened(self, opened: OpenDirective) -> None:
        if opened.id != self._id:
            return
        same = self._opened is not None
        if same and self.review.review.items != self._kept:
            return  # newer changes are on their way to the disk, and will be read back after that
        self._opened, self._kept, self._left = opened, opened.items, False
        if not self.context.may("directive.review"):
            self.review.read_only()
            look_only(self.context, "directive.head", self.review.head)
        self.review.show_directive(opened, same=same)
        self._show_mode()
        if not same and self.isVisible():
            self.review.table.setFocus()
        if self._field:
            self.review.head.go_to(self._field)
            self._field = ""

    def _not_opened(self, failure: AppError) -> None:
        # Taking it out again (undo) is no refusal, and coming back to one that is gone is not asked for.
        gone = failure.code == "directive_unknown" and (self._opened is not None or self._left)
        if not gone:
            messages.error(self, failure)
        self._left = False
        self._id, self._opened = "", None
        self._show_mode()

    def _changed(self) -> None:
        self._save.start()
        self._show_words()

    def _flush(self) -> None:
        if self._opened is not None:
            self.review.table.leave_editor()
            self.review.head.flush()
            self.save()

    def _keep_head(self, head: DirectiveHead) -> None:
        opened = self._opened
        if opened is None:
            return

        def change(session: Session) -> None:
            from models.work import directives

            directives.change_head(session, opened.id, head)

        name = _("sửa thông tin của {label}").format(label=opened.label)
        self.jobs.write("directive.head", change, self, named=name, kept=self._steps.saved())

    def _accept_all(self) -> None:
        if self._opened is not None:
            self.review.accept_all()

    def _show_mode(self) -> None:
        is_open = self._opened is not None
        self._stack.setCurrentWidget(self.review if is_open else self.list)
        for button, there in (
            (self._to_list, is_open),
            (self._original, is_open),
            (self._accept, is_open),
            (self._new, not is_open),
        ):
            button.setVisible(there)
        self.list_actions.set_available(not is_open)
        self._show_words()

    def _show_words(self) -> None:
        opened = self._opened
        if opened is None:
            self.set_subtitle(self._list_words)
            self.set_status(self._list_words)
            return
        number = len(self.review.review.waiting())
        self._accept.setText(_("Nhận tất cả {n} nhiệm vụ").format(n=number) if number else _("Không còn mục chờ nhận"))
        self._accept.setEnabled(bool(number))
        self.set_subtitle(opened.label)
        self.set_status(self.review.words())

    _list_words = ""
    _field = ""  # of the head, where the keyboard goes as soon as the document is there

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the computer may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped, after the other program has been told that it was taken."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        QTimer.singleShot(0, self, lambda: self.read_files(paths))
