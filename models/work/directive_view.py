"""What the page of directives shows: the list with what still waits, and one document opened for review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.reading.proposal import DirectiveHead
from models.reading.words.meetings import meeting_day
from models.work import directives, unit_catalogue
from models.work.attachments import Attachment
from models.work.directives import DirectiveRow
from models.work.review import ReviewItem
from models.work.tasks import Task
from models.work.unit_catalogue import UnitCatalogue


@dataclass(frozen=True)
class ListedDirective:
    """A directive with how many of its proposals still wait for the official."""

    row: DirectiveRow
    waiting: int


@dataclass(frozen=True)
class OpenDirective:
    """An open document. `tasks` gives the number of each task that an item became; `units` are those to choose from.

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
        ListedDirective(row, sum(item.waiting for item in directives.items(session, row.id)))
        for row in directives.rows(session)
    ]


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
    )
