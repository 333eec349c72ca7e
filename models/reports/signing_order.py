"""What is signed when somebody signs a report: the newest signed copy of it, and what should be asked before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models.base import clock, files, name_match
from models.base.errors import AppError
from models.base.text import say_date
from models.base.words import _
from models.reports import from_data, making, readiness
from models.reports.canonical import data_json
from models.reports.data import ReportData
from models.reports.gather import gather
from models.reports.pdf import cleaned
from models.reports.reader import embedded_data, read_data
from models.reports.readiness import Check
from models.store.evidence import Evidence
from models.work import issuers, report_register
from models.work.signed_copies import CopyRow, SignedBy, newest_over


@dataclass(frozen=True)
class NamedFile:
    """A file that a person named, as it was when it was read: what is shown and signed are the bytes of then."""

    path: Path
    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path, content: bytes) -> NamedFile:
        """The file at `path`, of which `content` was read."""
        return cls(path, len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class SignSource:
    """The file that gets the next signature: `content`, which is the newest signed copy where there is one.

    `name` is of the file that was named, or that the book made. `inside` is its data.json where the book knows the
    report by it; then the signed file is kept. `on_top` are the copies signed before, of the same making. `brought`
    says that it was signed elsewhere, so that the book has not kept it yet. `doubts` is what is not clean in it.
    `signer` is the name printed under the signature, "" where the book does not know the file.
    `file` is the file on the disk, where a person named one.
    """

    name: str
    content: bytes
    inside: bytes | None = None
    on_top: tuple[CopyRow, ...] = ()
    brought: bool = False
    doubts: tuple[Check, ...] = ()
    signer: str = ""
    file: NamedFile | None = None

    def sha256(self) -> str:
        """Of `content`: what stands for the bytes that a person was shown."""
        return hashlib.sha256(self.content).hexdigest()


def of_report(
    session: Session, evidence: Evidence, kind: str, period_key: str, whose: str, *, long_above: int
) -> SignSource | None:
    """The newest making of this issuer's report, or None where the book keeps none. Raises AppError."""
    try:
        made = report_register.kept_file(session, evidence, kind, period_key, whose, unsigned=True)
    except AppError as refusal:
        if refusal.code != "report_not_made":
            raise
        return None
    source = of_file(session, evidence, made.name, made.content, embedded_data(made.content))
    data = gather(session, kind, period_key, long_above, whose)
    since = _changed_since(source.inside, data)
    return replace(source, doubts=(*since, *source.doubts))


def of_file(session: Session, evidence: Evidence, name: str, content: bytes, inside: bytes | None) -> SignSource:
    """A file that somebody named; `inside` is its data.json, taken out by `models.signing`.

    A report of this office is looked up in the book. Anything else is signed as it is. Raises AppError.
    """
    values = _own(session, inside)
    if values is None:
        return SignSource(name, content)
    kind, period_key = values["kind"], values["period"]["id"]
    whose = issuers.key_of(session, values["unit"]["id"])
    report = report_register.find(session, kind, period_key, whose)
    newest = newest_over(session, evidence, report.id, content) if report is not None else None
    copies = report_register.copies(session, kind, period_key, whose) if newest is not None else []
    data = from_data.report(values)
    bare = readiness.without_number(session, data)
    found = readiness.checks(data, readiness.grid_gap(session, period_key), bare)
    return SignSource(
        name=name,
        content=newest[1] if newest is not None else content,
        inside=inside,
        brought=newest is None and b"/ByteRange" in content,
        on_top=tuple(copy for copy in copies if copy.sequence in {0, values["sequence"]}),
        doubts=tuple(readiness.unclean(found)),
        signer=data.signer.name,
    )


def called_as(source: SignSource, written: Path | None) -> SignSource:
    """The source by the name of `written`, where that is the same on the disk (it got a number beside an older one)."""
    if written is None:
        return source
    try:
        same = files.read(written, len(source.content)) == source.content
    except AppError:
        same = False
    return replace(source, name=written.name) if same else source


def holder_doubt(source: SignSource, role: str, holder: str) -> str:
    """What to ask about a certificate whose `holder` is another than who signs by the report; "" where nothing is.

    The leader's certificate bears the name that is printed; the agency's bears no person's.
    """
    if not source.signer:
        return ""
    same = name_match.same_person(source.signer, holder)
    if role == "lanh-dao" and not same:
        words = _("Chứng thư mang tên “{holder}”, còn người ký ghi trong báo cáo là “{signer}”.")
        return words.format(holder=holder, signer=source.signer)
    if role == "co-quan" and same:
        words = _("Chứng thư mang tên người ký “{holder}”, không phải tên cơ quan.")
        return words.format(holder=holder)
    return ""


def refuse_changed(file: NamedFile) -> None:
    """Raises AppError `file_changed_meanwhile` where the file on the disk is no longer the one that was read."""
    try:
        same = hashlib.sha256(files.read(file.path, file.size)).hexdigest() == file.sha256
    except AppError:
        same = False
    if not same:
        raise AppError(
            "file_changed_meanwhile",
            _("Chưa ký: tệp {name} trên đĩa không còn là bản đang xem.").format(name=file.path.name),
            _("Từ khi mở ra xem, tệp đã bị thay, bị sửa, bị xóa hoặc không còn đọc được."),
            _("Hãy mở lại tệp, xem lại từng trang rồi hãy ký."),
        )


def refuse_other(source: SignSource, signed: bytes, shown: str) -> None:
    """Raises AppError `signed_other` where `signed` does not begin with the bytes whose SHA-256 `shown` is."""
    size = len(source.content)
    if len(signed) <= size or hashlib.sha256(memoryview(signed)[:size]).hexdigest() != shown:
        raise AppError(
            "signed_other",
            _("Bản vừa ký không được giữ: nội dung không phải bản đã xem."),
            _("Phần được ký khác với những trang đã hiện trước khi ký."),
            _("Hãy mở lại báo cáo, xem lại rồi ký."),
        )


def keep(
    session: Session,
    evidence: Evidence,
    source: SignSource,
    name: str,
    content: bytes,
    by: SignedBy,
    shown: str,
) -> bool:
    """Keep what came of signing `source`, and first the source itself where it was signed elsewhere.

    `shown` is the SHA-256 of the bytes that the person saw. False for a file that the book does not know. Raises
    AppError `signed_other`, and as `remember_signed` does.
    """
    refuse_other(source, content, shown)
    if source.brought:
        making.remember_signed(session, evidence, source.name, source.content, source.inside)
    return making.remember_signed(session, evidence, name, content, source.inside, by)


def _own(session: Session, inside: bytes | None) -> dict[str, Any] | None:
    """The data of a report that this office made, in this copy of its book or another; None for everything else."""
    if inside is None:
        return None
    try:
        values = read_data(inside)
        from_data.report(values)
    except (AppError, ValueError):
        return None  # another program's, or a later one's: nothing is known of it here
    return values if values["unit"]["id"] in issuers.unit_ids(session) else None


def draft_differs(session: Session, evidence: Evidence, now: ReportData) -> bool:
    """Whether `now` says something else than the newest making of its report; False where that cannot be told."""
    try:
        whose = issuers.key_of(session, now.unit.id)
        made = report_register.kept_file(session, evidence, now.kind, now.period.id, whose, unsigned=True)
        inside = embedded_data(made.content)
        values = read_data(inside) if inside is not None else None
        return values is not None and from_data.judged_by_part(values) and differs(from_data.report(values), now)
    except (AppError, ValueError):
        return False


def _changed_since(inside: bytes | None, now: ReportData) -> list[Check]:
    """Whether the book says something else today than the making that is to be signed."""
    values = read_data(inside) if inside is not None else None
    if values is None:
        return []
    made = from_data.report(values)
    if not from_data.judged_by_part(values):
        words = _("Bản này do phiên bản trước lập, theo cách tính cũ: cần lập lại thì số liệu mới theo cách tính nay")
        return [Check("missing", words, "changed")]
    if not differs(made, now):
        return []
    words = _("Sổ đã thay đổi từ khi lập bản này ({day}): cần lập lại thì số, ngày, lời, số liệu mới có trong bản ký")
    return [Check("missing", words.format(day=say_date(clock.local(made.made_at).date())), "changed")]


def differs(made: ReportData, now: ReportData) -> bool:
    """Whether two makings differ in more than which of them they are; `made` is as its data.json told it.

    Both are held against each other as data.json tells them: what it leaves out stands in its words.
    """
    same = replace(
        now,
        made_at=made.made_at,
        program=made.program,
        sequence=made.sequence,
        previous_sha256=made.previous_sha256,
        audit_head=made.audit_head,
    )
    return made != from_data.report(json.loads(data_json(cleaned(same))))
