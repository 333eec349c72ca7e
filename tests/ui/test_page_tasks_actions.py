"""What is done to chosen tasks from their page: one operation each, undone as one, refused without loss."""

from __future__ import annotations

from datetime import date
from typing import Any

from contexts import settle, write
from looking import type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from task_book import book_of_tasks, cell, choose, dialog, page_of_tasks, task, texts  # noqa: F401 - fixtures are used by their names
from task_driver import roles_table, units_shown

from ui.base import messages
from ui.base.context import Context
from ui.tasks.page import TasksPage
from ui.tasks.task_columns import due_tip


def test_finish_several_tasks_and_undo(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"], book["soon"])
    page.actions_of.finish.trigger()
    dialog().day.line.setText("16/3/2024")
    dialog().do()
    settle(real_context)
    assert [task(real_context, book[key]).row.timeliness for key in ("late", "soon")] == ["done_late", "done_on_time"]
    assert page.banner.text() == "Đã ghi hoàn thành 2 nhiệm vụ, ngày 16/03/2024."
    page.banner.press()
    settle(real_context)
    assert [task(real_context, book[key]).row.timeliness for key in ("late", "soon")] == ["overdue", "due_soon"]


def test_finish_with_impossible_day(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"])
    page.actions_of.finish.trigger()
    asked = dialog()
    asked.day.line.setText("31/02/2024")
    asked.do()
    assert "31/02/2024" in asked.banner.text()
    assert asked.day.wrong.text() == "Không có ngày này."
    settle(real_context)
    assert asked.isVisible()
    asked.reject()
    settle(real_context)
    assert task(real_context, book["late"]).row.done_on is None


def test_extend_asks_reason(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["soon"])
    page.actions_of.extend.trigger()
    asked = dialog()
    asked.day.line.setText("20/03/2024")
    asked.do()
    assert "lý do" in asked.banner.text()
    asked.reason.setPlainText("Chờ hướng dẫn của Sở Nội vụ")
    asked.do()
    assert "người phê duyệt gia hạn" in asked.banner.text()
    asked.leave.setText("Chủ tịch UBND huyện")
    asked.day.line.setText("10/03/2024")
    asked.do()
    settle(real_context)
    assert "Hạn mới không muộn hơn hạn cũ" in asked.banner.text()
    assert asked.reason.toPlainText() == "Chờ hướng dẫn của Sở Nội vụ"
    asked.day.line.setText("20/03/2024")
    asked.do()
    settle(real_context)
    found = task(real_context, book["soon"])
    assert found.row.due_on == found.row.extended_to == date(2024, 3, 20)
    assert due_tip(found.row).splitlines()[-1] == "Thời hạn đã gia hạn đến 20/3/2024"


def test_refusal_among_many_names_task(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"], book["calm"])
    page.actions_of.extend.trigger()
    asked = dialog()
    asked.day.line.setText("01/06/2024")
    asked.reason.setPlainText("Lùi chung")
    asked.leave.setText("Chủ tịch UBND huyện")
    asked.do()
    settle(real_context)
    assert "Nhiệm vụ “Cơ cấu lại chi ngân sách”:" in asked.banner.text()
    assert task(real_context, book["late"]).row.due_on == date(2024, 3, 14)
    with messages.answering(True):
        asked.reject()


def test_dialog_with_typing_asks_on_close(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"])
    page.actions_of.cancel.trigger()
    asked = dialog()
    asked.reason.setPlainText("Trùng")
    with messages.answering(False) as heard:
        asked.reject()
    assert asked.isVisible()
    assert [kind for kind, _text in heard.asked] == ["ask"]
    asked.do()
    settle(real_context)
    assert task(real_context, book["late"]).row.state == "cancelled"
    assert len(texts(page)) == 4


def test_assign_several_tasks_to_unknown_name(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["calm"], book["open"])
    page.actions_of.assign.trigger()
    settle(real_context)
    asked = dialog()
    asked.do()
    assert "chủ trì" in asked.banner.text()
    asked.roles.tick("Thị trấn Bắc Hà", leads=True)
    type_text(asked.roles.search, "Sở Công an\n")
    QTest.keyClick(roles_table(asked.roles), Qt.Key.Key_Return)
    asked.do()
    settle(real_context)
    for key in ("calm", "open"):
        lead = task(real_context, book[key]).lead
        assert [(p.name, p.unit_id is not None) for p in lead] == [("Thị trấn Bắc Hà", True), ("Sở Công an", False)]


def test_assign_unit_leads_or_helps(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"])
    page.actions_of.assign.trigger()
    settle(real_context)
    asked = dialog()
    assert asked.roles.lead() == ("Xã Lùng Cải",)
    asked.roles.tick("Xã Lùng Cải", leads=False)
    assert (asked.roles.lead(), asked.roles.helping()) == ((), ("Xã Lùng Cải",))
    with messages.answering(True):
        asked.reject()


def test_assign_search_without_marks(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"])
    page.actions_of.assign.trigger()
    settle(real_context)
    asked = dialog()
    asked.roles.search.show_query("bac ha")
    assert units_shown(asked.roles) == ["Thị trấn Bắc Hà", "UBND huyện Bắc Hà"]
    asked.reject()


def test_progress_entry_for_lead_unit(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"])
    page.actions_of.progress.trigger()
    settle(real_context)
    asked = dialog()
    assert asked.unit.currentText() == "Xã Lùng Cải"
    asked.percent.setText("120")
    asked.do()
    assert "từ 0 đến 100" in asked.banner.text()
    asked.percent.setText("45 %")
    asked.note.setPlainText("Đang rà soát ở thôn")
    asked.do()
    settle(real_context)
    seen = task(real_context, book["late"])
    assert [(e.period, e.unit, e.percent, e.note) for e in seen.entries] == [
        ("Tháng 4/2024", "Xã Lùng Cải", 45, "Đang rà soát ở thôn")
    ]
    assert cell(page, book["late"], "percent") == "45 %"


def test_pause_and_resume_task(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"])
    page.actions_of.pause.trigger()
    settle(real_context)
    assert task(real_context, book["late"]).row.state == "paused"
    assert page.actions_of.resume.isEnabled()
    page.actions_of.resume.trigger()
    settle(real_context)
    assert task(real_context, book["late"]).row.state == "new"


def test_task_actions_offered(page: TasksPage, book: dict[str, str]) -> None:
    actions = page.actions_of
    page.table.clearSelection()
    assert not any(action.isEnabled() for action in actions.all())
    choose(page, book["monthly"])
    assert actions.finish.isEnabled()
    assert not actions.extend.isEnabled()
    choose(page, book["late"], book["soon"])
    assert actions.extend.isEnabled()
    assert not actions.progress.isEnabled()


def test_change_of_very_many_asks(page: TasksPage, real_context: Context) -> None:
    def add(session: Any) -> None:
        from models.work import tasks

        tasks.add_many(session, [tasks.TaskFields(f"Việc {n}") for n in range(450)])

    write(real_context, "task.add", add)
    settle(real_context)
    page.table.selectAll()
    with messages.answering(False) as heard:
        page.actions_of.pause.trigger()
        settle(real_context)
    assert heard.asked == [("ask", "Đang chọn 455 nhiệm vụ. Làm cho tất cả?")]
    with messages.answering(True):
        page.actions_of.pause.trigger()
        settle(real_context)
    assert {page.rows.row_at(n).state for n in (0, 300, 454) if page.rows.row_at(n)} == {"paused"}
