"""A report as the page shows it while it is being written: gathered figures, edited words, who may sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.base import clock
from models.reports import signing_order
from models.reports.data import ReportData
from models.reports.gather import gather
from models.reports.readiness import GridGap, grid_gap
from models.reports.wording import LONG_ABOVE
from models.store.evidence import Evidence
from models.work import people, periods, report_register
from models.work.people import PersonRow
from models.work.report_kinds import REPORT_KINDS
from models.work.signed_copies import CopyRow


@dataclass(frozen=True)
class ReportDraft:
    """`edited` maps the codes of sections that a person wrote; `before` and `after` are the neighbouring periods.

    `signature_image` is the evidence address of the chosen signer's picture. `copies` are the signed ones, oldest
    first; `made_sequence` and `made_at` are of the newest making, 0 for none, `signed` says whether that one is signed,
    and `changed` whether the book has changed since it was made and signed.
    """

    kind: str
    period_key: str
    title: str
    data: ReportData
    edited: dict[str, tuple[str, ...]]
    number: str
    issued_on: date | None
    signer_id: str | None
    signers: tuple[PersonRow, ...]
    signature_image: str | None
    before: str
    after: str
    gap: GridGap
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
) -> ReportDraft:
    """The draft of a kind and period; without a period, that of the present one. Raises AppError as `gather` does.

    Whether it has `changed` is told with the `evidence` that keeps the making.
    """
    wanted = REPORT_KINDS[kind].period
    if not period_key or periods.kind_of(period_key) != wanted:
        period_key = periods.containing(session, clock.today(), wanted).key
    period = periods.get(session, period_key)
    kept = report_register.find(session, kind, period_key)
    data = gather(session, kind, period_key, long_above)
    signed = kept is not None and kept.signed_file_id is not None
    return ReportDraft(
        kind=kind,
        period_key=period_key,
        title=f"{REPORT_KINDS[kind].name} · {period.name} ({periods.span(period)})",
        data=data,
        edited=report_register.edited_words(kept) if kept else {},
        number=kept.number if kept else "",
        issued_on=kept.issued_on if kept else None,
        signer_id=kept.signer_id if kept else None,
        signers=tuple(person for person in people.rows(session) if person.signs),
        signature_image=_image(session, kept),
        before=periods.neighbour(period_key, -1),
        after=periods.neighbour(period_key, 1),
        gap=grid_gap(session, period_key),
        copies=tuple(report_register.copies(session, kind, period_key)),
        made_sequence=kept.sequence if kept else 0,
        made_at=kept.made_at if kept else None,
        signed=signed,
        changed=signed and evidence is not None and signing_order.draft_differs(session, evidence, data),
    )


def _image(session: Session, kept: report_register.Report | None) -> str | None:
    person = session.get(people.Person, kept.signer_id) if kept and kept.signer_id else None
    return person.image if person else None
