"""Báo cáo đã lập: the list, the pages of the chosen one, and a copy saved out, over a real book."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from contexts import enter, read, settle, write
from looking import choose
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.work import report_register
from ui.base import messages
from ui.base.context import Context
from ui.reports import kept_reports
from ui.reports.kept_reports import KeptReports
from ui.reports.page import ReportsPage
from ui.reports.verdict import VerdictDialog


def pdf(pages: int) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _page in range(pages):
        document.new_page(595, 842)
    document.save(out)
    document.close()
    return out.getvalue()


MARCH, QUARTER = pdf(2), pdf(3)
OFFICE = "Phòng Nội vụ"
SIGNED = MARCH + b"\n% signed\n"


def keep(context: Context, kind: str, period: str, content: bytes, day: int) -> None:
    made_at, name = datetime(2024, 4, day, 2, 0, tzinfo=UTC), f"BC-{period}.pdf"

    def change(session: Any) -> None:
        report_register.keep_made(
            session, context.office.evidence, kind, period, name=name, content=content, data_sha256="", made_at=made_at
        )

    write(context, "report.make", change)


def sign(context: Context, kind: str, period: str, content: bytes) -> None:
    def change(session: Any) -> None:
        name = f"BC-{period}_daky.pdf"
        report_register.keep_signed(session, context.office.evidence, kind, period, name=name, content=content)

    write(context, "report.sign", change)


@pytest.fixture
def book(real_context: Context, tmp_path: Path) -> Context:
    enter(real_context)
    real_context.settings.put("export_folder", str(tmp_path))
    return real_context


@pytest.fixture
def filled(book: Context) -> Context:
    """March, made and signed; then the first quarter, made."""
    keep(book, "thang", "2024-03", MARCH, 1)
    sign(book, "thang", "2024-03", SIGNED)
    keep(book, "quy", "2024-Q1", QUARTER, 2)
    return book


@pytest.fixture
def owner(shown: Any) -> QWidget:
    """The window that the dialog belongs to, and ends with."""
    widget: QWidget = shown(QWidget())
    return widget


def opened(context: Context, owner: QWidget, kind: str = "thang", period: str = "2024-04") -> KeptReports:
    dialog = kept_reports.show(context, owner, kind, period, "own")
    settle(context)
    return dialog


def pick(dialog: KeptReports, context: Context, words: str) -> None:
    choose(dialog, "Bản", words)
    settle(context)


def cells(dialog: KeptReports) -> list[list[str]]:
    return [
        [column.show(dialog.rows.row_at(row)) for column in dialog.table.columns_on_screen()]
        for row in range(dialog.rows.total)
    ]


def test_kept_reports_newest_first(filled: Context, owner: QWidget, qtbot: Any) -> None:
    dialog = opened(filled, owner)
    assert cells(dialog) == [
        ["Quý I/2024", OFFICE, "Chưa ký", "", "", "02/04/2024 09:00"],
        ["Tháng 3/2024", OFFICE, "Đã ký", "", "", "01/04/2024 09:00"],
    ]
    qtbot.waitUntil(lambda: dialog.pages.pages() == 3)
    assert dialog.about.text() == "Báo cáo quý · Quý I/2024 · bản chưa ký"
    assert not dialog.check.isEnabled() and not dialog.version.isEnabled()


def test_kept_reports_open_at_report_of_page(filled: Context, owner: QWidget) -> None:
    dialog = opened(filled, owner, "thang", "2024-03")
    assert (dialog.pages.pages(), dialog.about.text()) == (2, "Báo cáo tháng · Tháng 3/2024 · bản đã ký")
    QTest.keyClick(dialog.table, Qt.Key.Key_Up)
    settle(filled)
    assert dialog.pages.pages() == 3
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.pages


def test_kept_report_saved_signed_or_unsigned(
    filled: Context, owner: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(filled, owner, "thang", "2024-03")
    suggested: list[Path] = []
    real = messages.save_file

    def ask(parent: Any, title: str, path: Path, kinds: Any) -> Path | None:
        suggested.append(path)
        return real(parent, title, path, kinds)

    monkeypatch.setattr(messages, "save_file", ask)
    out = tmp_path / "usb"
    for target, content in ((out / "a.pdf", SIGNED), (out / "b.pdf", MARCH)):
        pick(dialog, filled, "Bản chưa ký" if content is MARCH else "Bản mới nhất")
        with messages.answering(target):
            dialog.save.click()
            settle(filled)
        assert target.read_bytes() == content
    assert suggested == [tmp_path / "BC-2024-03_daky.pdf", out / "BC-2024-03.pdf"]
    assert str(out / "b.pdf") in dialog.banner.text()
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(folders.append(url.toLocalFile())))
    dialog.banner.press()
    assert folders == [str(out)]
    assert str(out) in dialog.banner.text()  # nothing opened it: the banner says where it is


def test_kept_report_save_cancelled_or_refused(filled: Context, owner: QWidget, tmp_path: Path) -> None:
    dialog = opened(filled, owner)
    (tmp_path / "tệp").write_text("không phải thư mục")
    before = sorted(tmp_path.rglob("*.pdf"))
    for answer in (None, tmp_path / "tệp" / "x.pdf"):
        with messages.answering(answer):
            dialog.save.click()
            settle(filled)
    assert sorted(tmp_path.rglob("*.pdf")) == before
    assert "Không ghi được tệp x.pdf" in dialog.banner.text()


def test_kept_report_signature_checked(filled: Context, owner: QWidget) -> None:
    dialog = opened(filled, owner, "thang", "2024-03")
    dialog.check.click()
    settle(filled)
    [verdict] = dialog.findChildren(VerdictDialog)
    assert "BC-2024-03_daky.pdf" in verdict.windowTitle()
    verdict.close()
    settle(filled)


def test_kept_report_foreign_signed_file_not_drawn(filled: Context, owner: QWidget) -> None:
    sign(filled, "quy", "2024-Q1", pdf(5))
    dialog = opened(filled, owner)
    assert dialog.pages.pages() == 0
    assert "không được mở ra ở đây" in dialog.about.text()
    assert dialog.save.isEnabled() and dialog.check.isEnabled() and not dialog.print.isEnabled()


def test_kept_report_lost_file(filled: Context, owner: QWidget) -> None:
    row = read(filled, report_register.made)[0]
    address = read(filled, lambda session: session.get(report_register.Attachment, row.file_id).address)
    filled.office.evidence.path(address).unlink()  # type: ignore[union-attr]
    dialog = opened(filled, owner)
    assert "Không tìm thấy tệp" in dialog.banner.text()
    assert not dialog.save.isEnabled()
    dialog.table.selectRow(1)
    settle(filled)
    assert dialog.pages.pages() == 2


def test_kept_reports_list_reloads(book: Context, owner: QWidget) -> None:
    dialog = opened(book, owner)
    assert dialog.list.is_empty()
    assert not dialog.pages.isVisible() and not dialog.save.isEnabled()
    keep(book, "quy", "2024-Q1", QUARTER, 2)
    settle(book)
    assert not dialog.list.is_empty() and dialog.pages.isVisible()
    assert dialog.pages.pages() == 3
    keep(book, "quy", "2024-Q1", MARCH, 3)
    settle(book)
    assert dialog.pages.pages() == 2


def test_kept_reports_sort_by_column(filled: Context, owner: QWidget) -> None:
    def head(session: Any) -> None:
        report_register.fill_head(session, "thang", "2024-03", number="5", issued_on=date(2024, 4, 2), signer_id=None)

    write(filled, "report.words", head)
    dialog = opened(filled, owner)
    firsts = {}
    for place, column in enumerate(dialog.rows.columns):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder) if column.sort else ():
            dialog.table.sortByColumn(place, order)
            settle(filled)
            firsts.setdefault(column.key, []).append(dialog.rows.row_at(0).kind)  # type: ignore[union-attr]
    month_first, quarter_first = ["thang", "quy"], ["quy", "thang"]
    assert firsts == {
        "period": month_first,
        "issuer": ["quy", "quy"],  # one issuer: the order stays
        "signed": quarter_first,
        "number": quarter_first,
        "issued": quarter_first,
        "made": month_first,
        "kind": quarter_first,
    }


def test_kept_reports_list_actions(filled: Context, owner: QWidget, tmp_path: Path) -> None:
    dialog = opened(filled, owner)
    with messages.answering(tmp_path / "x.csv"):
        dialog.list_actions.save.trigger()
        settle(filled)
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == cells(dialog)
    assert "2 dòng" in dialog.banner.text()
    dialog.list_actions.copy.trigger()
    settle(filled)
    assert f"Quý I/2024\t{OFFICE}\tChưa ký" in QGuiApplication.clipboard().text()


def test_kept_reports_opened_from_page(filled: Context, shown: Any) -> None:

    page = shown(ReportsPage(filled))
    settle(filled)
    [way] = [action for action in page.actions() if action.shortcut().toString() == "Ctrl+B"]
    assert way.isVisible() and way.isEnabled()
    way.trigger()
    settle(filled)
    [dialog] = page.window().findChildren(KeptReports)
    assert dialog.rows.total == 2
    dialog.reject()
    settle(filled)
    assert page.window().findChildren(KeptReports) == []
