"""The report as a workbook: every figure of data.json stands in it, as a number or a day, and text stays text."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from report_sample import sample_report, sample_tasks

from models.reports.canonical import data_json
from models.reports.data import PeriodBefore, ReportData, YearSoFar
from models.reports.pdf import cleaned
from models.reports.xlsx_report import make_xlsx
from models.work.result_parts import Correction, OccurrenceResult
from models.work.result_rules import Counts

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
COUNTED = ("total", "due", "done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline", "on_time_rate")
FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "+84 214", "-3", "@SUM(A1)", "{=1}", "http://a.vn", "0012", "1/2", "_x0041_")


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Each sheet's cells: text as text, numbers as numbers, in their rows."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        items = _read(book, "xl/sharedStrings.xml").findall("m:si", SPACE)
        # What looks like the escape of a letter is itself escaped (ECMA-376, ST_Xstring).
        strings = ["".join(item.itertext()).replace("_x005F_", "_") for item in items]
        names = [node.get("name") for node in _read(book, "xl/workbook.xml").iterfind("m:sheets/m:sheet", SPACE)]
        return {
            name: [
                [_value(cell, strings) for cell in row]
                for row in _read(book, f"xl/worksheets/sheet{place}.xml").iterfind("m:sheetData/m:row", SPACE)
            ]
            for place, name in enumerate(names, 1)
        }


def _read(book: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(book.read(name))


def _value(cell: Any, strings: list[str]) -> str | float | None:
    assert cell.find("m:f", SPACE) is None, "a formula"
    value = cell.find("m:v", SPACE)
    if value is None:
        return None
    return strings[int(value.text)] if cell.get("t") == "s" else float(value.text)


def table(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows below the head."""
    return rows[next(place for place, row in enumerate(rows) if row and row[0] == "STT") + 1 :]


def serial(day: str | None) -> float | None:
    """A day of data.json as a workbook counts it, from the last of 1899."""
    return float((date.fromisoformat(day) - date(1899, 12, 30)).days) if day else None


@cache
def full() -> ReportData:
    """A report with all that one can hold: a year so far, a period before, duties, corrections."""
    counts = Counts(3, 1, 4, 2, 5)
    tasks = list(sample_tasks(21))
    part = tasks[2].parts[0]
    tasks[2] = replace(
        tasks[2],
        parts=(part, replace(part, unit="", percent=37), replace(part, unit="UBND xã Lùng Cải", earlier=True)),
        occurrences=(OccurrenceResult("2024-03", date(2024, 3, 14), "open_overdue", 6),),
    )
    tasks[3] = replace(tasks[3], whose="followed", parts=(replace(tasks[3].parts[0], unit=""),))
    late = replace(part, reason="Chờ kinh phí", promised_on=date(2024, 4, 2), extended_to=date(2024, 3, 9))
    tasks[4] = replace(tasks[4], parts=(late,), measured="đạt 53,7 %", notes=("Đã họp",))
    return replace(
        sample_report(),
        tasks=tuple(tasks),
        so_far=YearSoFar(date(2023, 12, 15), counts),
        before=PeriodBefore("2024-02", counts),
        adjustments=(Correction("Việc", "Xã A", "2024-02", "Tiến độ", "40", "60", "Ghi nhầm", "Hoa"),),
    )


def test_every_count_stands_in_its_row() -> None:
    data = full()
    told, book = json.loads(data_json(cleaned(data)))["counts"], sheets(make_xlsx(data))
    for name, counts in (
        ("Tổng hợp", [told["all"], told["year_to_date"], told["before"]]),
        ("Theo đơn vị", [*told["by_unit"], told["all"]]),
        ("Theo lĩnh vực", [*told["by_area"], told["all"]]),
    ):
        rows = table(book[name])
        assert len(rows) == len(counts)
        for row, one in zip(rows, counts, strict=True):
            figures = [None if one[key] is None else float(one[key]) for key in COUNTED]
            apart = [one.get("no_deadline_done", "-"), one.get("no_deadline_silent", "-")]
            total, due, on_time, late, in_time, overdue, undated, rate = figures
            assert row[2:] == [total, on_time, late, overdue, due, rate, in_time, undated, *apart], name


def test_every_part_and_task_stands_in_its_row() -> None:
    data = full()
    told, book = json.loads(data_json(cleaned(data))), sheets(make_xlsx(data))
    parts = table(book["Phần việc"])
    days = ("due_on", "extended_to", "done_on", "promised_on")

    def nobody(task: dict[str, Any]) -> str | None:
        return "Chưa giao đơn vị" if task["class"] == "ours" else "; ".join(task["lead"]) or None

    expected = [
        [
            *(task["number"], part["unit"] or nobody(task), part["percent"]),
            *(part["days_late"] or None, part["reason"] or None),
            *(serial(part[day]) for day in days),
        ]
        for task in told["tasks"]
        for part in task["units"]
    ]
    assert [[row[at] for at in (1, 3, 8, 10, 11, 5, 6, 7, 12)] for row in parts] == expected
    tasks = table(book["Nhiệm vụ"])
    assert [(row[1], row[2], row[5]) for row in tasks] == [(t["number"], t["text"], t["ref"]) for t in told["tasks"]]
    assert [row[2:] for row in book["Điều chỉnh"]][-1] == [
        "Xã A",
        "tháng 02 năm 2024",
        "Tiến độ",
        "40",
        "60",
        "Ghi nhầm",
        "Hoa",
    ]
    assert book["Việc định kỳ"][-1][4:] == [serial("2024-03-14"), "Chưa hoàn thành, quá hạn", 6.0]


def test_late_and_plan_are_of_what_is_counted() -> None:
    data = full()
    book = sheets(make_xlsx(data))
    results = Counter(part.result for task in data.tasks if task.whose == "ours" for part in task.counted)
    late = table(book["Quá hạn, chậm"])
    assert len(late) == results["open_overdue"] + results["done_late"]
    assert [row[10] for row in late[: results["open_overdue"]]] == sorted(
        (row[10] for row in late[: results["open_overdue"]]), reverse=True
    )
    left = table(book["Kế hoạch"])
    assert left and all(row[7] is None for row in left)
    days = [row[12] or row[5] for row in left if row[12] or row[5]]
    assert days == sorted(days)


def test_text_is_never_a_formula() -> None:
    pairs = zip(sample_tasks(10), FORMULAS, strict=True)
    tasks = [replace(task, text=text, short=text, notes=(text,)) for task, text in pairs]
    book = sheets(make_xlsx(replace(sample_report(), tasks=tuple(tasks))))
    assert [row[2] for row in table(book["Nhiệm vụ"])] == list(FORMULAS)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40), st.dates(date(1, 1, 2), date(9999, 1, 1)))
def test_any_text_and_any_day_make_a_workbook(text: str, day: date) -> None:
    (task,) = sample_tasks(1)
    part = replace(task.parts[0], due_on=day, done_on=day + timedelta(days=1), reason=text)
    data = cleaned(replace(sample_report(), tasks=(replace(task, text=text, parts=(part,)),)))
    row = table(sheets(make_xlsx(data))["Nhiệm vụ"])[0]
    assert row[2] == (data.tasks[0].text or None)
    assert (
        row[10] == (serial(day.isoformat()) if day.year >= 1900 else f"{day:%d/%m}/{day.year:04d}") or day.year < 1900
    )


def test_printed_across_on_a4_with_heads_repeated() -> None:
    data = full()
    content = make_xlsx(data)
    with zipfile.ZipFile(BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in names:
            page = _read(book, name)
            setup = page.find("m:pageSetup", SPACE)
            assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == (
                "9",
                "landscape",
                "0",
            )
            assert page.find("m:sheetViews/m:sheetView/m:pane", SPACE).get("state") == "frozen"
        titles = [node.text for node in _read(book, "xl/workbook.xml").iterfind("m:definedNames/m:definedName", SPACE)]
    assert sum("$" in title and ":$" in title for title in titles) >= len(names)
    assert all(rows[1][0] == data.subject for rows in sheets(content).values())
    assert make_xlsx(data) == content
