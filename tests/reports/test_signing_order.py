"""What came of signing is kept only where it begins with the very bytes that a person was shown."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from attached_data import with_data
from hypothesis import given, settings
from hypothesis import strategies as st
from offices import add_task, refused
from report_sample import sample_report
from reportlab.pdfgen.canvas import Canvas

from models.access.opening import OpenOffice
from models.base import clock
from models.reports import from_data, making, signing_order
from models.reports.canonical import canonical, data_json
from models.reports.data import Mended, PeriodBefore, ReportData, ReportTask, YearSoFar
from models.reports.gather import gather
from models.reports.pdf import cleaned
from models.reports.signing_order import NamedFile, SignSource
from models.work import office as own_office
from models.work import report_register, result_rules
from models.work.result_parts import Correction, OccurrenceResult, UnitPart
from models.work.result_rules import Counts

GOLD = Path(__file__).parents[1] / "gold" / "reports"

SOURCE = SignSource("bc.pdf", b"%PDF what was shown")


@pytest.mark.parametrize(
    "signed",
    [b"", SOURCE.content, b"%PDF what was shows and a signature", b"x" + SOURCE.content + b" signature"],
    ids=["nothing", "not signed", "another content", "something before"],
)
def test_other_bytes_than_shown_refused(signed: bytes) -> None:
    with refused("signed_other"):
        signing_order.refuse_other(SOURCE, signed, SOURCE.sha256())


def test_other_bytes_than_source_refused() -> None:
    shown = SignSource("bc.pdf", b"%PDF something else").sha256()
    with refused("signed_other"):
        signing_order.refuse_other(SOURCE, SOURCE.content + b" signature", shown)
    signing_order.refuse_other(SOURCE, SOURCE.content + b" signature", SOURCE.sha256())


def test_file_read_compared_with_file_of_now(tmp_path: Path) -> None:
    path = tmp_path / "bc.pdf"
    path.write_bytes(b"read")
    named = NamedFile.of(path, b"read")
    signing_order.refuse_changed(named)
    for other in (b"rea", b"reed", b"read and more"):
        path.write_bytes(other)
        with refused("file_changed_meanwhile"):
            signing_order.refuse_changed(named)


def made_of_before(office: OpenOffice) -> bytes:
    """A report of this office as a program made it that judged each task whole, in the register."""
    values = json.loads((GOLD / "format1.json").read_text("utf-8"))
    with office.store.read() as session:
        values["unit"]["id"] = own_office.own_unit_id(session)
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 72, "x")
    canvas.save()
    content = with_data(out.getvalue(), canonical(values))
    with office.store.write("report.make") as write:
        report_register.keep_made(
            write.session,
            office.evidence,
            "thang",
            "2024-02",
            name="bc.pdf",
            content=content,
            data_sha256="ab" * 32,
            made_at=clock.now().replace(microsecond=0),
        )
    return content


def test_report_of_older_rules_is_signed_as_it_is_and_said_to_be_old(office: OpenOffice) -> None:
    content = made_of_before(office)
    with office.store.read() as session:
        source = signing_order.of_report(session, office.evidence, "thang", "2024-02", "own", long_above=60)
        data = gather(session, "thang", "2024-02")
        assert not signing_order.draft_differs(session, office.evidence, data)
    assert source is not None
    assert (source.content, source.signer) == (content, "Giàng A Páo")
    assert [check.text for check in source.doubts if check.code == "changed"] == [
        "Bản này do phiên bản trước lập, theo cách tính cũ: cần lập lại thì số liệu mới theo cách tính nay"
    ]


def test_making_of_now_differs_only_after_something_changed(office: OpenOffice) -> None:
    add_task(office, "một", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 1), area="finance")
    making.make(office, "thang", "2024-03")

    def differs() -> bool:
        with office.store.read() as session:
            return signing_order.draft_differs(session, office.evidence, gather(session, "thang", "2024-03"))

    assert not differs()
    add_task(office, "hai", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 1))
    assert differs()


DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
NAMES = st.sampled_from(["", "Ủy ban xã\tPhố  Lu", "Trạm khuyến nông", "e\u0301"])
RESULTS = st.sampled_from(result_rules.RESULTS)
PARTS = st.builds(
    UnitPart, NAMES, RESULTS, st.integers(0, 100), DAYS, st.none() | DAYS, st.integers(0, 9), NAMES, unit_id=NAMES
)
OCCURRENCES = st.builds(OccurrenceResult, st.just("2024-03"), DAYS, RESULTS, st.integers(0, 9))
COUNTS = st.builds(Counts, *(st.integers(0, 9) for _name in range(5)))
REPORTS = st.builds(
    sample_report,
    tasks=st.lists(
        st.builds(
            ReportTask,
            id=st.uuids().map(str),
            text=NAMES,
            parts=st.lists(PARTS, min_size=1, max_size=2).map(tuple),
            occurrences=st.lists(OCCURRENCES, max_size=2).map(tuple),
            notes=st.lists(NAMES, max_size=2).map(tuple),
            reached=st.booleans(),
            allowed=NAMES,
            mended=st.lists(
                st.builds(Mended, NAMES, st.just("2024-03"), NAMES, st.just("2024-04"), st.booleans()), max_size=2
            ).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    adjustments=st.lists(st.builds(Correction, *(NAMES for _name in range(len(fields(Correction))))), max_size=1).map(
        tuple
    ),
    so_far=st.none() | st.builds(YearSoFar, DAYS, COUNTS),
    before=st.none() | st.builds(PeriodBefore, st.just("2024-02"), COUNTS, st.integers(0, 2), st.integers(0, 2)),
    long=st.booleans(),
)


@settings(max_examples=30, deadline=None)
@given(REPORTS)
def test_report_does_not_differ_from_its_own_making(data: ReportData) -> None:
    made = from_data.report(json.loads(data_json(cleaned(data))))
    later = replace(data, sequence=data.sequence + 1, program="9.9.9", audit_head="cd" * 32)
    assert not signing_order.differs(made, later)
    assert signing_order.differs(made, replace(later, closing=f"{data.closing} Thêm."))
