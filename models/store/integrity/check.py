"""Proving the file: pages, links, audit chain, search index, evidence, copies. Says what is wrong.

It puts right one thing only, and says so: evidence that opens nowhere but in a copy (`evidence_check`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store import audit, faults
from models.store.audit import AuditEvent
from models.store.backups import backup_list, offsite
from models.store.db import Store
from models.store.evidence import Evidence
from models.store.integrity import audit_anchors, evidence_check, last_check

_NAMED = text("SELECT name, address FROM attachments")


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it must be, or was not and is again. `code` for scripts, `what` for people."""

    code: str
    what: str

    @property
    def mended(self) -> bool:
        """Whether it was put right: to be said, and no failure."""
        return self.code == evidence_check.MENDED


OLDER = frozenset({"chain_cut", "chain_changed"})  # an older or another book lies in the place of a newer one


def everything(home: Home, store: Store, evidence: Evidence, key: bytes, place: str = "") -> list[Finding]:
    """All findings, most serious first; an empty list for a sound office. When it was made is noted.

    `place` is the second place, whose backups are compared too where it can be reached.
    """
    findings = [finding for step in steps(home, store, evidence, key, place) for finding in step]
    last_check.note(home, failures(findings))
    return findings


def failures(findings: Iterable[Finding]) -> list[str]:
    """The codes of what is not as it must be."""
    return [finding.code for finding in findings if not finding.mended]


def steps(home: Home, store: Store, evidence: Evidence, key: bytes, place: str = "") -> Iterator[list[Finding]]:
    """The same in pieces of a second or so, for who has other things to do between them. Nothing is held meanwhile."""
    findings = file(store)
    yield findings
    try:
        for part in (_links, lambda session: _chain(session, home, place), _index):
            with store.read() as session:
                found = part(session)
            yield found
        with store.read() as session:
            named = [(str(name), str(address)) for name, address in session.execute(_NAMED)]
        yield from _found(evidence_check.of_book(home, key, named, evidence))
    except AppError as refusal:  # the file is so damaged that it cannot be read to its end
        if not findings:
            yield [Finding("file_damaged", refusal.what)]
    for newest in backup_list.own(home)[:1]:
        yield from _found(evidence_check.of_newest_backup(home, key, newest))
    for newest in offsite.kept(home, place)[:1] if evidence.mends else []:
        yield from _found(evidence_check.of_second_place(home, key, newest))


def against_report(store: Store, head: str, name: str) -> list[Finding]:
    """Whether the chain still has the event that was its newest when a report was made: `head` stands in the report.

    This finds a chain that somebody wrote anew from its beginning, which nothing inside the file can show.
    """
    with store.read() as session:
        if session.scalar(select(AuditEvent.number).where(AuditEvent.hash == head)) is not None:
            return []
    words = _("Nhật ký không còn là nhật ký khi lập báo cáo {name}: sự kiện cuối lúc đó không có trong sổ này.")
    return [Finding("chain_changed", words.format(name=name))]


def file(store: Store) -> list[Finding]:
    """What is wrong with the pages of the file and how they hang together."""
    try:
        with faults.sorting(), closing(store.connection()) as db:
            pages = [row[0] for row in db.execute("PRAGMA cipher_integrity_check")]
            problems = [row[0] for row in db.execute("PRAGMA integrity_check(5)")]
    except AppError as refusal:
        return [Finding("file_damaged", refusal.what)]
    damaged = pages + [problem for problem in problems if problem != "ok"]
    if not damaged:
        return []
    words = _(
        "Tệp dữ liệu có {n} chỗ hỏng. Không ghi thêm vào sổ này; hãy khôi phục từ bản sao lưu đã kiểm chứng gần nhất."
    )
    return [Finding("file_damaged", words.format(n=len(damaged)))]


def _links(session: Session) -> list[Finding]:
    broken = session.execute(text("PRAGMA foreign_key_check")).fetchall()
    return [
        Finding("link_broken", _("Bảng {table} có dòng trỏ tới dữ liệu không tồn tại.").format(table=table))
        for table in sorted({row[0] for row in broken})
    ]


def _chain(session: Session, home: Home, place: str) -> list[Finding]:
    first = session.scalar(text("SELECT min(number) FROM audit_events"))
    if first is None or first > 1:
        words = _("Nhật ký thiếu phần đầu: sự kiện đầu tiên còn lại là số {number}.")
        return [Finding("chain_head_missing", words.format(number=first or _("không có")))]
    number = audit.first_broken(session)
    if number is not None:
        words = _("Chuỗi nhật ký bị đứt ở sự kiện số {number}: nội dung đã bị sửa hoặc bị xoá ngoài chương trình.")
        return [Finding("chain_broken", words.format(number=number))]
    # A whole chain may still be too short, or another one: what was noted outside the file tells.
    missing = audit_anchors.chain_of(session).lacks(audit_anchors.noted(home, place, many=audit_anchors.MANY))
    return [Finding("chain_cut" if gap.older else "chain_changed", audit_anchors.words(gap)) for gap in missing[:1]]


def _index(session: Session) -> list[Finding]:
    missing = session.scalar(text("SELECT count(*) FROM tasks WHERE number NOT IN (SELECT rowid FROM tasks_search)"))
    over = session.scalar(text("SELECT count(*) FROM tasks_search WHERE rowid NOT IN (SELECT number FROM tasks)"))
    findings = []
    if missing:
        words = _("{n} nhiệm vụ chưa có trong mục tìm kiếm.")
        findings.append(Finding("search_incomplete", words.format(n=missing)))
    if over:
        findings.append(Finding("search_stale", _("Mục tìm kiếm còn {n} nhiệm vụ đã xoá.").format(n=over)))
    return findings


def _found(steps_of: Iterator[evidence_check.Said]) -> Iterator[list[Finding]]:
    for said in steps_of:
        yield [Finding(code, what) for code, what in said]
