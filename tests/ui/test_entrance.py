"""The way into the book: first run, unlock, the recovery code, a backup, and the lock; with the real office's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from contexts import gate
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.base.paths import RESOURCES
from ui.base import messages
from ui.base.context import Context
from ui.frame.window import Window
from ui.kit import recovery_code
from ui.kit.passphrase import PassphraseForm, strength
from ui.session import first_run
from ui.session.entrance import Entrance
from ui.session.first_run import FirstRun
from ui.session.unlock import Unlock
from ui.units.unit_choice import UnitChoice, official_list

PASSPHRASE = "mot cau de nho 2024"


@pytest.fixture
def window(context: Context, cheap_keys: None, shown: Any) -> Window:
    return shown(Window(context, ()))


def test_tab_and_enter_lead_on_through_the_first_run(entrance: Entrance, window: Window) -> None:
    view = gate(window, FirstRun)
    view._first.click()
    view._form._symbol.setFocus()
    QTest.keyClick(view._form._symbol, Qt.Key.Key_Tab)
    assert view.focusWidget() is view._next


def found(context: Context, window: Window, *, remember: bool = False) -> str:
    """Go through the first run as a person does; the recovery code."""
    view = gate(window, FirstRun)
    view._first.click()
    view._form._name.insert("Phòng Nội vụ")
    view._form._parent.insert("UBND huyện Bắc Hà")
    view._form._parent.editingFinished.emit()
    view._next.click()
    view._next.click()
    view._key._first.insert(PASSPHRASE)
    view._key._second.insert(PASSPHRASE)
    view._remember.setChecked(remember)
    view._next.click()
    assert context.jobs.settle()
    code = view._code._code.text()
    assert not view._next.isEnabled()
    view._code._done.setChecked(True)
    view._next.click()
    assert context.jobs.settle()
    return str(code)


def test_a_new_office_is_founded_with_its_communes(context: Context, window: Window, entrance: Entrance) -> None:
    found(context, window)
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


def test_what_is_missing_is_said_and_the_keyboard_goes_there(
    context: Context, window: Window, entrance: Entrance
) -> None:
    view = gate(window, FirstRun)
    view._first.click()
    view._next.click()
    assert view.banner.text() == "Hãy nhập tên cơ quan."
    view._form._name.insert("Phòng Nội vụ")
    view._next.click()
    view._next.click()
    view._key._first.insert("ngan")
    view._next.click()
    assert "ít nhất 8 ký tự" in view.banner.text()
    view._key._first.insert(" nhung du dai")
    view._next.click()
    assert view.banner.text() == "Hai lần nhập chưa giống nhau."
    assert not context.home.database.exists()


def test_going_back_keeps_what_was_typed_and_unchecked(context: Context, window: Window, entrance: Entrance) -> None:
    view = gate(window, FirstRun)
    view._first.click()
    view._form._name.insert("Phòng Nội vụ huyện Bắc Hà")
    view._next.click()
    assert len(view._units.chosen()) == 19
    view._units._leaves().__next__()
    view._units.choose_nothing()
    view._back.click()
    assert view._form.name() == "Phòng Nội vụ huyện Bắc Hà"
    view._next.click()
    assert view._units.chosen() == ()


def test_a_commune_has_no_units_below_it(context: Context, window: Window, entrance: Entrance) -> None:
    view = gate(window, FirstRun)
    view._first.click()
    view._form._name.insert("UBND xã Bản Phố")
    view._form._level.setCurrentIndex(0)
    view._next.click()
    assert view._step == first_run._KEY
    view._back.click()
    assert view._step == first_run._OFFICE


def test_remembered_here_the_book_opens_by_itself(
    context: Context, window: Window, entrance: Entrance, shown: Any
) -> None:
    found(context, window, remember=True)
    context.jobs.close(context.jobs)
    entrance.begin()
    assert context.jobs.settle()
    assert window.gate() is None


def test_a_locked_book_asks_and_a_wrong_passphrase_is_one_sentence(
    context: Context, window: Window, entrance: Entrance, qtbot: Any
) -> None:
    found(context, window)
    entrance.lock()
    assert context.jobs.settle()
    view = gate(window, Unlock)
    assert window.windowTitle() == "Sổ CCHC"
    view._form._first.insert("sai mật khẩu")
    qtbot.keyClick(view._form._first, Qt.Key.Key_Return)
    assert context.jobs.settle()
    assert view.banner.text().startswith("Mật khẩu không đúng.")
    assert view._form._first.selectedText()
    view._form._first.clear()
    view._go.click()
    assert view.banner.text() == "Chưa nhập mật khẩu."
    view._form._first.insert(PASSPHRASE)
    view._go.click()
    assert context.jobs.settle()
    assert window.gate() is None
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"


def test_the_recovery_code_opens_and_asks_for_a_new_passphrase(
    context: Context, window: Window, entrance: Entrance
) -> None:
    code = found(context, window)
    entrance.lock()
    assert context.jobs.settle()
    view = gate(window, Unlock)
    view._aside.click()
    view._code.insert("AAAA-BBBB")
    view._go.click()
    assert context.jobs.settle()
    assert view.banner.text().startswith("Mật khẩu không đúng.")
    view._code.clear()
    view._code.insert(code.lower().replace("-", " "))
    view._go.click()
    assert context.jobs.settle()
    assert window.gate() is view
    view._new._first.insert("mat khau moi 2025")
    view._new._second.insert("mat khau moi 2025")
    view._go.click()
    assert context.jobs.settle()
    assert window.gate() is None
    entrance.lock()
    assert context.jobs.settle()
    gate(window, Unlock)._form._first.insert("mat khau moi 2025")
    gate(window, Unlock)._go.click()
    assert context.jobs.settle()
    assert window.gate() is None


def test_a_backup_becomes_the_office_of_a_new_computer(
    context: Context, window: Window, entrance: Entrance, tmp_path: Path
) -> None:
    from models.store.backups import backup, backup_list

    found(context, window)
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
    view = gate(window, FirstRun)
    with messages.answering(copy):
        view._pick_backup()
    view._backup_key._first.insert("sai")
    view._next.click()
    assert context.jobs.settle()
    assert view.banner.text().startswith("Mật khẩu không đúng.")
    view._backup_key._first.clear()
    view._backup_key._first.insert(PASSPHRASE)
    view._next.click()
    assert context.jobs.settle()
    assert window.gate() is None
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"
    assert footer(window)[-2].startswith("Sao lưu đã kiểm chứng: hôm nay")


def footer(window: Window) -> list[str]:
    return [label.text() for label in window.statusBar().findChildren(QLabel) if label.isVisible()]


def test_the_demonstration_is_apart_from_the_real_book(context: Context, window: Window, entrance: Entrance) -> None:
    home = context.home
    for _time in range(2):  # built, then opened again
        gate(window, FirstRun)._open_sample()
        assert context.jobs.settle()
        assert window.gate() is None
        assert context.home != home
        entrance.lock()
        assert context.jobs.settle()
        assert context.home == home
    found(context, window)
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"


def test_a_damaged_file_is_said_above_the_passphrase(context: Context, window: Window, entrance: Entrance) -> None:
    found(context, window)
    context.jobs.close(context.jobs)
    assert context.jobs.settle()
    context.home.keys.write_bytes(b"{")
    entrance.begin()
    assert context.jobs.settle()
    assert gate(window, Unlock).banner.text().startswith("Tệp khoá của sổ không đọc được.")


def test_a_copied_recovery_code_leaves_the_clipboard_by_itself(
    window: Window, entrance: Entrance, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recovery_code._CLIPBOARD_FOR <= 30_000
    monkeypatch.setattr(recovery_code, "_CLIPBOARD_FOR", 1)
    view = gate(window, FirstRun)._code
    view.show_code("AB12-CD34", "Phòng Nội vụ")
    view._copy()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    QGuiApplication.clipboard().setText("của người khác")
    view.forget()
    assert QGuiApplication.clipboard().text() == "của người khác"


def test_the_recovery_code_can_be_copied_saved_and_is_then_forgotten(
    context: Context, window: Window, entrance: Entrance, tmp_path: Path
) -> None:
    view = gate(window, FirstRun)._code
    view.show_code("AB12-CD34", "Phòng Nội vụ")
    path = tmp_path / "ma.txt"
    with messages.answering(path):
        view._save()
    assert "AB12-CD34" in path.read_text("utf-8-sig")
    view._copy()
    assert QGuiApplication.clipboard().text() == "AB12-CD34"
    assert any("ClipboardHistory" in kind for kind in QGuiApplication.clipboard().mimeData().formats())
    view.forget()
    assert QGuiApplication.clipboard().text() == ""
    assert view._code.text() == ""
    blocker = tmp_path / "tệp"
    blocker.write_text("")
    with messages.answering(blocker / "ma.txt"):
        view._save()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_recovery_code_that_did_not_come_out_of_the_printer_is_said(window: Window, entrance: Entrance) -> None:
    view = gate(window, FirstRun)._code
    view.show_code("AB12-CD34", "Phòng Nội vụ")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/không có/bản in.pdf")
    with messages.answering(printer):
        view._print()
    assert gate(window, FirstRun).banner.text().startswith("Máy in không nhận việc in.")


def test_the_official_lists_are_whole() -> None:
    before = official_list(RESOURCES / "units" / "laocai_2023.csv")
    after = official_list(RESOURCES / "units" / "laocai_2025.csv")
    assert (len({row[0] for row in before}), len(before), len({row[2] for row in before})) == (9, 152, 152)
    assert (len(after), len({row[2] for row in after})) == (99, 99)


def test_units_are_found_without_accents_and_checked_by_district(app: Any, shown: Any, qtbot: Any) -> None:
    choice = shown(UnitChoice("chưa có"))
    choice._search.show_query("lung phinh")
    visible = [item.text(0) for item in choice._leaves() if not item.isHidden()]
    assert visible == ["Xã Lùng Phình"]
    assert choice.choose_group("Phòng Nội vụ thị xã Sa Pa")
    assert len(choice.chosen()) == 16
    choice.choose_nothing()
    choice.show_level("tinh")
    choice.choose_group("tỉnh")
    assert choice.chosen() == ()
    assert len(list(choice._leaves())) == 9
    choice._list.setCurrentIndex(1)
    choice._list.activated.emit(1)
    assert len(list(choice._leaves())) == 99


def test_the_passphrase_is_hidden_until_asked_and_caps_lock_is_said(app: Any, shown: Any, qtbot: Any) -> None:
    form = shown(PassphraseForm("Mật khẩu", new=True))
    assert form._first.echoMode() == form._first.EchoMode.Password
    form._show.setChecked(True)
    assert form._second.echoMode() == form._first.EchoMode.Normal
    qtbot.keyClick(form._first, "A", Qt.KeyboardModifier.NoModifier)
    assert form._caps.isVisible()
    qtbot.keyClick(form._first, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not form._caps.isVisible()
    qtbot.keyClick(form._first, "a", Qt.KeyboardModifier.ShiftModifier)
    assert form._caps.isVisible()
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
def test_a_hint_on_how_hard_the_passphrase_is(passphrase: str, word: str) -> None:
    assert word in strength(passphrase)
