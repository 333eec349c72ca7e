"""How the program speaks and asks: in the page where there is one, in plain text, through one door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from looking import button
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from models.base.errors import AppError
from ui.base import messages
from ui.kit.banner import Banner

FAILURE = AppError("x", "Không đọc được <i>tệp</i>.", "Tệp hỏng.", "Hãy chọn tệp khác.")


class Place(QWidget):
    def __init__(self, said_for: int = 12_000) -> None:
        super().__init__()
        self.banner = Banner(said_for=said_for)
        self.button = QPushButton("Làm", self)
        column = QVBoxLayout(self)
        column.addWidget(self.banner)
        column.addWidget(self.button)

    def show_error(self, failure: AppError) -> None:
        self.banner.error(failure)

    def show_done(self, text: str, undo_operation: str | None) -> None:
        self.banner.say(text, "Hoàn tác" if undo_operation else "", (lambda: None) if undo_operation else None)


@pytest.fixture
def place(app: QApplication, shown: Any) -> Place:
    return shown(Place())


def in_the_box(act: Any) -> None:
    """Do `act` with the message box that opens next."""
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def test_error_shown_on_page_of_owner(place: Place) -> None:
    messages.error(place.button, FAILURE)
    assert place.banner.text() == "Không đọc được <i>tệp</i>.\nTệp hỏng.\nHãy chọn tệp khác."
    assert place.banner.isVisible()


def test_no_printer_said_without_dialog(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ONLY_PRINTERS", True)
    # What a QPrinter says where the system knows no printer.
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _printer: QPrinter.OutputFormat.PdfFormat)
    assert messages.choose_printer(place.button) is None
    assert place.banner.text().startswith("Máy tính này chưa có máy in nào.")


@pytest.fixture
def hasty(app: QApplication, shown: Any) -> Place:
    """Where what was done is said for a moment only."""
    return shown(Place(said_for=1))


def test_banner_error_stays_and_said_leaves(hasty: Place, qtbot: Any) -> None:
    place = hasty
    messages.error(place, FAILURE)
    qtbot.wait(20)
    assert place.banner.isVisible()
    messages.show_done(place.button, "Đã lưu.")
    qtbot.waitUntil(lambda: not place.banner.isVisible())


def test_banner_with_undo_stays_while_focused(hasty: Place, qtbot: Any) -> None:
    place = hasty
    messages.show_done(place, "Đã xóa.", undo_operation="id")
    place.activateWindow()
    undo = button(place.banner, "Hoàn tác")
    undo.setFocus()
    qtbot.wait(20)
    assert place.banner.isVisible()
    undo.clearFocus()
    qtbot.waitUntil(lambda: not place.banner.isVisible())


def test_error_without_page_is_plain_box(place: Place, real_boxes: None) -> None:
    seen: list[Any] = []

    def look(box: QMessageBox) -> None:
        seen.append((box.textFormat(), box.text(), box.informativeText()))
        box.reject()

    in_the_box(look)
    messages.error(None, FAILURE)
    assert seen == [(Qt.TextFormat.PlainText, FAILURE.what, "Tệp hỏng.\n\nHãy chọn tệp khác.")]


@pytest.mark.parametrize(("danger", "default"), [(False, "Xóa nhiệm vụ"), (True, "Thôi")])
def test_question_names_action_with_safe_default(place: Place, danger: bool, default: str) -> None:
    seen: list[str] = []

    def look(box: QMessageBox) -> None:
        seen.append(next(b.text() for b in box.buttons() if b.isDefault()))
        next(b for b in box.buttons() if b.text() == "Xóa nhiệm vụ").click()

    in_the_box(look)
    assert messages.ask(place, "Xóa?", "Có thể hoàn tác.", yes="Xóa nhiệm vụ", danger=danger)
    assert seen == [default]


def test_question_escape_means_no(place: Place, qtbot: Any) -> None:
    in_the_box(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert not messages.ask(place, "Xóa?", yes="Xóa")
    in_the_box(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert messages.choose(place, "Lưu?", "", ["Lưu", "Bỏ"]) is None


def test_choice_gives_number(place: Place) -> None:
    in_the_box(lambda box: next(b for b in box.buttons() if b.text() == "Bỏ").click())
    assert messages.choose(place, "Lưu?", "", ["Lưu", "Bỏ"]) == 1


def test_answering_in_tests(place: Place) -> None:
    with messages.answering(True, None, "lý do", "a.pdf", ["a.txt", "b.txt"], Path("c.pdf"), Path("d"), 1) as heard:
        assert messages.ask(place, "Xóa?", yes="Xóa")
        assert messages.ask_text(place, "Lý do", "Vì sao?") is None
        assert messages.ask_text(place, "Lý do", "Vì sao?") == "lý do"
        assert messages.open_file(place, "Mở", [("PDF", "*.pdf")]) == Path("a.pdf")
        assert messages.open_files(place, "Mở", []) == [Path("a.txt"), Path("b.txt")]
        assert messages.save_file(place, "Lưu", Path("c.pdf"), []) == Path("c.pdf")
        assert messages.choose_folder(place, "Thư mục") == Path("d")
        assert messages.choose(place, "Chọn", "", ["a", "b"]) == 1
    assert heard.asked[0] == ("ask", "Xóa?")
    assert len(heard.asked) == 8


def test_question_without_answer_fails_test(place: Place) -> None:
    with messages.answering(), pytest.raises(AssertionError, match="Xóa"):
        messages.ask(place, "Xóa?", yes="Xóa")


def test_line_of_text_asked(place: Place) -> None:
    in_the_box(lambda dialog: (dialog.setTextValue("vì mưa lũ"), dialog.accept()))
    assert messages.ask_text(place, "Gia hạn", "Lý do") == "vì mưa lũ"
    in_the_box(lambda dialog: dialog.reject())
    assert messages.ask_text(place, "Gia hạn", "Lý do", several_lines=True) is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_several_lines_answered_by_ctrl_enter(place: Place, key: Qt.Key, qtbot: Any) -> None:
    def answer(dialog: QWidget) -> None:
        text = dialog.findChild(QPlainTextEdit)
        assert text is not None
        qtbot.waitUntil(text.hasFocus)
        text.setPlainText("vì mưa lũ")
        qtbot.keyClick(text, key, Qt.KeyboardModifier.ControlModifier)

    in_the_box(answer)
    assert messages.ask_text(place, "Mở lại kỳ", "Lý do", several_lines=True) == "vì mưa lũ"


def test_file_not_writable_told_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(messages, "write_file", full)
    with pytest.raises(AppError) as refused:
        messages.write_out(tmp_path / "báo cáo.pdf", b"%PDF")
    failure = refused.value
    assert failure.code == "not_written"
    assert failure.why == "Ổ đĩa hoặc USB đó đã đầy."  # that of the person's choice: the book has its room
    assert failure.what == "Không ghi được tệp báo cáo.pdf."
    assert failure.why
    assert failure.do


def test_message_read_aloud_without_taking_the_keyboard(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    place.button.setFocus()
    messages.error(place.button, FAILURE)
    assert heard == ["Không đọc được <i>tệp</i>. Tệp hỏng.\nHãy chọn tệp khác."] and place.button.hasFocus()
