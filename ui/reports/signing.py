"""Signing for the page of reports: what is to be signed, the dialog, and then the book and the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages
from ui.base.context import Context
from ui.base.jobs import BackgroundWork
from ui.frame.page import Page
from ui.kit.folders import show_folder
from ui.reports.signature_check import PDF

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.reports.report_draft import ReportDraft
    from models.reports.signing_order import SignSource
    from ui.reports.sign import SignedReport


class Signing(QObject):
    """Belongs to a page. The report that the page shows is signed as the book keeps it; another file when asked for.

    `files` has the signed file that was written last for each report, as far as this page wrote it.
    """

    def __init__(self, context: Context, page: Page, draft: Callable[[], ReportDraft | None]) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._draft = draft
        self.files: dict[tuple[str, str], Path] = {}

    def ask(self, folder: Path) -> None:
        """Sign the report shown; where the book has no making of it, a file that the person names.

        The signed file goes into `folder`; that of a named file stays beside it.
        """
        office, draft = self._context.office, self._draft()
        if office is None or draft is None:
            return
        long_above = self._context.settings.get("long_report")

        def find(session: Session) -> SignSource | None:
            from models.reports import signing_order

            return signing_order.of_report(session, office.evidence, draft.kind, draft.period_key, long_above)

        def found(source: SignSource | None) -> None:
            if source is None:
                self._ask_file()
            else:
                self._show(source, folder)

        self._context.jobs.read(find, self, found, slot="sign")

    def _ask_file(self) -> None:
        folder = str(self._context.export_folder())
        path = messages.open_file(self._page, _("Chọn tệp báo cáo cần ký"), (PDF,), folder)
        if path is None:
            return

        def work(task: BackgroundWork) -> tuple[bytes, bytes | None]:
            from models.base.files import read
            from models.signing import limits
            from models.signing.sandboxed_signing import data_sandboxed

            content = read(path, limits.PDF)
            return content, data_sandboxed(content, task.check)

        self._context.jobs.tool(work, self, lambda found: self._look_up(path, *found), title=_("Đang mở tệp báo cáo"))

    def _look_up(self, path: Path, content: bytes, inside: bytes | None) -> None:
        office = self._context.office
        if office is None:
            return

        def find(session: Session) -> SignSource:
            from models.reports import signing_order

            return signing_order.of_file(session, office.evidence, path.name, content, inside)

        self._context.jobs.read(find, self, lambda source: self._show(source, path.parent), slot="sign")

    def _show(self, source: SignSource, folder: Path) -> None:
        from ui.reports.sign import SignDialog

        dialog = SignDialog(self._context.jobs, source, folder, self._image(), self._page)
        answer = dialog.exec()
        signed = dialog.signed
        dialog.deleteLater()
        if answer == SignDialog.ANOTHER:
            self._ask_file()
        elif answer == SignDialog.DialogCode.Accepted and signed is not None:
            self._keep(source, signed)

    def _image(self) -> bytes | None:
        office, draft = self._context.office, self._draft()
        if office is None or draft is None or draft.signature_image is None:
            return None
        try:
            return office.evidence.get(draft.signature_image)
        except AppError as refusal:
            messages.error(self._page, refusal)
            return None

    def _keep(self, source: SignSource, signed: SignedReport) -> None:
        """The book first: what it keeps is not lost where the file cannot be written."""
        office = self._context.office
        if office is None:
            return

        def change(session: Session) -> bool:
            from models.reports import making

            return making.remember_signed(
                session, office.evidence, signed.target.name, signed.content, source.inside, signed.by
            )

        if source.inside is None:
            self._write(signed)
        else:
            self._context.jobs.write("report.sign", change, self, lambda _kept: self._write(signed))

    def _write(self, signed: SignedReport) -> None:
        draft = self._draft()

        def work(_task: BackgroundWork) -> Path:
            from models.store.local import export_file

            return export_file.write_new(signed.target.parent, signed.target.name, signed.content)

        def ok(path: Path) -> None:
            if draft is not None:
                self.files[draft.kind, draft.period_key] = path
            banner = self._page.banner
            said = _("Đã ký: {path}").format(path=path)
            banner.say(said, _("Mở thư mục"), lambda: show_folder(path.parent, banner))

        self._context.jobs.tool(work, self, ok, title=_("Đang lưu bản đã ký"))
