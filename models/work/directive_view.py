"""What the page of directives shows: the list with what still waits, and one document opened for review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import fold
from models.reading.proposal import DirectiveHead
from models.reading.words.meetings import meeting_day
from models.work import directive_goals, directives, unit_catalogue
from models.work.attachments import Attachment
from models.work.directives import Directive
from models.work.goals import Goal
from models.work.review import ReviewItem
from models.work.tasks import Task
from models.work.unit_catalogue import UnitCatalogue

_OFFICES = {"van phong", "thanh tra"}  # what every body has one of


@dataclass(frozen=True)
class DirectiveRow:
    """A directive as lists show it. `tasks` counts those accepted from it."""

    id: str
    number: int
    label: str
    kind: str
    issued_on: date | None
    issuer: str
    subject: str
    tasks: int
    added_at: datetime


@dataclass(frozen=True)
class ListedDirective:
    """A directive with how many of its proposals still wait for the official."""

    row: DirectiveRow
    waiting: int


@dataclass(frozen=True)
class OpenDirective:
    """An open document. `tasks` gives the number of each task that an item became; `units` are those to choose from.

    `remarks` are the reader's, on what it could not read or left out; `goals` what the document sets in figures.
    `given_on` is the day that was said for tasks of it where the document itself has none; None before that.
    """

    id: str
    label: str
    head: DirectiveHead
    text: str
    items: tuple[ReviewItem, ...]
    tasks: dict[str, int]
    units: UnitCatalogue
    attachment_id: str
    file_name: str
    added_at: datetime
    given_on: date | None = None
    remarks: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()

    @property
    def undated(self) -> bool:
        """Whether it has to be asked when its tasks were given."""
        return self.head.issued_on is None and self.given_on is None

    @property
    def meeting_on(self) -> date | None:
        """The day of the meeting whose conclusions these are, where it says so; the same day as it is cited by."""
        return meeting_day(self.text, self.head.subject or "")

    @property
    def received_on(self) -> date:
        """The day on which it came into the book."""
        return clock.local(self.added_at).date()


def listed(session: Session) -> list[ListedDirective]:
    """All directives, newest first."""
    return [
        ListedDirective(row, sum(item.waiting for item in directives.items(session, row.id))) for row in rows(session)
    ]


def rows(session: Session) -> list[DirectiveRow]:
    """All directives, newest first."""
    counted = select(Task.directive_id, func.count().label("n")).group_by(Task.directive_id).subquery()
    statement = select(Directive, counted.c.n).outerjoin(counted, counted.c.directive_id == Directive.id)
    return [
        DirectiveRow(
            d.id, d.number, directives.label(d), d.kind, d.issued_on, whole_issuer(d), d.subject, n or 0, d.added_at
        )
        for d, n in session.execute(statement.order_by(Directive.number.desc()))
    ]


def whole_issuer(row: Directive) -> str:
    """Who issued it, by a name that says of what: a bare `VĂN PHÒNG` with the body that is printed above it."""
    bare = fold(row.issuer) in _OFFICES and row.parent_issuer
    return f"{row.issuer} {row.parent_issuer}" if bare else row.issuer


def opened(session: Session, directive_id: str) -> OpenDirective:
    """One document with its review. Raises AppError `directive_unknown`."""
    row = directives.get(session, directive_id)
    file = session.get_one(Attachment, row.attachment_id)
    columns = (Task.id, Task.number, Task.assigned_on)
    given = session.execute(select(*columns).where(Task.directive_id == directive_id).order_by(Task.number)).all()
    days = [row.assigned_on for row in given if row.assigned_on is not None]
    return OpenDirective(
        id=row.id,
        label=directives.label(row),
        head=directives.head(row),
        text=row.text,
        items=directives.items(session, directive_id),
        tasks={row.id: row.number for row in given},
        units=unit_catalogue.read(session),
        attachment_id=file.id,
        file_name=file.name,
        added_at=row.added_at,
        given_on=days[-1] if days and row.issued_on is None else None,
        remarks=tuple(row.remarks.splitlines()),
        goals=directive_goals.of(session, row.id),
    )
