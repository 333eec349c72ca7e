"""A report's data.json as the report again, as far as it says: what a file that was made before would show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from models.reports.data import Letterhead, ReportData, ReportPeriod, ReportSection, ReportTask, ReportUnit, Signer


def report(values: dict[str, Any]) -> ReportData:
    """The report of values that `reader.read_data` gave. Raises ValueError for a day or a moment that is none."""
    document, period = values["document"], values["period"]
    return ReportData(
        kind=values["kind"],
        unit=_unit(values["unit"]),
        parent=_unit(values["parent"]) if values["parent"] else None,
        period=ReportPeriod(period["id"], date.fromisoformat(period["from"]), date.fromisoformat(period["to"])),
        made_at=datetime.fromisoformat(values["made_at"]),
        program=values["program"],
        letterhead=Letterhead(
            issuer=document["issuer"],
            superior=document["parent_issuer"],
            place=document["place"],
            symbol=document["symbol"],
            number=document["number"],
            issued_on=_day(document["issued_on"]),
        ),
        subject=document["subject"],
        signer=Signer(tuple(document["signer_title"]), document["signer"]),
        sections=tuple(
            ReportSection(part["code"], part["level"], part["heading"], tuple(part["paragraphs"]))
            for part in values["sections"]
        ),
        tasks=tuple(_task(task) for task in values["tasks"]),
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


def _unit(values: dict[str, Any]) -> ReportUnit:
    return ReportUnit(values["name"], values["code"], values["level"], values["id"])


def _task(values: dict[str, Any]) -> ReportTask:
    return ReportTask(
        id=values["id"],
        number=values["number"],
        ref=values["ref"],
        directive=values["directive"],
        text=values["text"],
        area=values["area"],
        state=values["state"],
        timeliness=values["timeliness"],
        deadline_text=values["deadline_text"],
        due_on=_day(values["due_on"]),
        done_on=_day(values["done_on"]),
        percent=values["percent"],
        lead=tuple(values["lead"]),
        with_units=tuple(values["with"]),
        note=values["note"],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
