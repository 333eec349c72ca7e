"""Rows that a step of the schema entered without the journal: what they must be follows from the events before it.

Step 0003 made the table of signed copies and entered each file that the journal knew to have been signed
(`migrations/versions/v0003_signed_copies.py`). Every later step that enters or changes rows writes events for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

_SIGNED = (
    "SELECT number, row_id, after FROM audit_events WHERE table_name = 'reports' AND after IS NOT NULL ORDER BY number"
)
_COPIES = "SELECT number, after FROM audit_events WHERE table_name = 'signed_copies' AND before IS NULL ORDER BY number"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class StepRows:
    """Rows by id: those that a step entered `surely`, and those that it `perhaps` did: the journal cannot tell."""

    surely: Mapping[str, Row] = field(default_factory=dict)
    perhaps: Mapping[str, Row] = field(default_factory=dict)


def of(db: Any, table: str) -> StepRows:  # noqa: ANN401 - the driver is untyped
    """Those of a table."""
    return _signed_copies(db) if table == "signed_copies" else StepRows()


def _signed_copies(db: Any) -> StepRows:  # noqa: ANN401
    """A file is entered when its report and itself are in the book and no event enters it.

    Once the journal tells of copies, a file that was signed twice has only one of them.
    """
    told = [(number, _read(after)) for number, after in db.execute(_COPIES)]
    entered = {(str(row.get("report_id")), str(row.get("attachment_id"))) for _number, row in told}
    held = {str(row[0]): str(row[1]) for row in db.execute("SELECT id, address FROM attachments")}
    reports = {str(row[0]) for row in db.execute("SELECT id FROM reports")}
    surely: dict[str, Row] = {}
    perhaps: dict[str, Row] = {}
    known = set()
    for number, report, after in db.execute(_SIGNED):
        file = str(_read(after).get("signed_file_id"))
        if file not in held or report not in reports or (report, file) in entered or file in {*surely, *perhaps}:
            continue
        early = (not told or number < told[0][0]) and (report, held[file]) not in known
        known.add((report, held[file]))
        (surely if early else perhaps)[file] = {
            "id": file,
            "report_id": report,
            "attachment_id": file,
            "sequence": 0,
            "role": "",
            "signer": "",
            "signed_at": None,
        }
    return StepRows(surely, perhaps)


def _read(after: Any) -> Row:  # noqa: ANN401
    try:
        found = msgspec.json.decode(after)
    except (msgspec.DecodeError, UnicodeError, RecursionError, TypeError):
        return {}  # somebody wrote into the trail: the broken chain says so
    return found if isinstance(found, dict) else {}
