"""One task's own view: filled in, corrected, never lost; its evidence, its neighbours, its actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from contexts import read, settle, write
from looking import click, type_text
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from task_book import book_of_tasks, dialog, page_of_tasks, task, texts  # noqa: F401 - fixtures are used by their names
from task_driver import TaskViewDriver

from models.base.paths import write_file
from models.work.tasks import TaskFields
from ui.base import messages
from ui.base.context import Context
from ui.kit.file_view import FileView
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


def test_task_view_shows_task(view: TaskView, real_context: Context) -> None:
    assert TaskViewDriver(view, real_context).shows("Nhiệm vụ số 1 · mục 3.1")
    assert TaskViewDriver(view, real_context).badge() == "Quá hạn · 2 ngày"
    assert view.form.text.toPlainText() == "Rà soát thủ tục hành chính"
    assert (view.form.lead.text(), view.form.due.text()) == ("Xã Lùng Cải", "14/03/2024")
    assert not TaskViewDriver(view, real_context).may_save()
    view.reject()
    assert not view.isVisible()


def test_task_view_corrections_saved_and_undone(view: TaskView, book: dict[str, str], real_context: Context) -> None:
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
    assert not TaskViewDriver(view, real_context).may_save()
    view.banner.press()
    settle(real_context)
    assert view.form.text.toPlainText() == "Rà soát thủ tục hành chính"
    assert task(real_context, book["late"]).indicator is None
    view.reject()


def test_task_view_close_with_typing_asks(view: TaskView, page: TasksPage) -> None:
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


def test_task_view_typing_survives_reload(view: TaskView, book: dict[str, str], real_context: Context) -> None:
    view.form.note.setPlainText("Mới gõ dở")

    def finish(session: Any) -> None:
        from models.work import tasks

        tasks.finish(session, book["late"], date(2024, 3, 15))

    write(real_context, "task.finish", finish)
    settle(real_context)
    assert TaskViewDriver(view, real_context).badge() == "Hoàn thành sau thời hạn"
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
def test_task_view_refused_save_keeps_typing(
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


def test_day_field_normalised_when_left(view: TaskView) -> None:
    line = view.form.due.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "5/4/24")
    assert line.text() == "5/4/24"
    view.form.note.setFocus()
    line.editingFinished.emit()
    assert line.text() == "05/04/2024"
    leave(view)


def test_task_view_long_values_not_lost(page: TasksPage, real_context: Context) -> None:
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
    assert not TaskViewDriver(view, real_context).may_save()
    view.form.text.insertPlainText("Sửa: ")
    TaskViewDriver(view, real_context).click("Lưu")
    kept = task(real_context, made).fields
    assert kept.text == "Sửa: Giao mọi xã"
    assert kept.lead == names
    assert (kept.product, kept.deadline_text) == (fields.product, fields.deadline_text)
    view.reject()


def test_task_view_unknown_units_pointed_out(view: TaskView, real_context: Context) -> None:
    view.form.lead.setText("xa lung cai; Sở Công an")
    view.form.lead.editingFinished.emit()
    assert "Sở Công an" in view.form.unknown.text()
    assert "lung cai" not in view.form.unknown.text()
    leave(view)


def test_task_view_unit_completed_by_enter(view: TaskView, real_context: Context) -> None:
    view.form.lead.setFocus()
    view.form.lead.selectAll()
    type_text(view.form.lead, "bac ha\n")
    assert view.form.lead.text() == "Thị trấn Bắc Hà"
    assert view.isVisible()  # Enter took the name and saved nothing
    assert view.form.dirty()
    leave(view)


def test_task_view_saves_no_half_typed_unit(view: TaskView, real_context: Context) -> None:
    view.form.lead.setFocus()
    view.form.lead.selectAll()
    type_text(view.form.lead, "bac ha")
    view.save()
    assert "“bac ha” chưa phải tên đơn vị" in view.banner.text()
    QTest.keyClick(view.form.lead, Qt.Key.Key_Return)
    view.save()
    settle(real_context)
    assert view.form.roles()[0] == ("Thị trấn Bắc Hà",) and not view.form.dirty()
    leave(view)


def test_task_view_units_ticked(view: TaskView, real_context: Context) -> None:
    view.form.pick.click()
    settle(real_context)
    asked = dialog(RolesDialog)
    asked.roles.tick("Thị trấn Bắc Hà", leads=False)
    asked.take()
    assert (view.form.lead.text(), view.form.helping.text()) == ("Xã Lùng Cải", "Thị trấn Bắc Hà")
    leave(view)


def test_task_view_next_and_previous(view: TaskView, page: TasksPage, real_context: Context) -> None:
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


def test_task_view_next_not_fetched(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
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


def test_new_task_prefilled_from_filter(page: TasksPage, real_context: Context) -> None:
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


def test_new_tasks_added_in_a_row(page: TasksPage, real_context: Context) -> None:
    page.add_task()
    settle(real_context)
    new = dialog(TaskView)
    for words in ("Việc một", "Việc hai"):
        new.form.text.setPlainText(words)
        TaskViewDriver(new, real_context).click("Thêm và nhập tiếp")
        assert new.form.text.toPlainText() == ""
    new.reject()
    assert {"Việc một", "Việc hai"} <= set(texts(page))


def test_task_view_action_waits_for_save(view: TaskView, real_context: Context) -> None:
    view.form.note.setPlainText("Mới gõ dở")
    view.task_actions.finish.trigger()
    assert "Ctrl+S" in view.banner.text()
    view.save()
    settle(real_context)
    view.task_actions.finish.trigger()
    asked = dialog()
    asked.do()
    settle(real_context)
    assert TaskViewDriver(view, real_context).badge() == "Hoàn thành sau thời hạn"
    assert view.banner.text().startswith("Đã ghi hoàn thành nhiệm vụ “Rà soát thủ tục hành chính”")
    view.reject()


# Evidence


def test_evidence_added_saved_removed_undone(view: TaskView, real_context: Context, tmp_path: Path) -> None:
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


def attached(view: TaskView, context: Context, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with messages.answering([path]):
        view.files.choose_files()
        settle(context)
    view.parts.setCurrentWidget(view.files)
    view.files.list.table.selectRow(0)


def test_evidence_looked_at_and_saved(view: TaskView, real_context: Context, tmp_path: Path, qtbot: Any) -> None:
    shot = QImage(60, 30, QImage.Format.Format_RGB32)
    shot.fill(Qt.GlobalColor.red)
    assert shot.save(str(tmp_path / "ảnh.png"))
    attached(view, real_context, tmp_path / "ảnh.png", (tmp_path / "ảnh.png").read_bytes())
    TaskViewDriver(view, real_context).click("Xem")
    looked: FileView = dialog(FileView)
    qtbot.waitUntil(lambda: looked.pages.drawn() == 1)
    assert looked.windowTitle() == "ảnh.png"
    target = tmp_path / "bản sao.png"
    with messages.answering(target):
        click(looked, "Lưu bản sao ra…")
    settle(real_context)
    assert target.read_bytes() == (tmp_path / "ảnh.png").read_bytes()
    assert "Đã lưu bản sao" in looked.banner.text()
    looked.reject()
    view.reject()


def test_evidence_that_cannot_be_looked_at(view: TaskView, real_context: Context, tmp_path: Path, qtbot: Any) -> None:
    attached(view, real_context, tmp_path / "bảng.xlsx", b"PK so lieu")
    QTest.keyClick(view.files.list.table, Qt.Key.Key_Return)
    settle(real_context)
    looked: FileView = dialog(FileView)
    qtbot.waitUntil(lambda: "Không xem được" in looked.banner.text())
    looked.reject()
    view.reject()


def test_evidence_dropped(view: TaskView, real_context: Context, tmp_path: Path, deep: Path) -> None:
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


def test_evidence_too_large_refused_with_all(view: TaskView, real_context: Context, tmp_path: Path) -> None:
    large, small = tmp_path / "quét.pdf", tmp_path / "nhỏ.txt"
    small.write_text("x")
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    view.files.add_files([small, large])
    settle(real_context)
    assert "quét.pdf quá lớn" in view.banner.text()
    assert view.files.list.lines() == []
    view.reject()


def test_evidence_file_gone(view: TaskView, real_context: Context, tmp_path: Path) -> None:
    view.files.add_files([tmp_path / "không có.pdf"])
    settle(real_context)
    assert "Không tìm thấy tệp" in view.banner.text()
    view.reject()
