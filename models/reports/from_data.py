"""A report's data.json as the report again, as far as it says: what a file that was made before would show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from models.reports.data import (
    Letterhead,
    PeriodBefore,
    ReportData,
    ReportPeriod,
    ReportSection,
    ReportTask,
    ReportUnit,
    Signer,
    YearSoFar,
)
from models.work.result_parts import Correction, OccurrenceResult, UnitPart
from models.work.result_rules import Counts

_RESULTS_OF_1 = {
    "done_on_time": "done_on_time",
    "done_late": "done_late",
    "in_time": "open_in_time",
    "due_soon": "open_in_time",
    "overdue": "open_overdue",
    "no_deadline": "no_deadline",
}


def judged_by_part(values: dict[str, Any]) -> bool:
    """Whether the data judge each unit's part; a report of format so-cchc/1 judged the task whole."""
    return bool(values["format"] != "so-cchc/1")


def task_count(values: dict[str, Any]) -> int:
    """How many tasks the counts of these data are about."""
    if judged_by_part(values):
        return sum(task["class"] == "ours" for task in values["tasks"])
    return int(values["counts"]["all"]["total"])


def report(values: dict[str, Any]) -> ReportData:
    """The report of values that `reader.read_data` gave. Raises ValueError for a day or a moment that is none.

    Of a report of format so-cchc/1 each task has one part, the whole of it: it told no more.
    """
    document, counts = values["document"], values["counts"]
    by_part, period = judged_by_part(values), _period(values["period"], closed=values.get("closed", False))
    tasks = (_task(task, (period.first, period.last)) if by_part else _task_of_1(task) for task in values["tasks"])
    return ReportData(
        kind=values["kind"],
        unit=_unit(values["unit"]),
        parent=_unit(values["parent"]) if values["parent"] else None,
        period=period,
        made_at=datetime.fromisoformat(values["made_at"]),
        program=values["program"],
        letterhead=_letterhead(document),
        subject=document["subject"],
        signer=Signer(tuple(document["signer_title"]), document["signer"]),
        sections=tuple(
            ReportSection(part["code"], part["level"], part["heading"], tuple(part["paragraphs"]))
            for part in values["sections"]
        ),
        tasks=tuple(tasks),
        adjustments=tuple(Correction(**one) for one in values["adjustments"]) if by_part else (),
        so_far=_so_far(counts.get("year_to_date")),
        before=_before(counts.get("before")),
        recipients=tuple(document["recipients"]),
        bases=tuple(document["bases"]),
        opening=tuple(document["opening"]),
        closing=document["closing"],
        copies=tuple(document["copies"]),
        archive=document["archive"],
        sequence=values["sequence"],
        previous_sha256=values["previous_sha256"],
        audit_head=values["audit_head"],
    )


def _letterhead(document: dict[str, Any]) -> Letterhead:
    return Letterhead(
        issuer=document["issuer"],
        superior=document["parent_issuer"],
        place=document["place"],
        symbol=document["symbol"],
        number=document["number"],
        issued_on=_day(document["issued_on"]),
    )


def _period(values: dict[str, Any], *, closed: bool) -> ReportPeriod:
    first, last = date.fromisoformat(values["from"]), date.fromisoformat(values["to"])
    return ReportPeriod(values["id"], first, last, closed)


def _so_far(values: dict[str, Any] | None) -> YearSoFar | None:
    return YearSoFar(date.fromisoformat(values["from"]), _counts(values)) if values else None


def _before(values: dict[str, Any] | None) -> PeriodBefore | None:
    return PeriodBefore(values["period"], _counts(values)) if values else None


def _counts(values: dict[str, Any]) -> Counts:
    return Counts(**{name: values[name] for name in Counts.__dataclass_fields__})


def _unit(values: dict[str, Any]) -> ReportUnit:
    return ReportUnit(values["name"], values["code"], values["level"], values["id"])


def _task(values: dict[str, Any], span: tuple[date, date]) -> ReportTask:
    return ReportTask(
        id=values["id"],
        text=values["text"],
        parts=tuple(_part(part) for part in values["units"]),
        occurrences=tuple(
            OccurrenceResult(one["period"], date.fromisoformat(one["due_on"]), one["result"], one["days_late"])
            for one in values["occurrences"]
        ),
        span=span,
        short=values["short"],
        whose=values["class"],
        product=values["product"],
        notes=tuple(values["notes"]),
        measured=values["measured"],
        **_described(values),
    )


def _task_of_1(values: dict[str, Any]) -> ReportTask:
    due_on = _day(values["due_on"])
    result = _RESULTS_OF_1[values["timeliness"]] if due_on else "no_deadline"
    whole = UnitPart("; ".join(values["lead"]), result, values["percent"] or 0, due_on, _day(values["done_on"]), 0, "")
    notes = (values["note"],) if values["note"] else ()
    return ReportTask(id=values["id"], text=values["text"], parts=(whole,), notes=notes, **_described(values))


def _described(values: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: values[name] for name in ("state", "number", "ref", "directive", "area", "deadline_text")},
        "lead": tuple(values["lead"]),
        "with_units": tuple(values["with"]),
    }


def _part(values: dict[str, Any]) -> UnitPart:
    return UnitPart(
        unit=values["unit"] or "",
        result=values["result"],
        percent=values["percent"],
        due_on=_day(values["due_on"]),
        done_on=_day(values["done_on"]),
        days_late=values["days_late"],
        reason=values["reason"],
        period=values["period"] or "",
        promised_on=_day(values["promised_on"]),
        extended_to=_day(values["extended_to"]),
        earlier=values["earlier"],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
