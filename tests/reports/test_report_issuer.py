"""One book, two issuers: each with its head, symbol, number, signer, recipients, the file's name and data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import offices
import pypdfium2
import pytest
from offices import refused

from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.journal import undo
from models.reading import read
from models.reports import making, readiness, report_draft
from models.reports.data import Letterhead, ReportData, ReportUnit, Signer
from models.reports.gather import gather
from models.reports.reader import embedded_data, read_data
from models.work import directives, issuers, office, people, report_register, units
from models.work.office import Printed

DIVISION = OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà")
OFFICE_OF_A_COMMUNE = OfficeSpec("Văn phòng HĐND và UBND xã Bản Phố", "xa", parent="UBND xã Bản Phố")
DEPARTMENT = OfficeSpec("Sở Nội vụ", "tinh", parent="UBND tỉnh Lào Cai", place="Lào Cai")
COMMUNE = OfficeSpec("UBND xã Bản Phố", "xa", parent="UBND huyện Bắc Hà")
Found = Callable[..., OpenOffice]
MARCH = ("thang", "2024-03")


@pytest.fixture
def founded(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Iterator[Found]:
    hold_clock(datetime(2024, 3, 20, 3, tzinfo=UTC))
    made: list[OpenOffice] = []

    def found(spec: OfficeSpec = DIVISION) -> OpenOffice:
        made.append(offices.new(home, spec, "một mật khẩu dài"))
        return made[-1]

    yield found
    made[-1].close()


def gathered(opened: OpenOffice) -> ReportData:
    with opened.store.read() as session:
        return gather(session, *MARCH)


def signs(opened: OpenOffice, name: str, title: str, authority: str = "", signs_for: str = issuers.OWN) -> str:
    with opened.store.write("person.save") as write:
        row = people.save(
            write.session, None, name=name, title=title, authority=authority, signs=True, signs_for=signs_for
        )
        return row.id


def above(opened: OpenOffice) -> issuers.Issuer:
    with opened.store.read() as session:
        return issuers.choices(session)[1]


@pytest.mark.parametrize(
    ("spec", "name", "symbol", "place", "level", "to", "copies", "archive"),
    [
        (DIVISION, "UBND huyện Bắc Hà", "UBND", "Bắc Hà", "huyen", ("Sở Nội vụ",), ("Phòng Nội vụ",), "VT, PNV"),
        (DEPARTMENT, "UBND tỉnh Lào Cai", "UBND", "Lào Cai", "tinh", ("Bộ Nội vụ",), ("Sở Nội vụ",), "VT, SNV"),
        (
            *(OFFICE_OF_A_COMMUNE, "UBND xã Bản Phố", "UBND", "Bản Phố", "xa"),
            *((), ("Văn phòng HĐND và UBND xã Bản Phố",), "VT, VP"),
        ),
    ],
)
def test_body_above_is_proposed_from_its_name(
    founded: Found,
    spec: OfficeSpec,
    name: str,
    symbol: str,
    place: str,
    level: str,
    to: tuple[str, ...],
    copies: tuple[str, ...],
    archive: str,
) -> None:
    found = above(founded(spec))
    assert (found.name, found.symbol, found.place, found.level) == (name, symbol, place, level)
    assert (found.report_to, found.copies_to, found.archive, found.superior) == (to, copies, archive, None)


def test_body_above_that_body_names_the_department_of_its_province(founded: Found) -> None:
    opened = founded()
    with opened.store.write("unit.add") as write:
        province = units.add(write.session, "UBND tỉnh Lào Cai", "tinh")
        units.get(write.session, above(opened).unit_id).parent_id = province.id
    found = above(opened)
    assert (found.report_to, found.parent, found.superior) == (("Sở Nội vụ tỉnh Lào Cai",), "UBND tỉnh Lào Cai", None)


@pytest.mark.parametrize(
    ("issuer", "place", "to"),
    [
        ("UBND TỈNH LÀO CAI", "Lào Cai", "Sở Nội vụ tỉnh Lào Cai"),
        ("VĂN PHÒNG UBND TỈNH", "Lào Cai", "Sở Nội vụ tỉnh Lào Cai"),
        ("UBND HUYỆN BẮC HÀ", "Bắc Hà", "Sở Nội vụ"),
    ],
)
def test_province_is_that_of_a_directive_where_no_body_above_tells_it(
    founded: Found, issuer: str, place: str, to: str
) -> None:
    opened = founded()
    content = f"{issuer}\nSố: 12/TB-UBND\n{place}, ngày 20 tháng 12 năm 2023\nTHÔNG BÁO\nKết luận cuộc họp"
    with opened.store.write("directive.add") as write:
        directives.add(write.session, opened.evidence, read.read_text(content), "tb.txt", content.encode())
    assert above(opened).report_to == (to,)
    making.choose_issuer(opened, *MARCH, "parent")
    bare = [check.code for check in readiness.checks(gathered(opened)) if check.code == "province"]
    assert bare == ([] if to.endswith("Lào Cai") else ["province"])


@pytest.mark.parametrize("spec", [COMMUNE, OfficeSpec("Phòng Nội vụ", "huyen")])
def test_committee_and_office_without_body_above_issue_alone(founded: Found, spec: OfficeSpec) -> None:
    opened = founded(spec)
    with opened.store.read() as session:
        assert [one.key for one in issuers.choices(session)] == ["own"]
    with refused("issuer_unknown"):
        making.choose_issuer(opened, *MARCH, "parent")


def test_settings_come_before_what_the_name_proposes(founded: Found) -> None:
    opened = founded()
    with opened.store.write("office.change") as write:
        office.change(
            write.session,
            place="Bắc Hà",
            symbol="PNV",
            report_to="",
            copies_to="",
            due_soon_days=3,  # type: ignore[arg-type]
            above=Printed("Ta Van Chư", "ubnd", "Sở Nội vụ tỉnh;\nBan Chỉ đạo", "Lãnh đạo huyện"),
        )
    found = above(opened)
    assert (found.place, found.symbol) == ("Ta Van Chư", "UBND")
    assert (found.report_to, found.copies_to) == (("Sở Nội vụ tỉnh;", "Ban Chỉ đạo"), ("Lãnh đạo huyện",))
    with opened.store.write("office.change") as write:
        office.change(write.session, place="A", symbol="B", report_to="C", copies_to="D", due_soon_days=4)
    assert above(opened) == found.__class__(**{**vars(found), "archive": "VT, B"})


def test_each_issuer_has_its_own_head_and_signer(founded: Found) -> None:
    opened = founded()
    signs(opened, "Lò Thị Hoa", "Trưởng phòng")
    deputy = "TM. Ủy ban nhân dân\nKT. Chủ tịch"
    signs(opened, "Vàng A Páo", "Phó Chủ tịch", deputy, issuers.PARENT)
    order = signs(opened, "Lò Thị Hoa", "Trưởng phòng Nội vụ", "TL. Chủ tịch", issuers.PARENT)
    making.give_number(opened, *MARCH, "15", date(2024, 3, 19))
    own = gathered(opened)
    assert own.letterhead == Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", "UBND huyện Bắc Hà", 15, date(2024, 3, 19))
    assert own.signer == Signer(("TRƯỞNG PHÒNG",), "Lò Thị Hoa")
    assert (own.recipients, own.archive) == (("UBND huyện Bắc Hà",), "VT")
    making.choose_issuer(opened, *MARCH, "parent")
    data = gathered(opened)
    assert data.letterhead == Letterhead("UBND huyện Bắc Hà", "Bắc Hà", "BC-UBND")
    assert data.signer == Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Vàng A Páo")
    assert (data.recipients, data.copies, data.archive) == (("Sở Nội vụ",), ("Phòng Nội vụ",), "VT, PNV")
    assert data.unit == ReportUnit("UBND huyện Bắc Hà", "", "huyen", above(opened).unit_id)
    assert data.parent is None
    assert data.opening[0].startswith("UBND huyện Bắc Hà báo cáo kết quả")
    assert data.closing.endswith("của UBND huyện Bắc Hà, trân trọng báo cáo Sở Nội vụ.")
    with opened.store.write("report.words") as write:
        report_register.fill_head(write.session, *MARCH, number="7/BC-UBND", issued_on=None, signer_id=order)
    assert gathered(opened).signer == Signer(("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"), "Lò Thị Hoa")
    assert gathered(opened).letterhead.number == 7
    with opened.store.read() as session:
        draft = report_draft.read(session, *MARCH)
    assert (draft.issuer, draft.number, draft.signer_id) == ("parent", "7", order)
    assert [person.title for person in draft.signers] == ["Trưởng phòng Nội vụ", "Phó Chủ tịch"]
    making.choose_issuer(opened, *MARCH, "own")
    assert gathered(opened).letterhead == own.letterhead
    assert gathered(opened).signer == own.signer


@pytest.mark.parametrize(
    ("spec", "titles"),
    [
        (DIVISION, ("TRƯỞNG PHÒNG",)),
        (DEPARTMENT, ("GIÁM ĐỐC",)),
        (OFFICE_OF_A_COMMUNE, ("CHÁNH VĂN PHÒNG",)),
        (COMMUNE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ],
)
def test_usual_head_of_each_kind_of_office(founded: Found, spec: OfficeSpec, titles: tuple[str, ...]) -> None:
    assert gathered(founded(spec)).signer == Signer(titles, "")


def test_both_reports_of_a_month_are_kept_with_names_and_data_of_their_issuer(founded: Found, tmp_path: Path) -> None:
    opened = founded()
    offices.add_task(opened, "một")
    making.give_number(opened, *MARCH, "15", date(2024, 3, 19))
    own, own_path = making.make_file(opened, *MARCH, tmp_path)
    making.choose_issuer(opened, *MARCH, "parent")
    later, path = making.make_file(opened, *MARCH, tmp_path)
    assert (own_path.name, path.name) == ("BC-thang-2024-03-PNV.pdf", "BC-thang-2024-03-UBND.pdf")
    assert (own.sequence, later.sequence) == (1, 1)
    values = read_data(embedded_data(later.content) or b"")
    assert values["unit"]["name"] == "UBND huyện Bắc Hà"
    assert (values["parent"], values["document"]["parent_issuer"]) == (None, None)
    assert (values["document"]["issuer"], values["document"]["symbol"]) == ("UBND huyện Bắc Hà", "BC-UBND")
    assert (values["document"]["number"], values["previous_sha256"]) == (None, None)
    words = pypdfium2.PdfDocument(later.content)[0].get_textpage().get_text_bounded()
    assert words.index("ỦY BAN NHÂN DÂN") < words.index("HUYỆN BẮC HÀ") < words.index("/BC-UBND")
    assert "Kính gửi: Sở Nội vụ" in words
    with opened.store.write("report.sign") as write:
        inside = embedded_data(later.content)
        assert making.remember_signed(write.session, opened.evidence, "ky.pdf", later.content + b"+", inside)
    with opened.store.read() as session:
        assert [copy.name for copy in report_register.copies(session, *MARCH)] == ["ky.pdf"]
        assert report_register.copies(session, *MARCH, "own") == []
        kept = report_register.kept_file(session, opened.evidence, *MARCH, "own")
        assert (kept.content, kept.signed) == (own.content, False)
        rows = {row.issuer: row for row in report_register.made(session)}
        assert [(rows[key].number, rows[key].issuer_name) for key in ("own", "parent")] == [
            ("15", "Phòng Nội vụ"),
            ("", "UBND huyện Bắc Hà"),
        ]
    again = making.make(opened, *MARCH)
    assert (again.sequence, again.data.previous_sha256) == (2, later.data_sha256)


def test_words_are_both_issuers_until_one_has_its_own(founded: Found) -> None:
    opened = founded()

    def write(words: list[str], issuer: str) -> None:
        with opened.store.write("report.words") as done:
            report_register.edit_section(done.session, *MARCH, "V", words, issuer)

    def words() -> list[tuple[str, ...]]:
        with opened.store.read() as session:
            kept = [report_register.find(session, *MARCH, key) for key in ("own", "parent")]
            return [report_register.edited_words(session, one).get("V", ()) for one in kept]

    write(["Xin thêm người"], "own")
    making.choose_issuer(opened, *MARCH, "parent")
    assert words() == [("Xin thêm người",), ("Xin thêm người",)]
    write(["Xin thêm kinh phí"], "parent")
    assert words() == [("Xin thêm người",), ("Xin thêm kinh phí",)]


def test_signer_of_one_issuer_stays_when_the_other_chooses(founded: Found) -> None:
    opened = founded()
    head = signs(opened, "Lò Thị Hoa", "Trưởng phòng")
    chief = signs(opened, "Vàng A Páo", "Chủ tịch", "TM. Ủy ban nhân dân", issuers.PARENT)
    for key, person in (("own", head), ("parent", chief)):
        making.choose_issuer(opened, *MARCH, key)
        with opened.store.write("report.words") as write:
            report_register.fill_head(write.session, *MARCH, number="", issued_on=None, signer_id=person)
    with opened.store.read() as session:
        chosen = [report_register.head(session, *MARCH, key).signer_id for key in ("own", "parent")]
    assert chosen == [head, chief]


def test_choice_of_issuer_is_taken_back_with_its_row(founded: Found) -> None:
    opened = founded()
    making.give_number(opened, *MARCH, "15", None)
    with opened.store.write("report.words") as write:
        report_register.choose_issuer(write.session, *MARCH, "parent")
    with opened.store.write("undo") as back:
        undo.undo(back.session, write.operation_id)
    with opened.store.read() as session:
        assert report_register.chosen_issuer(session, *MARCH) == "own"
        assert report_register.find(session, *MARCH, "parent") is None
        assert report_register.head(session, *MARCH).number == "15"
