"""From the office's file to one plain ReportData: the period's figures, words as edited, who signs."""

from __future__ import annotations

from collections import Counter
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
    stood = period_status.at_end_of(session, period)
    tasks = _tasks(session, stood.rows)
    long = len(tasks) > long_above
    kept = report_register.find(session, kind, period_key)
    head = report_register.head(session, kept)
    who = issuer.of(session, head)
    return ReportData(
        kind=kind,
        unit=issuer.unit(who),
        parent=issuer.parent(who),
        period=ReportPeriod(period.key, period.from_on, period.to_on),
        made_at=clock.now().replace(microsecond=0),
        program=VERSION,
        letterhead=issuer.letterhead(wanted, who, head),
        subject=wording.subject(wanted, period.key, sample=office.card(session).sample),
        signer=issuer.signer(session, who, head),
        sections=_sections(session, wanted, tasks, period, kept, long=long),
        tasks=tasks,
        recipients=who.report_to,
        opening=wording.opening(wanted, who.name, period, _sources(tasks), with_tasks=bool(tasks)),
        closing=wording.closing(wanted, who.name, period, who.report_to),
        copies=who.copies_to,
        archive=who.archive,
        sequence=(kept.sequence if kept else 0) + 1,
        previous_sha256=kept.sha256 if kept else None,
        audit_head=audit.head(session)[1],
        long=long,
    )


def _tasks(session: Session, rows: tuple[TaskStatus, ...]) -> tuple[ReportTask, ...]:
    measured = indicators.of_tasks(session, [row.task.id for row in rows])
    known, named = _names_with_semicolons(session), directives.labels(session)
    made = ((row.task, _task(row, measured.get(row.task.id), known)) for row in rows)
    # As the directive is cited today: its number may have come since the task was taken from it.
    return tuple(replace(one, directive=named.get(task.directive_id or "", task.source_text)) for task, one in made)


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
    return [directives.label(row) for row in directives.received(session, period.from_on, period.to_on)]


def _sources(tasks: tuple[ReportTask, ...]) -> list[str]:
    """The directives that the period's tasks come from, the three that gave most."""
    names = Counter(task.directive for task in tasks if task.directive)
    return [name for name, _number in names.most_common(3)]


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
