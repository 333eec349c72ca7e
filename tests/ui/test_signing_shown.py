"""What is signed is what was shown: the pages of the dialog are drawn from the bytes that get the signature."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from contexts import settle
from looking import click, one
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reports_driver import LEADER, ReportsDriver, SignDriver, key_of

from models.base import paths
from models.reports.signing_order import NamedFile, SignSource
from ui.base import messages
from ui.kit.pdf_view import PdfView
from ui.reports.page import ReportsPage
from ui.reports.sign import SignDialog

CHANGED = "trên đĩa không còn là bản đang xem"


def pdf(pages: int) -> bytes:
    """A report of another program."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(100, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def swap(path: Path, other: bytes) -> None:
    path.write_bytes(other)


def replace_by_link(path: Path, other: bytes) -> None:
    target = path.with_name("other.pdf")
    target.write_bytes(other)
    path.unlink()
    path.symlink_to(target)


def delete(path: Path, _other: bytes) -> None:
    path.unlink()


def lengthen(path: Path, _other: bytes) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def replace_by_folder(path: Path, _other: bytes) -> None:
    path.unlink()
    path.mkdir()


def replace_by_pipe(path: Path, _other: bytes) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES = [swap, replace_by_link, delete, lengthen, replace_by_folder, replace_by_pipe]


@pytest.fixture
def signing(reports_page: ReportsPage, tmp_path: Path, shown: Callable[[Any], Any]) -> SignDriver:
    """At the dialog over a named file of two pages, with the certificate open."""
    path = tmp_path / "bc.pdf"
    content = pdf(2)
    path.write_bytes(content)
    source = SignSource(path.name, content, file=NamedFile.of(path, content))
    driver = SignDriver(reports_page, shown(SignDialog(reports_page.jobs, source, tmp_path, None)))
    driver.choose_role(LEADER)
    driver.open_key(key_of(tmp_path, "Lò Thị Hoa", "a.p12"), "khóa")
    return driver


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_file_changed_while_dialog_open_not_signed(
    signing: SignDriver, tmp_path: Path, change: Callable[[Path, bytes], None]
) -> None:
    assert one(signing.dialog, PdfView).pages() == 2
    change(tmp_path / "bc.pdf", pdf(3))
    signing.sign()
    settle(signing.page)
    assert signing.says(CHANGED)
    assert signing.dialog.signed is None and not signing.may_sign()
    assert not list(tmp_path.glob("*_daky*"))
    click(signing.dialog, "Xem lại tệp")
    assert signing.dialog.result() == SignDialog.LOOK_AGAIN


@pytest.mark.parametrize("read_only", [False, True])
def test_bytes_shown_are_bytes_signed(signing: SignDriver, tmp_path: Path, read_only: bool) -> None:
    if read_only:
        (tmp_path / "bc.pdf").chmod(0o444)
    signing.sign()
    settle(signing.page)
    made = signing.dialog.signed
    assert made is not None
    assert made.content.startswith((tmp_path / "bc.pdf").read_bytes())


def test_nothing_signed_before_pages_are_seen(
    reports_page: ReportsPage, tmp_path: Path, shown: Callable[[Any], Any]
) -> None:
    key = key_of(tmp_path, "Lò Thị Hoa", "a.p12")
    with messages.answering(None):
        driver = SignDriver(
            reports_page, shown(SignDialog(reports_page.jobs, SignSource("x.pdf", b"%PDF-1.7 no"), tmp_path, None))
        )
        driver.open_key(key, "khóa")
    assert not driver.may_sign()


def test_looking_again_shows_the_file_of_now(reports_page: ReportsPage, tmp_path: Path) -> None:
    path, seen = tmp_path / "bc.pdf", []
    path.write_bytes(pdf(2))
    key = key_of(tmp_path, "Lò Thị Hoa", "a.p12")
    first: list[SignDialog] = []

    def again() -> None:
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, SignDialog) and w.isVisible()]
        fresh = [dialog for dialog in dialogs if dialog not in first]
        if not fresh or not one(fresh[0], PdfView).pages():
            QTimer.singleShot(20, reports_page, again)
            return
        seen.append(one(fresh[0], PdfView).pages())
        fresh[0].reject()

    def steps(signing: SignDriver) -> None:
        first.append(signing.dialog)
        signing.open_key(key, "khóa")
        path.write_bytes(pdf(3))
        signing.sign()
        settle(reports_page)
        QTimer.singleShot(0, reports_page, again)
        click(signing.dialog, "Xem lại tệp")

    with messages.answering(1, path):
        ReportsDriver(reports_page).sign(steps)
    assert seen == [3]


def test_signed_file_read_again_after_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that keeps something else than it was given is not believed."""
    from offices import refused

    from models.signing import signed_file
    from models.store.local import export_file

    write = paths.write_file

    def lying(path: Path, data: bytes) -> None:
        write(path, data[:-1] + b"?")

    monkeypatch.setattr(paths, "write_file", lying)
    with refused("signed_file_differs"):
        signed_file.write_signed(tmp_path / "a.pdf", b"signed")
    monkeypatch.setattr(export_file, "write_file", lying)
    with refused("disk_failing"):
        export_file.write_new(tmp_path, "b.pdf", b"signed")
