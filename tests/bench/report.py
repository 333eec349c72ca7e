"""Pages per second of a 50-page report against ReportLab alone with the same paragraphs and tables, in one run.

And how long a report of 3,000 tasks takes, of the seconds that it may take.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reports")]

import pypdfium2  # noqa: E402
from report_sample import PARAGRAPH, sample_report, sample_tasks  # noqa: E402
from reportlab.lib.colors import black  # noqa: E402
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate  # noqa: E402

from models.base.text import show_date  # noqa: E402
from models.reports import nd30  # noqa: E402
from models.reports.data import ReportData  # noqa: E402
from models.reports.fonts import REGULAR, register  # noqa: E402
from models.reports.pdf import make_pdf  # noqa: E402
from models.reports.standing import done_on, due_on, percent, status_words  # noqa: E402
from models.reports.task_lines import told_words  # noqa: E402

LIMIT = 0.60
ROUNDS = 9
MANY = 3000  # tasks of a whole district's year
MANY_LIMIT = 20.0  # seconds
WIDTHS = (30, 213, 88, 98, 62, 62, 42, 60, 45)
HEAD = ("STT", "Nội dung", "Văn bản giao", "Đơn vị", "Thời hạn", "Hoàn thành", "Tiến độ", "Tình trạng", "Ghi chú")


def the_report() -> ReportData:
    """About 50 pages: half of them paragraphs, half the table of tasks."""
    data = sample_report(tasks=sample_tasks(170))
    longer = tuple(f"{PARAGRAPH} Lần {number}." for number in range(15))
    return replace(data, sections=tuple(replace(part, paragraphs=longer) for part in data.sections))


def bare(data: ReportData) -> list[bytes]:
    """What anybody would write with ReportLab: one document of escaped paragraphs, one of a long table."""
    story: list[Flowable] = []
    for part in data.sections:
        story.append(Paragraph(escape(part.heading), nd30.style(f"heading{part.level}")))
        story += [Paragraph(escape(text), nd30.style("body")) for text in part.paragraphs]
    rows: list[list[object]] = [[Paragraph(escape(text), nd30.style("cell-head")) for text in HEAD]]
    for number, task in enumerate(data.tasks, 1):
        texts = (
            task.short,
            f"{task.directive}, mục {task.ref}",
            task.lead[0],
            status_words(task),
            told_words(task),
        )
        cells = [Paragraph(escape(text), nd30.style("cell")) for text in texts]
        dates = [show_date(due_on(task)), show_date(done_on(task)), str(percent(task) or "")]
        rows.append([str(number), *cells[:3], *dates, *cells[3:]])
    look = [("FONT", (0, 0), (-1, -1), REGULAR, nd30.TABLE), ("GRID", (0, 0), (-1, -1), 0.5, black)]
    table = LongTable(rows, colWidths=WIDTHS, repeatRows=1, style=look)
    return [_built(story, nd30.PORTRAIT), _built([table], nd30.LANDSCAPE)]


def _built(story: list[Flowable], size: tuple[float, float]) -> bytes:
    out = BytesIO()
    margins = {"leftMargin": nd30.LEFT, "rightMargin": nd30.RIGHT, "topMargin": nd30.TOP, "bottomMargin": nd30.BOTTOM}
    SimpleDocTemplate(out, pagesize=size, pageCompression=1, **margins).build(story)
    return out.getvalue()


def pages(files: list[bytes]) -> int:
    """The pages of all `files` together."""
    total = 0
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            total += len(document)
    return total


def timed(make: Callable[[], list[bytes]]) -> tuple[float, list[bytes]]:
    """Seconds of one making, and what was made."""
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


def many() -> bool:
    """Print what the report of very many tasks takes, as text that counts and as one that names; whether in time."""
    worst = 0.0
    for long in (True, False):
        data = sample_report(tasks=sample_tasks(MANY), long=long)
        seconds, made = timed(lambda data=data: [make_pdf(data)])  # type: ignore[misc]
        worst = max(worst, seconds)
        print(f"{MANY} tasks, {'close' if long else 'full'} list: {pages(made)} pages, {seconds:.1f} s")
    ratio = worst / MANY_LIMIT
    print(f"{MANY} tasks/limit of {MANY_LIMIT:.0f} s = {ratio:.2f}: {'ok' if ratio <= 1 else 'TOO SLOW'}")
    return ratio <= 1


def main() -> int:
    """Print both speeds and their ratio, and what very many tasks take; 1 when one of them is beyond its limit."""
    register()
    data = the_report()
    ours, theirs = (lambda: [make_pdf(data)]), (lambda: bare(data))
    our_pages, their_pages = pages(ours()), pages(theirs())
    our_times, their_times = [], []
    for _round in range(ROUNDS):  # turn about, so that a busy machine slows both
        our_times.append(timed(ours)[0])
        their_times.append(timed(theirs)[0])
    our_speed, their_speed = our_pages / median(our_times), their_pages / median(their_times)
    ratio = our_speed / their_speed
    print(f"report: {our_pages} pages, {our_speed:.0f} pages/s")
    print(f"ReportLab alone: {their_pages} pages, {their_speed:.0f} pages/s")
    print(f"report/ReportLab = {ratio:.2f} (limit {LIMIT:.2f}): {'ok' if ratio >= LIMIT else 'TOO SLOW'}")
    return 0 if many() and ratio >= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
