"""A small book whose report somebody counted by hand: tests/gold/reports says what must be printed, and how counted.

It is the report of February 2024 (15 January to 14 February), made on 20 February. Around it lie the neighbours that
are mistaken for it most easily: notes of the month before and after, signers and words of other periods, days at the
very edge of the period.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import offices

from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.reading.proposal import DirectiveHead, Reading
from models.work import directives, indicators, office, people, progress, report_register, tasks, units
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

SPEC = OfficeSpec(
    "Phòng Nội vụ",
    "huyen",
    code="085-NV",
    parent="Ủy ban nhân dân huyện Bắc Hà",
    place="Bắc Hà",
    children=(("02839", "Thị trấn Bắc Hà"), ("02842", "Xã Lùng Cải")),
)
OWN, TOWN, COMMUNE, FINANCE = "Phòng Nội vụ", "Thị trấn Bắc Hà", "Xã Lùng Cải", "Phòng Tài chính - Kế hoạch"
PLAN, NOTICE, LETTER, ORDER = (
    "Kế hoạch số 9/KH-UBND",
    "Thông báo số 55/TB-VPUBND",
    "Công văn số 310/UBND-NV",
    "Chỉ thị số 2/CT-UBND",
)
FOUNDED = datetime(2024, 1, 10, 3, 0, tzinfo=UTC)
LAST_MINUTES = datetime(2024, 1, 14, 16, 59, tzinfo=UTC)  # 23:59 on 14 January in Việt Nam: the month before
FIRST_MINUTES = datetime(2024, 1, 14, 17, 1, tzinfo=UTC)  # 00:01 on 15 January
MADE = datetime(2024, 2, 20, 3, 4, 5, tzinfo=UTC)


def day(month: int, number: int) -> date:
    return date(2024, month, number)


TASKS = (
    TaskFields(
        "Xây dựng kế hoạch cải cách hành chính năm 2024.",
        *("1.1", "direction", (OWN,), (TOWN,)),
        deadline_text="trước ngày 01/02/2024",
        due_on=day(1, 31),
        source_text=PLAN,
    ),
    TaskFields("Số hóa hồ sơ", "3.1", "procedure", (TOWN, COMMUNE), due_on=day(2, 10), source_text=NOTICE),
    TaskFields("Công khai thủ tục", "3.2", "procedure", (COMMUNE,), recurrence="monthly", source_text=NOTICE),
    TaskFields("Cấp tài khoản định danh", "7.1", "digital", (COMMUNE,), due_on=day(2, 12), source_text=NOTICE),
    TaskFields("Quyết toán kinh phí", "6.1", "finance", (FINANCE,), due_on=day(2, 19), source_text=LETTER),
    TaskFields("Kiểm tra công vụ", "5.1", "civil_service", (TOWN,), due_on=day(2, 20), source_text=LETTER),
    TaskFields("Đôn đốc các xã", deadline_text="thường xuyên"),
    TaskFields("Sắp xếp bộ máy", "4.1", "apparatus", (OWN,), due_on=day(2, 1), source_text=ORDER),
    TaskFields("Rà soát văn bản", "2.1", "institution", (OWN,), due_on=day(2, 14), source_text=ORDER),
    TaskFields("Mua sắm thiết bị", "6.2", "finance", (OWN,), source_text=ORDER),
    TaskFields("Họp Ban Chỉ đạo", "1.2", "direction", (OWN,), source_text=NOTICE, deadline_text="trong tháng 01/2024"),
    TaskFields("Ký số văn bản", "7.2", "digital", (COMMUNE,), due_on=day(2, 1), source_text=LETTER),
    TaskFields("Phân bổ dự toán", "6.3", "finance", (FINANCE,), due_on=day(2, 5)),
    TaskFields("Niêm yết thủ tục", "3.3", "procedure", (TOWN,), due_on=day(3, 14)),
    TaskFields("Rút ngắn thời gian giải quyết", "3.4", "procedure", (COMMUNE,), due_on=day(3, 15)),
)
# (task, period, unit, entry), in the order in which they were written.
ENTRIES = (
    (6, "2024-01", None, NewProgress(percent=10, note="Kỳ trước: mới lập đoàn")),
    (1, "2024-02", None, NewProgress(done_on=day(1, 30), note="Đã ban hành Kế hoạch số 12.")),
    (2, "2024-02", TOWN, NewProgress(done_on=day(2, 8), value=Decimal("72.5"), note="Mất điện 3 ngày")),
    (2, "2024-02", COMMUNE, NewProgress(percent=33, value=Decimal("66.70"))),
    (3, "2024-02", None, NewProgress(done_on=day(2, 5))),
    (4, "2024-02", None, NewProgress(percent=80, note="Còn 2 thôn")),
    (5, "2024-02", None, NewProgress(percent=45)),
    (12, "2024-02", None, NewProgress(state="doing", percent=90, note="Chờ nghiệm thu")),
    (3, "2024-03", None, NewProgress(percent=20, note="Kỳ sau: đang làm")),
    (5, "2024-03", None, NewProgress(percent=70, note="Kỳ sau: chờ duyệt")),
)
FINISHED = ((10, day(1, 14)), (11, day(1, 15)), (4, day(2, 13)), (12, day(2, 16)), (13, day(2, 17)))


def counted_book(home: Home, hold_clock: Callable[[datetime], None]) -> tuple[OpenOffice, list[str]]:
    """The office, open and its clock held at `MADE`, and the ids of its tasks: number 1 is the first."""
    hold_clock(FOUNDED)
    opened = offices.new(home, SPEC, "một mật khẩu dài")
    with opened.store.write("task.add") as write:
        ids = [task.id for task in tasks.add_many(write.session, TASKS)]
        office.change(
            write.session,
            place="Bắc Hà",
            symbol="PNV",
            report_to="Ủy ban nhân dân huyện Bắc Hà\nSở Nội vụ tỉnh Lào Cai",
            copies_to="Lãnh đạo phòng",
            due_soon_days=5,
        )
    hold_clock(LAST_MINUTES)
    _receive(opened, "Kế hoạch", "9", "KH-UBND", day(1, 14))
    hold_clock(FIRST_MINUTES)
    _receive(opened, "Công văn", "310", "UBND-NV", day(1, 2))
    hold_clock(MADE)
    _receive(opened, "Thông báo", "55", "TB-VPUBND", day(2, 14))
    _receive(opened, "Chỉ thị", "2", "CT-UBND", day(2, 15))
    _work(opened, ids)
    _words_and_signers(opened)
    return opened, ids


def _receive(opened: OpenOffice, kind: str, number: str, symbol: str, issued_on: date) -> None:
    head = DirectiveHead(kind, number, symbol, issued_on)
    reading = Reading(f"{kind} {number}", head, ())
    with opened.store.write("directive.add") as write:
        directives.add(write.session, opened.evidence, reading, f"{number}.txt", number.encode())


def _work(opened: OpenOffice, ids: list[str]) -> None:
    with opened.store.write("progress.put") as write:
        first = ids[1]
        indicators.put(write.session, first, name="Hồ sơ trực tuyến", measure="%", target=Decimal(80))
        for place, key, unit, entry in ENTRIES:
            unit_id = units.find(write.session, unit).id if unit else None
            progress.put(write.session, ids[place - 1], key, entry, unit_id)
    with opened.store.write("task.finish") as write:
        for place, on in FINISHED:
            tasks.finish(write.session, ids[place - 1], on)
        tasks.cancel(write.session, ids[8 - 1], "không còn phù hợp")


def _words_and_signers(opened: OpenOffice) -> None:
    """The deputy signs this report; the head, who is first in every list, signs the others."""
    with opened.store.write("person.save") as write:
        people.save(write.session, None, name="Vàng Seo Dìn", title="Chuyên viên")
        head = people.save(write.session, None, name="Lò Thị Hoa", title="Trưởng phòng", signs=True)
        authority = "KT. Trưởng phòng"
        deputy = people.save(
            write.session, None, name="Giàng A Páo", title="Phó Trưởng phòng", authority=authority, signs=True
        )
        for kind, key, number, issued_on, signer, words in (
            ("thang", "2024-01", "2", day(1, 20), head, "Lời của tháng 01."),
            ("thang", "2024-02", "7", day(2, 9), deputy, "Đề nghị bổ sung kinh phí số hóa."),
            ("thang", "2024-03", "11", day(3, 20), head, "Lời của tháng 3."),
            ("quy", "2024-Q1", "12", day(3, 21), head, "Lời của quý I."),
        ):
            report_register.fill_head(write.session, kind, key, number=number, issued_on=issued_on, signer_id=signer.id)
            report_register.edit_section(write.session, kind, key, "V", [words])
