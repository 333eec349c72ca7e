"""Whose report it is and who signs it: every rule of the head and the foot with the value that it must give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import offices
import pytest
from report_sample import sample_report, sample_tasks

from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.reports import wording
from models.reports.data import Letterhead, ReportData, ReportSection, ReportTask, Signer
from models.reports.gather import gather
from models.reports.late_words import NextPeriod
from models.reports.letterhead import issuer_lines, recipient_lines, superior_lines
from models.reports.readiness import Check, checks
from models.reports.signoff import copy_lines
from models.work import people
from models.work.periods import PeriodRow
from models.work.report_kinds import REPORT_KINDS
from models.work.result_parts import UnitPart

MONTHLY = REPORT_KINDS["thang"]
MARCH = PeriodRow(None, "2024-03", "month", date(2024, 2, 15), date(2024, 3, 14), closed=False)
PARENT = "Ủy ban nhân dân huyện Bắc Hà"
PROVINCE = "UBND tỉnh Lào Cai"


@pytest.fixture
def founded(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Callable[[OfficeSpec], OpenOffice]:
    hold_clock(datetime(2024, 3, 20, 3, tzinfo=UTC))
    made: list[OpenOffice] = []

    def found(spec: OfficeSpec) -> OpenOffice:
        made.append(offices.new(home, spec, "một mật khẩu dài"))
        return made[-1]

    yield found
    made[-1].close()


def gathered(opened: OpenOffice) -> ReportData:
    with opened.store.read() as session:
        return gather(session, "thang", "2024-03")


@pytest.mark.parametrize(
    ("name", "level", "parent", "place", "full", "superior", "authority"),
    [
        ("Phòng Nội vụ", "huyen", PARENT, "Bắc Hà", f"Phòng Nội vụ, {PARENT}", PARENT, "TRƯỞNG PHÒNG"),
        ("Phòng Nội vụ huyện Bắc Hà", "huyen", PARENT, "", "Phòng Nội vụ huyện Bắc Hà", PARENT, "TRƯỞNG PHÒNG"),
        ("Phòng Nội vụ", "huyen", None, "Bắc Hà", "Phòng Nội vụ", None, "TRƯỞNG PHÒNG"),
        (
            "Sở Nội vụ",
            "tinh",
            "UBND tỉnh Lào Cai",
            "Lào Cai",
            "Sở Nội vụ, UBND tỉnh Lào Cai",
            "UBND tỉnh Lào Cai",
            "GIÁM ĐỐC",
        ),
        ("UBND xã Bản Phố", "xa", PARENT, "Bản Phố", "UBND xã Bản Phố", None, "TM. ỦY BAN NHÂN DÂN"),
        ("Ủy ban nhân dân xã", "xa", PARENT, "Bản Phố", "Ủy ban nhân dân xã", None, "TM. ỦY BAN NHÂN DÂN"),
    ],
)
def test_names_and_the_usual_authority(
    founded: Callable[[OfficeSpec], OpenOffice],
    name: str,
    level: str,
    parent: str | None,
    place: str,
    full: str,
    superior: str | None,
    authority: str,
) -> None:
    data = gathered(founded(OfficeSpec(name, level, parent=parent, place=place)))
    assert (data.unit.name, data.letterhead.issuer, data.letterhead.superior) == (full, name, superior)
    assert (data.parent.name if data.parent else None, data.unit.level) == (parent, level)
    assert (data.signer.authority[0], data.signer.name) == (authority, "")
    assert data.signer.authority[1:] == (("CHỦ TỊCH",) if authority.startswith("TM.") else ())


def test_first_who_signs_signs_what_nobody_was_chosen_for(founded: Callable[[OfficeSpec], OpenOffice]) -> None:
    opened = founded(OfficeSpec("Phòng Nội vụ", "huyen", parent=PARENT, place="Bắc Hà"))
    with opened.store.write("person.save") as write:
        people.save(write.session, None, name="Vàng Seo Dìn", title="Chuyên viên")
        authority = "TM. Ủy ban nhân dân\nKT. Chủ tịch"
        title = "Phó Chủ tịch"
        people.save(write.session, None, name="Thào A Sử", title=title, authority=authority, signs=True)
        people.save(write.session, None, name="An Thị Ba", title="Trưởng phòng", signs=True)
    data = gathered(opened)
    assert data.signer == Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Thào A Sử")
    assert data.letterhead == Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", PARENT)
    assert data.subject == "Kết quả thực hiện nhiệm vụ cải cách hành chính tháng 3 năm 2024"
    assert data.opening == (
        "Phòng Nội vụ báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính tháng 3 năm 2024 (số liệu từ ngày "
        "15/2/2024 đến ngày 14/3/2024) như sau:",
    )


def test_invented_office_says_that_its_figures_are(founded: Callable[[OfficeSpec], OpenOffice]) -> None:
    assert gathered(founded(OfficeSpec("Phòng Nội vụ", "huyen", sample=True))).subject.endswith(
        "tháng 3 năm 2024 (số liệu mẫu, không có giá trị)"
    )


def test_closing_words_name_whom_it_goes_to() -> None:
    begin = "Trên đây là báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính tháng 3 năm 2024 của Phòng Nội vụ"
    assert wording.closing(MONTHLY, "Phòng Nội vụ", MARCH, ()) == f"{begin}."
    assert wording.closing(MONTHLY, "Phòng Nội vụ", MARCH, ("A", "B")) == f"{begin}, trân trọng báo cáo A, B."


def test_recipients_and_copies_listed_as_decree_has_them() -> None:
    assert recipient_lines(()) == []
    assert recipient_lines(("Sở Nội vụ;",)) == ["Kính gửi: Sở Nội vụ"]
    assert recipient_lines(("A.", "B ;", "C")) == ["Kính gửi:", "- A;", "- B;", "- C."]
    data = sample_report(copies=("- UBND huyện;", "Lãnh đạo phòng."), archive="VT, CCHC.")
    assert copy_lines(data) == ["- Như trên;", "- UBND huyện;", "- Lãnh đạo phòng;", "- Lưu: VT, CCHC."]
    alone = copy_lines(replace(data, recipients=(), copies=()))
    assert alone == ["- Lưu: VT, CCHC."]


def test_superior_shortened_only_where_it_has_no_room() -> None:
    head = Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", "Ủy ban nhân dân huyện Bắc Hà")
    assert superior_lines(head, 400) == (13, ["ỦY BAN NHÂN DÂN HUYỆN BẮC HÀ"])
    assert superior_lines(head, 160) == (13, ["UBND HUYỆN BẮC HÀ"])
    council = replace(head, superior="Hội đồng nhân dân huyện Bắc Hà")
    assert superior_lines(council, 160)[1] == ["HĐND HUYỆN BẮC HÀ"]
    assert superior_lines(replace(head, superior="Uỷ ban nhân dân huyện Bắc Hà"), 160)[1] == ["UBND HUYỆN BẮC HÀ"]
    committee = replace(head, issuer="Ủy ban nhân dân huyện Bắc Hà")
    assert issuer_lines(committee, 200) == (13, ["ỦY BAN NHÂN DÂN", "HUYỆN BẮC HÀ"])
    other = replace(head, issuer="Uỷ ban nhân dân huyện Bắc Hà")
    assert issuer_lines(other, 200) == (13, ["UỶ BAN NHÂN DÂN", "HUYỆN BẮC HÀ"])  # the office's own way of writing
    assert issuer_lines(head, 200) == (13, ["PHÒNG NỘI VỤ"])


# What is still missing


def _of(text: str, data: ReportData) -> Check:
    (found,) = [check for check in checks(data) if text in check.text]
    return found


def test_each_gap_told_with_how_much_it_matters() -> None:
    whole = sample_report(
        letterhead=Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", number=5, issued_on=date(2024, 3, 15)),
        sections=(
            ReportSection("I", 1, "A"),
            ReportSection("I.1", 2, "B", ("lời",)),
            ReportSection("II", 1, "C", ("lời",)),
        ),
        tasks=(),
    )
    assert [check.state for check in checks(whole)] == ["ok"] * 8
    assert _of("địa danh", replace(whole, letterhead=replace(whole.letterhead, place=""))).state == "missing"
    assert _of("người ký", replace(whole, signer=Signer(("A",), ""))).state == "missing"
    assert _of("Kính gửi", replace(whole, recipients=())).state == "missing"
    assert _of("Số để trống", replace(whole, letterhead=replace(whole.letterhead, number=None))).state == "note"
    assert _of("Ngày để trống", replace(whole, letterhead=replace(whole.letterhead, issued_on=None))).state == "note"
    empty = replace(whole, sections=(*whole.sections, ReportSection("III", 1, "D"), ReportSection("IV", 1, "E")))
    assert _of("D; E", empty) == Check("missing", "Chưa có nội dung: D; E")
    last = datetime(2024, 3, 13, 17, tzinfo=UTC)  # midnight of the 14th, the last day, in Việt Nam
    assert _of("Kỳ", replace(whole, made_at=last)).state == "ok"
    early = replace(whole, made_at=last.replace(hour=16))
    assert _of("Kỳ", early).text == "Kỳ chưa hết (đến 14/3/2024): số liệu mới tính đến 13/3/2024"


def test_tasks_without_figures_are_counted() -> None:
    part = UnitPart("A", "open_in_time", 0, date(2024, 4, 1), None, 0, "")
    silent = ReportTask("1", "A", (part,))
    told = (
        replace(silent, parts=(replace(part, percent=1),)),
        replace(silent, notes=("mất điện",)),
        replace(silent, measured="Hồ sơ 3/5"),
        replace(silent, parts=(replace(part, percent=100, done_on=date(2024, 3, 1)),)),
        replace(silent, whose="followed"),
    )
    assert _of("nhiệm vụ", sample_report(tasks=told)).text == "Mọi nhiệm vụ đã có số liệu"
    some = sample_report(tasks=(*told, silent, silent))
    assert _of("nhiệm vụ", some) == Check("note", "2 nhiệm vụ chưa có số liệu kỳ này")


# Lists in the text


def _late(number: int, *reasons: str) -> list[ReportTask]:
    part = UnitPart("A", "open_overdue", 0, date(2024, 3, 1), None, 13, "")
    row = replace(sample_tasks(1)[0], area="finance", lead=("A",))
    whys = [*reasons, *[""] * number]
    return [
        replace(row, number=n, short=f"Việc {n}", parts=(replace(part, reason=whys[n - 1]),))
        for n in range(1, number + 1)
    ]


def _words(rows: list[ReportTask]) -> dict[str, tuple[str, ...]]:
    made = wording.sections(MONTHLY.outline, rows, NextPeriod("2024-04", date(2024, 4, 14)))
    return {part.code: part.paragraphs for part in made}


@pytest.mark.parametrize(("number", "more"), [(10, []), (11, ["- Và 1 nhiệm vụ khác nêu tại Phụ lục II."])])
def test_ten_tasks_named_and_others_counted(number: int, more: list[str]) -> None:
    parts = _words(_late(number))
    named = [f"- Việc {n} (hạn 1/3/2024): A quá hạn 13 ngày." for n in range(1, 11)]
    assert list(parts["III.2"]) == [f"Còn {number} nhiệm vụ chưa hoàn thành, quá hạn:", *named, *more]
    planned = [f"- Việc {n} (A)." for n in range(1, 11)]
    assert list(parts["IV"]) == ["Nhiệm vụ quá hạn chưa có hẹn mới:", *planned, *more]
    rate = f"Tổng số {number} nhiệm vụ: hoàn thành đúng hạn 0/{number}, đạt 0 %; chưa hoàn thành, quá hạn {number}."
    assert parts["II.5"] == (rate,)


def test_period_without_tasks_says_so_in_every_section() -> None:
    parts = _words([])
    nothing = ("Trong kỳ không có nhiệm vụ được giao thuộc nội dung này.",)
    assert [parts[code] for code in ("I", "II.1", "II.6")] == [nothing] * 3
    assert parts["III.1"] == ("Trong kỳ chưa có nhiệm vụ được giao.",)
    assert parts["III.2"] == ("Không có nhiệm vụ chưa hoàn thành, quá hạn.",)
    assert parts["III.3"] == ("Trong kỳ không có tồn tại, hạn chế cần nêu nguyên nhân.",)
    assert parts["IV"] == ("Tiếp tục thực hiện các nhiệm vụ thường xuyên được giao.",)


@pytest.mark.parametrize(("length", "cut"), [(300, False), (301, True)])
def test_note_is_cut_where_it_gets_longer_than_allowed(length: int, cut: bool) -> None:
    note = ("chữ " * 200)[: length - 1] + "x"
    said = _words([replace(row, notes=(note,)) for row in _late(1)])["II.5"][0]
    assert ("…" in said) == cut
    assert said.startswith(f"- Việc 1 (A): {note}" if not cut else "- Việc 1 (A): chữ chữ")


def test_reason_of_most_tasks_stands_first() -> None:
    assert _words(_late(4, "Sở Tư pháp chưa trả lời.", "Mất điện", "Mất điện;"))["III.3"] == (
        "Mất điện (2 phần việc); Sở Tư pháp chưa trả lời (1 phần việc).",
        "Chưa nêu nguyên nhân (1 phần việc): Việc 4 (A).",
    )
