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
from models.reports.pdf import make_pdf
from models.work import tasks
from models.work.report_kinds import REPORT_KINDS

MONTHLY = REPORT_KINDS["thang"]


def parts(given: list[ReportTask], *, long: bool) -> dict[str, tuple[str, ...]]:
    made = wording.sections(MONTHLY.outline, given, (), (), "2024-04", long=long)
    return {part.code: part.paragraphs for part in made}


def of(timeliness: str, number: int, day: int) -> ReportTask:
    row = replace(sample_tasks(1)[0], area="finance", state="doing", percent=None, note="", done_on=None)
    return replace(row, text=f"Việc {number}", number=number, timeliness=timeliness, due_on=date(2024, 3, day))


def test_long_text_names_late_and_notable_only() -> None:
    given = [of("in_time", 1, 30), of("overdue", 2, 9), of("overdue", 3, 2), of("due_soon", 4, 14)]
    given += [of("done_on_time", 5, 3), of("done_late", 6, 4)]
    told = "\n".join(parts(given, long=True)["II.5"])
    assert [word for word in ("Việc 1", "Việc 5") if word in told] == []
    order = [told.index(words) for words in ("Việc 3", "Việc 2", "Sắp đến hạn:", "Việc 4", "sau thời hạn:\n- Việc 6")]
    assert order == sorted(order)  # the longest overdue first
    assert "Tổng số 6 nhiệm vụ" in told
    assert "Việc 1" in "\n".join(parts(given, long=False)["II.5"])


def test_long_text_says_whose_late_tasks_are() -> None:
    late = [replace(of("overdue", n, 1), lead=(f"Xã {n % 7}",)) for n in range(1, 15)]
    told = parts(late, long=True)["III.2"]
    assert told[0] == "Còn 14 nhiệm vụ chưa hoàn thành, quá hạn, nêu tại Phụ lục II."
    assert told[2:] == (*(f"- Xã {n}: 2 nhiệm vụ." for n in range(5)), "- Và 2 đơn vị khác nêu tại Phụ lục I.")


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
        assert "".join(task.text.split()) in printed
    assert len(close) < 0.75 * len(full)
    word = Document(BytesIO(make_docx(replace(data, long=True))))
    assert len(word.tables[-1].rows) == 1 + len(list(task_lines.lines(replace(data, long=True))))


@pytest.mark.parametrize("long", [False, True])
def test_text_taller_than_pages_goes_on_once(long: bool) -> None:
    """Each word of it is printed, none twice, though it goes over three pages between other tasks."""
    words = [f"chữ{number}" for number in range(2500)]
    given = [
        *sample_tasks(5),
        replace(sample_tasks(6)[5], text=" ".join(words), area="direction"),
        *sample_tasks(9)[6:],
    ]
    found = " ".join(texts(sample_report(tasks=tuple(given), long=long))).split()
    assert [word for word in found if word.startswith("chữ")] == words


def test_list_counts_on_over_pages() -> None:
    data = sample_report(tasks=sample_tasks(120), long=True)
    rows = [line.texts for line in task_lines.lines(data) if not line.heading]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 121)]
