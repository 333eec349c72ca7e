"""A new row of every table as the journal tells it, word for word; and each kind of value before and after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from models.journal import history
from models.reading.proposal import ProposedTask, Source
from models.store.history_words import FieldChange, as_line, changes
from models.work import codes, kept_review
from models.work.report_kinds import REPORT_KINDS
from models.work.review import ReviewItem

NAMES = {"u": "Xã Lùng Cải", "p": "Tháng 3/2024", "a": "bc.pdf", "s": "Lò Thị Hoa", "t": "Số 1: Việc"}


@dataclass(frozen=True)
class Event:
    table_name: str
    before: str | None
    after: str | None
    row_id: str = "row"


ROWS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "tasks": (
        {
            "number": 1,
            "ref": "3.2",
            "text": "Số hóa hồ sơ",
            "area": "procedure",
            "product": "Kế hoạch",
            "deadline_text": "trước 05/3",
            "due_on": "2024-03-04",
            "recurrence": "monthly",
            "lead_text": "A",
            "with_text": "B",
            "source_text": "TB 55",
            "state": "doing",
            "percent": 40,
            "done_on": "2024-03-02",
            "note": "ghi chú",
            "text_key": "so hoa",
        },
        [
            "Mục: 3.2",
            "Nội dung: Số hóa hồ sơ",
            "Lĩnh vực: Thủ tục hành chính",
            "Sản phẩm: Kế hoạch",
            "Thời hạn theo văn bản: trước 05/3",
            "Hạn hoàn thành: 04/03/2024",
            "Chu kỳ: Hằng tháng",
            "Chủ trì: A",
            "Phối hợp: B",
            "Văn bản giao: TB 55",
            "Trạng thái: Đang thực hiện",
            "Tiến độ: 40 %",
            "Ngày hoàn thành: 02/03/2024",
            "Ghi chú: ghi chú",
        ],
    ),
    "progress": (
        {"task_id": "t", "unit_id": "u", "period_id": "p", "value": "1250.50", "state": "accepted", "percent": 0}
        | {"done_on": "2024-02-01", "reason": "mưa", "promised_on": "2024-04-01", "note": "n"},
        [
            "Đơn vị: Xã Lùng Cải",
            "Kỳ: Tháng 3/2024",
            "Giá trị chỉ số: 1.250,5",
            "Trạng thái: Đã hoàn thành",
            "Tiến độ: 0 %",
            "Ngày hoàn thành: 01/02/2024",
            "Nguyên nhân chủ yếu: mưa",
            "Hẹn hoàn thành: 01/04/2024",
            "Ghi chú: n",
        ],
    ),
    "indicators": (
        {"name": "Hồ sơ", "measure": "%", "baseline": "10", "target": "80.5", "direction": "up"},
        [
            "Chỉ số: Hồ sơ",
            "Đơn vị tính: %",
            "Số liệu gốc: 10",
            "Mục tiêu: 80,5",
            "Chiều đánh giá: càng cao càng tốt",
        ],
    ),
    "extensions": (
        {"old_due_on": "2024-03-01", "new_due_on": "2024-04-01", "reason": "chờ", "approved_by": "Bí thư"},
        ["Hạn cũ: 01/03/2024", "Hạn mới: 01/04/2024", "Lý do: chờ", "Người phê duyệt gia hạn: Bí thư"],
    ),
    "task_files": ({"attachment_id": "a", "note": "n"}, ["Tệp minh chứng: bc.pdf", "Ghi chú: n"]),
    "assignments": ({"unit_id": "u", "role": "lead"}, ["Đơn vị: Xã Lùng Cải", "Vai trò: Chủ trì"]),
    "units": (
        {"name": "Xã", "code": "02839", "level": "xa", "parent_id": "u", "valid_from": "2024-01-01"}
        | {"valid_to": "2025-07-01"},
        [
            "Tên đơn vị: Xã",
            "Mã: 02839",
            "Cấp: Xã",
            "Đơn vị cấp trên: Xã Lùng Cải",
            "Hiệu lực từ: 01/01/2024",
            "Hiệu lực đến: 01/07/2025",
        ],
    ),
    "people": (
        {"name": "Hoa", "title": "Trưởng phòng", "authority": "KT.", "signs": True, "image": "ab"},
        ["Họ và tên: Hoa", "Chức vụ: Trưởng phòng", "Thẩm quyền ký: KT.", "Được ký: có", "Ảnh chữ ký: có ảnh"],
    ),
    "accounts": (
        {"name": "hoa", "role": "quan_tri", "passphrase_at": "2024-03-01T02:00:00Z"}
        | {"recovery_at": "2024-03-01T03:00:00Z", "disabled_at": "2024-03-01T17:00:00Z"},
        [
            "Tên người dùng: hoa",
            "Vai trò: Quản trị",
            "Đặt mật khẩu lúc: 01/03/2024 09:00",
            "Đổi mã khôi phục lúc: 01/03/2024 10:00",
            "Ngừng dùng lúc: 02/03/2024 00:00",
        ],
    ),
    "periods": (
        {"key": "2024-03", "from_on": "2024-02-15", "to_on": "2024-03-14", "closed_at": "2024-03-15T01:00:00Z"}
        | {"closed_by": "Hoa", "reopen_reason": "sai"},
        [
            "Từ ngày: 15/02/2024",
            "Đến ngày: 14/03/2024",
            "Chốt lúc: 15/03/2024 08:00",
            "Người chốt: Hoa",
            "Lý do mở lại: sai",
        ],
    ),
    "office": (
        {"unit_id": "u", "place": "Bắc Hà", "symbol": "PNV", "report_to": "A", "copies_to": "B", "due_soon_days": 3},
        [
            "Cơ quan: Xã Lùng Cải",
            "Địa danh: Bắc Hà",
            "Ký hiệu: PNV",
            "Kính gửi: A",
            "Nơi nhận: B",
            "Số ngày cảnh báo trước hạn: 3",
        ],
    ),
    "directives": (
        {"kind": "Công văn", "doc_number": "5", "symbol": "CV", "issued_on": "2024-03-01", "issuer": "UBND"}
        | {"subject": "Về việc", "signer": "Hoa", "signer_title": "Chủ tịch", "recipients": "Sở", "attachment_id": "a"}
        | {"text": "dài"},
        [
            "Loại văn bản: Công văn",
            "Số: 5",
            "Ký hiệu: CV",
            "Ngày ban hành: 01/03/2024",
            "Cơ quan ban hành: UBND",
            "Trích yếu: Về việc",
            "Người ký: Hoa",
            "Chức vụ người ký: Chủ tịch",
            "Nơi nhận: Sở",
            "Tệp gốc: bc.pdf",
        ],
    ),
    "reports": (
        {"number": "5", "issued_on": "2024-03-15", "signer_id": "s", "sections": '{"V": ["một", "hai"]}'}
        | {"made_at": "2024-03-15T01:30:00Z", "file_id": "a", "signed_file_id": "a", "sha256": "ab"},
        [
            "Số báo cáo: 5",
            "Ngày ban hành: 15/03/2024",
            "Người ký: Lò Thị Hoa",
            "Nội dung mục V: một\nhai",
            "Lập lúc: 15/03/2024 08:30",
            "Tệp báo cáo: bc.pdf",
            "Tệp đã ký: bc.pdf",
        ],
    ),
    "signed_copies": (
        {"attachment_id": "a", "role": "co-quan", "signer": "Phòng Nội vụ", "signed_at": "2024-03-15T01:30:00Z"},
        ["Tệp đã ký: bc.pdf", "Vai trò ký: cơ quan", "Người ký số: Phòng Nội vụ", "Ký lúc: 15/03/2024 08:30"],
    ),
    "attachments": ({"name": "x.pdf", "sha256": "ab"}, ["Tên tệp: x.pdf"]),
    "unit_groups": ({"name": "Vùng cao", "units": '["u", "v"]'}, ["Tên nhóm: Vùng cao", "Các đơn vị: 2 đơn vị"]),
    "lead_meanings": ({"words": "Các xã", "units": '["u", "v"]'}, ["Cụm từ: Các xã", "Các đơn vị: 2 đơn vị"]),
    "closed_results": ({"period_id": "p", "content": "{}", "made_at": "2024-03-15T02:00:00Z"}, ["Kỳ: Tháng 3/2024"]),
    "adjustments": (
        {
            "period_id": "p",
            "task_id": "t",
            "unit_id": "u",
            "told_in": "2024-04",
            "field": "done_on",
            "before": "",
            "after": "2024-03-09",
            "reason": "nhập thiếu",
            "by": "Lan",
            "made_at": "2024-03-15T02:00:00Z",
        },
        [
            "Kỳ: Tháng 3/2024",
            "Đơn vị: Xã Lùng Cải",
            "Số liệu: Ngày hoàn thành",
            "Sau điều chỉnh: 2024-03-09",
            "Lý do: nhập thiếu",
        ],
    ),
    "waivers": (
        {"task_id": "t", "period": "2024-03", "reason": "có lũ", "approved_by": "Chủ tịch", "made_on": "2024-03-15"},
        ["Kỳ: Tháng 3/2024", "Lý do: có lũ", "Người cho phép: Chủ tịch"],
    ),
    "older_books": (
        {"noted": "bản sao lưu a.cchc", "events": 1250, "kept": 30, "head": "ABCD1234", "branch": 1},
        [
            "Nơi đã ghi nhận bản mới hơn: bản sao lưu a.cchc",
            "Số sự kiện ở đó: 1250",
            "Số sự kiện của sổ này: 30",
            "Đầu nhật ký ở đó: ABCD1234",
        ],
    ),
    "ways_in": (
        {"kind": "recovery", "account_id": None, "fingerprint": "ab", "ended_at": "2024-03-15T01:30:00Z"},
        ["Loại: Mã khôi phục", "Hết hiệu lực lúc: 15/03/2024 08:30"],
    ),
}


@pytest.mark.parametrize("table", ROWS)
def test_new_row_and_removed_one_told_field_by_field(table: str) -> None:
    row, wanted = ROWS[table]
    written = json.dumps(row)
    assert [as_line(change) for change in changes(Event(table, None, written), NAMES)] == wanted
    assert [as_line(change) for change in changes(Event(table, written, None), NAMES)] == wanted
    assert changes(Event(table, written, written), NAMES) == []
    # Nothing is told of a field that was empty in a row that came.
    assert changes(Event(table, None, json.dumps(dict.fromkeys(row))), NAMES) == []


def test_every_table_is_told() -> None:
    assert set(ROWS) == {table for table, _name in history.kinds()}


def change(column: str, before: Any, after: Any, table: str = "tasks") -> FieldChange:
    (found,) = changes(Event(table, json.dumps({column: before}), json.dumps({column: after})), NAMES)
    return found


def test_change_told_before_and_after() -> None:
    assert change("percent", 0, 100) == FieldChange("Tiến độ", "0 %", "100 %")
    assert change("note", "", "n") == FieldChange("Ghi chú", "(trống)", "n")
    assert change("done_on", "2024-03-01", None) == FieldChange("Ngày hoàn thành", "01/03/2024", "(trống)")
    assert change("signs", False, True, "people") == FieldChange("Được ký", "không", "có")
    assert change("direction", "up", "down", "indicators").after == "càng thấp càng tốt"
    assert change("role", "lead", "with", "assignments") == FieldChange("Vai trò", "Chủ trì", "Phối hợp")
    assert change("unit_id", "u", "gone", "assignments").after == "(không còn)"
    assert change("target", "80", "nhiều", "indicators").after == "nhiều"
    assert as_line(change("percent", 0, 100)) == "Tiến độ: 0 % → 100 %"


@pytest.mark.parametrize(("length", "shown"), [(400, "x" * 400), (401, "x" * 399 + "…")])
def test_a_long_value_is_cut(length: int, shown: str) -> None:
    assert change("note", "", "x" * length).after == shown
    (told,) = changes(
        Event("reports", '{"sections": "{}"}', json.dumps({"sections": f'{{"V": ["{"x" * length}"]}}'})), {}
    )
    assert told == FieldChange("Nội dung mục V", "", shown)


def _proposed(ref: str, due_on: date | None = None, **fate: Any) -> ReviewItem:
    source = Source(0, 5)
    return ReviewItem("1", ProposedTask(ref, "Số hóa", None, ("A",), ("B", "C"), "quý I", due_on, None, source), **fate)


@pytest.mark.parametrize(
    ("item", "label", "words"),
    [
        (_proposed("3.1"), "Đề xuất 3.1 (1)", "chờ nhận · A; B; C · quý I · Số hóa"),
        (_proposed("", dropped=True), "Đề xuất 1", "đã bỏ · A; B; C · quý I · Số hóa"),
        (
            _proposed("2", task_id="t", due_on=date(2024, 3, 5)),
            "Đề xuất 2 (1)",
            "đã nhận · A; B; C · 05/03/2024 · Số hóa",
        ),
    ],
)
def test_proposal_told_in_one_line(item: ReviewItem, label: str, words: str) -> None:
    kept = json.dumps({"proposals": json.dumps(kept_review.as_plain([item]))})
    empty = json.dumps({"proposals": "[]"})
    assert changes(Event("directives", empty, kept), {}) == [FieldChange(label, "", words)]
    assert changes(Event("directives", kept, empty), {}) == [FieldChange(label, words, "")]
    assert changes(Event("directives", kept, kept), {}) == []


def test_tables_have_names() -> None:
    names = ("Nhiệm vụ", "Phân công", "Số liệu kỳ", "Minh chứng", "Gia hạn", "Chỉ số nhiệm vụ", "Văn bản chỉ đạo")
    names += ("Báo cáo", "Kỳ báo cáo", "Đơn vị", "Người", "Cơ quan", "Tài khoản", "Tệp đính kèm", "Bản đã ký")
    names += ("Sổ bản cũ được chấp nhận", "Cách mở sổ", "Nhóm đơn vị")
    names += ("Kết quả kỳ đã chốt", "Điều chỉnh sau khi chốt", "Miễn thực hiện", "Nghĩa của cụm từ chung")
    assert tuple(name for _table, name in history.kinds()) == names


def test_codes_have_their_words() -> None:
    assert [codes.area_name(code) for code in (*codes.AREAS, None)] == [
        *("Chỉ đạo, điều hành", "Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy"),
        *("Chế độ công vụ", "Tài chính công", "Chính quyền số", ""),
    ]
    assert [codes.state_name(code) for code in codes.STATES] == [
        *("Chưa thực hiện", "Đang thực hiện", "Chờ xác nhận", "Đã hoàn thành"),
        *("Trả lại, làm tiếp", "Tạm dừng", "Đã hủy"),
    ]
    assert [codes.timeliness_name(code) for code in codes.TIMELINESS] == [
        *("Không quy định", "Trong hạn", "Sắp đến hạn", "Quá hạn", "Đúng hạn", "Sau thời hạn")
    ]
    assert [codes.timeliness_whole(code) for code in codes.TIMELINESS] == [
        *("Không quy định thời hạn", "Chưa hoàn thành, trong hạn", "Chưa hoàn thành, trong hạn, sắp đến hạn"),
        *("Chưa hoàn thành, quá hạn", "Hoàn thành đúng hạn", "Hoàn thành sau thời hạn"),
    ]
    assert [codes.recurrence_name(code) for code in (*codes.RECURRENCES, None)] == [
        *("Hằng tháng", "Hằng quý", "6 tháng một lần", "Hằng năm", "Thường xuyên", "")
    ]
    assert [codes.level_name(code) for code in codes.LEVELS] == ["Xã", "Huyện", "Tỉnh"]
    assert [kind.name for kind in REPORT_KINDS.values()] == [
        *("Báo cáo tháng", "Báo cáo quý", "Báo cáo 6 tháng", "Báo cáo 9 tháng", "Báo cáo năm")
    ]
