"""Signing for the page of reports: what is to be signed, the dialog, and then the book and the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages
from ui.base.context import Context
from ui.base.jobs import BackgroundWork
from ui.frame.page import Page
from ui.kit.folders import show_file, show_folder
from ui.reports.signature_check import PDF

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.reports.report_draft import ReportDraft
    from models.reports.signing_order import SignSource
    from models.work.report_register import KeptFile
    from ui.reports.sign import SignedReport


class Signing(QObject):
    """Belongs to a page. The report that the page shows is signed as the book keeps it; another file when asked for."""

    def __init__(
        self, context: Context, page: Page, draft: Callable[[], ReportDraft | None], make: Callable[[], object]
    ) -> None:
        """`make` makes the report that is shown."""
        super().__init__(page)
        self._make = make
        self._context = context
        self._page = page
        self._draft = draft
        self._files: dict[tuple[str, str, str], Path] = {}  # the signed file that this page wrote last for each report

    def ask(self, folder: Path, written: Path | None = None) -> None:
        """Sign the report shown; where the book has no making of it, a file that the person names.

        The signed file goes into `folder`; that of a named file stays beside it. `written` is the file that the page
        wrote last: where it is what is signed, it is named as it is called on the disk.
        """
        office, draft = self._context.office, self._draft()
        if office is None or draft is None:
            return
        long_above = self._context.settings.get("long_report")

        def find(session: Session) -> SignSource | None:
            from models.reports import signing_order

            which = (draft.kind, draft.period_key, draft.issuer)
            source = signing_order.of_report(session, office.evidence, *which, long_above=long_above)
            return signing_order.called_as(source, written) if source is not None else None

        def found(source: SignSource | None) -> None:
            if source is None:
                self._offer_making(draft)
            else:
                self._show(source, folder)

        self._context.jobs.read(find, self, found, slot="sign")

    def open_file(self) -> bool:
        """Open the signed file of the report shown; False where this page wrote none, or it is gone."""
        path = self._file()
        if path is not None:
            show_file(path, self._page.banner)
        return path is not None

    def show_folder(self) -> None:
        """Open the folder of that file, or the one that files for outside go to."""
        path = self._file()
        show_folder(path.parent if path is not None else self._context.export_folder(), self._page.banner)

    def read_signed(self, then: Callable[[KeptFile], object]) -> None:
        """The newest signed copy of the report shown, out of the book."""
        office, draft = self._context.office, self._draft()
        if office is None or draft is None:
            return

        def fetch(session: Session) -> KeptFile:
            from models.work import report_register

            kind, period_key, issuer = draft.kind, draft.period_key, draft.issuer
            if not draft.signed and draft.copies:
                newest = draft.copies[-1].id
                return report_register.signed_copy(session, office.evidence, kind, period_key, newest, issuer)
            return report_register.kept_file(session, office.evidence, kind, period_key, issuer)

        self._context.jobs.read(fetch, self, then, slot="signed")

    def _file(self) -> Path | None:
        draft = self._draft()
        path = self._files.get((draft.kind, draft.period_key, draft.issuer)) if draft is not None else None
        return path if path is not None and path.exists() else None

    def _offer_making(self, draft: ReportDraft) -> None:
        """There is nothing to sign yet: say so, and what there is to do."""
        acts: dict[str, Callable[[], object]] = {_("Ký tệp khác…"): self._ask_file}
        if self._context.may("report.make"):
            acts = {_("Lập báo cáo"): self._make, **acts}
        what = _("Chưa lập {report} nên chưa có tệp nào để ký.").format(report=draft.title)
        why = _("Chữ ký số được đặt lên tệp PDF mà sổ giữ khi lập báo cáo. Hãy lập báo cáo, xem lại các trang, rồi ký.")
        chosen = messages.choose(self._page, what, why, tuple(acts))
        if chosen is not None:
            list(acts.values())[chosen]()

    def _ask_file(self) -> None:
        folder = str(self._context.export_folder())
        path = messages.open_file(self._page, _("Chọn tệp báo cáo cần ký"), (PDF,), folder)
        if path is not None:
            self._read_file(path)

    def _read_file(self, path: Path) -> None:
        """Read it once: these bytes are shown, and these are signed."""

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

            source = signing_order.of_file(session, office.evidence, path.name, content, inside)
            return replace(source, file=signing_order.NamedFile.of(path, content))

        self._context.jobs.read(find, self, lambda source: self._show(source, path.parent), slot="sign")

    def _show(self, source: SignSource, folder: Path) -> None:
        from ui.reports.sign import SignDialog

        dialog = SignDialog(self._context.jobs, source, folder, self._image(), self._page)
        answer = dialog.exec()
        signed = dialog.signed
        dialog.deleteLater()
        if answer == SignDialog.ANOTHER:
            self._ask_file()
        elif answer == SignDialog.LOOK_AGAIN and source.file is not None:
            self._read_file(source.file.path)
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
            from models.reports import signing_order

            name, shown = signed.target.name, signed.shown
            return signing_order.keep(session, office.evidence, source, name, signed.content, signed.by, shown)

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
                self._files[draft.kind, draft.period_key, draft.issuer] = path
            banner = self._page.banner
            said = _("Đã ký: {path}").format(path=path)
            banner.say(said, _("Mở thư mục"), lambda: show_folder(path.parent, banner))

        self._context.jobs.tool(work, self, ok, title=_("Đang lưu bản đã ký"))
