"""What is said before a period is closed and before it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from contexts import settle, store
from month_driver import filled_office, month_page  # noqa: F401 - fixtures are used by their names

from models.work import periods, progress, tasks
from models.work.closing_notice import ClosingNotice
from models.work.progress import NewProgress
from models.work.report_register import KeptReportRow
from models.work.tasks import TaskFields
from ui.base import messages
from ui.month.page import MonthPage
from ui.month.period_closing import why_close, why_reopen

MARCH = periods.PeriodRow(None, "2024-03", "month", date(2024, 2, 15), date(2024, 3, 14), closed=False)


def test_closing_says_what_it_means(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))
    words = why_close(MARCH, 3, ClosingNotice(("2024-02", "2023-12"), to_tell=2))
    for said in (
        "Tháng 2/2024 và 1 kỳ trước đó chưa chốt",
        "Còn 3 dòng",
        "2 điều chỉnh",
        "“Điều chỉnh…”",
        "còn 2 ngày",
    ):
        assert said in words
    plain = why_close(MARCH, 0, ClosingNotice())
    assert "chưa chốt." not in plain and "dòng" not in plain and "“Điều chỉnh…”" in plain


def test_reopening_names_reports_and_corrections() -> None:
    made: dict[str, Any] = {
        "made_at": None,
        "sequence": 1,
        "sha256": None,
        "file_id": "a",
        "file": "a.pdf",
        "signed_file": None,
    }
    month = KeptReportRow("thang", "2024-03", "", None, signed_file_id=None, issuer_name="Phòng Nội vụ", **made)
    quarter = KeptReportRow("quy", "2024-Q1", "12", date(2024, 3, 15), signed_file_id="b", issuer_name="UBND", **made)
    words = why_reopen(ClosingNotice(reports=(month, quarter), corrections=3, told_in=("2024-04",)))
    assert "Báo cáo tháng 3/2024 (Phòng Nội vụ): chưa có số, chưa có ngày, đã lập, chưa ký." in words
    assert "Báo cáo quý I/2024 (UBND): số 12, ngày 15/3/2024, đã ký." in words and "phải lập lại và ký lại" in words
    assert "3 điều chỉnh" in words and "báo cáo của tháng 4/2024 không nêu lại" in words
    nothing = why_reopen(ClosingNotice())
    assert "Chưa lập báo cáo nào" in nothing and "chưa có điều chỉnh" in nothing


def test_earlier_open_period_is_a_press_away(page: MonthPage) -> None:
    with store(page.context).write("progress.put") as write:
        task = tasks.add(write.session, TaskFields("việc cũ", assigned_on=date(2024, 1, 20)))
        progress.put(write.session, task.id, "2024-02", NewProgress(percent=10))
    page.reload()
    settle(page)
    with messages.answering(0) as heard:
        page.ask_close()
    settle(page)
    assert heard.asked == [("choose", "Chốt tháng 3/2024?")]
    assert page.rows.period is not None and page.rows.period.key == "2024-02" and not page.rows.locked()
    page.choose_period("2024-03")
    settle(page)
    for answer, locked in ((None, False), (1, True)):
        with messages.answering(answer):
            page.ask_close()
        settle(page)
        assert page.rows.locked() == locked
