"""All that begins with `report`: made, listed, taken out again, signed, verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.base import clock, files
from models.base.errors import AppError
from models.base.text import show_date
from models.base.words import _
from models.journal.journal import short_code
from models.signing import limits, verdict_words
from models.store.history_words import show_moment
from models.work import periods, report_register
from models.work.report_kinds import REPORT_KINDS
from models.work.signed_copies import CopyRow, copy_words
from ui.commands import opened
from ui.commands.request import Answer, Request, say

if TYPE_CHECKING:
    from models.signing.verdict import SignatureFinding, Verdict


def make(request: Request) -> Answer:
    """Make the report of a period and write it into a folder; the office remembers it."""
    from models.reports import making, readiness

    options = request.options
    with opened.office(request) as office:
        if options.issuer is not None:
            making.choose_issuer(office, options.kind, options.period, options.issuer)
        if options.number is not None or options.date is not None:
            making.give_number(office, options.kind, options.period, options.number or "", options.date)
        written: dict[str, Path] = {}
        if "pdf" in options.format:
            made, written["pdf"] = making.make_file(office, options.kind, options.period, options.out)
        else:
            made = making.make(office, options.kind, options.period)
        if "docx" in options.format:
            written["docx"] = making.write_docx(made.data, options.out)
        if "xlsx" in options.format:
            written["xlsx"] = making.write_xlsx(made.data, options.out)
        paths = [str(written[name]) for name in options.format]
        with office.store.read() as session:
            bare = readiness.without_number(session, made.data)
    for check in readiness.checks(made.data, without_number=bare):
        if check.state != "ok":
            say(check.text)
    data = {"files": paths, "sequence": made.sequence, "data_sha256": made.data_sha256, "pages": made.pages}
    words = _("Đã lập báo cáo {period}, lần {n}, {pages} trang: {path}")
    name = periods.name(options.period)
    return Answer(data, [words.format(period=name, n=made.sequence, pages=made.pages, path=", ".join(paths))])


def list_made(request: Request) -> Answer:
    """The reports of which a file is kept, newest first."""
    with opened.office(request) as office, office.store.read() as session:
        rows = report_register.made(session)
    lines = [_made_line(row) for row in rows] or [_("Chưa lập báo cáo nào.")]
    return Answer({"total": len(rows), "reports": [_made_json(row) for row in rows]}, lines)


def list_copies(request: Request) -> Answer:
    """The signed copies of one report, oldest first."""
    from models.reports import gather

    options = request.options
    gather.refuse_mismatch(options.kind, options.period)
    with opened.office(request) as office, office.store.read() as session:
        rows = report_register.copies(session, options.kind, options.period, options.issuer)
    lines = [f"{row.id}  {copy_words(row)} · {row.name}" for row in rows] or [_("Chưa có bản đã ký nào.")]
    return Answer({"total": len(rows), "copies": [_copy_json(row) for row in rows]}, lines)


def get(request: Request) -> Answer:
    """Write the kept file of a report into a folder: the signed one, unless there is none or another is asked for."""
    from models.reports import gather

    options = request.options
    kind, period = options.kind, options.period
    gather.refuse_mismatch(kind, period)
    with opened.office(request) as office, office.store.read() as session:
        if options.copy is not None:
            kept = report_register.signed_copy(session, office.evidence, kind, period, options.copy, options.issuer)
        else:
            which, unsigned = (kind, period, options.issuer), options.unsigned
            kept = report_register.kept_file(session, office.evidence, *which, unsigned=unsigned)
    path = report_register.write_out(kept, options.out)
    words = _("Đã lưu bản đã ký: {path}") if kept.signed else _("Đã lưu bản chưa ký: {path}")
    return Answer({"file": str(path), "signed": kept.signed}, [words.format(path=path)])


def verify(request: Request) -> Answer:
    """Say of each signature who made it, when, and what it is worth."""
    from models.signing.sandboxed_signing import verify_sandboxed

    options = request.options
    content = files.read(options.file, limits.PDF)
    found = verify_sandboxed(content, [files.read(path, limits.CERTIFICATES) for path in options.trust])
    verdict = found.as_json()
    if found.packed is not None:
        verdict["data"] = _own_data(found.packed.encode())
    lines = _verdict_lines(options.file, found, verdict["data"])
    for remark in found.remarks:
        say(remark)
    return Answer(verdict, lines, 0 if found.intact else 1)


def audit_head(path: Path) -> str:
    """The audit chain's newest hash as the report in this file has it.

    Raises AppError when there is none in it, and for a signed report that was changed afterwards.
    """
    from models.reports.reader import embedded_data, read_data
    from models.signing.sandboxed_signing import verify_sandboxed

    content = files.read(path, limits.PDF)
    verdict = verify_sandboxed(content)
    if verdict.signatures and not verdict.intact:
        raise AppError(
            "signature_broken",
            _("Không dùng báo cáo {name} để đối chiếu.").format(name=path.name),
            verdict_words.summary(verdict)[0],
            _("Hãy lấy lại bản gốc đã ký."),
        )
    head = read_data(embedded_data(content) or b"").get("audit_head")
    if head is None:
        raise AppError(
            "no_audit_head",
            _("Báo cáo {name} không ghi mã nhật ký.").format(name=path.name),
            _("Tệp không phải do Sổ CCHC lập từ sổ của cơ quan."),
            _("Hãy chọn tệp báo cáo do chương trình lập."),
        )
    return str(head)


def _own_data(content: bytes) -> dict[str, Any] | None:
    """The file's data when this program can read them; what speaks against that takes nothing from the signatures."""
    from models.reports.reader import read_data

    try:
        return read_data(content)
    except AppError as refusal:
        say(str(refusal))
        return None


def _copy_json(row: CopyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "file": row.name,
        "sequence": row.sequence or None,
        "role": row.by.role or None,
        "signer": row.by.signer or None,
        "signed_at": clock.iso_vietnam(row.by.signed_at) if row.by.signed_at else None,
        "kept_at": clock.iso_vietnam(row.kept_at),
    }


def _made_json(row: report_register.KeptReportRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "period": row.period_key,
        "issuer": row.issuer,
        "number": row.number,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "made_at": clock.iso_vietnam(row.made_at) if row.made_at else None,
        "sequence": row.sequence,
        "sha256": row.sha256,
        "file": row.file,
        "signed_file": row.signed_file,
    }


def _made_line(row: report_register.KeptReportRow) -> str:
    when = show_moment(row.made_at) if row.made_at else " " * 16
    number = _("số {number}").format(number=row.number or "…")
    day = _("ngày {day}").format(day=show_date(row.issued_on) or "…")
    signed = _("đã ký") if row.signed_file else _("chưa ký")
    named = f"{REPORT_KINDS[row.kind].name} · {periods.name(row.period_key)} · {row.issuer_name}"
    return f"{when}  {named:<70} {number}, {day} · {signed} · {row.signed_file or row.file}"


def _verdict_lines(path: Path, verdict: Verdict, data: dict[str, Any] | None) -> list[str]:
    from models.reports import from_data

    if not verdict.signatures:
        return [_("Tệp {name} chưa có chữ ký số nào.").format(name=path.name)]
    lines = [_finding_line(each) for each in verdict.signatures]
    if data is not None:
        words = _("Số liệu kèm theo: {kind} ({period}) của {unit}, {n} nhiệm vụ.")
        unit, period, counts = data["unit"]["name"], periods.name(data["period"]["id"]), from_data.task_count(data)
        lines.append(words.format(kind=REPORT_KINDS[data["kind"]].name, period=period, unit=unit, n=counts))
        if data.get("audit_head"):
            lines.append(_("Mã đối chiếu nhật ký lúc lập báo cáo: {code}.").format(code=short_code(data["audit_head"])))
    return [*lines, verdict_words.summary(verdict)[0]]


def _finding_line(finding: SignatureFinding) -> str:
    moment = clock.iso_vietnam(finding.signed_at) if finding.signed_at else _("không ghi thời gian")
    whole = _("còn nguyên vẹn") if finding.intact else _("ĐÃ BỊ SỬA sau khi ký")
    told = [verdict_words.scope(finding), verdict_words.short_trust(finding), verdict_words.strength(finding)]
    parts = (verdict_words.signer(finding), moment, whole, *(words[:1].lower() + words[1:] for words in told if words))
    return f"{finding.field}: " + " · ".join(parts)
