"""Making the report that the page shows: gathered anew, kept in the book, and then written where the person says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages
from ui.base.commit import Commit
from ui.base.context import Context
from ui.base.jobs import BackgroundWork
from ui.frame.page import Page
from ui.kit.folders import show_file

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.reports.data import ReportData
    from models.reports.making import MadeReport
    from models.reports.report_draft import ReportDraft
    from models.work.report_register import KeptFile


class ReportFiles(QObject):
    """Belongs to a page. `busy` says whether a report is being made; `made` is the file written last, if any."""

    busy = Signal(bool)

    def __init__(self, context: Context, page: Page, draft: Callable[[], ReportDraft | None]) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._draft = draft
        self.made: Path | None = None

    def ask_make(self) -> None:
        """Make the report into a folder."""
        folder = self._folder(_("Lưu báo cáo vào thư mục"))
        if folder is None:
            return
        self._context.settings.put("export_folder", str(folder))
        self.busy.emit(True)
        self._gather(lambda data: self._make_pages(data, folder), self._failed)

    def ask_word(self) -> None:
        """Write the report as a Word document into a folder; the book keeps nothing of it."""
        from models.reports.making import write_docx

        self._ask_other(write_docx, _("Word"))

    def ask_excel(self) -> None:
        """Write the report's figures as an Excel workbook into a folder; the book keeps nothing of it."""
        from models.reports.making import write_xlsx

        self._ask_other(write_xlsx, _("Excel"))

    def _ask_other(self, write: Callable[[ReportData, Path], Path], name: str) -> None:
        folder = self._folder(_("Lưu bản {name} vào thư mục").format(name=name))
        if folder is not None:
            self._gather(lambda data: self._write_other(write, data, folder, name), None)

    def _folder(self, title: str) -> Path | None:
        if self._draft() is None:
            return None
        return messages.choose_folder(self._page, title, str(self._context.export_folder()))

    def _gather(self, then: Callable[[ReportData], object], fail: Callable[[AppError], object] | None) -> None:
        draft, long_above = self._draft(), self._context.settings.get("long_report")
        if draft is None:
            return

        def query(session: Session) -> ReportData:
            from models.reports.gather import gather

            return gather(session, draft.kind, draft.period_key, long_above, draft.issuer)

        self._context.jobs.read(query, self, then, fail)

    def _make_pages(self, data: ReportData, folder: Path) -> None:
        def work(task: BackgroundWork) -> MadeReport:
            from models.reports import making

            return making.lay_out(data, task.progress, task.cancelled)

        self._context.jobs.tool(
            work,
            self,
            lambda made: self._register(made, folder),
            self._failed,
            title=_("Đang lập báo cáo"),
            ended=lambda: self.busy.emit(False),
        )

    def _failed(self, refusal: AppError) -> None:
        self.busy.emit(False)
        messages.error(self, refusal)

    def _register(self, made: MadeReport, folder: Path) -> None:
        office = self._context.office
        if office is None:
            return
        commits: list[Commit] = []

        def change(session: Session) -> KeptFile:
            from models.reports import making

            return making.register(session, office.evidence, made)

        def ok(kept: KeptFile) -> None:
            self._write_out(kept, folder, commits[0].operation_id if commits else None)

        self._context.jobs.write("report.make", change, self, ok, kept=commits.append)

    def _write_out(self, kept: KeptFile, folder: Path, operation_id: str | None) -> None:
        def work(_task: BackgroundWork) -> Path:
            from models.work import report_register

            return report_register.write_out(kept, folder)

        def ok(path: Path) -> None:
            self.made = path
            banner = self._page.banner
            way = (_("Mở"), lambda: show_file(path, banner))
            messages.show_done(self, _("Đã lập báo cáo: {path}").format(path=path), operation_id, way)

        self._context.jobs.tool(work, self, ok, title=_("Đang lưu báo cáo"))

    def _write_other(
        self, write: Callable[[ReportData, Path], Path], data: ReportData, folder: Path, name: str
    ) -> None:
        def ok(path: Path) -> None:
            banner = self._page.banner
            said = _("Đã lưu bản {name}: {path}").format(name=name, path=path)
            banner.say(said, _("Mở"), lambda: show_file(path, banner))

        title = _("Đang lưu bản {name}").format(name=name)
        self._context.jobs.tool(lambda _task: write(data, folder), self, ok, title=title)
