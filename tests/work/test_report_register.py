"""The reports that the book keeps: listed newest first, taken out signed or unsigned, never one for another."""

from __future__ import annotations

from datetime import UTC, date, datetime

from offices import refused

from models.access.opening import OpenOffice
from models.journal import undo
from models.work import report_register, signed_copies
from models.work.report_register import KeptFile, KeptReportRow
from models.work.signed_copies import CopyRow, SignedBy


def make(office: OpenOffice, kind: str, period: str, content: bytes, day: int) -> None:
    with office.store.write("report.make") as write:
        report_register.keep_made(
            write.session,
            office.evidence,
            kind,
            period,
            name=f"BC-{kind}-{period}.pdf",
            content=content,
            data_sha256=f"mã {day}",
            made_at=datetime(2024, 4, day, 2, 0, tzinfo=UTC),
        )


def sign(office: OpenOffice, kind: str, period: str, content: bytes) -> None:
    with office.store.write("report.sign") as write:
        name = f"BC-{kind}-{period}_daky.pdf"
        report_register.keep_signed(write.session, office.evidence, kind, period, name=name, content=content)


def listed(office: OpenOffice) -> list[KeptReportRow]:
    with office.store.read() as session:
        return report_register.made(session)


def taken(office: OpenOffice, kind: str, period: str, *, unsigned: bool = False) -> KeptFile:
    with office.store.read() as session:
        return report_register.kept_file(session, office.evidence, kind, period, unsigned=unsigned)


def test_report_register_newest_first(office: OpenOffice) -> None:
    with office.store.write("report.words") as write:
        # Begun, never made: nothing to take out.
        report_register.edit_section(write.session, "nam", "2024", "I", ["Lời viết trước"])
        day = date(2024, 4, 2)
        report_register.fill_head(write.session, "thang", "2024-03", number="5", issued_on=day, signer_id=None)
    make(office, "thang", "2024-03", b"%PDF a", 1)
    make(office, "quy", "2024-Q1", b"%PDF b", 3)
    make(office, "thang", "2024-02", b"%PDF c", 2)
    make(office, "thang", "2024-02", b"%PDF d", 4)
    sign(office, "thang", "2024-03", b"%PDF a, signed")
    rows = listed(office)
    assert [(row.kind, row.period_key, row.sequence, row.sha256) for row in rows] == [
        ("thang", "2024-02", 2, "mã 4"),
        ("quy", "2024-Q1", 1, "mã 3"),
        ("thang", "2024-03", 1, "mã 1"),
    ]
    assert [row.signed_file for row in rows] == [None, None, "BC-thang-2024-03_daky.pdf"]
    assert (rows[2].file, rows[2].number, rows[2].issued_on) == ("BC-thang-2024-03.pdf", "5", date(2024, 4, 2))


def test_report_register_content_signed_or_unsigned(office: OpenOffice) -> None:
    make(office, "thang", "2024-03", b"%PDF a", 1)
    assert taken(office, "thang", "2024-03") == KeptFile("BC-thang-2024-03.pdf", b"%PDF a", signed=False, own=True)
    sign(office, "thang", "2024-03", b"%PDF a, signed")
    signed = KeptFile("BC-thang-2024-03_daky.pdf", b"%PDF a, signed", signed=True, own=True)
    assert taken(office, "thang", "2024-03") == signed
    assert taken(office, "thang", "2024-03", unsigned=True).content == b"%PDF a"
    make(office, "thang", "2024-03", b"%PDF b", 2)
    assert taken(office, "thang", "2024-03").content == b"%PDF b"


def test_report_register_outdated_signed_file(office: OpenOffice) -> None:
    make(office, "thang", "2024-03", b"%PDF b", 2)
    sign(office, "thang", "2024-03", b"%PDF a, signed")
    assert not taken(office, "thang", "2024-03").own
    make(office, "thang", "2024-04", b"%PDF c", 3)
    sign(office, "thang", "2024-04", b"%PDF c, signed")
    with office.store.read() as session:
        address = session.get_one(report_register.Attachment, listed(office)[0].file_id).address
    office.evidence.path(address).unlink()
    kept = taken(office, "thang", "2024-04")
    assert (kept.content, kept.own) == (b"%PDF c, signed", False)
    with refused("evidence_missing"):
        taken(office, "thang", "2024-04", unsigned=True)


def test_report_register_signed_file_only(office: OpenOffice) -> None:
    make(office, "thang", "2024-03", b"%PDF a", 1)
    sign(office, "quy", "2024-Q1", b"%PDF from another copy of the book")
    assert [(row.period_key, row.file) for row in listed(office)][1] == ("2024-Q1", None)
    assert taken(office, "quy", "2024-Q1").signed
    with refused("report_not_made"):
        taken(office, "quy", "2024-Q1", unsigned=True)


def test_report_register_never_made(office: OpenOffice) -> None:
    with refused("report_not_made"):
        taken(office, "thang", "2024-03")


def test_report_register_name_stays_in_folder(office: OpenOffice) -> None:
    with office.store.write("report.make") as write:
        report_register.keep_signed(
            write.session, office.evidence, "thang", "2024-03", name="../../ngoài.pdf", content=b"%PDF a"
        )
    assert taken(office, "thang", "2024-03").name == "ngoài.pdf"


def signed_by(office: OpenOffice, content: bytes, sequence: int, by: SignedBy, period: str = "2024-03") -> None:
    with office.store.write("report.sign") as write:
        report_register.keep_signed(
            write.session, office.evidence, "thang", period, name="a.pdf", content=content, sequence=sequence, by=by
        )


def test_report_register_keeps_every_signed_copy(office: OpenOffice) -> None:
    leader = SignedBy("lanh-dao", "Lò Thị Hoa", datetime(2024, 4, 1, 3, 0, tzinfo=UTC))
    agency = SignedBy("co-quan", "Phòng Nội vụ", datetime(2024, 4, 1, 4, 0, tzinfo=UTC))
    make(office, "thang", "2024-03", b"%PDF a", 1)
    signed_by(office, b"%PDF a1", 1, leader)
    signed_by(office, b"%PDF a1", 1, leader)  # the same file is one copy
    signed_by(office, b"%PDF a12", 1, agency)
    make(office, "thang", "2024-03", b"%PDF b", 2)
    with office.store.read() as session:
        copies = report_register.copies(session, "thang", "2024-03")
        assert [(copy.sequence, copy.by) for copy in copies] == [(1, leader), (1, agency)]
        kept = [report_register.signed_copy(session, office.evidence, "thang", "2024-03", c.id) for c in copies]
        assert [copy.content for copy in kept] == [b"%PDF a1", b"%PDF a12"]
        assert report_register.copies(session, "thang", "2024-04") == []
        report = report_register.find(session, "thang", "2024-03")
        assert report is not None and report.signed_file_id is None
        newest = [
            signed_copies.newest_over(session, office.evidence, report.id, content)
            for content in (b"%PDF a", b"%PDF a12", b"%PDF b")
        ]
    assert newest == [("a.pdf", b"%PDF a12"), ("a.pdf", b"%PDF a12"), None]
    with refused("signed_copy_unknown"), office.store.read() as session:
        report_register.signed_copy(session, office.evidence, "thang", "2024-04", copies[0].id)


def test_signature_is_not_taken_back(office: OpenOffice) -> None:
    make(office, "thang", "2024-03", b"%PDF a", 1)
    with office.store.write("report.sign") as write:
        report_register.keep_signed(
            write.session, office.evidence, "thang", "2024-03", name="a.pdf", content=b"%PDF a1"
        )
    with refused("undo_not_possible"), office.store.write("undo") as undoing:
        undo.undo(undoing.session, write.operation_id)


def test_copy_words_say_what_is_known() -> None:
    kept_at = datetime(2024, 4, 2, 3, 0, tzinfo=UTC)
    at = datetime(2024, 4, 1, 3, 0, tzinfo=UTC)
    words = [
        signed_copies.copy_words(CopyRow("1", "a.pdf", 1, by, kept_at))
        for by in (SignedBy("co-quan", "Phòng", at), SignedBy("", "Hoa", at), SignedBy("lanh-dao"), SignedBy())
    ]
    assert words == [
        "Phòng (cơ quan) lúc 01/04/2024 10:00",
        "Hoa lúc 01/04/2024 10:00",
        "lãnh đạo lúc 02/04/2024 10:00",
        "lúc 02/04/2024 10:00",
    ]
