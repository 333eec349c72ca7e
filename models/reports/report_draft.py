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
from models.work import issuers, people, period_list, periods, report_register
from models.work.issuers import Issuer
from models.work.people import PersonRow
from models.work.period_list import PeriodList
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
    `chosen` is the key of whoever's report of this period is being written. `listed` are the periods to choose from.
    `signature_image` is the evidence address of the chosen signer's picture. `copies` are the signed ones, oldest
    first; `made_sequence` and `made_at` are of the newest making, 0 for none, `signed` says whether that one is signed,
    and `changed` whether the book says something else now than it did when that was made.
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
    chosen: str
    listed: PeriodList
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


def read(
    session: Session,
    kind: str,
    period_key: str = "",
    long_above: int = LONG_ABOVE,
    evidence: Evidence | None = None,
    issuer: str | None = None,
) -> ReportDraft:
    """The draft; of the present period and the chosen issuer where none is named, or one that does not issue here.

    `evidence`, which keeps makings, tells whether one has `changed`. Raises AppError as `gather` does.
    """
    period_key = (period := _period(session, REPORT_KINDS[kind].period, period_key)).key
    choices = _choices(session, kind, period_key)
    head = report_register.head(session, kind, period_key, choices.known(issuer))
    kept = report_register.find(session, kind, period_key, head.issuer)
    data = gather(session, kind, period_key, long_above, head.issuer)
    signers, chosen = _signers(session, head)
    return ReportDraft(
        kind=kind,
        period_key=period_key,
        title=_title(kind, period),
        data=data,
        sections=outline.to_fill(REPORT_KINDS[kind].outline, data.sections),
        edited=report_register.edited_words(session, kept),
        earlier=_earlier(session, kind, period_key, head.issuer),
        issuer=head.issuer,
        **vars(choices),
        number=head.number,
        issued_on=head.issued_on,
        signer_id=chosen.id if chosen else None,
        signers=signers,
        signature_image=chosen.image if chosen else None,
        gap=(gap := readiness.grid_gap(session, period_key)),
        checks=readiness.checks(data, gap, readiness.without_number(session, data)),
        copies=tuple(report_register.copies(session, kind, period_key, head.issuer)),
        **vars(_newest(kept)),
        changed=evidence is not None and kept is not None and signing_order.draft_differs(session, evidence, data),
    )


@dataclass(frozen=True)
class _Choices:
    issuers: tuple[Issuer, ...]
    chosen: str
    listed: PeriodList

    def known(self, issuer: str | None) -> str | None:
        return issuer if issuer in {one.key for one in self.issuers} else None


def _choices(session: Session, kind: str, period_key: str) -> _Choices:
    chosen = report_register.chosen_issuer(session, kind, period_key)
    return _Choices(issuers.choices(session), chosen, period_list.read(session, period_key))


@dataclass(frozen=True)
class _Making:
    made_sequence: int = 0
    made_at: datetime | None = None
    signed: bool = False


def _title(kind: str, period: PeriodRow) -> str:
    return f"{REPORT_KINDS[kind].name} · {period.name} ({periods.span(period)})"


def _newest(kept: Report | None) -> _Making:
    return _Making() if kept is None else _Making(kept.sequence, kept.made_at, kept.signed_file_id is not None)


def _period(session: Session, wanted: str, period_key: str) -> PeriodRow:
    if not period_key:
        return periods.containing(session, clock.today(), wanted)
    return periods.get(session, periods.counterpart(period_key, wanted, periods.default_key(clock.today())))


def _signers(session: Session, head: Head) -> tuple[tuple[PersonRow, ...], PersonRow | None]:
    """Who signs for the issuer, and who of them was chosen."""
    all_of_them = tuple(one for one in people.rows(session) if one.signs and one.signs_for == head.issuer)
    return all_of_them, next((one for one in all_of_them if one.id == head.signer_id), None)


def _earlier(session: Session, kind: str, period_key: str, issuer: str) -> dict[str, tuple[str, ...]]:
    """What a person wrote in the issuer's report before this one, else in the other's, of what may be taken over."""
    past = periods.neighbour(period_key, -1)
    before = report_register.find(session, kind, past, issuer) or report_register.find(session, kind, past)
    words = report_register.edited_words(session, before)
    carried = {part.code for part in REPORT_KINDS[kind].outline if part.carried}
    return {code: paragraphs for code, paragraphs in words.items() if paragraphs and code in carried}
