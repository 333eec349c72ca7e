"""Plan tables: whatever their columns, header, titles and line ends, each row is a duty with its owner and day."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_tables import END, HEAD, made_table

from models.reading.files.cell_lines import in_one_line
from models.reading.proposal import ProposedTask
from models.reading.read import read_text


def rows_of(*lines: str) -> list[ProposedTask]:
    """The proposals of a plan of these lines; `>` stands for a tab."""
    return list(read_text(HEAD + "\n".join(lines).replace(">", "\t") + END).tasks)


def told(tasks: list[ProposedTask]) -> list[tuple[str, str, str]]:
    """Words, who leads and the day of each."""
    return [(task.text, "; ".join(task.lead), str(task.due_on or "")) for task in tasks]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_any_table_is_read_to_its_end(seed: int) -> None:
    made = made_table(seed)
    found = [(task.text, task.lead, task.with_units, str(task.due_on)) for task in read_text(made.text).tasks]
    assert found == [(task.text, task.lead, task.with_units, str(task.due_on)) for task in made.tasks]


@pytest.mark.parametrize("mark", ["|", "\t"])
@pytest.mark.parametrize(
    "header",
    [
        ["STT|Nhiệm vụ|Tổ chức thực hiện||Thời gian|", "||Chủ trì|Phối hợp|Bắt đầu|Hoàn thành"],
        ["STT|Nhiệm vụ|Tổ chức thực hiện|Thời gian", "Chủ trì|Phối hợp|Bắt đầu|Hoàn thành"],
        ["STT|Nhiệm vụ|Cơ quan|Cơ quan|Thời gian|Thời gian", "||chủ trì|phối hợp|bắt đầu|hoàn thành"],
        ["TT|Nội dung|Phân công||Tiến độ|", "||Đơn vị chủ trì|Đơn vị phối hợp|Từ|Đến", "(1)|(2)|(3)|(4)|(5)|(6)"],
        ["TT|Công việc|Cơ quan chủ trì|Cơ quan phối hợp|Ngày bắt đầu|Ngày kết thúc"],
        ["TT|Công việc|Thực hiện||||", "||Cơ quan||Thời gian|", "||Chủ trì|Phối hợp|Bắt đầu|Hoàn thành"],
    ],
)
def test_headers_of_several_rows(header: list[str], mark: str) -> None:
    row = "1|Rà soát văn bản|Phòng Tư pháp|Phòng Y tế|01/3/2024|20/3/2024"
    tasks = rows_of(*(line.replace("|", mark) for line in (*header, row)))
    assert told(tasks) == [("Rà soát văn bản", "Phòng Tư pháp", "2024-03-20")]
    assert tasks[0].with_units == ("Phòng Y tế",)


@pytest.mark.parametrize(
    ("header", "row", "due"),
    [
        ("Quý I|Quý II|Quý III|Quý IV", "|x|x|", "2024-09-30"),
        ("T1|T2|T3|T4", "|x||", "2024-02-29"),
        ("Tháng 5|Tháng 6|Tháng 7|Tháng 8", "x|x||", "2024-06-30"),
        ("Năm 2024|Năm 2025|Năm 2026|Ghi chú", "|✓||", "2025-12-31"),
        ("Quý I/2025|Quý II/2025|Ghi chú|Kinh phí", "X||x|500", "2025-03-31"),
    ],
)
def test_crossed_columns(header: str, row: str, due: str) -> None:
    tasks = rows_of(f"TT|Nội dung công việc|Đơn vị thực hiện|{header}", f"1|Kiểm tra các xã|Phòng Nội vụ|{row}")
    assert told(tasks) == [("Kiểm tra các xã", "Phòng Nội vụ", due)]


def test_months_under_one_title() -> None:
    months = "|".join(str(month) for month in range(1, 13))
    crosses = "|".join("x" if month in {3, 9} else "" for month in range(1, 13))
    header = "TT|Nội dung|Chủ trì|Tháng" + "|" * 11
    tasks = rows_of(header, f"|||{months}", f"1|Kiểm tra các xã|Phòng Nội vụ|{crosses}")
    assert told(tasks) == [("Kiểm tra các xã", "Phòng Nội vụ", "2024-09-30")]


def test_titles_give_owner_and_time_to_the_rows_below() -> None:
    tasks = rows_of(
        "TT|Nhiệm vụ|Chủ trì|Phối hợp|Thời hạn",
        "I|Cải cách thể chế|Phòng Tư pháp||Quý I/2024",
        "1|Rà soát văn bản|||",
        "2|Ban hành quy chế|Phòng Y tế||20/5/2024",
        "II. Công tác kiểm tra||||",
        "3|Kiểm tra các xã|Thanh tra huyện||Quý III/2024",
        "4|Phòng Nội vụ|||",
        "4.1|Tổng hợp báo cáo|||Quý IV/2024",
    )
    assert told(tasks) == [
        ("Rà soát văn bản", "Phòng Tư pháp", "2024-03-31"),
        ("Ban hành quy chế", "Phòng Y tế", "2024-05-20"),
        ("Kiểm tra các xã", "Thanh tra huyện", "2024-09-30"),
        ("Tổng hợp báo cáo", "Phòng Nội vụ", "2024-12-31"),
    ]
    lead = next(ground for ground in tasks[0].grounds if ground.what == "lead")
    assert lead.sure and "Cải cách thể chế" in lead.how


def test_blank_cells_of_copied_rows_are_told_as_unsure() -> None:
    tasks = rows_of(
        "TT>Nhiệm vụ>Chủ trì>Thời hạn",
        "1>Rà soát văn bản>Phòng Tư pháp>Quý I/2024",
        "2>Ban hành quy chế>>",
        "3>Công khai",
    )
    assert [one[1:] for one in told(tasks)] == [("Phòng Tư pháp", "2024-03-31")] * 3
    assert [task.sure for task in tasks] == [True, False, False]


def test_a_title_stands_in_whatever_column_comes_after_its_number() -> None:
    tasks = rows_of(
        "TT|Chủ trì|Nhiệm vụ|Thời hạn",
        "I|Cải cách thể chế||",
        "1|Phòng Tư pháp|Rà soát văn bản|Quý I/2024",
        "II|Công tác kiểm tra||",
        "2|Thanh tra huyện|Kiểm tra các xã|Quý II/2024",
    )
    assert told(tasks) == [
        ("Rà soát văn bản", "Phòng Tư pháp", "2024-03-31"),
        ("Kiểm tra các xã", "Thanh tra huyện", "2024-06-30"),
    ]


def test_a_blank_owner_is_the_one_above_where_nothing_marks_merged_cells() -> None:
    header, first = "TT|Nhiệm vụ|Chủ trì|Thời hạn", "1|Rà soát văn bản|Phòng Tư pháp|Quý I/2024"
    blank = rows_of(header, first, "2|Ban hành quy chế||Quý II/2024")
    assert [task.lead for task in blank] == [("Phòng Tư pháp",)] * 2
    assert [task.sure for task in blank] == [True, False]
    marked = rows_of(header, first, "2|Ban hành quy chế|〃|Quý II/2024", "3|Công khai kết quả||Quý III/2024")
    assert [task.lead for task in marked] == [("Phòng Tư pháp",), ("Phòng Tư pháp",), ()]


@pytest.mark.parametrize("same", ["〃", "nt", "-nt-", '"', "Như trên"])
def test_same_as_above(same: str) -> None:
    tasks = rows_of(
        "TT|Nhiệm vụ|Chủ trì|Phối hợp|Thời hạn",
        "1|Rà soát văn bản|Phòng Tư pháp|UBND các xã|Quý I/2024",
        f"2|Ban hành quy chế|{same}|-|{same}",
        f"3|Công khai kết quả|{same}|{same}|15/6/2024",
    )
    assert [one[1:] for one in told(tasks)] == [
        ("Phòng Tư pháp", "2024-03-31"),
        ("Phòng Tư pháp", "2024-03-31"),
        ("Phòng Tư pháp", "2024-06-15"),
    ]
    assert [task.with_units for task in tasks] == [("UBND các xã",), (), ()]


@pytest.mark.parametrize(
    ("cell", "lead", "helpers"),
    [
        ("Phòng Nội vụ  Phòng Tư pháp", ("Phòng Nội vụ", "Phòng Tư pháp"), ()),
        ("Phòng Nội vụ Phòng Tư pháp", ("Phòng Nội vụ", "Phòng Tư pháp"), ()),
        ("- Phòng Nội vụ;  - UBND các xã", ("Phòng Nội vụ", "UBND các xã"), ()),
        ("Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp", ("Phòng Nội vụ",), ("Phòng Tư pháp",)),
        (
            "Chủ trì: Phòng Nội vụ; Phối hợp: Phòng Tư pháp, UBND các xã",
            ("Phòng Nội vụ",),
            ("Phòng Tư pháp", "UBND các xã"),
        ),
        ("Phòng Nội vụ (chủ trì), Phòng Tư pháp (phối hợp)", ("Phòng Nội vụ",), ("Phòng Tư pháp",)),
        ("Văn phòng HĐND và UBND huyện Thanh tra huyện", ("Văn phòng HĐND và UBND huyện", "Thanh tra huyện"), ()),
        ("Thanh tra Sở Nội vụ", ("Thanh tra Sở Nội vụ",), ()),
        ("Phòng Tài chính  - Kế hoạch", ("Phòng Tài chính - Kế hoạch",), ()),
        ("UBND  các xã", ("UBND các xã",), ()),
    ],
)
def test_owners_in_one_cell(cell: str, lead: tuple[str, ...], helpers: tuple[str, ...]) -> None:
    (task,) = rows_of("TT|Nhiệm vụ|Đơn vị thực hiện|Thời hạn", f"1|Rà soát văn bản|{cell}|Quý I/2024")
    assert (task.lead, task.with_units) == (lead, helpers)


def test_dashes_of_one_cell_are_tasks_only_with_an_owner_or_a_time_of_their_own() -> None:
    header = "TT|Nhiệm vụ|Chủ trì|Thời hạn"
    (one,) = rows_of(header, "1|Tổ chức kiểm tra:  - Kiểm tra hồ sơ;  - Kiểm tra giờ giấc|Phòng Nội vụ|Quý I/2024")
    assert one.text.startswith("Tổ chức kiểm tra") and one.text.endswith("giờ giấc")
    timed = rows_of(header, "1|- Xây dựng kế hoạch;  - Tổ chức kiểm tra|Phòng Nội vụ|- Quý I/2024;  - Quý II/2024")
    assert told(timed) == [
        ("Xây dựng kế hoạch;", "Phòng Nội vụ", "2024-03-31"),
        ("Tổ chức kiểm tra", "Phòng Nội vụ", "2024-06-30"),
    ]
    owned = rows_of(header, "1|- Xây dựng kế hoạch  - Tổ chức kiểm tra|- Phòng Nội vụ  - Thanh tra huyện|Quý I/2024")
    assert [task.lead for task in owned] == [("Phòng Nội vụ",), ("Thanh tra huyện",)]


def test_dash_rows_say_more_of_a_row_that_has_both_and_are_tasks_where_they_have_their_own() -> None:
    header = "TT|Nhiệm vụ|Chủ trì|Thời hạn"
    (one,) = rows_of(
        header, "1|Kiểm tra công vụ|Phòng Nội vụ|Quý I/2024", "-|Kiểm tra giờ giấc||", "-|Kiểm tra hồ sơ||"
    )
    assert "giờ giấc" in one.text and "hồ sơ" in one.text
    two = rows_of(
        header, "1|Kiểm tra công vụ|Phòng Nội vụ|", "-|Xây dựng kế hoạch||Quý I/2024", "-|Tổng hợp||Quý II/2024"
    )
    assert told(two) == [
        ("Xây dựng kế hoạch", "Phòng Nội vụ", "2024-03-31"),
        ("Tổng hợp", "Phòng Nội vụ", "2024-06-30"),
    ]


def test_a_row_broken_over_lines_inside_its_cells() -> None:
    tasks = rows_of(
        "TT>Nhiệm vụ>Chủ trì>Phối hợp>Thời hạn",
        "1>Rà soát văn bản",
        "đã ban hành>Phòng Tư pháp",
        "Phòng Nội vụ>UBND các xã",
        "Công an huyện>Quý I/2024",
        "2>Ban hành quy chế>Phòng Y tế>>Quý II/2024",
    )
    assert told(tasks) == [
        ("Rà soát văn bản đã ban hành", "Phòng Tư pháp; Phòng Nội vụ", "2024-03-31"),
        ("Ban hành quy chế", "Phòng Y tế", "2024-06-30"),
    ]
    assert tasks[0].with_units == ("UBND các xã", "Công an huyện")


@pytest.mark.parametrize(
    "lines",
    [
        ["TT|Nội dung|Đơn vị tính|Số lượng|Đơn giá", "1|In tài liệu|Bộ|20|50.000", "2|Thuê xe|Chuyến|2|900.000"],
        ["TT|Số, ký hiệu|Trích yếu nội dung|Cơ quan ban hành", "1|15/QĐ-UBND|Ban hành quy chế|UBND huyện"],
        ["TT|Họ và tên|Chức vụ|Nhiệm vụ", "1|Trần Văn Mẫu|Trưởng phòng|Trưởng ban", "2|Lê Thị Mẫu|Chuyên viên|Thư ký"],
        ["TT|Tên thủ tục|Thời hạn giải quyết|Lệ phí", "1|Cấp bản sao|01 ngày|Không", "2|Chứng thực|02 ngày|2.000"],
        [
            "Thời gian|Nội dung|Người thực hiện",
            "8h00 - 8h15|Đón đại biểu|Văn phòng",
            "8h15 - 9h00|Báo cáo|Phòng Nội vụ",
        ],
        ["TT|Chỉ tiêu|Năm 2023|Năm 2024|Tỷ lệ", "1|Hồ sơ đúng hạn|90|95|%", "2|Hồ sơ trực tuyến|50|70|%"],
    ],
    ids=["figures", "papers", "persons", "procedures", "agenda", "goals"],
)
@pytest.mark.parametrize("mark", ["|", "\t"])
def test_tables_that_are_no_plans(lines: list[str], mark: str) -> None:
    assert rows_of(*(line.replace("|", mark) for line in lines)) == []


def test_two_columns_of_tasks() -> None:
    merged = rows_of(
        "TT|Nhóm nhiệm vụ|Nhiệm vụ cụ thể|Chủ trì|Thời hạn",
        "1|Cải cách thể chế|Rà soát văn bản|Phòng Tư pháp|Quý I/2024",
        "2|〃|Ban hành quy chế|〃|Quý II/2024",
    )
    assert [task.text for task in merged] == ["Rà soát văn bản", "Ban hành quy chế"]
    each = rows_of(
        "TT|Nhiệm vụ|Nội dung thực hiện|Chủ trì|Thời hạn",
        "1|Số hóa hồ sơ|Thuê đơn vị quét|Phòng Tư pháp|Quý I/2024",
        "2|Đào tạo|Mở hai lớp|Phòng Nội vụ|Quý II/2024",
    )
    assert [task.text for task in each] == ["Số hóa hồ sơ: Thuê đơn vị quét", "Đào tạo: Mở hai lớp"]


def test_words_after_a_table_are_running_text_again() -> None:
    tasks = rows_of(
        "TT>Nhiệm vụ>Chủ trì>Thời hạn",
        "1>Rà soát văn bản>Phòng Tư pháp>Quý I/2024",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch, báo cáo trước ngày 15/12/2024.",
    )
    assert [task.lead for task in tasks] == [("Phòng Tư pháp",), ("Phòng Nội vụ",)]


@pytest.mark.parametrize("header", [["Mã|Diễn giải|Bên A|Mốc B"], []], ids=["unknown header", "no header"])
@pytest.mark.parametrize("mark", ["|", "\t"])
def test_columns_that_are_evident_without_a_header(header: list[str], mark: str) -> None:
    body = [
        "1|Rà soát văn bản|Phòng Tư pháp|20/3/2024",
        "2|Ban hành quy chế|Phòng Y tế|Quý II/2024",
        "3|Công khai kết quả|UBND các xã|Tháng 9/2024",
    ]
    tasks = rows_of(*(line.replace("|", mark) for line in header + body))
    assert told(tasks) == [
        ("Rà soát văn bản", "Phòng Tư pháp", "2024-03-20"),
        ("Ban hành quy chế", "Phòng Y tế", "2024-06-30"),
        ("Công khai kết quả", "UBND các xã", "2024-09-30"),
    ]


@pytest.mark.parametrize("title", ["Hạn chế", "Tồn tại, hạn chế", "Hạn mức", "Hạn chế cần khắc phục"])
def test_column_of_what_is_amiss_is_no_time(title):
    found = rows_of(f"TT>{title}>Giải pháp>Bộ phận chủ trì>Hoàn thành", "1>Chậm 02 lần>Vá đường>Sở Xây dựng>15/3/2027")
    assert told(found) == [("Vá đường", "Sở Xây dựng", "2027-03-15")]


@pytest.mark.parametrize(
    "title", ["NHIỆM VỤ THƯỜNG XUYÊN", "II|Nhiệm vụ thường xuyên, đột xuất", "Các công việc định kỳ"]
)
def test_title_of_standing_work_makes_each_row_below_it_standing(title: str) -> None:
    header, row = "TT|Nội dung|Chủ trì|Thời gian", "1|Dọn kho thóc|Phòng Y tế|"
    tasks = rows_of(*(line.replace("|", ">") for line in (header, f"{title}|||"[: len(title) + 3], row)))
    assert [(task.text, task.recurrence) for task in tasks] == [("Dọn kho thóc", "regular")]


def test_heading_of_standing_work_makes_each_item_below_it_standing() -> None:
    body = "I. NHIỆM VỤ THƯỜNG XUYÊN\n1. Dọn kho thóc.\n2. Sửa cổng trạm trước ngày 05/5/2024.\n"
    assert [task.recurrence for task in read_text(HEAD + body + END).tasks] == ["regular", None]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("15/3/20", "26"), "15/3/2026"),
        (("Trước 15/", "3/2026"), "Trước 15/3/2026"),
        (("Quý II/", "2026"), "Quý II/2026"),
        (("tháng 4/2", "026;"), "tháng 4/2026;"),
        (("Mục 3/4", "26 hộ"), "Mục 3/4 26 hộ"),
        (("15/3", "2026"), "15/3 2026"),
        (("trạm 5", "20 hộ"), "trạm 5 20 hộ"),
    ],
)
def test_date_that_a_narrow_cell_broke_is_whole(lines: tuple[str, str], whole: str) -> None:
    assert in_one_line(lines) == whole
