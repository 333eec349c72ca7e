"""What tests of reports by parts enter and ask: a unit's word for a period, the report gathered, a section's words."""

from __future__ import annotations

from datetime import date

from models.access.opening import OpenOffice
from models.reports.data import ReportData
from models.reports.gather import gather
from models.work import progress, units
from models.work.progress import NewProgress

GIVEN = date(2024, 2, 20)
TOWN, CAI = "Thị trấn Bắc Hà", "Xã Lùng Cải"


def told(opened: OpenOffice, task_id: str, period: str, unit: str, **fields: object) -> None:
    with opened.store.write("progress.put") as write:
        entry = NewProgress(**fields)  # type: ignore[arg-type]
        progress.put(write.session, task_id, period, entry, units.find(write.session, unit).id)


def gathered(opened: OpenOffice, kind: str = "thang", key: str = "2024-03") -> ReportData:
    with opened.store.read() as session:
        return gather(session, kind, key)


def words(data: ReportData, code: str) -> list[str]:
    return list(next(part.paragraphs for part in data.sections if part.code == code))
