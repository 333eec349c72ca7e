"""`journal list`, `journal export`, `journal undo`: who changed what, and taking it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from models.base import clock
from models.base.errors import AppError
from models.base.paths import write_file
from models.base.words import _
from models.journal import history, journal, undo
from models.journal.history import EventFilter
from models.journal.journal import JournalRow
from models.store import faults
from models.store.history_words import show_moment
from ui.commands import opened
from ui.commands.request import Answer, Request

SHOWN = 50  # events that a person reads at once; --json and --limit give more
_ALL = 1_000_000


def list_events(request: Request) -> Answer:
    """The events that fit, newest first."""
    wanted, options = _wanted(request), request.options
    limit = options.limit if options.limit is not None else (_ALL if request.as_json else SHOWN)
    with opened.office(request) as office, office.store.read() as session:
        total = history.count(session, wanted)
        rows = journal.page(session, wanted, limit=limit)
    lines = [_line(row) for row in rows]
    lines.append(_("{shown} trong {total} sự kiện.").format(shown=len(rows), total=total))
    return Answer({"total": total, "events": [_as_json(row) for row in rows]}, lines)


def export(request: Request) -> Answer:
    """The events that fit as a CSV file, a line for each changed field."""
    target = request.options.file.absolute()
    with opened.office(request) as office, office.store.read() as session:
        content = journal.export(session, _wanted(request))
    with faults.sorting(disk=True):
        write_file(target, content)
    return Answer({"file": str(target)}, [_("Đã xuất nhật ký: {path}").format(path=target)])


def take_back(request: Request) -> Answer:
    """Take back the whole operation that an event belongs to."""
    number = request.options.number
    with opened.office(request) as office, office.store.write("undo") as write:
        operation_id = journal.operation_of(write.session, number)
        if operation_id is None:
            raise AppError(
                "event_unknown",
                _("Nhật ký không có sự kiện số {number}.").format(number=number),
                _("Số sự kiện là cột đầu của journal list."),
                _("Hãy xem lại journal list rồi ghi đúng số."),
            )
        undo.undo(write.session, operation_id)
    return Answer({"undone": number, "operation": write.operation_id}, [_("Đã hoàn tác.")])


def _wanted(request: Request) -> EventFilter:
    options = request.options
    since, until = history.moments(options.since, options.until)
    return EventFilter(options.search, options.by, options.kind or "", since=since, until=until)


def _as_json(row: JournalRow) -> dict[str, Any]:
    return {**asdict(row), "at": clock.iso_vietnam(row.at)}


def _line(row: JournalRow) -> str:
    about = " · ".join(part for part in (row.operation, row.kind, " ".join(row.subject.split())[:70]) if part)
    return f"{row.number:>7}  {show_moment(row.at)}  {row.by:<20}  {about}: {' '.join(row.summary.split())[:120]}"
