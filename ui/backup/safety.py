"""Keeping the book safe: a backup now, the proof of the whole file, in words; and how a backup is put back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.backup import restore_words
from ui.base import messages, theme
from ui.kit.labels import plain_label
from ui.kit.section import Section

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.store.backups.backup_format import Manifest
    from models.store.backups.safety import BackupState
    from models.store.integrity.check import Finding
    from models.store.integrity.last_check import LastCheck
    from ui.base.context import Context
    from ui.base.jobs import BackgroundWork

_ACCEPT = "book.accept"  # the operation of `models.work.older_book`
_PUT_BACK = "book.put_back"  # that of `models.journal.put_back`


class BackupSection(Section):
    """Sao lưu ngay; the result says what was counted in the copy itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Sao lưu"))
        self._context = context
        self.button = QPushButton(_("Sao lưu ngay…"))
        self.button.clicked.connect(self.ask)
        why = _(
            "Bản sao lưu là một tệp đã mã hóa, được mở lại kiểm chứng ngay sau khi ghi. Nên lưu vào USB hoặc ổ khác, "
            "và chép cả thư mục “minh-chung” nằm cạnh tệp."
        )
        self.result = plain_label(wrap=True)
        self.result.hide()
        self.restore_button = QPushButton(_("Khôi phục…"))
        self.restore_button.setToolTip(_("Xem các bản sao lưu, so với sổ đang có, rồi mới quyết định."))
        self.restore_button.clicked.connect(self.restore)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.restore_button)
        row.addStretch(1)
        self.body.addWidget(plain_label(why, "muted", wrap=True))
        self.body.addLayout(row)
        self.body.addWidget(self.result)

    def restore(self) -> None:
        """The list of backups, with what putting one back would cost."""
        from ui.backup import restore

        restore.show(self._context, self)

    def ask(self) -> None:
        """Ask where to, then copy and prove it away from the window."""
        office = self._context.office
        if office is None:
            return
        suggested = office.home.backups / f"so-cchc-{clock.local(clock.now()):%Y-%m-%d-%H%M}.cchc"
        path = messages.save_file(self, _("Sao lưu vào"), suggested, [(_("Bản sao lưu Sổ CCHC"), "*.cchc")])
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".cchc")
        _show(self.result, "muted", _("Đang sao lưu và kiểm chứng…"))
        self.button.setEnabled(False)
        home, key = office.home, office.data_key
        place, days = self._context.second_place()

        def work(_task: BackgroundWork) -> tuple[Manifest, BackupState, Sequence[str]]:
            from models.store.backups import backup, backup_list, evidence_copies, safety

            manifest = backup.make(home, key, path)
            backup_list.note_proven(path)
            safety.note_saved(home, path)
            missing = evidence_copies.called_by_book(home, key, manifest.missing)
            return manifest, safety.of_open_book(home, key, place, days), missing

        self._context.jobs.tool(
            work,
            self,
            lambda made: self._made(path, *made),
            self._failed,
            progress=_nothing,
            ended=lambda: self.button.setEnabled(True),
        )

    def _made(self, path: Path, manifest: Manifest, safety: BackupState, missing: Sequence[str]) -> None:
        held = manifest.contents
        words = _("Đã sao lưu và kiểm chứng: {tasks} nhiệm vụ, {entries} số liệu kỳ, {events} sự kiện nhật ký.\n{path}")
        numbers = {name: show_number(getattr(held, name)) for name in ("tasks", "entries", "events")}
        told = [words.format(path=path, **numbers), restore_words.without(missing)]
        _show(self.result, "warn" if missing else "good", "\n".join(filter(None, told)))
        self._context.show_backup(safety)

    def _failed(self, failure: AppError) -> None:
        _show(self.result, "danger", str(failure))


class CheckSection(Section):
    """Kiểm tra sổ; each finding is a sentence. An older book in the place of a newer one can be accepted here, and what
    was changed behind the program put back.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(_("Kiểm tra sổ"))
        self._context = context
        self.button = QPushButton(_("Kiểm tra"))
        self.button.clicked.connect(self.run)
        why = _(
            "Đọc lại toàn bộ: tệp dữ liệu, liên kết, chuỗi nhật ký, từng dòng so với nhật ký, mục tìm kiếm, tệp minh "
            "chứng, bản sao lưu mới nhất. Minh chứng bị mất hoặc hỏng được lấy lại từ bản sao nào còn nguyên vẹn. "
            "Chương trình tự làm mỗi tuần khi sổ đang mở, và khi tệp bị đụng tới từ ngoài."
        )
        self.last = plain_label(wrap=True)
        self.result = plain_label(wrap=True)
        self.result.hide()
        self.accept_button = QPushButton(_("Chấp nhận sổ bản cũ…"))
        self.accept_button.setToolTip(_("Chỉ khi cố ý dùng bản này; việc chấp nhận được ghi vào nhật ký."))
        self.accept_button.clicked.connect(self.accept)
        self.accept_button.hide()
        self.back_button = QPushButton(_("Đưa về đúng nhật ký…"))
        self.back_button.setToolTip(_("Xem từng dòng bị sửa ngoài chương trình rồi mới quyết định."))
        self.back_button.clicked.connect(self.put_back)
        self.back_button.hide()
        row = QHBoxLayout()
        for one in (self.button, self.accept_button, self.back_button):
            row.addWidget(one)
        row.addStretch(1)
        self.body.addWidget(plain_label(why, "muted", wrap=True))
        self.body.addWidget(self.last)
        self.body.addLayout(row)
        self.body.addWidget(self.result)

    def reload(self) -> None:
        """Say when the whole was last checked and what came of it."""
        office = self._context.office
        if office is None:
            return

        def look(_task: BackgroundWork) -> LastCheck | None:
            from models.store.integrity import last_check

            return last_check.read(office.home)

        self._context.jobs.tool(look, self, self._tell, progress=_nothing)

    def run(self) -> None:
        """Read everything away from the window."""
        office = self._context.office
        if office is None:
            return
        _show(self.result, "muted", _("Đang kiểm tra…"))
        self.button.setEnabled(False)
        place = self._context.second_place()[0]

        def work(_task: BackgroundWork) -> list[Finding]:
            from models.store.integrity import check

            return check.everything(office.home, office.store, office.evidence, office.data_key, place)

        self._context.jobs.tool(
            work,
            self,
            self._checked,
            self._refused,
            progress=_nothing,
            ended=lambda: self.button.setEnabled(True),
        )

    def accept(self) -> None:
        """The older book is meant: ask, note it in the journal, and check again."""
        office = self._context.office
        what = _("Chấp nhận rằng sổ đang dùng cũ hơn bản đã ghi nhận?")
        why = _("Những gì chỉ có trong bản mới hơn sẽ không được nhắc nữa. Việc chấp nhận được ghi vào nhật ký.")
        if office is None or not messages.ask(self, what, why, yes=_("Chấp nhận"), danger=True):
            return
        home, place = office.home, self._context.second_place()[0]

        def change(session: Session) -> None:
            from models.work import older_book

            older_book.accept(session, home, place)

        self._context.jobs.write(_ACCEPT, change, self, lambda _none: self.run(), self._refused)

    def put_back(self) -> None:
        """The list of what is not as the journal says, with the choice of what is put back."""
        from ui.backup.put_back import PutBackDialog

        dialog = PutBackDialog(self._context, self)
        dialog.put.connect(lambda _words: self.run())
        dialog.open()

    def _refused(self, failure: AppError) -> None:
        _show(self.result, "danger", str(failure))

    def show_last(self, last: LastCheck | None) -> None:
        """Say when that was and what came of it; the weekly check of the program itself tells it, too."""
        from models.store.integrity import last_check

        self._offer(last.found if last is not None else ())
        if last is None:
            _show(self.last, "muted", _("Chưa lần nào đọc lại toàn bộ sổ."))
            return
        at = f"{clock.local(last.at):%H:%M %d/%m/%Y}"
        if not last.found:
            _show(self.last, "good", _("Lần gần nhất: {at}, sổ nguyên vẹn.").format(at=at))
            return
        kinds = ", ".join(dict.fromkeys(last_check.kind(code) for code in last.found))
        words = _("Lần gần nhất: {at}, {n} điều cần xem lại ({kinds}).")
        _show(self.last, "danger", words.format(at=at, n=show_number(len(last.found)), kinds=kinds))

    def _tell(self, last: LastCheck | None) -> None:
        self._context.show_check(last)
        self.show_last(last)

    def _offer(self, codes: Sequence[str]) -> None:
        from models.store.integrity import check

        self.accept_button.setVisible(not check.OLDER.isdisjoint(codes) and self._context.may(_ACCEPT))
        self.back_button.setVisible(check.may_put_back(codes) and self._context.may(_PUT_BACK))

    def _checked(self, findings: Sequence[Finding]) -> None:
        self.reload()
        found = "\n".join(f"• {finding.what}" for finding in findings)
        failed = {finding.code for finding in findings if not finding.mended}
        if not failed:
            whole = _("Sổ nguyên vẹn, không có gì bất thường.") if not findings else _("Sổ nguyên vẹn. Đã tự sửa:")
            _show(self.result, "good", f"{whole}\n{found}".strip())
            return
        many = sum(not finding.mended for finding in findings)
        head = _("Có {n} điều cần xem lại:").format(n=show_number(many))
        _show(self.result, "danger", f"{head}\n{found}\n{_what_to_do(failed)}")


def _what_to_do(codes: set[str]) -> str:
    from models.store.integrity import check

    if codes <= check.OLDER:
        return _("Hãy khôi phục bản mới hơn trước khi nhập tiếp. Nếu cố ý dùng bản này, quản trị bấm “Chấp nhận…”.")
    if check.may_put_back(codes) and codes <= check.BY_JOURNAL | {"link_broken"}:
        return _("Nhật ký vẫn nguyên vẹn: quản trị bấm “Đưa về đúng nhật ký…”, xem từng dòng rồi quyết định.")
    return _("Đừng ghi thêm vào sổ; hãy sao chép thư mục dữ liệu rồi khôi phục từ bản sao lưu gần nhất.")


def _show(label: QLabel, role: str, text: str) -> None:
    theme.mark(label, role)
    label.setText(text)
    label.show()


def _nothing(_task: object) -> None:
    """The section says itself that it is at work."""
