"""How the program speaks and asks: in the page where there is one, in plain text, through one door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QVBoxLayout, QWidget

from models.base.errors import AppError
from ui.base import messages
from ui.kit.banner import Banner

FAILURE = AppError("x", "Không đọc được <i>tệp</i>.", "Tệp hỏng.", "Hãy chọn tệp khác.")


class Place(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
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


def test_an_error_is_said_on_the_page_its_owner_belongs_to(place: Place) -> None:
    messages.error(place.button, FAILURE)
    assert place.banner.text() == "Không đọc được <i>tệp</i>.\nTệp hỏng.\nHãy chọn tệp khác."
    assert place.banner.isVisible()


def test_without_a_printer_windows_dialog_does_not_come_and_that_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_ONLY_PRINTERS", True)
    # What a QPrinter says where the system knows no printer.
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _printer: QPrinter.OutputFormat.PdfFormat)
    assert messages.choose_printer(place.button) is None
    assert place.banner.text().startswith("Máy tính này chưa có máy in nào.")


def test_an_error_stays_and_what_was_done_goes_by_itself(place: Place, qtbot: Any) -> None:
    place.banner._clock.setInterval(1)
    messages.error(place, FAILURE)
    qtbot.wait(20)
    assert place.banner.isVisible()
    messages.show_done(place.button, "Đã lưu.")
    qtbot.waitUntil(lambda: not place.banner.isVisible())


def test_what_can_be_undone_stays_while_the_person_is_at_it(place: Place, qtbot: Any) -> None:
    place.banner._clock.setInterval(1)
    messages.show_done(place, "Đã xoá.", undo_operation="id")
    place.activateWindow()
    place.banner._button.setFocus()
    qtbot.wait(20)
    assert place.banner.isVisible()
    place.banner._button.clearFocus()
    qtbot.waitUntil(lambda: not place.banner.isVisible())


def test_without_a_page_an_error_is_a_box_in_plain_text(place: Place, real_boxes: None) -> None:
    seen: list[Any] = []

    def look(box: QMessageBox) -> None:
        seen.append((box.textFormat(), box.text(), box.informativeText()))
        box.reject()

    in_the_box(look)
    messages.error(None, FAILURE)
    assert seen == [(Qt.TextFormat.PlainText, FAILURE.what, "Tệp hỏng.\n\nHãy chọn tệp khác.")]


@pytest.mark.parametrize(("danger", "default"), [(False, "Xoá nhiệm vụ"), (True, "Thôi")])
def test_a_question_names_the_deed_and_its_default_is_safe(place: Place, danger: bool, default: str) -> None:
    seen: list[str] = []

    def look(box: QMessageBox) -> None:
        seen.append(next(b.text() for b in box.buttons() if b.isDefault()))
        next(b for b in box.buttons() if b.text() == "Xoá nhiệm vụ").click()

    in_the_box(look)
    assert messages.ask(place, "Xoá?", "Có thể hoàn tác.", yes="Xoá nhiệm vụ", danger=danger)
    assert seen == [default]


def test_escape_means_no(place: Place, qtbot: Any) -> None:
    in_the_box(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert not messages.ask(place, "Xoá?", yes="Xoá")
    in_the_box(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert messages.choose(place, "Lưu?", "", ["Lưu", "Bỏ"]) is None


def test_a_choice_gives_the_number_of_the_deed(place: Place) -> None:
    in_the_box(lambda box: next(b for b in box.buttons() if b.text() == "Bỏ").click())
    assert messages.choose(place, "Lưu?", "", ["Lưu", "Bỏ"]) == 1


def test_a_test_answers_through_the_door(place: Place) -> None:
    with messages.answering(True, None, "lý do", "a.pdf", ["a.txt", "b.txt"], Path("c.pdf"), Path("d"), 1) as heard:
        assert messages.ask(place, "Xoá?", yes="Xoá")
        assert messages.ask_text(place, "Lý do", "Vì sao?") is None
        assert messages.ask_text(place, "Lý do", "Vì sao?") == "lý do"
        assert messages.open_file(place, "Mở", [("PDF", "*.pdf")]) == Path("a.pdf")
        assert messages.open_files(place, "Mở", []) == [Path("a.txt"), Path("b.txt")]
        assert messages.save_file(place, "Lưu", Path("c.pdf"), []) == Path("c.pdf")
        assert messages.choose_folder(place, "Thư mục") == Path("d")
        assert messages.choose(place, "Chọn", "", ["a", "b"]) == 1
    assert heard.asked[0] == ("ask", "Xoá?")
    assert len(heard.asked) == 8


def test_a_question_nobody_foresaw_fails_the_test(place: Place) -> None:
    with messages.answering(), pytest.raises(AssertionError, match="Xoá"):
        messages.ask(place, "Xoá?", yes="Xoá")


def test_a_line_of_text_is_asked_for(place: Place) -> None:
    in_the_box(lambda dialog: (dialog.setTextValue("vì mưa lũ"), dialog.accept()))
    assert messages.ask_text(place, "Gia hạn", "Lý do") == "vì mưa lũ"
    in_the_box(lambda dialog: dialog.reject())
    assert messages.ask_text(place, "Gia hạn", "Lý do", several_lines=True) is None


def test_a_file_that_cannot_be_written_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
