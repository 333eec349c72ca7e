"""What came of signing is kept only where it begins with the very bytes that a person was shown."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from attached_data import with_data
from offices import add_task, refused
from reportlab.pdfgen.canvas import Canvas

from models.access.opening import OpenOffice
from models.base import clock
from models.reports import making, signing_order
from models.reports.canonical import canonical
from models.reports.gather import gather
from models.reports.signing_order import NamedFile, SignSource
from models.work import office as own_office
from models.work import report_register

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
