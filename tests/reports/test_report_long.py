"""A report of many tasks: its text counts and names what is late or notable, and the list of all stands close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from page_reading import pages
from report_sample import sample_report, sample_tasks

from models.access.opening import OpenOffice
from models.base.settings import Settings
from models.reports import making, task_lines, wording
from models.reports.data import ReportData, ReportTask
from models.reports.docx_report import make_docx
from models.reports.gather import gather
from models.reports.late_words import NextPeriod
from models.reports.pdf import make_pdf
from models.work import tasks
from models.work.report_kinds import REPORT_KINDS
from models.work.result_parts import UnitPart

MONTHLY = REPORT_KINDS["thang"]


def parts(given: list[ReportTask], *, long: bool) -> dict[str, tuple[str, ...]]:
    made = wording.sections(MONTHLY.outline, given, NextPeriod("2024-04", date(2024, 4, 14)), long=long)
    return {part.code: part.paragraphs for part in made}


def of(result: str, number: int, day: int, unit: str = "Xã A") -> ReportTask:
    days, done = {"open_overdue": 14 - day, "done_late": 2}.get(result, 0), result.startswith("done")
    part = UnitPart(unit, result, 100 if done else 50, date(2024, 3, day), None, days, "")
    part = replace(part, done_on=date(2024, 3, day + days)) if done else part
    row = replace(sample_tasks(1)[0], area="finance", state="doing", lead=(unit,))
    return replace(row, short=f"Việc {number}", number=number, parts=(part,))


def test_long_text_names_fewer_results_and_all_that_is_late() -> None:
    given = [of("done_on_time", n, 3) for n in range(1, 9)] + [of("open_overdue", 9, 9), of("open_overdue", 10, 2)]
    told = parts(given, long=True)
    assert [line[:8] for line in told["II.5"][:-2]] == [f"- Việc {n}" for n in range(1, 6)]
    assert told["II.5"][-2] == "- Và 5 nhiệm vụ khác có kết quả, nêu tại Phụ lục II."
    assert len(parts(given, long=False)["II.5"]) == 11
    assert [line[:9] for line in told["III.2"]][1:3] == ["- Việc 10", "- Việc 9 "]  # the longest overdue first
    assert "Tổng số 10 nhiệm vụ" in told["II.5"][-1]


def test_long_text_says_whose_late_tasks_are() -> None:
    late = [of("open_overdue", n, 1, f"Xã {n % 7}") for n in range(1, 15)]
    told = parts(late, long=True)["III.2"]
    assert told[0] == "Còn 14 nhiệm vụ chưa hoàn thành, quá hạn:"
    units = "; ".join(f"Xã {n} (2)" for n in range(7))
    assert told[-1] == f"Đơn vị có nhiều nhiệm vụ quá hạn: {units}."
    assert "Đơn vị có nhiều" not in parts(late, long=False)["III.2"][-1]


def texts(data: ReportData) -> list[str]:
    """The text of each page."""
    with pages(make_pdf(data)) as found:
        return [page.text for page in found]


def test_setting_says_from_how_many_tasks(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        for number in range(3):
            tasks.add(write.session, tasks.TaskFields(f"Việc {number}", area="finance"))
    with office.store.read() as session:
        assert [gather(session, "thang", "2024-03", above).long for above in (2, 3, 60)] == [True, False, False]
    assert not making.make(office, "thang", "2024-03").data.long
    Settings(office.home.settings).put("long_report", 2)
    assert making.make(office, "thang", "2024-03").data.long


def test_long_list_has_every_task_and_stands_close() -> None:
    data = sample_report(tasks=sample_tasks(200))
    close, full = texts(replace(data, long=True)), texts(data)
    printed = "".join("".join(text.split()) for text in close)
    for task in data.tasks:
        assert "".join(task.short.split()) in printed
    assert len(close) < 0.75 * len(full)
    word = Document(BytesIO(make_docx(replace(data, long=True))))
    assert len(word.tables[-1].rows) == 1 + len(list(task_lines.lines(replace(data, long=True))))


@pytest.mark.parametrize("long", [False, True])
def test_text_taller_than_pages_goes_on_once(long: bool) -> None:
    """Each word of it is printed, none twice, though it goes over three pages between other tasks."""
    words = [f"chữ{number}" for number in range(2500)]
    given = [
        *sample_tasks(5),
        replace(sample_tasks(6)[5], short=" ".join(words), area="direction"),
        *sample_tasks(9)[6:],
    ]
    found = " ".join(texts(sample_report(tasks=tuple(given), long=long))).split()
    assert [word for word in found if word.startswith("chữ")] == words


def test_list_counts_on_over_pages() -> None:
    data = sample_report(tasks=sample_tasks(120), long=True)
    rows = [line.texts for line in task_lines.lines(data) if not line.heading]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 121)]
