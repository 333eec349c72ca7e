"""Reports at the terminal: made in every kind, signed with pictures, verified, whoever made the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import offices
import pytest
from terminal import PASSPHRASE, Terminal

from models.access import opening
from models.access.opening import OfficeSpec
from models.base.paths import Home
from ui.commands import opened


@pytest.fixture
def office(run: Terminal, home: Home, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The same, with an office founded and the passphrase of the key known."""
    monkeypatch.setenv(opened.KEY_VARIABLE, "khóa thử")
    spec = OfficeSpec("Phòng Nội vụ", "huyen", "085", "UBND huyện Bắc Hà", "Bắc Hà")
    offices.new(home, spec, PASSPHRASE).close()
    return run


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    from models.signing.test_key import make_test_p12

    path = tmp_path / "key.p12"
    path.write_bytes(make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "khóa thử")[0])
    return path


def made(office: Terminal, folder: Path, kind: str = "thang", period: str = "2024-03") -> Path:
    code, answer = office("report", "make", "--kind", kind, "--period", period, "--out", folder)
    assert code == 0, answer
    [path] = answer["files"]
    return Path(path)


def test_report_signed_by_leader_and_agency_with_pictures(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    from PIL import Image

    Image.new("RGBA", (300, 120), (0, 0, 200, 255)).save(tmp_path / "chu-ky.png")
    Image.new("RGBA", (425, 425), (200, 0, 0, 90)).save(tmp_path / "dau.png", dpi=(300, 300))
    sign = ("report", "sign", "--p12", key_file)
    once = office(*sign, made(office, tmp_path), "--image", tmp_path / "chu-ky.png")[1]["file"]
    twice = office(*sign, once, "--role", "co-quan", "--image", tmp_path / "dau.png")[1]["file"]
    code, verdict = office("report", "verify", twice)
    assert (code, [one["field"] for one in verdict["signatures"]]) == (0, ["LanhDao", "CoQuan"])
    assert Path(twice).read_bytes().count(b"/SMask ") == 2
    refusal = office(*sign, once, "--image", key_file)[1]["error"]
    assert refusal["code"] == "signature_image_unusable"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b'{"a":1}', "Không đọc được số liệu"), (b'{"format":"so-cchc/2"}', "phiên bản Sổ CCHC mới hơn")],
)
def test_foreign_data_leave_signature_valid(
    office: Terminal, tmp_path: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, told: str
) -> None:
    monkeypatch.setattr("models.reports.pdf.data_json", lambda *_parts: content)
    signed = office("report", "sign", made(office, tmp_path), "--p12", key_file)[1]["file"]
    code, verdict = answer = office("report", "verify", signed)
    assert (code, verdict["intact"], verdict["data"]) == (0, True, None)
    assert told in answer.said


def test_report_formats_written_without_overwriting(
    office: Terminal, tmp_path: Path, hold_clock: Callable[[datetime], None]
) -> None:
    make = ("report", "make", "--kind", "nam", "--period", "2024", "--out", tmp_path, "--format")
    names = []
    for hour, asked in ((2, "pdf,docx"), (3, "docx")):
        hold_clock(datetime(2024, 12, 15, hour, 0, tzinfo=UTC))
        names.append([Path(path).name for path in office(*make, asked)[1]["files"]])
    assert names == [["BC-nam-2024-PNV.pdf", "BC-nam-2024-PNV.docx"], ["BC-nam-2024-PNV-2.docx"]]
    with pytest.raises(SystemExit) as ended:
        office(*make, "pdf,odt")
    assert ended.value.code == 2


def test_report_compared_with_journal(office: Terminal, tmp_path: Path, home: Home) -> None:
    from contextlib import closing

    from models.store import audit
    from models.store.sqlite.connection import connect

    report = made(office, tmp_path)
    assert office("check", "--report", report)[1] == {"ok": True, "findings": []}
    book = opening.open_office(home, PASSPHRASE)
    key = book.data_key
    book.close()
    with closing(connect(home.database, key)) as db:
        # Somebody who knows how: the first event says something else, and the whole chain is computed anew.
        guards = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_events_no_%'"
        triggers = [sql for (sql,) in db.execute(guards).fetchall()]
        for change in ("update", "delete"):
            db.execute(f"DROP TRIGGER audit_events_no_{change}")
        names = ("number", "at", "by", "operation", "operation_id", "table_name", "row_id", "before", "after", "id")
        rows = db.execute(f"SELECT {', '.join(names)} FROM audit_events ORDER BY number").fetchall()
        previous = audit.FIRST_HASH
        for row in rows:
            fields = dict(zip(names, row, strict=True)) | ({"by": "Người khác"} if row[0] == 1 else {})
            previous = audit.chain(previous, fields)
            db.execute("UPDATE audit_events SET by = ?, hash = ? WHERE number = ?", (fields["by"], previous, row[0]))
        for trigger in triggers:
            db.execute(trigger)
    home.last_close.unlink()
    for backup in home.backups.glob("*"):
        if backup.is_file():
            backup.unlink()
    assert office("check")[1]["ok"]
    code, answer = office("check", "--report", report)
    assert (code, [finding["code"] for finding in answer["findings"]]) == (1, ["chain_changed"])
    assert report.name in answer["findings"][0]["what"]


def test_made_reports_listed_and_saved(
    office: Terminal, tmp_path: Path, hold_clock: Callable[[datetime], None]
) -> None:
    assert office("report", "list")[1] == {"total": 0, "reports": []}
    hold_clock(datetime(2024, 3, 12, 2, 0, tzinfo=UTC))
    path = made(office, tmp_path)
    hold_clock(datetime(2024, 3, 13, 2, 0, tzinfo=UTC))
    numbered = ("--number", "7", "--date", "13/03/2024", "--out", tmp_path)
    office("report", "make", "--kind", "quy", "--period", "2024-Q1", *numbered)
    code, answer = office("report", "list")
    assert (code, answer["total"]) == (0, 2)
    newest, first = answer["reports"]
    assert len(newest.pop("sha256")) == len(first.pop("sha256")) == 64
    assert newest == {
        "kind": "quy",
        "period": "2024-Q1",
        "issuer": "own",
        "number": "7",
        "issued_on": "2024-03-13",
        "made_at": "2024-03-13T09:00:00+07:00",
        "sequence": 1,
        "file": "BC-quy-2024-Q1-PNV.pdf",
        "signed_file": None,
    }
    assert (first["period"], first["number"], first["issued_on"], first["file"]) == ("2024-03", "", None, path.name)
    get = ("report", "get", "--kind", "thang", "--period", "2024-03", "--out", tmp_path / "lấy lại")
    code, answer = office(*get)
    assert (code, answer) == (0, {"file": str(tmp_path / "lấy lại" / path.name), "signed": False})
    assert Path(answer["file"]).read_bytes() == path.read_bytes()
    assert office(*get)[1] == answer


def test_saved_report_overwrites_nothing(office: Terminal, tmp_path: Path) -> None:
    path = made(office, tmp_path)
    content = path.read_bytes()
    path.write_bytes(b"another's")
    get = ("report", "get", "--kind", "thang", "--period", "2024-03", "--out", tmp_path)
    beside = Path(office(*get)[1]["file"])
    assert (path.read_bytes(), beside.name, beside.read_bytes()) == (b"another's", f"{path.stem}-2.pdf", content)
    (tmp_path / "tệp").write_text("không phải thư mục")
    assert office(*get[:-1], tmp_path / "tệp")[1]["error"]["code"] == "folder_unwritable"


def test_saved_report_signed_first(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    path = made(office, tmp_path)
    signed = Path(office("report", "sign", path, "--p12", key_file)[1]["file"])
    content = signed.read_bytes()
    assert office("report", "list")[1]["reports"][0]["signed_file"] == signed.name
    get = ("report", "get", "--kind", "thang", "--period", "2024-03", "--out", tmp_path / "lấy lại")
    answer = office(*get)[1]
    assert answer["signed"] and Path(answer["file"]).read_bytes() == content
    answer = office(*get, "--unsigned")[1]
    assert not answer["signed"] and Path(answer["file"]).read_bytes() == path.read_bytes()


def test_report_never_made_refused(office: Terminal, tmp_path: Path) -> None:
    get = ("report", "get", "--out", tmp_path / "lấy lại", "--kind", "thang", "--period")
    for period, wrong in (("2024-03", "report_not_made"), ("2024-Q1", "kind_and_period_differ")):
        code, answer = office(*get, period)
        assert (code, answer["error"]["code"]) == (1, wrong)
        assert all(answer["error"].values())
    assert not (tmp_path / "lấy lại").exists()


def test_forged_figures_never_handed_out(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    """Other data.json in an update, alone and signed over by anybody; no trust, one root or all of them."""
    from io import BytesIO

    from pyhanko.pdf_utils.generic import StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    from models.signing.test_key import make_test_p12

    signed = Path(office("report", "sign", made(office, tmp_path), "--p12", key_file)[1]["file"])
    data = office("report", "verify", signed)[1]["data"]
    writer = IncrementalPdfFileWriter(BytesIO(signed.read_bytes()))
    held = writer.root["/AF"][0]["/EF"].raw_get("/F")
    content = held.get_object().data.replace(data["unit"]["name"].encode(), "Phòng khác".encode())
    assert content != held.get_object().data
    writer.objects[(held.generation, held.idnum)] = StreamObject(dict(held.get_object()), stream_data=content)
    out = BytesIO()
    writer.write(out)
    changed = tmp_path / "sửa.pdf"
    changed.write_bytes(out.getvalue())
    for path in (changed, over(changed, make_test_p12("Kẻ lạ", "Nơi khác", "khóa thử")[0])):
        code, verdict = answer = office("report", "verify", path)
        assert (code, verdict["intact"], verdict["data"]) == (1, False, None)
        assert verdict["signatures"][0]["changed_after"] == "forbidden"
        assert "Phòng khác" not in answer.said
        refusal = office("check", "--report", path)[1]["error"]
        assert refusal["code"] == "signature_broken"


def over(path: Path, p12: bytes) -> Path:
    """The file with a signature by anybody's key over all of it, as another program makes it."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    meta = signers.PdfSignatureMetadata(field_name="Khac", md_algorithm="sha256")
    signer = signers.SimpleSigner.load_pkcs12_data(p12, [], "khóa thử".encode())
    target = path.with_name("ký đè.pdf")
    with path.open("rb") as source:
        target.write_bytes(signers.sign_pdf(IncrementalPdfFileWriter(source), meta, signer).getvalue())
    return target


def test_unknown_signer_said_last(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    from models.signing import verdict_words
    from models.signing.verify import verify_pdf

    once = office("report", "sign", made(office, tmp_path), "--p12", key_file)[1]["file"]
    twice = Path(office("report", "sign", once, "--p12", key_file, "--role", "co-quan")[1]["file"])
    told = office.lines("report", "verify", twice)
    assert told[-1] == verdict_words.summary(verify_pdf(twice.read_bytes()))[0]
    assert "Nguyễn Văn Đức (KHÓA THỬ) (chưa rõ nguồn chứng thư)" in told[-1]
    assert "sau đó thêm 1 chữ ký, không đổi nội dung" in told[0]
