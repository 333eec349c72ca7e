"""What a role may not do is not offered on the pages, and what the window lets through is refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import enter, open_office, store
from looking import action, menu, one_open, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from models.work import rights
from models.work.accounts import AccountRow
from ui.base import theme
from ui.base.context import Context
from ui.frame.window import Window
from ui.tasks.task_view import TaskView


@pytest.fixture
def window_for(real_context: Context, shown: Any) -> Any:
    """The window as somebody of a role sees it."""

    def made(role: str) -> Window:
        office = enter(real_context)
        real_context.account = AccountRow(office.account.id, "Ai đó", role, office.account.passphrase_at, None)
        window: Window = shown(Window(real_context))
        window.open_office("Phòng Nội vụ", "")
        return window

    return made


def offered(window: Window, key: str) -> set[str]:
    """The words of the buttons that the page shows."""
    page = window.go(key)
    assert page is not None
    assert window.context.jobs.settle()
    QApplication.processEvents()
    assert window.context.jobs.settle()
    return {b.accessibleName() or b.text() for b in page.findChildren(QPushButton) if b.isVisibleTo(page)}


ACTIONS = {
    "tasks": {"Thêm nhiệm vụ", "Giao…", "Hoàn thành…", "Gia hạn…"},
    "month": {"Sửa ngày của kỳ…", "Chốt kỳ…"},
    "directives": {"Đọc văn bản mới"},
    "reports": {"Ký số…", "Lập báo cáo"},
    "units": {"Thêm", "Nhập từ tệp…", "Nhập từ danh mục…", "Sửa", "Xóa"},
    "settings": {"Lưu thông tin"},
}
HERS = {
    rights.ADMIN: set().union(*ACTIONS.values()),
    rights.CLERK: set().union(*ACTIONS.values()) - {"Chốt kỳ…", "Ký số…", "Lưu thông tin"},
    rights.LEADER: {"Chốt kỳ…", "Ký số…"},
    rights.REGISTRAR: {"Ký số…", "Lập báo cáo"},
    rights.READER: set(),
}


@pytest.mark.parametrize("role", rights.ROLES)
def test_actions_offered_by_role(window_for: Any, role: str) -> None:
    window = window_for(role)
    seen = {key: offered(window, key) & actions for key, actions in ACTIONS.items()}
    assert seen == {key: actions & HERS[role] for key, actions in ACTIONS.items()}


def test_month_locked_for_reader(window_for: Any) -> None:
    window = window_for(rights.READER)
    offered(window, "month")
    page: Any = window.current_page()
    assert page.rows.locked()


@pytest.mark.parametrize("role", [rights.CLERK, rights.READER])
def test_fields_read_only_without_permission(window_for: Any, real_context: Context, role: str) -> None:
    from models.work import tasks
    from models.work.tasks import TaskFields

    with store(real_context).write("task.add") as write:
        task_id = tasks.add(write.session, TaskFields("Rà soát")).id
    window = window_for(role)
    offered(window, "settings")
    card: Any = window.current_page().card  # type: ignore[union-attr]
    assert card.place.isReadOnly()  # the office's card is the administrator's
    assert not card.days.isEnabled()
    page: Any = window.go("tasks")
    page.open_task(task_id)
    assert real_context.jobs.settle()
    view = one_open(TaskView)
    form = view.form
    assert form.text.isReadOnly() is (role == rights.READER)
    assert form.area.isEnabled() is (role == rights.CLERK)
    view.reject()


def test_directive_read_only_for_reader(window_for: Any, real_context: Context) -> None:
    from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source
    from models.work import directives

    office = open_office(real_context)
    proposal = ProposedTask("1", "Rà soát", "procedure", (), (), None, None, None, Source(0, 7))
    with office.store.write("directive.add") as write:
        reading = Reading("Rà soát", DirectiveHead(kind="Thông báo"), (proposal,))
        directive_id = directives.add(write.session, office.evidence, reading, "tb.pdf", b"%PDF").id
    window = window_for(rights.READER)
    page: Any = window.go("directives")
    page.open(directive_id)
    for _round in range(3):
        assert real_context.jobs.settle()
        QApplication.processEvents()
    view = page.review
    for act in (view.drop, view.choose_units, view.split, view.accept_chosen, view.fill_down):
        act()
    assert real_context.jobs.settle()
    assert [item.waiting for item in view.review.items] == [True]
    assert not view.rows.flags(view.rows.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    seen = {b.accessibleName() or b.text() for b in page.findChildren(QPushButton) if b.isVisibleTo(page)}
    assert not seen & {"Gộp", "Tách", "Bỏ", "Đơn vị…", "Thêm từ văn bản", "Nhận mục đã chọn"}
    assert page.banner.text() == ""
    page.show_list()
    assert not page.list.remove.isVisible()


def test_journal_undo_by_role(window_for: Any, real_context: Context) -> None:
    from models.work import tasks
    from models.work.tasks import TaskFields

    office = open_office(real_context)
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("Rà soát"))
    for role, enabled in ((rights.CLERK, True), (rights.REGISTRAR, False)):
        office.store.role = role
        window = window_for(role)
        offered(window, "audit")
        page: Any = window.current_page()
        for _round in range(3):
            assert real_context.jobs.settle()
            QApplication.processEvents()
        assert page.change.undo.isEnabled() is enabled, role
        assert len(texts(page.change)) == 2 or not enabled  # what and who, and no reason against it
    assert "Hoàn tác thao tác này" not in offered(window_for(rights.READER), "audit")


def test_new_entry_disabled_for_reader(window_for: Any) -> None:
    window = window_for(rights.READER)
    offered(window, "tasks")
    action(menu(window, "Tệp"), "Thêm").trigger()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]


def test_actions_after_last_view(window_for: Any, real_context: Context) -> None:
    window = window_for(rights.ADMIN)
    assert "Thêm nhiệm vụ" in offered(window, "tasks")
    office = open_office(real_context)
    real_context.account = AccountRow(office.account.id, "Ai đó", rights.READER, office.account.passphrase_at, None)
    window.open_office("Phòng Nội vụ", "")
    page = window.current_page()
    assert page is not None
    page.reload()
    assert "Thêm nhiệm vụ" not in offered(window, "tasks")


@pytest.mark.parametrize("role", [rights.REGISTRAR, rights.LEADER, rights.CLERK, rights.READER])
def test_fields_not_hers_look_like_it(window_for: Any, role: str, app: QApplication) -> None:
    """No white ground and no invitation to type: it is seen before it is tried."""
    window = window_for(role)
    window.resize(1366, 1400)
    for look in ("light", "dark"):
        theme.apply(app, look)
        for key in ("settings", "reports"):
            offered(window, key)
            page: Any = window.current_page()
            locked = [
                w for w in page.findChildren(QWidget) if isinstance(w, QLineEdit | QPlainTextEdit) and w.isReadOnly()
            ]
            for field in filter(QWidget.isVisible, locked):
                seen = field.grab().toImage().pixelColor(field.width() - 12, field.height() // 2)
                assert seen == theme.colour("page"), field.accessibleName()
                assert field.placeholderText() == ""
            assert locked or role == rights.CLERK
    theme.apply(app)
