"""A report as an office would send it, and ways to make it larger. Its figures are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from models.reports.data import Letterhead, ReportData, ReportPeriod, ReportSection, ReportTask, ReportUnit, Signer
from models.work.result_parts import UnitPart

DIRECTIVE = "Thông báo số 55/TB-VPUBND"
UNITS = ("Phòng Nội vụ", "Văn phòng HĐND và UBND", "Phòng Tài chính - Kế hoạch", "Phòng Văn hóa và Thông tin")
TEXTS = (
    ("direction", "Xây dựng kế hoạch hoạt động của Ban Chỉ đạo cải cách hành chính huyện năm 2024"),
    ("institution", "Rà soát văn bản quy phạm pháp luật do HĐND, UBND huyện ban hành, kiến nghị sửa đổi, bổ sung"),
    (
        "procedure",
        "Cắt giảm thời gian giải quyết, số hóa hồ sơ và kết quả giải quyết thủ tục hành chính; tái cấu trúc quy trình, "
        "thực hiện Quyết định số 766/QĐ-TTg của Thủ tướng Chính phủ",
    ),
    ("apparatus", "Sắp xếp tổ chức bộ máy gắn với tinh giản biên chế"),
    ("civil_service", "Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính, văn hóa công sở tại UBND cấp xã"),
    ("finance", "Quyết toán kinh phí thực hiện cơ chế tự chủ của các đơn vị sự nghiệp công lập"),
    ("digital", "Triển khai Đề án 06, phát triển công dân số, cấp tài khoản định danh điện tử"),
)
STANDINGS = (
    ("accepted", "done_on_time", 100),
    ("doing", "open_in_time", 60),
    ("doing", "open_overdue", 45),
    ("accepted", "done_late", 100),
    ("doing", "open_in_time", 80),
    ("new", "no_deadline", 0),
)
PARAGRAPH = (
    "Phòng Nội vụ đã tham mưu UBND huyện ban hành kế hoạch cải cách hành chính năm 2024; đôn đốc các cơ quan, đơn vị, "
    "UBND các xã, thị trấn nâng cao chất lượng tiếp nhận, giải quyết thủ tục hành chính; tăng cường kiểm tra kỷ luật, "
    "kỷ cương hành chính và đẩy mạnh tuyên truyền trên hệ thống truyền thanh cơ sở."
)


def sample_tasks(number: int = 21) -> tuple[ReportTask, ...]:
    """`number` tasks over all areas, units and results; each has one unit's part."""
    rows = []
    for index in range(number):
        area, text = TEXTS[index % len(TEXTS)]
        state, result, percent = STANDINGS[(index * 5 + index // 7 * 2) % len(STANDINGS)]
        due = None if result == "no_deadline" else date(2024, 3, 1 + index % 28)
        unit, late = UNITS[index % len(UNITS)], {"done_late": 2, "open_overdue": 9}.get(result, 0)
        done = due + timedelta(days=late) if due and percent == 100 else None
        rows.append(
            ReportTask(
                id=f"018e3a00-0000-7000-8000-{index:012d}",
                number=index + 1,
                ref=f"{index % 9 + 1}.{index % 4 + 1}",
                directive=DIRECTIVE,
                text=f"{text} (đợt {index // 7 + 1})" if index >= 7 else text,
                short=f"{text.split(',')[0].split(';')[0]} (đợt {index // 7 + 1})",
                parts=(UnitPart(unit, result, percent, due, done, late, ""),),
                area=area,
                state=state,
                lead=(unit,),
                with_units=("UBND thị trấn Bắc Hà",) if index % 3 == 0 else (),
                deadline_text="" if due is None else f"trước ngày {due.day + 1}/3/2024",
            )
        )
    return tuple(rows)


SECTIONS = (
    ReportSection("I", 1, "Công tác chỉ đạo, điều hành cải cách hành chính", (PARAGRAPH, PARAGRAPH)),
    ReportSection("II", 1, "Kết quả thực hiện các nhiệm vụ cải cách hành chính"),
    ReportSection("II.1", 2, "Cải cách thể chế", (PARAGRAPH,)),
    ReportSection(
        "II.2", 2, "Cải cách thủ tục hành chính", (PARAGRAPH, "- Tỷ lệ hồ sơ trực tuyến toàn trình đạt 72,5 %.")
    ),
    ReportSection("II.2.a", 3, "Kiểm soát thủ tục hành chính", (PARAGRAPH,)),
    ReportSection("II.2.b", 3, "Thực hiện cơ chế một cửa, một cửa liên thông", (PARAGRAPH,)),
    ReportSection("II.3", 2, "Cải cách tổ chức bộ máy", (PARAGRAPH,)),
    ReportSection("II.4", 2, "Cải cách chế độ công vụ", (PARAGRAPH,)),
    ReportSection("II.5", 2, "Cải cách tài chính công", (PARAGRAPH,)),
    ReportSection("II.6", 2, "Xây dựng và phát triển chính quyền điện tử, chính quyền số", (PARAGRAPH,)),
    ReportSection("III", 1, "Đánh giá chung", (PARAGRAPH,)),
    ReportSection("IV", 1, "Phương hướng, nhiệm vụ tháng 4 năm 2024", (PARAGRAPH,)),
    ReportSection("V", 1, "Kiến nghị, đề xuất", ("Phòng Nội vụ không có kiến nghị, đề xuất.",)),
)


def sample_report(**changes: object) -> ReportData:
    """The monthly report of a district's Phòng Nội vụ with number and date still open; `changes` replace fields."""
    data = ReportData(
        kind="thang",
        unit=ReportUnit("Phòng Nội vụ huyện Bắc Hà", "085-NV", "huyen", "018e3a00-0000-7000-8000-00000000f001"),
        parent=ReportUnit("UBND huyện Bắc Hà", "085", "huyen", "018e3a00-0000-7000-8000-00000000f000"),
        period=ReportPeriod("2024-03", date(2024, 2, 15), date(2024, 3, 14)),
        made_at=datetime(2024, 3, 15, 2, 30, tzinfo=UTC),
        program="0.1.0",
        letterhead=Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", "UBND huyện Bắc Hà"),
        subject="Kết quả công tác cải cách hành chính tháng 3 năm 2024",
        recipients=("Sở Nội vụ tỉnh Lào Cai",),
        opening=(
            "Thực hiện Thông báo số 55/TB-VPUBND ngày 14 tháng 3 năm 2024 của Văn phòng UBND tỉnh Lào Cai kết luận tại "
            "Hội nghị công tác cải cách hành chính, Phòng Nội vụ huyện Bắc Hà báo cáo kết quả công tác cải cách hành "
            "chính tháng 3 năm 2024 (số liệu từ ngày 15/02/2024 đến ngày 14/3/2024; chi tiết tại Phụ lục I và II kèm "
            "theo) như sau:",
        ),
        sections=SECTIONS,
        closing="Trên đây là báo cáo kết quả công tác cải cách hành chính tháng 3 năm 2024 của Phòng Nội vụ.",
        signer=Signer(("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "Nguyễn Văn Đức"),
        copies=("UBND huyện (báo cáo)", "Lãnh đạo phòng"),
        archive="VT, CCHC",
        tasks=sample_tasks(),
        audit_head="ab" * 32,
    )
    return replace(data, **changes)  # type: ignore[arg-type]
