"""From the office's file to one plain ReportData: the period's result, words as edited, who issues it and signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.errors import AppError
from models.base.version import VERSION
from models.base.words import _
from models.reports import adjusted, decisions, issuer, outline, period_before, wording
from models.reports.data import (
    ReportData,
    ReportPeriod,
    ReportSection,
    ReportTask,
    YearSoFar,
)
from models.reports.late_words import NextPeriod
from models.reports.report_tasks import report_tasks
from models.store import audit
from models.work import directives, issuers, office, period_result, periods, report_register, result_rules, unit_names
from models.work.occurrences import Calendar
from models.work.periods import PeriodRow
from models.work.report_kinds import REPORT_KINDS, ReportKind
from models.work.report_register import Head, Report
from models.work.result_rows import Rows
from models.work.tasks import Task


def gather(
    session: Session, kind: str, period_key: str, long_above: int = wording.LONG_ABOVE, whose: str | None = None
) -> ReportData:
    """Everything that the report of this kind and period shows: of a closed period, as it was closed.

    Of the issuer `whose`, or the one that is chosen. With more than `long_above` tasks its text names fewer of them.
    Raises AppError `period_unknown`, `report_kind_unknown`, `kind_and_period_differ`, `issuer_unknown`, `no_office`.
    """
    refuse_mismatch(kind, period_key)
    wanted, period = REPORT_KINDS[kind], periods.get(session, period_key)
    tasks = report_tasks(session, period, found := period_result.of_period(session, period_key, rows := Rows(session)))
    head, kept = _registered(session, kind, period_key, whose)
    who = issuer.of(session, head)
    data = ReportData(
        kind=kind,
        unit=issuer.unit(who),
        parent=issuer.parent(who),
        period=ReportPeriod(period.key, period.from_on, period.to_on, period.closed),
        made_at=clock.now().replace(microsecond=0),
        program=VERSION,
        letterhead=issuer.letterhead(wanted, who, head),
        subject=wording.subject(wanted, period.key, sample=office.card(session).sample),
        signer=issuer.signer(session, who, head),
        sections=(),
        tasks=tasks,
        adjustments=tuple(replace(one, unit=unit_names.agency(one.unit)) for one in found.adjustments),
        so_far=_so_far(session, period, rows),
        before=period_before.of(session, period, found, rows),
        recipients=who.report_to,
        opening=wording.opening(wanted, who.name, period, _sources(tasks), with_tasks=bool(tasks)),
        closing=wording.closing(wanted, who.name, period, who.report_to),
        copies=who.copies_to,
        archive=who.archive,
        sequence=(kept.sequence if kept else 0) + 1,
        previous_sha256=kept.sha256 if kept else None,
        audit_head=audit.head(session)[1],
        long=len(tasks) > long_above,
    )
    return replace(data, sections=_sections(session, wanted, data, period, kept))


def _registered(session: Session, kind: str, period_key: str, whose: str | None) -> tuple[Head, Report | None]:
    if whose is not None:
        issuers.refuse_unknown(session, whose)
    head = report_register.head(session, kind, period_key, whose)
    return head, report_register.find(session, kind, period_key, head.issuer)


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
    data: ReportData,
    period: PeriodRow,
    kept: Report | None,
) -> tuple[ReportSection, ...]:
    written = wording.sections(
        kind.outline,
        data.tasks,
        _coming(session, period, data.tasks),
        _received(session, period),
        own=data.letterhead.issuer,
        span=(data.period.first, data.period.last),
        so_far=data.so_far,
        before=data.before,
        corrected=adjusted.lines(session, data.adjustments),
        waived=decisions.waived(session, period, data.before.let_off if data.before is not None else ()),
        long=data.long,
    )
    return outline.printed(kind.outline, written, report_register.edited_words(session, kept))


def _so_far(session: Session, period: PeriodRow, rows: Rows) -> YearSoFar | None:
    counts = period_result.so_far(session, period, rows)
    return YearSoFar(period_result.year_start(session, period), counts) if counts is not None else None


def _coming(session: Session, period: PeriodRow, tasks: tuple[ReportTask, ...]) -> NextPeriod:
    """The next period, with the recurring duties that the result tells and that fall due in it again."""
    after, calendar = periods.following(session, period), Calendar(session)
    told = {task.id: task for task in tasks if task.whose == "ours" and task.occurrences}
    recurring = select(Task.id, Task.recurrence, Task.due_day).where(
        Task.recurrence.is_not(None), Task.state != "cancelled"
    )
    duties = []
    for task_id, recurrence, due_day in session.execute(recurring.order_by(Task.number)):
        if task_id in told and recurrence:
            spans = calendar.spans(recurrence, after.from_on, after.to_on, due_day)
            done = {one.period for one in told[task_id].occurrences if one.result not in result_rules.OPEN}
            due = (span.due_on for span in spans if span.key not in done)
            duties += [(told[task_id], day) for day in due if after.from_on <= day <= after.to_on]
    return NextPeriod(after.key, after.to_on, tuple(duties), after.from_on, clock.today())


def _received(session: Session, period: PeriodRow) -> list[str]:
    """Names of the directives issued or received in the period."""
    return [directives.label(row) for row in directives.received(session, period.from_on, period.to_on)]


def _sources(tasks: tuple[ReportTask, ...]) -> list[str]:
    """The directives that the period's tasks come from, the three that gave most."""
    names = Counter(task.directive for task in tasks if task.directive and task.whose == "ours")
    return [name for name, _number in names.most_common(3)]
