"""The journal over a real small office: words and not codes, filters, taking back, the chain, the CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import behind
import pytest
from contexts import open_office, settle, store
from looking import choose as choose_entry
from looking import click, says
from PySide6.QtWidgets import QApplication, QWidget

from models.base.csv_text import csv_bytes, guarded
from models.work import extensions, indicators, office, people, period_closing, progress, tasks, units
from models.work.progress import NewProgress
from models.work.tasks import TaskFields
from ui.base import messages
from ui.base.context import Context
from ui.journal.page import AuditPage

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-")
COLUMN = re.compile(r"\b[a-z]+_[a-z_]+\b")


@pytest.fixture
def busy(real_context: Context, hold_clock: Callable[[datetime], None]) -> Context:
    """An office in which every kind of thing was changed, in February and on 12 March 2024."""
    hold_clock(datetime(2024, 2, 20, 2, 0, tzinfo=UTC))
    with store(real_context).write("task.add", by="Hoa") as write:
        s = write.session
        task = tasks.add(s, TaskFields("Số hóa hồ sơ", ref="3.2", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 1)))
        indicators.put(s, task.id, name="Hồ sơ trực tuyến", measure="%", target=Decimal(80))
        task_id = task.id
    hold_clock(datetime(2024, 3, 12, 2, 0, tzinfo=UTC))
    with store(real_context).write("progress.put") as write:
        progress.put(write.session, task_id, "2024-03", NewProgress(percent=40, value=Decimal("12.5"), note="=1+1"))
    with store(real_context).write("task.extend") as write:
        extensions.extend(write.session, task_id, date(2024, 4, 1), "Sở chưa hướng dẫn", "Chủ tịch")
    with store(real_context).write("person.save") as write:
        people.save(write.session, None, name="Trần Thị Hoa", title="Trưởng phòng", signs=True)
    with store(real_context).write("unit.change") as write:
        commune = units.find(write.session, "lùng cải")
        fields = {"name": commune.name, "code": commune.code, "level": "xa", "valid_from": None}
        units.change(write.session, commune.id, valid_to=date(2025, 6, 30), **fields)
    with store(real_context).write("office.change") as write:
        office.change(write.session, place="Bắc Hà", symbol="PNV", report_to="", copies_to="", due_soon_days=5)
    with store(real_context).write("period.close") as write:
        period_closing.close(write.session, "2024-02", "Hoa")
    return real_context


@pytest.fixture
def page(busy: Context, shown: Any) -> AuditPage:
    made: AuditPage = shown(AuditPage(busy))
    made.resize(1100, 700)
    settle(made)
    return made


def rows(page: AuditPage) -> list[Any]:
    return [page.rows.row_at(n) for n in range(page.rows.total)]


def choose(page: AuditPage, operation: str, kind: str) -> None:
    line = next(n for n, row in enumerate(rows(page)) if (row.operation, row.kind) == (operation, kind))
    page.table.selectRow(line)
    settle(page)


def test_journal_newest_first_in_words(page: AuditPage) -> None:
    shown = rows(page)
    assert [row.number for row in shown] == sorted((row.number for row in shown), reverse=True)
    figure = next(row for row in shown if row.kind == "Số liệu kỳ")
    assert figure.subject == "Số 1, mục 3.2: Số hóa hồ sơ · Xã Lùng Cải · Tháng 3/2024"
    assert "Tiến độ: 40 %" in figure.summary
    assert "Giá trị chỉ số: 12,5" in figure.summary


def test_journal_without_ids_and_column_names(page: AuditPage) -> None:
    for row in rows(page):
        told = [row.operation, row.kind, row.subject]
        told += [part for change in row.fields for part in (change.label, change.before, change.after)]
        for words in told:
            assert not UUID.search(words), words
            assert not COLUMN.search(words), words


def test_journal_before_and_after(page: AuditPage) -> None:
    choose(page, "Sửa đơn vị", "Đơn vị")
    assert page.change.lines() == [("Hiệu lực đến", "(trống)", "30/06/2025")]
    choose(page, "Sửa thông tin cơ quan", "Cơ quan")
    assert ("Số ngày cảnh báo trước hạn", "3", "5") in page.change.lines()
    choose(page, "Gia hạn", "Nhiệm vụ")
    assert page.change.lines() == [("Hạn hoàn thành", "01/03/2024", "01/04/2024")]


def test_journal_change_told_by_part(page: AuditPage) -> None:
    from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source
    from models.work import directives, report_register, review

    context = page.context
    proposals = tuple(
        ProposedTask(ref, text, None, ("Xã Lùng Cải",), (), None, None, None, Source(0, 3))
        for ref, text in (("1", "Rà soát"), ("2", "Báo cáo"))
    )
    reading = Reading("Rà soát. Báo cáo", DirectiveHead(kind="Thông báo"), proposals)
    with store(context).write("report.words") as write:
        report_register.edit_section(write.session, "thang", "2024-03", "I", ["Lời cũ", "đoạn hai"])
        report_register.edit_section(write.session, "thang", "2024-03", "II", ["Không đổi"])
    with store(context).write("report.words") as write:
        report_register.edit_section(write.session, "thang", "2024-03", "I", ["Lời mới"])
    with store(context).write("directive.add") as write:
        office_evidence = open_office(context).evidence
        row = directives.add(write.session, office_evidence, reading, "tb.pdf", b"%PDF")
    with store(context).write("directive.review") as write:
        kept = review.Review(row.text, directives.items(write.session, row.id))
        kept.drop(["2"])
        directives.keep_items(write.session, row.id, kept.items)
    page.reload()
    settle(page)
    choose(page, "Sửa nội dung báo cáo", "Báo cáo")
    assert page.change.lines() == [("Nội dung mục I", "Lời cũ\nđoạn hai", "Lời mới")]
    choose(page, "Rà soát đề xuất", "Văn bản chỉ đạo")
    assert page.change.lines() == [
        ("Đề xuất 2 (2)", "chờ nhận · Xã Lùng Cải · Báo cáo", "đã bỏ · Xã Lùng Cải · Báo cáo")
    ]
    assert page.rows.row_at(0).summary.startswith("Đề xuất 2 (2): chờ nhận")  # type: ignore[union-attr]


def test_journal_details_stand_apart_on_small_screen(page: AuditPage) -> None:
    page.resize(693, 420)  # 1366x768 at 150 %
    settle(page)
    for line in range(page.rows.total):
        page.table.selectRow(line)
        settle(page)
        for _turn in range(3):  # the words, what they need, the room they get
            QApplication.processEvents()
        shown = [one for one in page.change.findChildren(QWidget) if one.parent() is page.change and one.isVisible()]
        boxes = [one.geometry() for one in shown]
        assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.intersects(b)]
        assert all(one.bottom() <= page.change.height() for one in boxes)


def test_journal_filter_by_person_kind_day_words(page: AuditPage) -> None:
    choose_entry(page, "Người", "Hoa")
    settle(page)
    assert {row.operation for row in rows(page)} == {"Thêm nhiệm vụ"}
    page.show_filter({"kind": "units"})
    settle(page)
    assert {row.kind for row in rows(page)} == {"Đơn vị"}
    page.show_filter({"search": "Sở chưa hướng dẫn"})
    settle(page)
    assert [row.kind for row in rows(page)] == ["Gia hạn"]
    page.first.show_day(date(2024, 2, 20))
    page.last.show_day(date(2024, 2, 20))
    page.show_filter({})
    settle(page)
    assert {row.operation for row in rows(page)} == {"Thêm nhiệm vụ"}


def test_journal_filter_without_match_cleared(page: AuditPage) -> None:
    page.show_filter({"search": "không có chữ này"})
    settle(page)
    assert page.list.is_empty()
    assert page.change.isHidden()
    click(page, "Bỏ lọc")
    settle(page)
    assert not page.list.is_empty()


def test_journal_undo_is_journalled(page: AuditPage) -> None:
    choose(page, "Sửa đơn vị", "Đơn vị")
    assert page.change.undo.isEnabled()
    page.change.undo.click()
    settle(page)
    assert rows(page)[0].operation == "Hoàn tác"
    with store(page.context).read() as session:
        assert units.find(session, "lùng cải").valid_to is None


def test_journal_undo_refused_after_later_change(page: AuditPage) -> None:
    choose(page, "Thêm nhiệm vụ", "Nhiệm vụ")
    assert not page.change.undo.isEnabled()
    assert says(page.change, "tháng 2/2024 đã chốt")
    with store(page.context).write("unit.change") as write:
        commune = units.find(write.session, "lùng cải")
        fields = {"name": commune.name, "code": commune.code, "level": "xa", "valid_from": None}
        units.change(write.session, commune.id, valid_to=date(2026, 6, 30), **fields)
    page.reload()
    settle(page)
    line = [row.operation for row in rows(page)].index("Sửa đơn vị") + 1
    page.table.selectRow(line + [row.operation for row in rows(page)][line:].index("Sửa đơn vị"))
    settle(page)
    assert says(page.change, "sửa tiếp")


def test_journal_search_by_name(page: AuditPage) -> None:
    page.show_filter({"search": "so hoa ho so"})
    settle(page)
    found = {(row.operation, row.kind) for row in rows(page)}
    assert {("Thêm nhiệm vụ", "Nhiệm vụ"), ("Gia hạn", "Nhiệm vụ"), ("Cập nhật kỳ", "Số liệu kỳ")} <= found
    assert not {"Sửa đơn vị", "Chốt kỳ"} & {operation for operation, _kind in found}
    page.show_filter({"search": "Lung Cai"})
    settle(page)
    assert ("Sửa đơn vị", "Đơn vị") in {(row.operation, row.kind) for row in rows(page)}


def test_journal_founding_and_closing_not_undone(page: AuditPage) -> None:
    choose(page, "Tạo cơ quan", "Cơ quan")
    assert not page.change.undo.isEnabled()
    choose(page, "Chốt kỳ", "Kỳ báo cáo")
    assert not page.change.undo.isEnabled()
    assert says(page.change, "Mở lại kỳ")


def test_journal_reloads_after_change(page: AuditPage) -> None:
    total = page.rows.total
    page.jobs.write("unit.add", lambda s: units.add(s, "Xã Bản Phố", "xa") and None, page)
    settle(page)
    assert page.rows.total == total + 1


def test_journal_chain_proven(page: AuditPage) -> None:
    assert re.search(r"mã cuối [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", page.chain.text())
    click(page.chain, "Kiểm tra chuỗi")
    settle(page)
    assert "nguyên vẹn" in page.chain.text()


def test_journal_chain_proven_only_so_far(page: AuditPage) -> None:
    click(page.chain, "Kiểm tra chuỗi")
    settle(page)
    page.jobs.write("task.add", lambda s: tasks.add(s, TaskFields("Mới")) and None, page)
    settle(page)
    assert re.search(r"Nguyên vẹn tới sự kiện số \d+; 1 sự kiện mới hơn chưa được kiểm tra", page.chain.text())
    click(page.chain, "Kiểm tra chuỗi")
    settle(page)
    assert "Chuỗi nguyên vẹn" in page.chain.text()


def test_journal_chain_broken(page: AuditPage) -> None:
    office = open_office(page.context)
    forged = "UPDATE audit_events SET by = 'người khác' WHERE number = 3"
    behind.change_journal(office.home.database, office.data_key, forged)
    click(page.chain, "Kiểm tra chuỗi")
    settle(page)
    assert "đứt ở sự kiện số 3." in page.chain.text()


def test_journal_csv_filtered_without_formulas(page: AuditPage, tmp_path: Path) -> None:
    path = tmp_path / "nhật ký.csv"
    page.show_filter({"kind": "progress"})
    settle(page)
    with messages.answering(path):
        page.export()
    settle(page)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines[0][:4] == ["Số", "Thời gian", "Người", "Thao tác"]
    assert {line[4] for line in lines[1:]} == {"Số liệu kỳ"}
    note = next(line for line in lines if line[6] == "Ghi chú")
    assert note[8] == "'=1+1"
    assert "Đã xuất" in page.banner.text()


def test_journal_csv_not_writable(page: AuditPage, tmp_path: Path) -> None:
    with messages.answering(tmp_path):
        page.export()
    settle(page)
    assert "Không ghi được tệp" in page.banner.text()


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+84 912", "'+84 912"),
        ("-12,5", "-12,5"),
        ("- Đã ban hành", "'- Đã ban hành"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－A1", "'－A1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("bình thường", "bình thường"),
    ],
)
def test_csv_guards_formulas_only(cell: str, safe: str) -> None:
    assert guarded(cell) == safe
    assert csv_bytes([[cell, "b"]]).decode("utf-8-sig") == f'"{safe}","b"\r\n'
