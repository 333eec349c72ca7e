"""A month of Bắc Hà with the eighteen tasks of the province's notice: its report fits four pages and appendices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from page_reading import pages
from parts_book import gathered, told, words
from sqlalchemy import select

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.reading import read
from models.reports.pdf import make_pdf
from models.work import directives, indicators, task_detail, tasks, units
from models.work.tasks import Task

REAL = Path(__file__).parents[3] / "shared" / "data" / "directive_lao_cai_2024.txt"
OWN, LAW, MONEY = "Phòng Nội vụ", "Phòng Tư pháp", "Phòng Tài chính - Kế hoạch"
OFFICE, CULTURE = "Văn phòng HĐND và UBND huyện", "Phòng Văn hóa và Thông tin"
COMMUNES = ("Thị trấn Bắc Hà", *(f"Xã Bản {letter}" for letter in "ABCDEGHIKLMNOPQRST"))
LEADS = {
    **dict.fromkeys(("1.3", "1.4", "4", "5", "8"), (OWN,)),
    "2": (LAW,),
    "3.1": (OFFICE,),
    "3.2": COMMUNES,
    "3.3": (OFFICE,),
    "6": (MONEY,),
    "7": (CULTURE,),
}
NOT_OURS = {"1.1": "orientation", "1.2": "orientation"} | dict.fromkeys(("3.4", "9.1", "9.2", "9.3", "9.5"), "followed")
DUE = {"3.2": date(2024, 3, 10), "3.1": date(2024, 3, 5), "2": date(2024, 3, 20), "5": date(2024, 4, 10)}
WORDS = (
    ("1.3", OWN, {"done_on": date(2024, 3, 8), "note": "Đã tham mưu UBND huyện ban hành Kế hoạch số 45/KH-UBND"}),
    ("1.4", OWN, {"done_on": date(2024, 3, 12), "note": "Đã tổng hợp kết quả của 19 xã, thị trấn"}),
    ("2", LAW, {"percent": 60, "note": "Đã rà soát 12/20 văn bản"}),
    ("3.1", OFFICE, {"percent": 80, "note": "Chờ Sở Tư pháp thẩm định"}),
    *(("3.2", name, {"done_on": date(2024, 3, 8), "value": Decimal(70)}) for name in COMMUNES[:17]),
    *(("3.2", name, {"percent": 60, "note": "Máy quét hỏng"}) for name in COMMUNES[17:]),
    ("3.3", OFFICE, {"percent": 50, "value": Decimal("72.5")}),
    ("5", OWN, {"percent": 40, "note": "Đã kiểm tra 6/19 xã, thị trấn; nhắc nhở 03 công chức"}),
    ("6", MONEY, {"percent": 30}),
    ("7", CULTURE, {"percent": 45, "note": "Đã cấp 12.450 tài khoản định danh mức 2"}),
)


@pytest.fixture
def district(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> OpenOffice:
    """The notice accepted on 16 February, its tasks handed out, March filled in by 15 March."""
    hold_clock(datetime(2024, 2, 16, 3, tzinfo=UTC))
    children = tuple((None, name) for name in (*COMMUNES, LAW, MONEY, OFFICE, CULTURE))
    spec = OfficeSpec(OWN, "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà", children=children)
    opened, _code = opening.found(home, spec, "một mật khẩu dài")
    text = REAL.read_text("utf-8")
    found = read.read_text(text)
    with opened.store.write("directive.add") as write:
        row = directives.add(write.session, opened.evidence, found, "tb.txt", text.encode())
        directives.accept(write.session, row.id, found.tasks)
    ids = _hand_out(opened)
    hold_clock(datetime(2024, 3, 15, 3, tzinfo=UTC))
    for ref, unit, entry in WORDS:
        told(opened, ids[ref], "2024-03", unit, **entry)
    yield opened
    opened.close()


def _hand_out(opened: OpenOffice) -> dict[str, str]:
    with opened.store.write("task.add") as write:
        session = write.session
        rows = {task.ref: task for task in session.scalars(select(Task))}
        for ref, task in rows.items():
            fields = replace(task_detail.fields_of(task), assigned_on=date(2024, 2, 20), due_on=DUE.get(ref))
            tasks.change(session, task.id, replace(fields, whose=NOT_OURS.get(ref, "ours")))
            if ref in LEADS:
                tasks.assign(session, task.id, [units.find(session, name).id for name in LEADS[ref]])
        counted = {"name": "Hồ sơ đã số hóa", "measure": "hồ sơ", "target": Decimal(2310)}
        indicators.put(session, rows["3.2"].id, **counted)
        indicators.put(session, rows["3.3"].id, name="Tỷ lệ hồ sơ trực tuyến", measure="%", target=Decimal(80))
        return {ref: task.id for ref, task in rows.items()}


@pytest.mark.skipif(not REAL.exists(), reason="the notice lies beside the project")
def test_month_of_eighteen_tasks_fits_four_pages_and_appendices(district: OpenOffice) -> None:
    data = gathered(district)
    assert (len(data.tasks), sum(task.whose == "ours" for task in data.tasks)) == (18, 11)
    with pages(make_pdf(data)) as printed:
        texts = [page.text for page in printed]
    assert next(number for number, text in enumerate(texts) if "Phụ lục I\n" in text.replace("\r", "")) <= 4
    assert len(texts) <= 10
    body = "\n".join("\n".join(words(data, part.code)) for part in data.sections)
    for task in data.tasks:  # the notice's own words are not copied back
        assert task.text.rstrip(".") not in body
    assert "hồ sơ đã số hóa 1.190/2.310 hồ sơ, đạt 51,5 %; 17/19 hoàn thành; còn 02 xã: UBND xã Bản S" in body
    assert "Sở Nội vụ" not in "".join(words(data, "IV"))
