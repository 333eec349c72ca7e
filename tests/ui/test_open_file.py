"""A file that the program was given: told by its content, shown on its page, and never before the book is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.base.errors import AppError
from models.store.backups import backup
from ui.base.context import Context
from ui.directives.page import DirectivesPage
from ui.frame.window import Window
from ui.reports.signature_check import SignatureCheck
from ui.session import open_file
from ui.session.entrance import Entrance, FileGateway
from ui.session.first_run import FirstRun
from ui.session.open_file import FileToOpen

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "thong-bao-mau.txt"


@pytest.fixture
def window(real_context: Context, shown: Any, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(Window, "_may_close_locked", lambda _self: True)  # the test's end is no question
    made: Window = shown(Window(real_context))
    entrance = Entrance(real_context, made, FileGateway(real_context.home))
    office = real_context.jobs._office
    assert office is not None
    entrance._opened(office)
    assert real_context.jobs.settle()
    return made


def signed_pdf(folder: Path) -> Path:
    path = folder / "Báo cáo.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj <</ByteRange [0 1 2 3]>> endobj\n%%EOF")
    return path


def test_what_a_file_is_is_told_by_its_content(tmp_path: Path) -> None:
    plain = tmp_path / "công văn.pdf"
    plain.write_bytes(b"%PDF-1.7\n%%EOF")
    assert open_file.kind_of(plain) == open_file.DOCUMENT
    assert open_file.kind_of(signed_pdf(tmp_path)) == open_file.SIGNED
    assert open_file.kind_of(SAMPLE) == open_file.DOCUMENT
    assert open_file.kind_of(tmp_path / "so.CCHC") == open_file.BACKUP
    with pytest.raises(AppError, match="Không tìm thấy"):
        open_file.kind_of(tmp_path / "không có.pdf")


def test_a_document_is_read_for_review(window: Window, qtbot: Any) -> None:
    FileToOpen(window).show(SAMPLE)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), DirectivesPage), timeout=15000)
    page = window.current_page()
    assert isinstance(page, DirectivesPage)
    qtbot.waitUntil(lambda: page._opened is not None, timeout=15000)


def test_a_signed_report_is_checked(
    window: Window, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checked: list[Path] = []
    monkeypatch.setattr(SignatureCheck, "verify", lambda _check, path: checked.append(path))
    path = signed_pdf(tmp_path)
    FileToOpen(window).show(path)
    qtbot.waitUntil(lambda: checked == [path], timeout=15000)


def test_a_backup_is_told_and_the_book_stays(window: Window, qtbot: Any, tmp_path: Path) -> None:
    office = window.context.jobs._office
    assert office is not None
    path = tmp_path / "sao lưu.cchc"
    backup.make(office.home, office.data_key, path)
    FileToOpen(window).show(path)
    qtbot.waitUntil(lambda: "Bản sao lưu sao lưu.cchc" in _banner(window), timeout=15000)
    assert "0 nhiệm vụ" in _banner(window)
    assert window.context.jobs._office is office


def test_behind_the_lock_it_waits_for_the_book(window: Window, qtbot: Any) -> None:
    context = window.context
    context.lock_office()
    assert context.jobs.settle()
    FileToOpen(window).show(SAMPLE)
    assert context.jobs.settle()
    assert window.gate() is not None
    assert window.current_page() is None
    gate: Any = window.gate()
    gate._form._first.insert("mật khẩu thử nghiệm")
    gate._go.click()
    qtbot.waitUntil(lambda: isinstance(window.current_page(), DirectivesPage), timeout=15000)


def test_a_missing_file_is_said_on_the_page(window: Window, qtbot: Any, tmp_path: Path) -> None:
    FileToOpen(window).show(tmp_path / "đã rút USB.docx")
    qtbot.waitUntil(lambda: "Không tìm thấy tệp" in _banner(window), timeout=15000)


def test_a_backup_on_a_new_computer_leads_to_its_restore(context: Context, shown: Any, tmp_path: Path) -> None:
    window: Window = shown(Window(context))
    door = FileGateway(context.home)
    entrance = Entrance(context, window, door)
    entrance.begin()
    assert context.jobs.settle()
    FileToOpen(window).show(tmp_path / "sao lưu.cchc")
    assert context.jobs.settle()
    gate = window.gate()
    assert isinstance(gate, FirstRun)
    assert "sao lưu.cchc" in gate._backup_name.text()
    assert gate._backup_key.isVisible()


def _banner(window: Window) -> str:
    page = window.current_page()
    return page.banner.text() if page is not None else ""
