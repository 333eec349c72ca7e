"""From the office's file to one plain ReportData: the period's figures, words as edited, who signs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_number
from models.base.version import VERSION
from models.base.words import _
from models.reports import issuer, wording
from models.reports.data import ReportData, ReportPeriod, ReportSection, ReportTask
from models.store import audit
from models.work import (
    directives,
    indicators,
    office,
    period_status,
    periods,
    report_register,
    unit_names,
    units,
)
from models.work.indicators import IndicatorRow
from models.work.period_status import TaskStatus
from models.work.periods import PeriodRow
from models.work.report_kinds import REPORT_KINDS, ReportKind
from models.work.tasks import Task


def gather(session: Session, kind: str, period_key: str, long_above: int = wording.LONG_ABOVE) -> ReportData:
    """Everything that the report of this kind and period shows, as of now.

    With more than `long_above` tasks it is a long one: the text counts, and names only what is late or notable.
    Raises AppError `period_unknown`, `report_kind_unknown`, `kind_and_period_differ`, `no_office`.
    """
    refuse_mismatch(kind, period_key)
    wanted = REPORT_KINDS[kind]
    period = periods.get(session, period_key)
    own = office.card(session)
    stood = period_status.at_end_of(session, period)
    measured = indicators.of_tasks(session, [row.task.id for row in stood.rows])
    known = _names_with_semicolons(session)
    tasks = tuple(_task(row, measured.get(row.task.id), known) for row in stood.rows)
    long = len(tasks) > long_above
    kept = report_register.find(session, kind, period_key)
    return ReportData(
        kind=kind,
        unit=issuer.unit(own),
        parent=issuer.parent(own),
        period=ReportPeriod(period.key, period.from_on, period.to_on),
        made_at=clock.now().replace(microsecond=0),
        program=VERSION,
        letterhead=issuer.letterhead(wanted, own, kept),
        subject=wording.subject(wanted, period.key, sample=own.sample),
        signer=issuer.signer(session, own, kept.signer_id if kept else None),
        sections=_sections(session, wanted, tasks, period, kept, long=long),
        tasks=tasks,
        recipients=issuer.recipients(own),
        opening=wording.opening(wanted, own.name, period, _sources(stood.rows), with_tasks=bool(tasks)),
        closing=wording.closing(wanted, own.name, period, issuer.recipients(own)),
        copies=issuer.copies(own),
        sequence=(kept.sequence if kept else 0) + 1,
        previous_sha256=kept.sha256 if kept else None,
        audit_head=audit.head(session)[1],
        long=long,
    )


def refuse_mismatch(kind: str, period_key: str) -> None:
    """Raises AppError `report_kind_unknown`, `period_unknown`, `kind_and_period_differ`."""
    if kind not in REPORT_KINDS:
        raise AppError(
            "report_kind_unknown",
            _("Loại báo cáo “{kind}” không hợp lệ.").format(kind=kind),
            _("Chỉ dùng được: {kinds}.").format(kinds=", ".join(REPORT_KINDS)),
            _("Hãy chọn một loại trong danh sách."),
        )
    if periods.kind_of(period_key) != REPORT_KINDS[kind].period:
        raise AppError(
            "kind_and_period_differ",
            _("Loại báo cáo và kỳ báo cáo không khớp nhau."),
            _("{period} không phải là kỳ của loại báo cáo “{kind}”.").format(
                period=periods.name(period_key), kind=kind
            ),
            _("Hãy chọn lại kỳ, ví dụ 2024-03 cho báo cáo tháng hoặc 2024-Q1 cho báo cáo quý."),
        )


def _sections(
    session: Session,
    kind: ReportKind,
    tasks: tuple[ReportTask, ...],
    period: PeriodRow,
    kept: report_register.Report | None,
    *,
    long: bool,
) -> tuple[ReportSection, ...]:
    known = _names_with_semicolons(session)
    coming = tuple(_plain(task, known) for task in period_status.coming(session, period))
    next_key = periods.following(session, period).key
    written = wording.sections(kind.outline, tasks, coming, _received(session, period), next_key, long=long)
    edited = report_register.edited_words(kept) if kept else {}
    return tuple(replace(part, paragraphs=edited[part.code]) if part.code in edited else part for part in written)


def _received(session: Session, period: PeriodRow) -> list[str]:
    """Names of the directives issued or received in the period."""
    rows = session.scalars(select(directives.Directive).order_by(directives.Directive.number))
    return [
        directives.label(row.kind, row.doc_number, row.symbol, row.issued_on)
        for row in rows
        if any(
            day and period.from_on <= day <= period.to_on for day in (row.issued_on, clock.local(row.added_at).date())
        )
    ]


def _sources(rows: tuple[TaskStatus, ...]) -> list[str]:
    """The directives that the period's tasks come from, the three that gave most."""
    names: dict[str, int] = {}
    for row in rows:
        if row.task.source_text:
            names[row.task.source_text] = names.get(row.task.source_text, 0) + 1
    return sorted(names, key=lambda name: -names[name])[:3]


def _names_with_semicolons(session: Session) -> list[str]:
    """Units whose names would be taken for two in a text of names."""
    return list(session.scalars(select(units.Unit.name).where(units.Unit.name.contains(";"))))


def _task(row: TaskStatus, measure: IndicatorRow | None, known: Collection[str]) -> ReportTask:
    counted = ""
    if measure is not None and row.value is not None:
        target = _(" (mục tiêu {target})").format(target=show_number(measure.target)) if measure.target else ""
        counted = f"{measure.name}: {show_number(row.value)} {measure.measure}".rstrip() + target
    plain = _plain(row.task, known)
    return replace(
        plain,
        state=row.state,
        timeliness=row.timeliness,
        due_on=row.due_on,
        done_on=row.done_on,
        percent=row.percent,
        note="; ".join(part for part in (counted, row.note) if part),
    )


def _plain(task: Task, known: Collection[str]) -> ReportTask:
    return ReportTask(
        id=task.id,
        number=task.number,
        ref=task.ref,
        directive=task.source_text,
        text=task.text,
        area=task.area,
        state=task.state,
        timeliness="in_time",
        deadline_text=task.deadline_text,
        due_on=task.due_on,
        lead=unit_names.parted(task.lead_text, known),
        with_units=unit_names.parted(task.with_text, known),
    )
