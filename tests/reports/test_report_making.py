"""From the number that văn thư gives to the file that is kept: each step by what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import offices
import pypdfium2
import pytest

from models.access.opening import OpenOffice
from models.base.errors import AppError, CancelledError
from models.base.paths import Home
from models.reports import making, report_draft
from models.reports.canonical import sha256
from models.reports.charts import results_chart
from models.reports.figures import PartCounts
from models.reports.fonts import register
from models.reports.gather import gather
from models.reports.reader import embedded_data
from models.work import people, report_register
from models.work.result_rules import Counts

NOW = datetime(2024, 3, 20, 3, tzinfo=UTC)


@pytest.fixture
def office(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Iterator[OpenOffice]:
    hold_clock(NOW)
    opened = offices.new(home, offices.SPEC, "một mật khẩu dài")
    yield opened
    opened.close()


def kept(office: OpenOffice, kind: str = "thang", key: str = "2024-03") -> tuple[str, date | None, str | None]:
    with office.store.read() as session:
        found = report_register.find(session, kind, key)
        assert found is not None
        return found.number, found.issued_on, found.signer_id


def test_number_is_given_and_signer_stays(office: OpenOffice) -> None:
    with office.store.write("person.save") as write:
        signer = people.save(write.session, None, name="Lò Thị Hoa", title="Trưởng phòng", signs=True).id
        report_register.fill_head(write.session, "thang", "2024-03", number="", issued_on=None, signer_id=signer)
    making.give_number(office, "thang", "2024-03", "15", date(2024, 3, 19))
    assert kept(office) == ("15", date(2024, 3, 19), signer)
    making.give_number(office, "quy", "2024-Q1", "16", None)
    assert kept(office, "quy", "2024-Q1") == ("16", None, None)
    assert kept(office) == ("15", date(2024, 3, 19), signer)
    with pytest.raises(AppError, match="không khớp"):
        making.give_number(office, "quy", "2024-03", "17", None)
    with pytest.raises(AppError, match="Loại báo cáo"):
        making.give_number(office, "tuần", "2024-03", "17", None)


def test_what_is_made_is_registered_with_its_file_and_hash(office: OpenOffice) -> None:
    offices.add_task(office, "một")
    made = making.make(office, "thang", "2024-03")
    with pypdfium2.PdfDocument(made.content) as document:
        assert made.pages == len(document) > 2
    assert made.name == "BC-thang-2024-03-PNV.pdf"
    assert made.data_sha256 == sha256(embedded_data(made.content) or b"")
    with office.store.read() as session:
        (row,) = report_register.made(session)
        file = report_register.kept_file(session, office.evidence, "thang", "2024-03")
    assert (row.kind, row.period_key, row.sequence, row.sha256) == ("thang", "2024-03", 1, made.data_sha256)
    assert (row.made_at, row.file, row.signed_file, row.signed_file_id) == (NOW, made.name, None, None)
    assert (file.name, file.content, file.signed, file.own) == (made.name, made.content, False, True)


def test_signed_file_entered_under_report_that_it_is(office: OpenOffice) -> None:
    made = making.make(office, "thang", "2024-03")
    inside, signed = embedded_data(made.content), made.content + b"signature"
    with office.store.write("report.sign") as write:
        assert making.remember_signed(write.session, office.evidence, "a-daky.pdf", signed, inside) is True
        assert making.remember_signed(write.session, office.evidence, "b.pdf", b"foreign", None) is False
    with office.store.read() as session:
        (row,) = report_register.made(session)
        file = report_register.kept_file(session, office.evidence, "thang", "2024-03")
        plain = report_register.kept_file(session, office.evidence, "thang", "2024-03", unsigned=True)
    assert (row.file, row.signed_file) == (made.name, "a-daky.pdf")
    assert (file.name, file.content, file.signed, file.own) == ("a-daky.pdf", signed, True, True)
    assert (plain.name, plain.content, plain.signed, plain.own) == (made.name, made.content, False, True)
    with office.store.write("report.sign") as write:
        making.remember_signed(write.session, office.evidence, "c.pdf", b"another", inside)
    with office.store.read() as session:
        assert not report_register.kept_file(session, office.evidence, "thang", "2024-03").own
    making.make(office, "thang", "2024-03")  # a new making is not signed yet
    with office.store.read() as session:
        assert not report_register.kept_file(session, office.evidence, "thang", "2024-03").signed


def test_files_are_written_beside_each_other(office: OpenOffice, tmp_path: Path) -> None:
    first, out = making.make_file(office, "thang", "2024-03", tmp_path / "ra")
    offices.add_task(office, "một")
    second, other = making.make_file(office, "thang", "2024-03", tmp_path / "ra")
    with office.store.read() as session:
        kept = report_register.kept_file(session, office.evidence, "thang", "2024-03")
    names = [out.name, other.name, report_register.write_out(kept, tmp_path / "ra").name]
    assert names == ["BC-thang-2024-03-PNV.pdf", "BC-thang-2024-03-PNV-2.pdf", "BC-thang-2024-03-PNV-2.pdf"]
    assert (tmp_path / "ra" / names[0]).read_bytes() == first.content
    assert (tmp_path / "ra" / names[1]).read_bytes() == second.content
    word = making.write_docx(second.data, tmp_path / "ra")
    assert word.name == "BC-thang-2024-03-PNV.docx"
    assert word.read_bytes()[:2] == b"PK"


def test_laying_out_tells_how_far_it_is_and_can_be_called_off(office: OpenOffice) -> None:
    with office.store.read() as session:
        data = gather(session, "thang", "2024-03")
    seen: list[tuple[int, int]] = []
    made = making.lay_out(data, lambda page, pages: seen.append((page, pages)))
    assert seen[-1][0] == made.pages
    with pytest.raises(CancelledError):
        making.lay_out(data, cancelled=lambda: True)
    with office.store.read() as session:
        assert report_register.made(session) == []


HALF = "6 tháng · 6 tháng đầu năm 2024 (15/12/2023 – 14/06/2024)"


@pytest.mark.parametrize(
    ("kind", "asked", "key", "title"),
    [
        ("thang", "", "2024-04", "Báo cáo tháng · Tháng 4/2024 (15/03/2024 – 14/04/2024)"),
        ("thang", "2024-01", "2024-01", "Báo cáo tháng · Tháng 1/2024 (15/12/2023 – 14/01/2024)"),
        ("quy", "2024-01", "2024-Q1", "Báo cáo quý · Quý I/2024 (15/12/2023 – 14/03/2024)"),
        ("quy", "2024-Q4", "2024-Q4", "Báo cáo quý · Quý IV/2024 (15/09/2024 – 14/12/2024)"),
        ("6thang", "", "2024-H1", f"Báo cáo {HALF}"),
        ("9thang", "", "2024-9M", "Báo cáo 9 tháng · 9 tháng năm 2024 (15/12/2023 – 14/09/2024)"),
        ("nam", "2023", "2023", "Báo cáo năm · Năm 2023 (15/12/2022 – 14/12/2023)"),
    ],
)
def test_draft_is_that_of_its_kind_and_period(office: OpenOffice, kind: str, asked: str, key: str, title: str) -> None:
    with office.store.read() as session:
        draft = report_draft.read(session, kind, asked)
    assert (draft.kind, draft.period_key, draft.title) == (kind, key, title)
    assert (draft.data.kind, draft.data.period.id) == (kind, key)
    assert (draft.number, draft.issued_on, draft.signer_id, draft.signature_image) == ("", None, None, None)


def test_draft_has_picture_of_chosen_signer(office: OpenOffice) -> None:
    with office.store.write("person.save") as write:
        session = write.session
        people.save(session, None, name="Một", title="A", signs=True, image="aa")
        chosen = people.save(session, None, name="Hai", title="B", signs=True, image="bb")
        people.save(session, None, name="Ba", title="C", image="cc")
        report_register.fill_head(session, "thang", "2024-03", number="", issued_on=None, signer_id=chosen.id)
    with office.store.read() as session:
        draft = report_draft.read(session, "thang", "2024-03")
    assert (draft.signature_image, draft.signer_id) == ("bb", chosen.id)
    assert [person.name for person in draft.signers] == ["Hai", "Một"]


# The chart, figure by figure


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, ["0", "1"]),
        (1, ["0", "1"]),
        (6, ["0", "1", "2", "3", "4", "5", "6"]),
        (7, ["0", "2", "4", "6", "8"]),
        (12, ["0", "2", "4", "6", "8", "10", "12"]),
        (13, ["0", "5", "10", "15"]),
        (30, ["0", "5", "10", "15", "20", "25", "30"]),
        (31, ["0", "10", "20", "30", "40"]),
        (61, ["0", "20", "40", "60", "80"]),
        (301, ["0", "100", "200", "300", "400"]),
    ],
)
def test_axis_has_round_figures_and_at_most_six_steps(most: int, ticks: list[str]) -> None:
    register()
    drawing = results_chart([("Thể chế", PartCounts(Counts(open_in_time=most)))])
    foot = [shape for shape in drawing.contents if hasattr(shape, "text") and shape.textAnchor == "middle"]
    assert [shape.text for shape in foot if shape.y < 60][: len(ticks)] == ticks
