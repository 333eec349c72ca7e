"""The reports that the office made: the words edited for each, its number and date, and the files made and signed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean
from models.base.typed_number import report_number
from models.base.words import _
from models.store.declaration import ColumnParts, Declaration
from models.store.evidence import Evidence
from models.store.local import export_file
from models.store.tables import Table
from models.work import attachments, issuers, periods, rights, signed_copies
from models.work.attachments import Attachment
from models.work.report_kinds import REPORT_KINDS
from models.work.signed_copies import CopyRow, SignedBy


def _sections_in_words(kept: str | None) -> dict[str, str]:
    words: Mapping[str, Any] = json.loads(kept or "{}")
    return {code: "\n".join(paragraphs) for code, paragraphs in words.items()}


def _named(row: Mapping[str, Any]) -> str:
    name = REPORT_KINDS[row["kind"]].of(periods.name(row["period_key"]))
    return _("{report}, cơ quan cấp trên ban hành").format(report=name) if row.get("issuer") == issuers.PARENT else name


class Report(Table):
    """One issuer's report of one kind and period. What was made is kept as a file.

    `sections` holds edited words as JSON, "" where they are those of the other issuer's report.
    `sha256` is that of the newest making's data.json, which the next one names as its predecessor. `chosen`: it is the
    one of both issuers' that is being written; None in a row from before each issuer had its own
    (`models.work.report_division`).
    """

    __tablename__ = "reports"
    __declared__ = Declaration(
        title=_("Báo cáo"),
        rank=8,
        write="report.words",
        words={
            "number": _("Số báo cáo"),
            "issued_on": _("Ngày ban hành"),
            "signer_id": _("Người ký"),
            "issuer": _("Cơ quan ban hành"),
            "chosen": _("Đang được soạn"),
            "sections": _("Nội dung báo cáo"),
            "made_at": _("Lập lúc"),
            "file_id": _("Tệp báo cáo"),
            "signed_file_id": _("Tệp đã ký"),
        },
        untold=frozenset({"period_key", "kind", "sequence", "sha256", "updated_at"}),
        writes={
            "number": "report.number",
            "issued_on": "report.number",
            "signed_file_id": "report.sign",
            "sections": "report.sections",
            "updated_at": "report.touch",
        },
        values={"issuer": lambda key: _("cơ quan cấp trên") if key == issuers.PARENT else _("cơ quan")},
        made_along=True,
        parts={"sections": ColumnParts(_("Nội dung mục {part}"), _sections_in_words)},
        subject=("kind", "period_key", "issuer"),
        name=_named,
        pages=frozenset({"month", "reports"}),
    )
    __table_args__ = (Index(None, "period_key", "kind", "issuer", unique=True),)

    period_key: Mapped[str]
    kind: Mapped[str]
    sequence: Mapped[int] = mapped_column(Integer)
    sections: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[date | None]
    signer_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    issuer: Mapped[str] = mapped_column(server_default=issuers.OWN)  # whoever issues it (`models.work.issuers`)
    chosen: Mapped[bool | None]
    made_at: Mapped[datetime | None]
    sha256: Mapped[str | None]
    file_id: Mapped[str | None] = mapped_column(ForeignKey("attachments.id"))
    signed_file_id: Mapped[str | None] = mapped_column(ForeignKey("attachments.id"))
    updated_at: Mapped[datetime]


@dataclass(frozen=True)
class Head:
    """Who issues a report, with the number and the day that its văn thư gave, and who was chosen to sign."""

    issuer: str = issuers.OWN
    number: str = ""
    issued_on: date | None = None
    signer_id: str | None = None


def head(session: Session, kind: str, period_key: str, issuer: str | None = None) -> Head:
    """The head of this report as its issuer has it; empty before anything was given."""
    key = issuer or chosen_issuer(session, kind, period_key)
    report = find(session, kind, period_key, key)
    return Head(key) if report is None else Head(key, report.number, report.issued_on, report.signer_id)


@dataclass(frozen=True)
class KeptReportRow:
    """A report with a kept file, as lists show it: what the register says of it, and what the files are called.

    `made_at`, `sha256` and `file` are None where a signed file is all there is: another copy of the book made it.
    `issuer` is the key of whoever issues it, of `issuers`, and `issuer_name` what it is called.
    """

    kind: str
    period_key: str
    number: str
    issued_on: date | None
    made_at: datetime | None
    sequence: int
    sha256: str | None
    file_id: str | None
    signed_file_id: str | None
    file: str | None
    signed_file: str | None
    issuer: str = issuers.OWN
    issuer_name: str = ""


@dataclass(frozen=True)
class KeptFile:
    """A kept file of a report. `own`: it is what this book made, or begins with it as what was signed here does."""

    name: str
    content: bytes
    signed: bool
    own: bool


def find(session: Session, kind: str, period_key: str, issuer: str | None = None) -> Report | None:
    """The report of this kind and period, if work on it has begun: of `issuer`, else of the one that is chosen."""
    key = issuer or chosen_issuer(session, kind, period_key)
    wanted = (Report.kind == kind, Report.period_key == period_key, Report.issuer == key)
    return session.scalars(select(Report).where(*wanted)).first()


def chosen_issuer(session: Session, kind: str, period_key: str) -> str:
    """Whose report of this kind and period is being written: the office's own until another is chosen."""
    wanted = (Report.kind == kind, Report.period_key == period_key, Report.chosen.is_not(False))
    key = session.scalars(select(Report.issuer).where(*wanted)).first()
    return issuers.OWN if key is None or key == issuers.OWN else issuers.of(session, key).key


def made(session: Session) -> list[KeptReportRow]:
    """Every report of which a file is kept, newest making first."""
    plain, signed = aliased(Attachment), aliased(Attachment)
    statement = (
        select(Report, plain.name, signed.name)
        .outerjoin(plain, plain.id == Report.file_id)
        .outerjoin(signed, signed.id == Report.signed_file_id)
        .where(or_(Report.file_id.is_not(None), Report.signed_file_id.is_not(None)))
        .order_by(Report.made_at.desc().nulls_last(), Report.id.desc())
    )
    names = {key: issuers.of(session, key).name for key in (issuers.OWN, issuers.PARENT)}
    return [
        KeptReportRow(
            kind=one.kind,
            period_key=one.period_key,
            number=one.number,
            issued_on=one.issued_on,
            made_at=one.made_at,
            sequence=one.sequence,
            sha256=one.sha256,
            file_id=one.file_id,
            signed_file_id=one.signed_file_id,
            file=file,
            signed_file=signed_file,
            issuer=one.issuer,
            issuer_name=names[one.issuer],
        )
        for one, file, signed_file in session.execute(statement)
    ]


def kept_file(
    session: Session,
    evidence: Evidence,
    kind: str,
    period_key: str,
    issuer: str | None = None,
    *,
    unsigned: bool = False,
) -> KeptFile:
    """The signed file of the newest making, else the one as it was made, which `unsigned` asks for in any case.

    Raises AppError `report_not_made`, `evidence_missing`, `evidence_damaged`.
    """
    report = find(session, kind, period_key, issuer)
    signed_id = None if report is None or unsigned else report.signed_file_id
    file_id = signed_id or (report.file_id if report is not None else None)
    if report is None or file_id is None:
        raise _not_made(kind, period_key, unsigned=unsigned)
    name, content = attachments.content(session, evidence, file_id)
    made = content if signed_id is None else _as_made(session, evidence, report)
    return KeptFile(PurePath(name).name, content, signed_id is not None, own=bool(made) and content.startswith(made))


def edited_words(session: Session, report: Report | None) -> dict[str, tuple[str, ...]]:
    """The sections whose words a person changed, by code; those of the other issuer's report until it has its own."""
    if report is not None and not report.sections:
        same = (Report.kind == report.kind, Report.period_key == report.period_key, Report.id != report.id)
        report = session.scalars(select(Report).where(*same)).first()
    kept = json.loads(report.sections or "{}") if report is not None else {}
    return {code: tuple(paragraphs) for code, paragraphs in kept.items()}


def edit_section(
    session: Session,
    kind: str,
    period_key: str,
    code: str,
    paragraphs: Sequence[str] | None,
    issuer: str | None = None,
) -> None:
    """Keep a section's words as edited; None goes back to the words made from the figures."""
    rights.require(session, "report.sections")
    report = _begun(session, kind, period_key, issuer)
    words = edited_words(session, report)
    words.pop(code, None)
    if paragraphs is not None:
        words[code] = tuple(filter(None, (clean(paragraph) for paragraph in paragraphs)))
    report.sections = json.dumps(words, ensure_ascii=False, sort_keys=True)


def fill_head(
    session: Session,
    kind: str,
    period_key: str,
    issuer: str | None = None,
    *,
    number: str,
    issued_on: date | None,
    signer_id: str | None,
) -> None:
    """Give, or leave open, the number and date that văn thư assigns, and choose who signs.

    A number typed with its symbol is taken without it. Raises AppError `not_allowed`, `wrong_number`.
    """
    before = head(session, kind, period_key, issuer)
    try:
        symbol = issuers.of(session, before.issuer).symbol
        number = report_number(number, f"{REPORT_KINDS[kind].document}-{symbol}")
    except ValueError as wrong:
        raise AppError(
            "wrong_number",
            str(wrong),
            _("Số văn bản là chữ số Ả Rập, bắt đầu từ 01 mỗi năm; phần ký hiệu được ghi tự động."),
            _("Hãy chỉ nhập số, ví dụ 05, hoặc để trống cho văn thư ghi."),
        ) from None
    rights.require(session, "report.words")
    report = _begun(session, kind, period_key, before.issuer)
    if (before.number, before.issued_on) != (number, issued_on):
        rights.require(session, "report.number")
    report.number, report.issued_on, report.signer_id = number, issued_on, signer_id


def choose_issuer(session: Session, kind: str, period_key: str, issuer: str) -> None:
    """Turn to the report of the office or to that of the body above; each keeps all that is its own.

    Raises AppError `issuer_unknown`, `not_allowed`.
    """
    rights.require(session, "report.words")
    issuers.refuse_unknown(session, issuer)
    _begun(session, kind, period_key, issuer)
    for one in session.scalars(select(Report).where(Report.kind == kind, Report.period_key == period_key)):
        one.chosen = one.issuer == issuer


def keep_made(
    session: Session,
    evidence: Evidence,
    kind: str,
    period_key: str,
    issuer: str | None = None,
    *,
    name: str,
    content: bytes,
    data_sha256: str,
    made_at: datetime,
) -> KeptFile:
    """Remember a making: its file, and the hash that the next making will name as its predecessor."""
    rights.require(session, "report.make")
    report = _begun(session, kind, period_key, issuer)
    kept = attachments.keep(session, evidence, name, content)
    report.sequence += 1
    report.file_id, report.signed_file_id, report.sha256, report.made_at = kept.id, None, data_sha256, made_at
    return KeptFile(name, content, signed=False, own=True)


def write_out(kept: KeptFile, folder: Path) -> Path:
    """Write a kept file into a folder that a person named; only what the register keeps leaves the book.

    A file of another making there is never overwritten: this one gets a number. A folder that takes no file leaves
    the register as it is. Raises AppError `folder_unwritable`, `disk_full`, `read_only`, `busy`, `disk_failing`.
    """
    return export_file.write_new(folder, kept.name, kept.content)


def keep_signed(
    session: Session,
    evidence: Evidence,
    kind: str,
    period_key: str,
    issuer: str | None = None,
    *,
    name: str,
    content: bytes,
    sequence: int = 0,
    by: SignedBy = signed_copies.UNKNOWN,
) -> None:
    """Remember a signed file of a report, beside those before it. Raises AppError `not_allowed`.

    `sequence` is of the making that was signed, 0 where it is not known.
    """
    rights.require(session, "report.sign")
    report = _begun(session, kind, period_key, issuer)
    kept = attachments.keep(session, evidence, name, content)
    signed_copies.keep(session, report.id, kept.id, sequence, by)
    report.signed_file_id = kept.id


def copies(session: Session, kind: str, period_key: str, issuer: str | None = None) -> list[CopyRow]:
    """Every signed copy of this report, oldest first; those of earlier makings too."""
    report = find(session, kind, period_key, issuer)
    return signed_copies.of_report(session, report.id) if report is not None else []


def signed_copy(
    session: Session, evidence: Evidence, kind: str, period_key: str, copy_id: str, issuer: str | None = None
) -> KeptFile:
    """One of `copies`. Raises AppError `signed_copy_unknown`, `evidence_missing`, `evidence_damaged`."""
    report = find(session, kind, period_key, issuer)
    if report is None or copy_id not in {copy.id for copy in signed_copies.of_report(session, report.id)}:
        raise AppError(
            "signed_copy_unknown",
            _("Báo cáo này không có bản đã ký nào mang mã “{id}”.").format(id=copy_id[:60]),
            _("Mã ghi chưa đúng, hoặc là của báo cáo khác."),
            _("Hãy xem mã trong danh sách các bản đã ký của báo cáo."),
        )
    name, content = signed_copies.content(session, evidence, copy_id)
    made = _as_made(session, evidence, report)
    return KeptFile(PurePath(name).name, content, signed=True, own=bool(made) and content.startswith(made))


def _begun(session: Session, kind: str, period_key: str, issuer: str | None = None) -> Report:
    """The report, begun where it was not; without words of its own where the other issuer's has begun."""
    key = issuer or chosen_issuer(session, kind, period_key)
    report = find(session, kind, period_key, key)
    if report is None:
        other = session.scalar(select(Report.id).where(Report.kind == kind, Report.period_key == period_key))
        report = Report(kind=kind, period_key=period_key, issuer=key, sequence=0, number="")
        report.sections, report.chosen = ("", False) if other else ("{}", key == issuers.OWN)
        report.issued_on = report.signer_id = report.made_at = None
        report.sha256 = report.file_id = report.signed_file_id = None
        session.add(report)
    report.updated_at = clock.now().replace(microsecond=0)
    session.flush()
    return report


def _as_made(session: Session, evidence: Evidence, report: Report) -> bytes:
    """What the newest making wrote; nothing where it is not to be had, which takes nothing from the signed file."""
    try:
        return attachments.content(session, evidence, report.file_id or "")[1]
    except AppError:
        return b""


def _not_made(kind: str, period_key: str, *, unsigned: bool) -> AppError:
    words = _("Sổ không giữ bản chưa ký nào của {report}.") if unsigned else _("Sổ không giữ bản nào của {report}.")
    return AppError(
        "report_not_made",
        words.format(report=f"{REPORT_KINDS[kind].name} · {periods.name(period_key)}"),
        _("Báo cáo của kỳ này chưa được lập từ sổ này."),
        _("Hãy xem danh sách báo cáo đã lập, hoặc lập báo cáo của kỳ này."),
    )
