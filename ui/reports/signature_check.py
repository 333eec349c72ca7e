"""Checking the signatures of a file for a page, and whom to trust in it: an issuer's certificate is kept or dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages
from ui.base.context import Context
from ui.base.jobs import BackgroundWork

if TYPE_CHECKING:
    from models.signing.verdict import Verdict
    from ui.reports.verdict import VerdictDialog

PDF = ("PDF", "*.pdf")
_CERTIFICATE = (_("Chứng thư số"), "*.crt *.cer *.pem *.der")


class SignatureCheck(QObject):
    """Belongs to a page, over which it shows what was found."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def ask(self) -> None:
        """Ask for a file and check it."""
        folder = str(self._context.export_folder())
        path = messages.open_file(self._page, _("Chọn tệp PDF cần kiểm tra chữ ký"), (PDF,), folder)
        if path is not None:
            self.verify(path)

    def verify(self, path: Path, kept: bytes | None = None) -> None:
        """Check the signatures of this file and show the verdict; `kept` where it is the book's and only called so."""
        self.look_into(path, lambda found: self.show_verdict(path, found[1], kept), kept)

    def look_into(self, path: Path, then: Callable[[tuple[bytes, Verdict]], object], kept: bytes | None = None) -> None:
        """Read and check a file away from the window; `then` takes its content and the verdict."""
        trusted = [pem.encode() for pem in self._context.settings.get("trusted_issuers")]

        def work(task: BackgroundWork) -> tuple[bytes, Verdict]:
            from models.base.files import read
            from models.signing import limits
            from models.signing.sandboxed_signing import verify_sandboxed

            content = read(path, limits.PDF) if kept is None else kept
            return content, verify_sandboxed(content, trusted, task.check)

        self._context.jobs.tool(work, self, then, title=_("Đang kiểm tra chữ ký"))

    def show_verdict(self, path: Path, verdict: Verdict, kept: bytes | None = None) -> None:
        """Show what each signature is worth, with the choice of whom to trust."""
        from ui.reports.verdict import VerdictDialog

        known = len(self._context.settings.get("trusted_issuers"))
        dialog = VerdictDialog(path, verdict, self._page, trusted=known)
        again = partial(self.verify, path, kept)
        dialog.trust_asked.connect(lambda: self._trust_more(dialog, again))
        dialog.another_wanted.connect(lambda: self._ask_another(dialog))
        dialog.trust_dropped.connect(lambda: self._trust_these(dialog, again, []))
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)

    def _ask_another(self, dialog: VerdictDialog) -> None:
        dialog.accept()
        self.ask()

    def _trust_more(self, dialog: VerdictDialog, again: Callable[[], object]) -> None:
        """Add an issuer's published certificate to those that signatures are weighed against, and weigh again."""
        from models.base.files import read
        from models.signing import limits
        from models.signing.certificates import as_pem, read_certificates

        chosen = messages.open_file(dialog, _("Chọn chứng thư gốc của tổ chức chứng thực"), (_CERTIFICATE,))
        if chosen is None:
            return
        try:
            found = [as_pem(one) for one in read_certificates([read(chosen, limits.CERTIFICATES)])]
        except AppError as refusal:
            messages.error(dialog, refusal)
            return
        known = self._context.settings.get("trusted_issuers")
        self._trust_these(dialog, again, [*known, *(pem for pem in found if pem not in known)])

    def _trust_these(self, dialog: VerdictDialog, again: Callable[[], object], issuers: list[str]) -> None:
        self._context.settings.put("trusted_issuers", issuers)
        dialog.accept()
        again()
