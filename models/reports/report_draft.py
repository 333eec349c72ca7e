"""A report as the page shows it while it is being written: gathered figures, edited words, who may sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.base import clock
from models.reports import outline, readiness, signing_order
from models.reports.data import ReportData, ReportSection
from models.reports.gather import gather
from models.reports.readiness import Check, GridGap
from models.reports.wording import LONG_ABOVE
from models.store.evidence import Evidence
from models.work import issuers, made_issuer, people, periods, report_register
from models.work.issuers import Issuer
from models.work.people import PersonRow
from models.work.periods import PeriodRow
from models.work.report_kinds import REPORT_KINDS
from models.work.report_register import Head, Report
from models.work.signed_copies import CopyRow


@dataclass(frozen=True)
class ReportDraft:
    """`sections` has those too that are not printed, as nobody has filled them in yet.

    `edited` maps the codes of sections that a person wrote, `earlier` what was written for the period before. `checks`
    is what is or is not ready to be signed.
    `issuer` is the key of whoever issues it, of `issuers`; number, day, signer and `signers` are that one's.
    `signature_image` is the evidence address of the chosen signer's picture. `copies` are the signed ones, oldest
    first; `made_sequence` and `made_at` are of the newest making, 0 for none, `signed` says whether that one is signed,
    and `changed` whether the book says something else now than it did when that was made.
    `made_issuer` is the key of whoever issued the newest making, "" for none.
    """

    kind: str
    period_key: str
    title: str
    data: ReportData
    sections: tuple[ReportSection, ...]
    edited: dict[str, tuple[str, ...]]
    earlier: dict[str, tuple[str, ...]]
    issuer: str
    issuers: tuple[Issuer, ...]
    number: str
    issued_on: date | None
    signer_id: str | None
    signers: tuple[PersonRow, ...]
    signature_image: str | None
    gap: GridGap
    checks: tuple[Check, ...]
    copies: tuple[CopyRow, ...]
    made_sequence: int
    made_at: datetime | None
    signed: bool
    changed: bool
    made_issuer: str

    @property
    def before(self) -> str:
        """The period before this one."""
        return periods.neighbour(self.period_key, -1)

    @property
    def after(self) -> str:
        """The period after it."""
        return periods.neighbour(self.period_key, 1)


def read(
    session: Session, kind: str, period_key: str = "", long_above: int = LONG_ABOVE, evidence: Evidence | None = None
) -> ReportDraft:
    """The draft of a kind and period; without a period, that of the present one.

    `evidence`, which keeps the making, tells whether it has `changed`. Raises AppError as `gather` does.
    """
    period = _period(session, REPORT_KINDS[kind].period, period_key)
    period_key = period.key
    kept = report_register.find(session, kind, period_key)
    data = gather(session, kind, period_key, long_above)
    head = report_register.head(session, kept)
    signers, chosen = _signers(session, head)
    gap = readiness.grid_gap(session, period_key)
    signed = kept is not None and kept.signed_file_id is not None
    return ReportDraft(
        kind=kind,
        period_key=period_key,
        title=f"{REPORT_KINDS[kind].name} · {period.name} ({periods.span(period)})",
        data=data,
        sections=outline.to_fill(REPORT_KINDS[kind].outline, data.sections),
        edited=report_register.edited_words(kept) if kept else {},
        earlier=_earlier(session, kind, period_key),
        issuer=head.issuer,
        issuers=issuers.choices(session),
        number=head.number,
        issued_on=head.issued_on,
        signer_id=chosen.id if chosen else None,
        signers=signers,
        signature_image=chosen.image if chosen else None,
        gap=gap,
        checks=readiness.checks(data, gap, readiness.without_number(session, data)),
        copies=tuple(report_register.copies(session, kind, period_key)),
        made_sequence=kept.sequence if kept else 0,
        made_at=kept.made_at if kept else None,
        signed=signed,
        changed=evidence is not None and kept is not None and signing_order.draft_differs(session, evidence, data),
        made_issuer=_made_issuer(session, kept),
    )


def _made_issuer(session: Session, kept: Report | None) -> str:
    if kept is None or kept.file_id is None:
        return ""
    return made_issuer.by_file(session, kept.id).get(kept.file_id, "")


def _period(session: Session, wanted: str, period_key: str) -> PeriodRow:
    if not period_key or periods.kind_of(period_key) != wanted:
        return periods.containing(session, clock.today(), wanted)
    return periods.get(session, period_key)


def _signers(session: Session, head: Head) -> tuple[tuple[PersonRow, ...], PersonRow | None]:
    """Who signs for the issuer, and who of them was chosen."""
    all_of_them = tuple(one for one in people.rows(session) if one.signs and one.signs_for == head.issuer)
    return all_of_them, next((one for one in all_of_them if one.id == head.signer_id), None)


def _earlier(session: Session, kind: str, period_key: str) -> dict[str, tuple[str, ...]]:
    """What a person wrote in the report before this one, of the parts that may be taken over."""
    before = report_register.find(session, kind, periods.neighbour(period_key, -1))
    words = report_register.edited_words(before) if before else {}
    carried = {part.code for part in REPORT_KINDS[kind].outline if part.carried}
    return {code: paragraphs for code, paragraphs in words.items() if paragraphs and code in carried}
