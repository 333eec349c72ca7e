"""What an official who reads a report asks of it: what was missed told once, each unit's own promise, who allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import offices
import pytest
from parts_book import CAI, GIVEN, TOWN, gathered, told, words

from models.access.opening import OpenOffice
from models.reports.late_runs import late_runs, number_words, spans_words
from models.reports.task_lines import told_words
from models.work.result_parts import UnitPart


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))


def test_months_missed_one_after_the_other_are_told_as_one(office: OpenOffice) -> None:
    offices.add_task(
        office, "Công khai thủ tục", lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 3, 5), area="procedure"
    )
    data = gathered(office, key="2026-11")
    assert words(data, "III.2") == [
        "Còn 1 nhiệm vụ chưa hoàn thành, quá hạn:",
        "- Công khai thủ tục: UBND xã Lùng Cải 33 tháng chưa thực hiện, từ tháng 3/2024 đến tháng 11/2026, "
        "lâu nhất quá hạn 975 ngày.",
    ]
    assert told_words(data.tasks[0]) == (
        "thực hiện đúng hạn 0/33 tháng; 33 tháng chưa thực hiện, từ tháng 3/2024 đến tháng 11/2026, "
        "lâu nhất quá hạn 975 ngày"
    )
    assert words(data, "IV")[:2] == [
        "Hoàn thành dứt điểm nhiệm vụ quá hạn:",
        "- Công khai thủ tục (UBND xã Lùng Cải): chậm nhất ngày 14/12/2026.",
    ]


def missed(unit: str, period: str, days: int, **fields: Any) -> UnitPart:
    part = UnitPart(unit, "open_overdue", 0, None, None, days, "", period)
    return replace(part, **fields)


def test_missed_quarters_with_a_gap_and_a_reason_of_their_own() -> None:
    keys = {"2025-Q1": 610, "2025-Q3": 426, "2025-Q4": 334, "2026-Q1": 245}
    why = {"reason": "Thiếu người", "promised_on": date(2026, 12, 20)}
    parts = [missed(unit, key, days) for key, days in keys.items() for unit in ("A", "B")]
    runs = late_runs([*parts, missed("A", "2026-Q2", 153, **why)])
    assert [(run.units, len(run.periods), run.days_late, run.reason) for run in runs] == [
        (("A", "B"), 4, 610, ""),
        (("A",), 1, 153, "Thiếu người"),
    ]
    assert number_words(runs[0].periods) == "4 quý"
    assert spans_words(runs[0].periods) == "quý I/2025, từ quý III/2025 đến quý I/2026"


def test_each_unit_keeps_its_own_promise(office: OpenOffice) -> None:
    task_id = offices.add_task(office, "Quán triệt", lead=(TOWN, CAI), due_on=date(2026, 11, 1), assigned_on=GIVEN)
    told(office, task_id, "2026-11", CAI, percent=20, promised_on=date(2026, 12, 10))
    assert words(gathered(office, key="2026-11"), "IV")[1] == (
        "- Quán triệt: UBND xã Lùng Cải chậm nhất ngày 10/12/2026; UBND thị trấn Bắc Hà chậm nhất ngày 14/12/2026."
    )
