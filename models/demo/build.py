"""Builds the demonstration office and fills its present month, by the same functions that people call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.demo import cases, contents
from models.demo.contents import SampleTask
from models.reading import read
from models.work import directives, indicators, office, people, periods, progress, task_detail, tasks, units
from models.work.periods import PeriodRow
from models.work.progress import NewProgress
from models.work.tasks import Assignment, Task, TaskFields
from models.work.units import Unit


@dataclass(frozen=True)
class Demonstration:
    """The built office, open, with what a caller wants to name: the period that was filled, the directive read."""

    office: OpenOffice
    period_key: str
    directive_name: str
    directive: bytes


def build(home: Home, passphrase: str) -> Demonstration:
    """Found the sample office in `home`, read the sample directive into it, fill the present month.

    Raises AppError as `opening.found` does.
    """
    opened, _recovery = opening.found(home, contents.SPEC, passphrase)
    try:
        today = clock.today()
        key = periods.default_key(today)
        content = contents.directive_text(int(key[:4])).encode()
        _people(opened)
        _directive(opened, content)
        with opened.store.write("task.add") as write:
            _own_tasks(write.session, today, periods.get(write.session, key))
        with opened.store.write("progress.put") as write:
            _assign_directive(write.session)
            _answer_directive(write.session, key, today)
        cases.show(opened, key)
        with opened.store.write("progress.put") as write:
            _fill_month(write.session, periods.get(write.session, key), today)
    except BaseException:
        opened.close()
        raise
    return Demonstration(opened, key, contents.DIRECTIVE.name, content)


def _people(opened: OpenOffice) -> None:
    with opened.store.write("person.save") as write:
        s = write.session
        for name in (*contents.DIVISIONS, *contents.COMMUNES):
            level = "xa" if name in contents.COMMUNES else "huyen"
            units.add(s, name, level, parent_id=units.get(s, office.own(s).unit_id).parent_id)
        name, title = contents.LEADER
        people.save(s, None, name=name, title=title, signs=True)
        name, title, authority = contents.DEPUTY
        people.save(s, None, name=name, title=title, authority=authority, signs=True)
        own = office.card(s)
        office.change(
            s,
            place=own.place,
            symbol=own.symbol,
            report_to="UBND huyện Mẫu Sơn\nSở Nội vụ tỉnh Mẫu Sơn",
            copies_to="Lãnh đạo phòng",
            due_soon_days=own.due_soon_days,
        )


def _directive(opened: OpenOffice, content: bytes) -> None:
    found = read.read_text(content.decode())
    with opened.store.write("directive.add") as write:
        row = directives.add(write.session, opened.evidence, found, contents.DIRECTIVE.name, content)
        directives.accept(write.session, row.id, found.tasks)


def _own_tasks(session: Session, today: date, period: PeriodRow) -> None:
    for sample in contents.TASKS:
        task = tasks.add(session, _fields(sample, today, period))
        if sample.measure:
            name, measure, target, _value = sample.measure
            indicators.put(session, task.id, name=name, measure=measure, target=Decimal(target))


def _fields(sample: SampleTask, today: date, period: PeriodRow) -> TaskFields:
    due = contents.around(today, sample.due)
    return TaskFields(
        text=sample.text,
        ref=sample.ref,
        area=sample.area,
        lead=sample.lead,
        due_on=due,
        recurrence=sample.recurrence,
        product=sample.product,
        # A duty that began this month: the year's other months would all be missed.
        assigned_on=period.from_on if sample.recurrence else None,
        source_text="Kế hoạch cải cách hành chính năm của huyện (mẫu)",
    )


def _fill_month(session: Session, period: PeriodRow, today: date) -> None:
    for sample in contents.TASKS:
        if sample.percent is None:
            continue
        task = session.scalars(select(Task).where(Task.text == sample.text)).one()
        value = Decimal(sample.measure[3]) if sample.measure else None
        entry = NewProgress(percent=sample.percent, value=value, note=sample.note)
        if sample.done is not None:
            entry = NewProgress(done_on=contents.around(today, sample.done), value=value, note=sample.note)
        leads = session.scalars(select(Assignment.unit_id).where(Assignment.task_id == task.id))
        for place, unit_id in enumerate(list(leads)):
            # One unit in each group has not reported yet, so that the grid shows what a gap looks like.
            if place < 3:
                progress.put(session, task.id, period.key, entry, unit_id)


def _assign_directive(session: Session) -> None:
    """What the province asks of every district goes to the divisions that do it here; what it asks of others stays."""
    known = {unit.name: unit.id for unit in session.scalars(select(Unit))}
    asked = select(Task).where(Task.directive_id.is_not(None), Task.lead_text.contains("UBND các huyện"))
    for task in list(session.scalars(asked)):
        tasks.assign(session, task.id, [known[contents.ANSWERS_FOR[task.area or ""]]])


def _answer_directive(session: Session, key: str, today: date) -> None:
    """The directive's tasks whose day has passed: the first is left overdue, the others were done in time.

    Its recurring duties begin this month.
    """
    begun = periods.get(session, key).from_on
    recurring = select(Task).where(Task.directive_id.is_not(None), Task.recurrence.is_not(None))
    for task in list(session.scalars(recurring)):
        tasks.change(session, task.id, replace(task_detail.fields_of(task), assigned_on=begun))
    passed = select(Task).where(Task.directive_id.is_not(None), Task.due_on < today).order_by(Task.number)
    for task in list(session.scalars(passed))[1:]:
        tasks.finish(session, task.id, task.due_on)
    undated = select(Task).where(Task.directive_id.is_not(None), Task.due_on.is_(None), Task.recurrence.is_(None))
    for task in list(session.scalars(undated.order_by(Task.number)))[:4]:
        progress.put(session, task.id, key, NewProgress(percent=50, note="Đang triển khai"))
