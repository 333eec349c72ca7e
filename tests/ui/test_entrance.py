"""The way into the book: first run, unlock, the recovery code, a backup, and the lock; with the real office's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from contexts import settle
from gate_driver import AGAIN, NAME, SYMBOL, UNITS, FirstRunDriver, UnlockDriver, code_shown
from looking import choose, click, leaves, named, one, retype, says, tick, type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from models.base.paths import RESOURCES
from ui.base import messages
from ui.base.context import Context
from ui.frame.window import Window
from ui.kit import recovery_code
from ui.kit.passphrase import PassphraseForm, strength
from ui.kit.recovery_code import RecoveryCode
from ui.kit.search import SearchField
from ui.session.entrance import Entrance
from ui.units.unit_choice import UnitChoice, official_list

PASSPHRASE = "mot cau de nho 2024"


@pytest.fixture
def window(context: Context, cheap_keys: None, shown: Any) -> Window:
    return shown(Window(context, ()))


def test_first_run_tab_goes_on(entrance: Entrance, window: Window) -> None:
    first = FirstRunDriver(window)
    first.new_office()
    symbol = first.field(SYMBOL)
    symbol.setFocus()
    QTest.keyClick(symbol, Qt.Key.Key_Tab)
    assert first.view.focusWidget() is first.next


def found(window: Window, *, remember: bool = False) -> str:
    """Go through the first run as a person does; the recovery code."""
    first = FirstRunDriver(window)
    code = first.found("Phòng Nội vụ", "UBND huyện Bắc Hà", PASSPHRASE, remember=remember)
    first.begin_work()
    return code


def test_first_run_founds_office_with_communes(context: Context, window: Window, entrance: Entrance) -> None:
    found(window)
    assert window.gate() is None
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"
    rows: list[Any] = []

    def query(session: Any) -> Any:
        from sqlalchemy import select

        from models.work import office
        from models.work.units import Unit

        units = session.execute(select(Unit.code, Unit.name, Unit.level)).all()
        return office.card(session), [tuple(unit) for unit in units]

    context.jobs.read(query, context.jobs, rows.append)
    assert context.jobs.settle()
    card, units = rows[0]
    assert (card.name, card.parent, card.place, card.symbol) == ("Phòng Nội vụ", "UBND huyện Bắc Hà", "Bắc Hà", "PNV")
    assert len(units) == 2 + 19
    assert ("02839", "Thị trấn Bắc Hà", "xa") in units


def test_first_run_by_enter(window: Window, entrance: Entrance) -> None:
    first = FirstRunDriver(window)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    first.new_office()
    enter(window, first.type_in(NAME, "Phòng Nội vụ"))
    assert first.title() == "Đơn vị trực thuộc"
    first.go_back()
    enter(window, first.type_in(SYMBOL, "PNV"))
    assert first.title() == "Đơn vị trực thuộc"
    first.go_on()
    enter(window, first.type_in(first.KEY, "ngan"))
    assert "ít nhất 8 ký tự" in first.banner()
    retype(first.view, first.KEY, PASSPHRASE)
    enter(window, first.field(first.KEY))
    assert first.field(AGAIN).hasFocus()  # what is still missing
    enter(window, first.type_in(AGAIN, PASSPHRASE))
    assert first.title() == "Mã khôi phục"


def enter(window: Window, field: QWidget) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window.context)


def test_first_run_says_what_is_missing(context: Context, window: Window, entrance: Entrance) -> None:
    first = FirstRunDriver(window)
    first.new_office()
    first.go_on()
    assert first.banner() == "Hãy nhập tên cơ quan."
    assert first.field(NAME).hasFocus()
    first.type_in(NAME, "Phòng Nội vụ")
    first.go_on()
    first.go_on()
    first.type_in(first.KEY, "ngan")
    first.go_on()
    assert "ít nhất 8 ký tự" in first.banner()
    assert first.field(first.KEY).hasFocus()
    first.type_in(first.KEY, " nhung du dai")
    first.go_on()
    assert first.banner() == "Hai lần nhập chưa giống nhau."
    assert not context.home.database.exists()


def test_first_run_back_keeps_typing_and_ticks(context: Context, window: Window, entrance: Entrance) -> None:
    first = FirstRunDriver(window)
    first.new_office()
    first.type_in(NAME, "Phòng Nội vụ huyện Bắc Hà")
    first.go_on()
    assert len(first.chosen_units()) == 19
    first.click("Bỏ chọn hết")
    first.go_back()
    assert first.field(NAME).text() == "Phòng Nội vụ huyện Bắc Hà"
    first.go_on()
    assert first.chosen_units() == ()


def test_first_run_of_commune_skips_units(context: Context, window: Window, entrance: Entrance) -> None:
    first = FirstRunDriver(window)
    first.new_office()
    first.type_in(NAME, "UBND xã Bản Phố")
    first.choose_level("Xã")
    first.go_on()
    assert first.title() == "Mật khẩu"
    first.go_back()
    assert first.title() == "Cơ quan"


def test_remembered_office_opens_by_itself(context: Context, window: Window, entrance: Entrance, shown: Any) -> None:
    found(window, remember=True)
    context.jobs.close(context.jobs)
    entrance.begin()
    assert context.jobs.settle()
    assert window.gate() is None


def test_unlock_wrong_passphrase(context: Context, window: Window, entrance: Entrance, qtbot: Any) -> None:
    found(window)
    entrance.lock()
    assert context.jobs.settle()
    unlock = UnlockDriver(window)
    assert window.windowTitle() == "Sổ CCHC"
    unlock.key().insert("sai mật khẩu")
    qtbot.keyClick(unlock.key(), Qt.Key.Key_Return)
    assert context.jobs.settle()
    assert unlock.banner().startswith("Mật khẩu không đúng.")
    assert unlock.key().selectedText()
    unlock.unlock("")
    assert unlock.banner() == "Chưa nhập mật khẩu."
    unlock.unlock(PASSPHRASE)
    assert window.gate() is None
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"


def test_recovery_code_opens_and_asks_new_passphrase(context: Context, window: Window, entrance: Entrance) -> None:
    code = found(window)
    entrance.lock()
    assert context.jobs.settle()
    unlock = UnlockDriver(window)
    unlock.click("Quên mật khẩu?")
    unlock.recover("AAAA-BBBB")
    assert unlock.banner().startswith("Mật khẩu không đúng.")
    unlock.recover(code.lower().replace("-", " "))
    assert window.gate() is unlock.view
    unlock.renew("mat khau moi 2025")
    assert window.gate() is None
    entrance.lock()
    assert context.jobs.settle()
    UnlockDriver(window).unlock("mat khau moi 2025")
    assert window.gate() is None


def test_backup_opens_on_new_computer(context: Context, window: Window, entrance: Entrance, tmp_path: Path) -> None:
    from models.store.backups import backup, backup_list

    found(window)
    copy = tmp_path / "sao lưu.cchc"
    assert footer(window)[-2] == "Chưa có bản sao lưu đã kiểm chứng"
    context.jobs.with_office(lambda office: backup.make(office.home, office.data_key, copy), context.jobs)
    context.jobs.with_office(lambda office: backup_list.make(office.home, office.data_key), context.jobs)
    context.jobs.close(context.jobs)
    assert context.jobs.settle()
    for path in (context.home.database, context.home.keys):
        path.unlink()
    entrance.begin()
    assert context.jobs.settle()
    first = FirstRunDriver(window)
    with messages.answering(copy):
        first.pick_backup()
    first.type_in(first.BACKUP_KEY, "sai")
    first.go_on()
    assert first.banner().startswith("Mật khẩu không đúng.")
    retype(first.view, first.BACKUP_KEY, PASSPHRASE)
    first.go_on()
    assert window.gate() is None
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"
    said = " ".join(footer(window))
    assert "Sao lưu đã kiểm chứng: hôm nay" in said and "Sổ nguyên vẹn: hôm nay" in said  # a file new here is checked


def footer(window: Window) -> list[str]:
    return [label.text() for label in window.statusBar().findChildren(QLabel) if label.isVisible()]


def test_demonstration_stays_apart_from_real_office(context: Context, window: Window, entrance: Entrance) -> None:
    home = context.home
    for _time in range(2):  # built, then opened again
        FirstRunDriver(window).sample()
        assert window.gate() is None
        assert context.home != home
        entrance.lock()
        assert context.jobs.settle()
        assert context.home == home
    found(window)
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"


def test_unlock_says_damaged_key_file(context: Context, window: Window, entrance: Entrance) -> None:
    found(window)
    context.jobs.close(context.jobs)
    assert context.jobs.settle()
    context.home.keys.write_bytes(b"{")
    entrance.begin()
    assert context.jobs.settle()
    assert UnlockDriver(window).banner().startswith("Tệp khóa của sổ không đọc được.")


def test_recovery_code_leaves_clipboard(app: Any, shown: Any, qtbot: QtBot) -> None:
    assert recovery_code.CLIPBOARD_FOR <= 30_000
    view = shown(RecoveryCode(clipboard_for=1))
    view.show_code("AB12-CD34", "Phòng Nội vụ")
    click(view, "Chép")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    QGuiApplication.clipboard().setText("của người khác")
    view.forget()
    assert QGuiApplication.clipboard().text() == "của người khác"


def test_recovery_code_saved_copied_forgotten(app: Any, shown: Any, tmp_path: Path) -> None:
    view = shown(RecoveryCode())
    view.show_code("AB12-CD34", "Phòng Nội vụ")
    path = tmp_path / "ma.txt"
    with messages.answering(path):
        click(view, "Lưu ra tệp")
    assert "AB12-CD34" in path.read_text("utf-8-sig")
    click(view, "Chép")
    assert QGuiApplication.clipboard().text() == "AB12-CD34"
    assert any("ClipboardHistory" in kind for kind in QGuiApplication.clipboard().mimeData().formats())
    view.forget()
    assert QGuiApplication.clipboard().text() == ""
    assert code_shown(view) == ""
    blocker = tmp_path / "tệp"
    blocker.write_text("")
    with messages.answering(blocker / "ma.txt"):
        click(view, "Lưu ra tệp")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_recovery_code_not_printed(window: Window, entrance: Entrance) -> None:
    first = FirstRunDriver(window)
    first.found("Phòng Nội vụ", "", PASSPHRASE)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/không có/bản in.pdf")
    with messages.answering(printer):
        first.click("In…")
    assert first.banner().startswith("Máy in không nhận việc in.")


def test_official_lists_whole() -> None:
    before = official_list(RESOURCES / "units" / "laocai_2023.csv")
    after = official_list(RESOURCES / "units" / "laocai_2025.csv")
    assert (len({row[0] for row in before}), len(before), len({row[2] for row in before})) == (9, 152, 152)
    assert (len(after), len({row[2] for row in after})) == (99, 99)


def test_unit_choice_search_and_groups(app: Any, shown: Any, qtbot: Any) -> None:
    choice = shown(UnitChoice("chưa có"))
    tree = named(choice, UNITS, QTreeWidget)
    one(choice, SearchField).show_query("lung phinh")
    visible = [item.text(0) for item in leaves(tree) if not item.isHidden()]
    assert visible == ["Xã Lùng Phình"]
    assert choice.choose_group("Phòng Nội vụ thị xã Sa Pa")
    assert len(choice.chosen()) == 16
    choice.choose_nothing()
    choice.show_level("tinh")
    choice.choose_group("tỉnh")
    assert choice.chosen() == ()
    assert len(leaves(tree)) == 9
    choose(choice, "Danh mục đơn vị hành chính", "Lào Cai, từ 1/7/2025")
    assert len(leaves(tree)) == 99


def test_unit_choice_ticks_only_what_is_seen(app: Any, shown: Any) -> None:
    choice = shown(UnitChoice("chưa có"))
    tree = named(choice, UNITS, QTreeWidget)
    search = one(choice, SearchField)
    search.show_query("ban")
    seen = {item.text(0) for item in leaves(tree) if not item.isHidden()}
    assert 1 < len(seen) < len(leaves(tree))
    group = next(leaf.parent() for leaf in leaves(tree) if not leaf.isHidden())
    mine = {group.child(n).text(0) for n in range(group.childCount()) if not group.child(n).isHidden()}
    assert len(mine) < group.childCount()
    group.setCheckState(0, Qt.CheckState.Checked)
    assert {name for _code, name in choice.chosen()} == mine
    assert group.checkState(0) == Qt.CheckState.PartiallyChecked
    click(choice, "Chọn các đơn vị đang hiện")
    assert {name for _code, name in choice.chosen()} == seen
    search.show_query("")
    assert {name for _code, name in choice.chosen()} == seen
    click(choice, "Bỏ chọn hết")
    group.setCheckState(0, Qt.CheckState.Checked)
    assert len(choice.chosen()) == group.childCount()


def test_unit_choice_by_keyboard(app: Any, shown: Any) -> None:
    choice = shown(UnitChoice("chưa có"))
    tree, search = named(choice, UNITS, QTreeWidget), one(choice, SearchField)
    type_text(search, "lung phinh\n")
    assert [name for _code, name in choice.chosen()] == ["Xã Lùng Phình"]
    assert search.text() == ""
    type_text(search, "ban pho")
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert choice.window().focusWidget() is tree
    assert tree.currentItem().text(0) == "Xã Bản Phố"


def test_passphrase_hidden_and_caps_lock_said(app: Any, shown: Any, qtbot: Any) -> None:
    form = shown(PassphraseForm("Mật khẩu", new=True))
    first, second = named(form, "Mật khẩu", QLineEdit), named(form, AGAIN, QLineEdit)
    assert first.echoMode() == QLineEdit.EchoMode.Password
    tick(form, "Hiện mật khẩu")
    assert second.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.keyClick(first, "A", Qt.KeyboardModifier.NoModifier)
    assert says(form, "Caps Lock đang bật")
    qtbot.keyClick(first, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not says(form, "Caps Lock đang bật")
    qtbot.keyClick(first, "a", Qt.KeyboardModifier.ShiftModifier)
    assert says(form, "Caps Lock đang bật")
    form.forget()
    assert form.text() == ""


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("ngan", "Nên đặt"),
        ("12345678", "yếu"),
        ("aaaaaaaaaaaaaa", "yếu"),
        ("mot cau de", "tạm"),
        ("Một câu dễ nhớ 24", "mạnh"),
    ],
)
def test_passphrase_strength_hint(passphrase: str, word: str) -> None:
    assert word in strength(passphrase)
