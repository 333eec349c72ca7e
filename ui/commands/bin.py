"""`bin list`, `bin restore`: what was removed from the book, and the way back."""

from __future__ import annotations

from typing import Any

from models.base import clock
from models.base.words import _
from models.journal import bin as bins
from models.journal.bin import BinRow
from models.store.history_words import show_moment
from ui.commands import opened
from ui.commands.request import Answer, Request


def list_bin(request: Request) -> Answer:
    """What is in the bin, newest first."""
    with opened.office(request) as office, office.store.read() as session:
        rows = bins.rows(session, request.options.search)
    lines = [_line(row) for row in rows]
    return Answer({"total": len(rows), "removed": [_as_json(row) for row in rows]}, lines or [_("Thùng rác trống.")])


def restore(request: Request) -> Answer:
    """Put things back with their links: all of those named, or none."""
    with opened.office(request) as office, office.store.write("bin.restore") as write:
        back = bins.restore_all(write.session, request.options.numbers)
    lines = [_("Đã khôi phục {kind} “{subject}”.").format(kind=one.kind.lower(), subject=one.subject) for one in back]
    data = [{"kind": one.kind, "subject": one.subject, "notes": list(one.notes)} for one in back]
    return Answer({"restored": data}, [*lines, *(note for one in back for note in one.notes)])


def _as_json(row: BinRow) -> dict[str, Any]:
    return {
        "id": row.number,
        "kind": row.table,
        "subject": row.subject,
        "parts": row.parts,
        "removed_at": clock.iso_vietnam(row.at),
        "removed_by": row.by,
    }


def _line(row: BinRow) -> str:
    parts = f" ({row.parts})" if row.parts else ""
    return f"{row.number:>7}  {show_moment(row.at)}  {row.by:<20}  {row.kind}: {row.subject[:90]}{parts}"
