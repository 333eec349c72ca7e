"""Making a report from beginning to end: gather, lay out, register, and only then write the file for the portal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base.settings import Settings
from models.reports.canonical import sha256
from models.reports.data import ReportData
from models.reports.gather import gather, refuse_mismatch
from models.reports.naming import file_name
from models.store.evidence import Evidence
from models.store.local import export_file
from models.work import issuers, report_register
from models.work.report_register import KeptFile
from models.work.signed_copies import UNKNOWN, SignedBy

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class MadeReport:
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


def give_number(opened: OpenOffice, kind: str, period_key: str, number: str, issued_on: date | None) -> None:
    """Give number and date before making. Raises AppError `wrong_number`, `kind_and_period_differ`."""
    refuse_mismatch(kind, period_key)
    with opened.store.write("report.words") as write:
        signer = report_register.head(write.session, kind, period_key).signer_id
        report_register.fill_head(write.session, kind, period_key, number=number, issued_on=issued_on, signer_id=signer)


def choose_issuer(opened: OpenOffice, kind: str, period_key: str, issuer: str) -> None:
    """Say who issues the report before making it. Raises AppError `issuer_unknown`, `kind_and_period_differ`."""
    refuse_mismatch(kind, period_key)
    with opened.store.write("report.words") as write:
        report_register.choose_issuer(write.session, kind, period_key, issuer)


def lay_out(
    data: ReportData, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> MadeReport:
    """The report of gathered data; nothing is kept. Raises AppError, CancelledError."""
    from models.reports.pdf import make_pdf

    pages = 0
    embedded: list[bytes] = []

    def count(page: int, of: int) -> None:
        nonlocal pages
        pages = page
        if progress:
            progress(page, of)

    content = make_pdf(data, count, cancelled, embedded.append)
    return MadeReport(file_name(data), content, data, sha256(embedded[0]), pages)


def make(opened: OpenOffice, kind: str, period_key: str) -> MadeReport:
    """Gather, lay out and register the report; no file leaves the book. Raises AppError; then nothing is registered."""
    return _registered(opened, kind, period_key)[0]


def make_file(opened: OpenOffice, kind: str, period_key: str, folder: Path) -> tuple[MadeReport, Path]:
    """Make and register the report, then write its file into `folder`.

    Raises AppError; a report whose file could not be written stays registered (`report_register.write_out`).
    """
    made, kept = _registered(opened, kind, period_key)
    return made, report_register.write_out(kept, folder)


def register(session: Session, evidence: Evidence, made: MadeReport) -> KeptFile:
    """Enter a report that was made in the register of reports, with its file. Raises AppError."""
    return report_register.keep_made(
        session,
        evidence,
        made.data.kind,
        made.data.period.id,
        issuers.key_of(session, made.data.unit.id),
        name=made.name,
        content=made.content,
        data_sha256=made.data_sha256,
        made_at=made.data.made_at,
    )


def remember_signed(
    session: Session, evidence: Evidence, name: str, content: bytes, inside: bytes | None, by: SignedBy = UNKNOWN
) -> bool:
    """Enter a signed file in the register, under the report that its own data name; False for a foreign file.

    `inside` are those data, taken out by `models.signing.sandboxed_signing`; another office's report is foreign too.
    Raises AppError.
    """
    from models.reports.reader import read_data

    if inside is None:
        return False
    data = read_data(inside)
    if data["unit"]["id"] not in issuers.unit_ids(session):
        return False
    report_register.keep_signed(
        session,
        evidence,
        data["kind"],
        data["period"]["id"],
        issuers.key_of(session, data["unit"]["id"]),
        name=name,
        content=content,
        sequence=data["sequence"],
        by=by,
    )
    return True


def write_docx(data: ReportData, folder: Path) -> Path:
    """Write the report as a Word document, to be worked on further; none is overwritten. Raises AppError."""
    from models.reports.docx_report import make_docx

    return export_file.write_new(folder, file_name(data, ".docx"), make_docx(data))


def write_xlsx(data: ReportData, folder: Path) -> Path:
    """Write the report's figures as an Excel workbook, to be reckoned with; none is overwritten. Raises AppError."""
    from models.reports.xlsx_report import make_xlsx

    return export_file.write_new(folder, file_name(data, ".xlsx"), make_xlsx(data))


def _registered(opened: OpenOffice, kind: str, period_key: str) -> tuple[MadeReport, KeptFile]:
    long_above = Settings(opened.home.settings).get("long_report")
    with opened.store.read() as session:
        data = gather(session, kind, period_key, long_above)
    made = lay_out(data)
    with opened.store.write("report.make") as write:
        return made, register(write.session, opened.evidence, made)
