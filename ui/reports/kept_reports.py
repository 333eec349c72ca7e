"""Báo cáo đã lập: every report whose file the book keeps, its pages beside the list; taken out, printed, checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.text import show_date, sort_key
from models.base.words import _
from models.store.history_words import show_moment
from models.work import periods
from models.work.report_kinds import REPORT_KINDS
from models.work.signed_copies import copy_words
from ui.base import messages, theme
from ui.base.context import Context
from ui.kit.column_widths import COUNT, DAY, MOMENT
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.empty import ListArea
from ui.kit.fields import button, choice_field, choose
from ui.kit.flow import FlowLayout
from ui.kit.folders import show_folder
from ui.kit.labels import plain_label
from ui.kit.list_actions import ListActions, of_table
from ui.kit.pdf_view import PdfView
from ui.kit.rows import Column, Rows, RowSlice
from ui.kit.table import ListTable
from ui.reports.signature_check import PDF, SignatureCheck

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.report_register import KeptFile, KeptReportRow
    from models.work.signed_copies import CopyRow

UNSIGNED = "unsigned"


class KeptReports(Dialog):
    """The pages follow the line that is chosen; the actions are done to the file whose pages are shown."""

    def __init__(self, context: Context, owner: QWidget, kind: str, period_key: str, issuer: str) -> None:
        """`kind`, `period_key`, `issuer`: the report to begin at; where it was not made, it begins at the newest."""
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(_("Báo cáo đã lập"))
        self._context = context
        self._kept: KeptFile | None = None
        self._wanted: tuple[KeptReportRow, str] | None = None  # the version: "", UNSIGNED, or the id of a copy
        self._check = SignatureCheck(context, self)
        self.rows: Rows[KeptReportRow] = Rows(context.jobs, _columns(), _id, self)
        self.table = ListTable(self.rows, "kept_reports", context.settings, context.jobs)
        self.table.setAccessibleName(_("Danh sách báo cáo đã lập"))
        self.list = ListArea(self.table)
        self._right = QWidget()
        self.about = plain_label("", wrap=True)
        self.pages = PdfView(context.jobs)
        self.list_actions = ListActions(self, context, self.windowTitle(), lambda: of_table(self.table))
        self.list_actions.print.setShortcut(QKeySequence())  # here as on the page, these keys print pages
        self.version = choice_field(_("Bản"))
        self.version.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.version.setToolTip(_("Mọi bản đã ký của báo cáo, và bản như lúc lập, chưa có chữ ký số"))
        self.check = button(_("Kiểm tra chữ ký…"), self._verify)
        self.print = button(_("In…"), self._print)
        self.print.setShortcut(QKeySequence("Ctrl+P"))
        self.print.setToolTip(_("In các trang đang xem · Ctrl+P"))
        self.save = button(_("Lưu ra tệp…"), self.save_copy)
        self.save.setShortcut(QKeySequence("Ctrl+S"))
        self.save.setToolTip(_("Lưu một bản ra thư mục, USB · Ctrl+S"))
        theme.mark(self.save, "primary")
        self._lay_out()
        self._connect()
        self.table.choose(f"{kind} {period_key} {issuer}")
        self._show(None)
        self._ask()

    def show_error(self, failure: AppError) -> None:
        """What was refused."""
        self.banner.error(failure)

    def show_done(self, text: str, _undo_operation: str | None) -> None:
        """What was done; nothing that is done here can be taken back."""
        self.banner.say(text)

    def save_copy(self) -> None:
        """Write the file that is shown where the person says; the system's dialog asks before another is replaced."""
        kept = self._kept
        if kept is None:
            return
        suggested = self._context.export_folder() / kept.name
        target = messages.save_file(self, _("Lưu báo cáo ra tệp"), suggested, (PDF,))
        if target is None:
            return
        self._context.jobs.tool(
            lambda _task: messages.write_out(target, kept.content),
            self,
            lambda _none: self._saved(target),
            title=_("Đang lưu báo cáo"),
        )

    # Inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._right)
        column.setContentsMargins(theme.em(0.4), 0, 0, 0)
        column.setSpacing(theme.em(0.3))
        column.addWidget(self.about)
        column.addWidget(self.pages, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self._right)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        actions = FlowLayout()
        close = button(_("Đóng"), self.reject)
        for widget in (self.list_actions.button(), self.version, self.check, self.print, self.save, close):
            actions.addWidget(widget)
            if isinstance(widget, QPushButton):
                widget.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        words = _("Sổ giữ bản lập mới nhất của mỗi loại báo cáo, mỗi kỳ, mỗi cơ quan ban hành, cùng mọi bản đã ký.")
        column.addWidget(plain_label(words, "muted", wrap=True))
        column.addWidget(split, 1)
        column.addLayout(actions)
        fit(self, theme.em(78), theme.em(42))
        list_width = min(theme.letters(70) + theme.em(7.5), round(self.width() * 0.58))
        split.setSizes([list_width, self.width() - list_width])

    def _connect(self) -> None:
        self.rows.arrived.connect(lambda _fresh: self._arrived())
        self.table.sort_changed.connect(lambda _word, _down: self._ask())
        self.table.choice_changed.connect(self._follow)
        self.table.opened.connect(lambda _row: self.pages.setFocus())
        self.version.activated.connect(lambda _row: self._fetch(str(self.version.currentData())))
        self._context.jobs.changed.connect(self._heard)

    def _heard(self, tables: frozenset[str]) -> None:
        if "reports" in tables:  # one that was still being made when this was opened
            self.rows.again()

    def _ask(self) -> None:
        by, down = self.table.sort()

        def source(session: Session, first: int, count: int) -> RowSlice[KeptReportRow]:
            from models.work import report_register

            found = report_register.made(session)
            if by:
                found.sort(key=_SORTS[by], reverse=down)
            return RowSlice(len(found), found[first : first + count])

        self.rows.ask(source)

    def _arrived(self) -> None:
        self._right.setVisible(self.rows.total > 0)
        self.list_actions.set_available(self.rows.total > 0)
        if not self.rows.total:
            why = _("Mỗi lần bấm “Lập báo cáo”, bản PDF được giữ lại trong sổ và hiện ở đây.")
            self.list.show_empty(_("Chưa lập báo cáo nào"), why)
        else:
            self.list.show_list()
            if not self.table.chosen_count():
                self.table.selectRow(0)
        self._follow()

    def _follow(self) -> None:
        """Fetch the file of the chosen line, the first of several, unless it is the one shown."""
        chosen: list[KeptReportRow] = self.table.chosen()
        row = chosen[0] if chosen else None
        if row is not None and self._wanted is not None and self._wanted[0] == row:
            return
        self._wanted = None
        self._offer(row, [])
        if row is None:
            self._show(None)
            return
        self._wanted = (row, "")
        self._fetch("")

    def _fetch(self, version: str) -> None:
        """Fetch a version of the chosen report, with what others there are."""
        office = self._context.office
        if office is None or self._wanted is None:
            return
        row = self._wanted[0]
        self._wanted = (row, version)
        self._show(None)

        def fetch(session: Session) -> tuple[KeptFile, list[CopyRow]]:
            from models.work import report_register

            which = (row.kind, row.period_key)
            copies = report_register.copies(session, *which, row.issuer)
            if version in {"", UNSIGNED}:
                unsigned = version == UNSIGNED
                kept = report_register.kept_file(session, office.evidence, *which, row.issuer, unsigned=unsigned)
                return kept, copies
            return report_register.signed_copy(session, office.evidence, *which, version, row.issuer), copies

        def show(found: tuple[KeptFile, list[CopyRow]]) -> None:
            if self._wanted == (row, version):
                self._offer(row, found[1])
                self._show(found[0])

        self._context.jobs.read(fetch, self, show, slot="file")

    def _offer(self, row: KeptReportRow | None, copies: list[CopyRow]) -> None:
        """The versions of a report: the newest first, then all signed ones, then the one as it was made."""
        self.version.clear()
        if row is not None:
            self.version.addItem(_("Bản mới nhất"), "")
            for copy in reversed(copies):
                self.version.addItem(_("Đã ký: {who}").format(who=copy_words(copy)), copy.id)
            if row.signed_file_id is not None and row.file_id is not None:
                self.version.addItem(_("Bản chưa ký"), UNSIGNED)
            choose(self.version, self._wanted[1] if self._wanted is not None else "")
        self.version.setEnabled(self.version.count() > 1)

    def _show(self, kept: KeptFile | None) -> None:
        self._kept = kept
        self.print.setEnabled(kept is not None and kept.own)
        self.save.setEnabled(kept is not None)
        self.check.setEnabled(kept is not None and kept.signed)
        self.pages.clear()
        if kept is None or self._wanted is None:
            self.about.setText("")
            return
        signed = _("bản đã ký") if kept.signed else _("bản chưa ký")
        told = f"{_name(self._wanted[0])} · {signed}"
        if kept.own:
            self.pages.show_pdf(kept.content)
        else:
            # Strangers' files are opened in a process of their own; pages are drawn in this one.
            told += "\n" + _(
                "Bản đã ký này không phải từ lần lập mới nhất của sổ nên không được mở ra ở đây. "
                "Kiểm tra chữ ký và lưu ra tệp thì được."
            )
        theme.mark(self.about, "strong" if kept.own else "warn")
        self.about.setText(told)

    def _saved(self, target: Path) -> None:
        self._context.settings.put("export_folder", str(target.parent))
        said = _("Đã lưu: {path}").format(path=target)
        self.banner.say(said, _("Mở thư mục"), lambda: show_folder(target.parent, self.banner))

    def _verify(self) -> None:
        if self._kept is not None:
            self._check.verify(Path(self._kept.name), self._kept.content)

    def _print(self) -> None:
        from ui.kit import print_pages

        if self._kept is not None and self._wanted is not None:
            print_pages.print_pages(self, self._context.jobs, self._kept.content, _name(self._wanted[0]))


def show(context: Context, owner: QWidget, kind: str, period_key: str, issuer: str) -> KeptReports:
    """Open the dialog at a report."""
    dialog = KeptReports(context, owner, kind, period_key, issuer)
    dialog.open()
    return dialog


def _columns() -> list[Column[KeptReportRow]]:
    return [
        # A period's name says the kind of its report as well: `Tháng 10/2026`, `Quý III/2026`.
        Column(
            "period",
            _("Kỳ báo cáo"),
            lambda row: periods.name(row.period_key),
            18,
            sort="period",
            stretch=True,
            least=14,
        ),
        Column("issuer", _("Cơ quan"), lambda row: row.issuer_name, 16, sort="issuer", least=12),
        Column("signed", _("Chữ ký"), _signed, 11, sort="signed", kind="badge", tone=_tone, holds=(_("Chưa ký"),)),
        Column("number", _("Số"), lambda row: row.number, 4, right=True, sort="number", holds=(COUNT,)),
        Column("issued", _("Ngày"), lambda row: show_date(row.issued_on), 10, right=True, sort="issued", holds=(DAY,)),
        Column("made", _("Lập lúc"), _made, 15, right=True, sort="made", holds=(MOMENT,)),
        Column("kind", _("Loại"), lambda row: REPORT_KINDS[row.kind].name, 14, sort="kind", hidden=True),
        Column(
            "sequence", _("Lần lập"), lambda row: str(row.sequence or ""), 7, right=True, hidden=True, holds=(COUNT,)
        ),
        Column("file", _("Tên tệp"), lambda row: row.signed_file or row.file or "", 30, kind="muted", hidden=True),
    ]


_SORTS: dict[str, Callable[[KeptReportRow], Any]] = {
    "kind": lambda row: sort_key(REPORT_KINDS[row.kind].name),
    "issuer": lambda row: sort_key(row.issuer_name),
    "period": lambda row: sort_key(row.period_key),
    "number": lambda row: int(row.number or 0),
    "issued": lambda row: str(row.issued_on or ""),
    "made": lambda row: str(row.made_at or ""),
    "signed": lambda row: row.signed_file_id is not None,
}


def _id(row: KeptReportRow) -> str:
    return f"{row.kind} {row.period_key} {row.issuer}"


def _name(row: KeptReportRow) -> str:
    return f"{REPORT_KINDS[row.kind].name} · {periods.name(row.period_key)}"


def _made(row: KeptReportRow) -> str:
    return show_moment(row.made_at) if row.made_at is not None else ""


def _signed(row: KeptReportRow) -> str:
    return _("Đã ký") if row.signed_file_id is not None else _("Chưa ký")


def _tone(row: KeptReportRow) -> str:
    return "good" if row.signed_file_id is not None else "quiet"
