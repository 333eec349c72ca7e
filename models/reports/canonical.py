"""The report as data for other programs: data.json (so-cchc/3) in its one canonical spelling. It reads nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from models.base import clock
from models.base.text import nfc
from models.reports.data import ReportData, ReportTask, ReportUnit
from models.reports.figures import PartCounts, by_area, by_unit, count
from models.reports.standing import remarks
from models.work.result_parts import UnitPart
from models.work.result_rules import Counts

FORMAT: Final = "so-cchc/3"


def data_json(data: ReportData, places: Sequence[tuple[str, int, Sequence[int]]] = ()) -> bytes:
    """The bytes of data.json as `resources/schema/so-cchc-3.schema.json` describes them.

    `places` are (role, page from 0, box in points), where visible signatures belong on the pages.
    """
    return canonical(
        {
            "format": FORMAT,
            "program": data.program,
            "kind": data.kind,
            "unit": _unit(data.unit),
            "parent": _unit(data.parent) if data.parent else None,
            "period": {"id": data.period.id, "from": _day(data.period.first), "to": _day(data.period.last)},
            "closed": data.period.closed,
            "sequence": data.sequence,
            "previous_sha256": data.previous_sha256,
            "made_at": clock.iso_utc(data.made_at),
            "document": _document(data),
            "sections": [
                {"code": part.code, "level": part.level, "heading": part.heading, "paragraphs": list(part.paragraphs)}
                for part in data.sections
            ],
            "counts": _all_counts(data),
            "tasks": [_task(task) for task in data.tasks],
            "adjustments": [asdict(one) for one in data.adjustments],
            "audit_head": data.audit_head,
            "signature_places": [{"role": role, "page": page, "box": list(box)} for role, page, box in places],
        }
    )


def canonical(value: Any) -> bytes:  # noqa: ANN401
    """The one spelling of a JSON value: keys sorted, no blanks, UTF-8, NFC. Raises TypeError for a float."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {nfc(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        raise TypeError("a float has no canonical spelling")
    return nfc(value) if isinstance(value, str) else value


def sha256(content: bytes) -> str:
    """The hash by which the next making of a report names this one (`previous_sha256`), in lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def _unit(unit: ReportUnit) -> dict[str, str]:
    return {"id": unit.id, "code": unit.code, "name": unit.name, "level": unit.level}


def _document(data: ReportData) -> dict[str, Any]:
    head = data.letterhead
    return {
        "issuer": head.issuer,
        "parent_issuer": head.superior,
        "number": head.number,
        "symbol": head.symbol,
        "place": head.place,
        "issued_on": _day(head.issued_on),
        "subject": data.subject,
        "recipients": list(data.recipients),
        "bases": list(data.bases),
        "opening": list(data.opening),
        "closing": data.closing,
        "copies": list(data.copies),
        "archive": data.archive,
        "signer": data.signer.name,
        "signer_title": list(data.signer.authority),
    }


def _all_counts(data: ReportData) -> dict[str, Any]:
    year, before = data.so_far, data.before
    return {
        "all": _counts(count(data.tasks)),
        "by_area": [{"area": area, **_counts(counts)} for area, counts in by_area(data.tasks)],
        "by_unit": [{"unit": unit or None, **_counts(counts)} for unit, counts in by_unit(data.tasks)],
        "year_to_date": {"from": _day(year.first), **_results(year.counts)} if year else None,
        "before": {"period": before.id, **_results(before.counts)} if before else None,
    }


def _counts(counts: PartCounts) -> dict[str, Any]:
    apart = {"no_deadline_done": counts.undated_done, "no_deadline_silent": counts.undated_silent}
    return {**_results(counts.results), **apart}


def _results(counts: Counts) -> dict[str, Any]:
    rate = counts.on_time_rate
    told = {"total": counts.total, "due": counts.due, "on_time_rate": None if rate is None else str(rate)}
    return {**asdict(counts), **told}


def _task(task: ReportTask) -> dict[str, Any]:
    return {
        "id": task.id,
        "number": task.number,
        "ref": task.ref,
        "directive": task.directive,
        "text": task.text,
        "short": task.short,
        "area": task.area,
        "class": task.whose,
        "state": task.state,
        "product": task.product,
        "deadline_text": task.deadline_text,
        "lead": list(task.lead),
        "with": list(task.with_units),
        "notes": [*task.notes, *remarks(task)],
        "measured": task.measured,
        "units": [_part(part) for part in task.parts],
        "occurrences": [{**asdict(one), "due_on": _day(one.due_on)} for one in task.occurrences],
    }


def _part(part: UnitPart) -> dict[str, Any]:
    return {
        "unit": part.unit or None,
        "period": part.period or None,
        "result": part.result,
        "percent": part.percent,
        "due_on": _day(part.due_on),
        "extended_to": _day(part.extended_to),
        "done_on": _day(part.done_on),
        "days_late": part.days_late,
        "reason": part.reason,
        "promised_on": _day(part.promised_on),
        "earlier": part.earlier,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
