"""One task's own view: filled in, corrected, never lost; its evidence, its neighbours, its actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from desks import read, settle, write
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from task_book import book_of_tasks, dialog, page_of_tasks, task, texts  # noqa: F401 - fixtures are used by their names

from models.base.paths import write_file
from models.work.tasks import TaskFields
from ui.base import messages
from ui.base.context import Context
from ui.tasks.assign import RolesDialog
from ui.tasks.page import TasksPage
from ui.tasks.task_view import TaskView


@pytest.fixture
def view(page: TasksPage, book: dict[str, str], real_context: Context) -> TaskView:
    """The late task's view, opened from the list."""
    page.open_task(book["late"])
    settle(real_context)
    return dialog(TaskView)


def leave(view: TaskView) -> None:
    with messages.answering(1):
        view.reject()


def test_it_shows_the_task_and_nothing_is_to_be_saved(view: TaskView) -> None:
    assert view._title.text() == "Nhiệm vụ số 1 · mục 3.1"
    assert view._badge.accessibleName() == "Quá hạn · 2 ngày"
    assert view.form.text.toPlainText() == "Rà soát thủ tục hành chính"
    assert (view.form.lead.text(), view.form.due.text()) == ("Xã Lùng Cải", "14/03/2024")
    assert not view._save.isEnabled()
    view.reject()
    assert not view.isVisible()


def test_corrections_are_saved_in_one_operation_and_undone_as_one(
    view: TaskView, book: dict[str, str], real_context: Context
) -> None:
    view.form.text.setPlainText("Rà soát TTHC đất đai")
    view.form.helping.setText("Thị trấn Bắc Hà; Sở Công an")
    view.form.measure.setText("Tỷ lệ đúng hạn")
    view.form.target.setText("97,5")
    commits: list[Any] = []
    real_context.jobs.committed.connect(commits.append)
    view.save()
    settle(real_context)
    assert [c.operation for c in commits] == ["task.change"]
    kept = task(real_context, book["late"])
    assert kept.fields.text == "Rà soát TTHC đất đai"
    assert [p.name for p in kept.helping] == ["Thị trấn Bắc Hà", "Sở Công an"]
    assert kept.indicator.target == Decimal("97.5")
    assert not view._save.isEnabled()
    view.banner.press()
    settle(real_context)
    assert view.form.text.toPlainText() == "Rà soát thủ tục hành chính"
    assert task(real_context, book["late"]).indicator is None
    view.reject()


def test_closing_with_typing_asks_and_staying_keeps_it(view: TaskView, page: TasksPage) -> None:
    view.form.note.setPlainText("Mới gõ dở")
    with messages.answering(0) as heard:
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.isVisible()
    assert view.form.note.toPlainText() == "Mới gõ dở"
    assert len(heard.asked) == 1
    with messages.answering(0):
        assert not page.may_leave()
    leave(view)
    assert page.may_leave()


def test_typing_survives_a_change_made_elsewhere(view: TaskView, book: dict[str, str], real_context: Context) -> None:
    view.form.note.setPlainText("Mới gõ dở")

    def finish(session: Any) -> None:
        from models.work import tasks

        tasks.finish(session, book["late"], date(2024, 3, 15))

    write(real_context, "task.finish", finish)
    settle(real_context)
    assert view._badge.accessibleName() == "Xong quá hạn"
    assert view.form.note.toPlainText() == "Mới gõ dở"
    leave(view)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("text", "   ", "nội dung"),
        ("due", "30/02/2024", "30/02/2024"),
        ("due", "mai", "ngày/tháng/năm"),
        ("target", "chín mươi", "không phải là số"),
        ("baseline", "5", "Chỉ số chưa có tên"),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept(
    view: TaskView, real_context: Context, field: str, typed: str, said: str
) -> None:
    widget = getattr(view.form, field)
    if field == "text":
        widget.setPlainText(typed)
    else:
        getattr(widget, "line", widget).setText(typed)
    view.save()
    settle(real_context)
    assert said in view.banner.text()
    assert view.form.dirty()
    leave(view)


def test_a_day_is_written_out_when_left_and_never_while_typed(view: TaskView) -> None:
    line = view.form.due.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "5/4/24")
    assert line.text() == "5/4/24"
    view.form.note.setFocus()
    line.editingFinished.emit()
    assert line.text() == "05/04/2024"
    leave(view)


def test_many_units_and_long_words_are_shown_whole_and_not_lost_by_saving_another_word(
    page: TasksPage, real_context: Context
) -> None:
    """152 communes are more letters than a line takes by itself; what does not stand in the form would not be saved."""
    names = tuple(f"Xã Nậm Lùng Phình {n}" for n in range(152))
    fields = TaskFields("Giao mọi xã", lead=names, product="P" * 900, deadline_text="d" * 700)

    def add(session: Any) -> str:
        from models.work import tasks

        return tasks.add(session, fields).id

    made = write(real_context, "task.add", add)
    page.open_task(made)
    settle(real_context)
    view = dialog(TaskView)
    assert not view._save.isEnabled()
    view.form.text.insertPlainText("Sửa: ")
    view._save.click()
    settle(real_context)
    kept = task(real_context, made).fields
    assert kept.text == "Sửa: Giao mọi xã"
    assert kept.lead == names
    assert (kept.product, kept.deadline_text) == (fields.product, fields.deadline_text)
    view.reject()


def test_names_that_are_no_units_are_pointed_out(view: TaskView, real_context: Context) -> None:
    view.form.lead.setText("xa lung cai; Sở Công an")
    view.form.lead.editingFinished.emit()
    assert "Sở Công an" in view.form.unknown.text()
    assert "lung cai" not in view.form.unknown.text()
    leave(view)


def test_units_are_ticked_for_the_form(view: TaskView, real_context: Context) -> None:
    view.form.pick.click()
    settle(real_context)
    asked = dialog(RolesDialog)
    asked.roles.tick("Thị trấn Bắc Hà", leads=False)
    asked.take()
    assert (view.form.lead.text(), view.form.helping.text()) == ("Xã Lùng Cải", "Thị trấn Bắc Hà")
    leave(view)


def test_next_and_previous_follow_the_list(view: TaskView, page: TasksPage, real_context: Context) -> None:
    view.go(1)
    settle(real_context)
    assert view.form.text.toPlainText() == "Kiểm tra kỷ luật"
    assert page.table.current().text == "Kiểm tra kỷ luật"
    view.go(-1)
    settle(real_context)
    view.go(-1)
    settle(real_context)
    assert view.banner.text() == "Đã ở đầu danh sách."
    assert view.form.text.toPlainText() == "Rà soát thủ tục hành chính"
    page.filters.put("area", "digital")
    settle(real_context)
    view.go(1)
    assert view.banner.text() == "Nhiệm vụ này không còn trong danh sách đang lọc."
    view.reject()


def test_the_next_task_may_not_have_been_fetched_yet(
    page: TasksPage, book: dict[str, str], real_context: Context
) -> None:
    def add(session: Any) -> str:
        from models.work import tasks

        return tasks.add_many(session, [tasks.TaskFields(f"Việc {n}") for n in range(200)])[193].id

    last_fetched = write(real_context, "task.add", add)
    settle(real_context)
    got: list[Any] = []
    page.step(last_fetched, 1, lambda *found: got.append(found))
    settle(real_context)
    assert got[0][0] is not None
    assert task(real_context, got[0][0]).fields.text == "Việc 194"


def test_a_new_task_is_filled_in_from_the_filter_and_chosen_in_the_list(page: TasksPage, real_context: Context) -> None:
    page.filters.put("area", "finance")
    page.filters.put("unit", read(real_context, lambda s: _unit(s, "Xã Lùng Cải")))
    settle(real_context)
    page.add_task()
    settle(real_context)
    new = dialog(TaskView)
    assert (new.form.area.currentData(), new.form.lead.text()) == ("finance", "Xã Lùng Cải")
    new.form.text.setPlainText("Quyết toán quý I")
    new.form.due.line.setText("30/4")
    new.save()
    settle(real_context)
    assert texts(page) == ["Quyết toán quý I"]
    assert page.table.current().due_on == date(2024, 4, 30)
    assert page.banner.text() == "Đã thêm nhiệm vụ."
    page.banner.press()
    settle(real_context)
    assert page.rows.total == 0


def _unit(session: Any, name: str) -> str:
    from models.work import units

    return units.find(session, name).id


def test_several_new_ones_are_added_one_after_another(page: TasksPage, real_context: Context) -> None:
    page.add_task()
    settle(real_context)
    new = dialog(TaskView)
    for words in ("Việc một", "Việc hai"):
        new.form.text.setPlainText(words)
        new._add_more()
        settle(real_context)
        assert new.form.text.toPlainText() == ""
    new.reject()
    assert {"Việc một", "Việc hai"} <= set(texts(page))


def test_a_deed_waits_until_typing_is_saved(view: TaskView, real_context: Context) -> None:
    view.form.note.setPlainText("Mới gõ dở")
    view.task_actions.finish.trigger()
    assert "Ctrl+S" in view.banner.text()
    view.save()
    settle(real_context)
    view.task_actions.finish.trigger()
    asked = dialog()
    asked.do()
    settle(real_context)
    assert view._badge.accessibleName() == "Xong quá hạn"
    assert view.banner.text().startswith("Đã ghi hoàn thành nhiệm vụ số 1")
    view.reject()


# Evidence


def test_evidence_is_added_saved_out_and_taken_off_with_undo(
    view: TaskView, real_context: Context, tmp_path: Path
) -> None:
    source = tmp_path / "Kế hoạch.pdf"
    source.write_bytes(b"%PDF-1.7 noi dung")
    with messages.answering([source]):
        view.files.choose_files()
        settle(real_context)
    assert [line[2] for line in view.files.list.lines()] == ["Kế hoạch.pdf"]
    view.files.list.table.selectRow(0)
    target = tmp_path / "ra" / "Bản sao.pdf"
    target.parent.mkdir()
    with messages.answering(target):
        view.files.save_copy()
        settle(real_context)
    assert target.read_bytes() == b"%PDF-1.7 noi dung"
    view.files.detach()
    settle(real_context)
    assert view.files.list.lines() == []
    view.banner.press()
    settle(real_context)
    assert [line[2] for line in view.files.list.lines()] == ["Kế hoạch.pdf"]
    view.reject()


def test_files_can_be_dropped(view: TaskView, real_context: Context, tmp_path: Path, deep: Path) -> None:
    paths = [tmp_path / "a.txt", deep / "b.txt"]
    for path in paths:
        write_file(path, b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    view.files.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    settle(real_context)
    assert [line[2] for line in view.files.list.lines()] == ["a.txt", "b.txt"]
    view.reject()


def test_a_file_that_is_too_large_is_refused_and_none_of_its_company_kept(
    view: TaskView, real_context: Context, tmp_path: Path
) -> None:
    large, small = tmp_path / "quét.pdf", tmp_path / "nhỏ.txt"
    small.write_text("x")
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    view.files.add_files([small, large])
    settle(real_context)
    assert "quét.pdf quá lớn" in view.banner.text()
    assert view.files.list.lines() == []
    view.reject()


def test_a_file_that_is_gone_is_said(view: TaskView, real_context: Context, tmp_path: Path) -> None:
    view.files.add_files([tmp_path / "không có.pdf"])
    settle(real_context)
    assert "Không tìm thấy tệp" in view.banner.text()
    view.reject()
