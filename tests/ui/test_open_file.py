"""A file that the program was given: told by its content, shown on its page, and never before the book is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from contexts import open_office
from gate_driver import FirstRunDriver, UnlockDriver

from models.base.errors import AppError
from models.store.backups import backup
from ui.base.context import Context
from ui.directives.page import DirectivesPage
from ui.frame.window import Window
from ui.reports.signature_check import SignatureCheck
from ui.session import open_file
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.session.open_file import FileToOpen

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "thong-bao-mau.txt"


@pytest.fixture
def window(real_context: Context, shown: Any, monkeypatch: pytest.MonkeyPatch) -> Window:
    made: Window = shown(Window(real_context))
    entrance = Entrance(real_context, made, FileGateway(real_context.home))
    real_context.jobs.close(real_context.jobs)
    monkeypatch.setenv("CCHC_PASSPHRASE", "mật khẩu thử nghiệm")
    entrance.begin()
    assert real_context.jobs.settle()
    monkeypatch.delenv("CCHC_PASSPHRASE")
    assert real_context.jobs.settle()
    return made


def signed_pdf(folder: Path) -> Path:
    path = folder / "Báo cáo.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj <</ByteRange [0 1 2 3]>> endobj\n%%EOF")
    return path


def test_kind_of_file_by_content(tmp_path: Path) -> None:
    plain = tmp_path / "công văn.pdf"
    plain.write_bytes(b"%PDF-1.7\n%%EOF")
    assert open_file.kind_of(plain) == open_file.DOCUMENT
    assert open_file.kind_of(signed_pdf(tmp_path)) == open_file.SIGNED
    assert open_file.kind_of(SAMPLE) == open_file.DOCUMENT
    assert open_file.kind_of(tmp_path / "so.CCHC") == open_file.BACKUP
    with pytest.raises(AppError, match="Không tìm thấy"):
        open_file.kind_of(tmp_path / "không có.pdf")


def test_open_document_for_review(window: Window, qtbot: Any) -> None:
    FileToOpen(window).show(SAMPLE)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), DirectivesPage))
    page = window.current_page()
    assert isinstance(page, DirectivesPage)
    qtbot.waitUntil(page.review.isVisible)


def test_open_signed_report_verifies(
    window: Window, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checked: list[Path] = []
    monkeypatch.setattr(SignatureCheck, "verify", lambda _check, path: checked.append(path))
    path = signed_pdf(tmp_path)
    FileToOpen(window).show(path)
    qtbot.waitUntil(lambda: checked == [path])


def test_open_backup_keeps_office(window: Window, qtbot: Any, tmp_path: Path) -> None:
    office = open_office(window.context)
    path = tmp_path / "sao lưu.cchc"
    backup.make(office.home, office.data_key, path)
    FileToOpen(window).show(path)
    qtbot.waitUntil(lambda: "Bản sao lưu sao lưu.cchc" in _banner(window))
    assert "0 nhiệm vụ" in _banner(window)
    assert open_office(window.context) is office


def test_open_file_waits_for_unlock(window: Window, qtbot: Any) -> None:
    context = window.context
    context.lock_office()
    assert context.jobs.settle()
    FileToOpen(window).show(SAMPLE)
    assert context.jobs.settle()
    assert window.gate() is not None
    assert window.current_page() is None
    UnlockDriver(window).unlock("mật khẩu thử nghiệm")
    qtbot.waitUntil(lambda: isinstance(window.current_page(), DirectivesPage))


def test_open_missing_file(window: Window, qtbot: Any, tmp_path: Path) -> None:
    FileToOpen(window).show(tmp_path / "đã rút USB.docx")
    qtbot.waitUntil(lambda: "Không tìm thấy tệp" in _banner(window))


def test_open_backup_without_office_offers_restore(context: Context, shown: Any, tmp_path: Path) -> None:
    window: Window = shown(Window(context))
    door = FileGateway(context.home)
    entrance = Entrance(context, window, door)
    entrance.begin()
    assert context.jobs.settle()
    FileToOpen(window).show(tmp_path / "sao lưu.cchc")
    assert context.jobs.settle()
    first = FirstRunDriver(window)
    assert first.says("sao lưu.cchc")
    assert first.field(first.BACKUP_KEY).isVisible()


def _banner(window: Window) -> str:
    page = window.current_page()
    return page.banner.text() if page is not None else ""
