"""Making a report from begin to end: gather, lay out, remember; and writing the file for the portal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.reports.canonical import sha256
from models.reports.data import ReportData
from models.reports.gather import gather, refuse_mismatch
from models.reports.naming import file_name
from models.store.evidence import Evidence
from models.store.local import export_file
from models.work import report_register

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """A report that was made: its name for the portal, its bytes, and the hash of its data.json."""

    name: str
    content: bytes
    data: ReportData
    data_sha256: str
    pages: int

    @property
    def sequence(self) -> int:
        """The how-manieth making of this period's report."""
        return self.data.sequence


def give_number(office: OpenOffice, kind: str, period_key: str, number: str, issued_on: date | None) -> None:
    """Give number and date before making. Raises AppError `wrong_number`, `kind_and_period_differ`."""
    refuse_mismatch(kind, period_key)
    with office.store.write("report.words") as write:
        kept = report_register.find(write.session, kind, period_key)
        signer = kept.signer_id if kept else None
        report_register.fill_head(write.session, kind, period_key, number=number, issued_on=issued_on, signer_id=signer)


def lay_out(data: ReportData, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Made:
    """The report of gathered data; nothing is kept. Raises AppError, CancelledError."""
    from models.reports.pdf import make_pdf

    pages = 0

    def count(page: int, of: int) -> None:
        nonlocal pages
        pages = page
        if progress:
            progress(page, of)

    content = make_pdf(data, count, cancelled)
    return Made(file_name(data), content, data, _data_hash(content), pages)


def make(
    office: OpenOffice,
    kind: str,
    period_key: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Gather, lay out and remember the report. Raises AppError, CancelledError; then nothing is remembered."""
    with office.store.read() as session:
        data = gather(session, kind, period_key)
    made = lay_out(data, progress, cancelled)
    with office.store.write("report.make") as write:
        remember(write.session, office.evidence, made)
    return made


def remember(session: Session, evidence: Evidence, made: Made) -> None:
    """Enter a making in the register of reports, with its file. Raises AppError."""
    report_register.keep_made(
        session,
        evidence,
        made.data.kind,
        made.data.period.id,
        name=made.name,
        content=made.content,
        data_sha256=made.data_sha256,
        made_at=made.data.made_at,
    )


def remember_signed(session: Session, evidence: Evidence, name: str, content: bytes, inside: bytes | None) -> bool:
    """Enter a signed file in the register, under the report that its own data name; False for a foreign file.

    `inside` are those data, taken out where strangers' files are opened (models/signing/confined). Raises AppError.
    """
    from models.reports.reader import read_data

    if inside is None:
        return False
    data = read_data(inside)
    report_register.keep_signed(session, evidence, data["kind"], data["period"]["id"], name=name, content=content)
    return True


def write(made: Made, folder: Path) -> Path:
    """Write the file into `folder`; a file of another making gets a number, and none is overwritten.

    Raises AppError `disk_full`, `read_only`.
    """
    return export_file.write_new(folder, made.name, made.content)


def write_docx(data: ReportData, folder: Path) -> Path:
    """Write the report as a Word document, to be worked on further; as `write` does. Raises AppError."""
    from models.reports.docx_report import make_docx

    return export_file.write_new(folder, file_name(data, ".docx"), make_docx(data))


def _data_hash(content: bytes) -> str:
    from models.reports.reader import embedded_data

    return sha256(embedded_data(content) or b"")
