"""`report sign` at the terminal: on top of the newest signed copy, kept in the book, and what is asked about."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import offices
import pytest
from terminal import PASSPHRASE, Terminal

from models.access import opening
from models.access.opening import OfficeSpec
from models.base.paths import Home
from ui import cli
from ui.commands import opened

COPIES = ("report", "copies", "--kind", "thang", "--period", "2024-03")
GET = ("report", "get", "--kind", "thang", "--period", "2024-03")


@pytest.fixture
def office(run: Terminal, home: Home, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal with an office founded, and the passphrase of the key known."""
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


def made(office: Terminal, folder: Path, *numbered: str) -> Path:
    make = ("report", "make", "--kind", "thang", "--period", "2024-03", "--out", folder, *numbered)
    return Path(office(*make)[1]["files"][0])


def test_agency_named_unsigned_file_signs_leaders_copy(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    path = made(office, tmp_path)
    sign = ("report", "sign", path, "--p12", key_file)
    first, second = office(*sign)[1], office(*sign, "--role", "co-quan")[1]
    assert [first["kept"], second["kept"]] == [True, True]
    assert [first["role"], second["role"]] == ["lanh-dao", "co-quan"]
    code, verdict = office("report", "verify", second["file"])
    assert (code, [one["field"] for one in verdict["signatures"]]) == (0, ["LanhDao", "CoQuan"])
    answer = office(*COPIES)[1]
    assert answer["total"] == 2
    assert [copy["role"] for copy in answer["copies"]] == ["lanh-dao", "co-quan"]
    assert [copy["file"] for copy in answer["copies"]] == [Path(one["file"]).name for one in (first, second)]
    assert first["on_top_of"] == [] and second["on_top_of"] == [answer["copies"][0]["id"]]
    for copy, one in zip(answer["copies"], (first, second), strict=True):
        taken = office(*GET, "--copy", copy["id"], "--out", tmp_path / "lấy")[1]
        assert Path(taken["file"]).read_bytes() == Path(one["file"]).read_bytes()


def test_copies_stay_after_another_making(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    signed = office("report", "sign", made(office, tmp_path), "--p12", key_file)[1]
    again = made(office, tmp_path / "lại", "--number", "5", "--date", "15/03/2024")
    assert office("report", "list")[1]["reports"][0]["signed_file"] is None
    (copy,) = office(*COPIES)[1]["copies"]
    assert (copy["file"], copy["sequence"]) == (Path(signed["file"]).name, 1)
    # The other making is another document: nothing was signed of it before.
    assert office("report", "sign", again, "--p12", key_file)[1]["on_top_of"] == []
    assert [copy["sequence"] for copy in office(*COPIES)[1]["copies"]] == [1, 2]


def test_second_signature_of_role_refused_unless_asked_for(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    sign = ("report", "sign", made(office, tmp_path), "--p12", key_file)
    assert office(*sign)[0] == 0
    code, answer = office(*sign)
    assert (code, answer["error"]["code"]) == (1, "role_signed")
    assert "--again" in answer["error"]["do"]
    assert office(*COPIES)[1]["total"] == 1 and len(list(tmp_path.glob("*_daky*"))) == 1
    twice = office(*sign, "--again")[1]["file"]
    fields = [one["field"] for one in office("report", "verify", twice)[1]["signatures"]]
    assert fields == ["LanhDao", "LanhDao2"]


def test_doubts_said_where_nobody_can_be_asked(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    answer = office("report", "sign", made(office, tmp_path), "--p12", key_file)
    assert answer[0] == 0
    assert "Số để trống cho văn thư ghi" in answer.said and "Ngày để trống cho văn thư ghi" in answer.said


def test_certificate_of_another_said(office: Terminal, home: Home, tmp_path: Path, key_file: Path) -> None:
    from models.work import people

    book = opening.open_office(home, PASSPHRASE)
    with book.store.write("person.save") as write:
        people.save(write.session, None, name="Lò Thị Hoa", title="Trưởng phòng", signs=True)
    book.close()
    answer = office("report", "sign", made(office, tmp_path), "--p12", key_file)
    assert answer[0] == 0
    assert "Chứng thư mang tên “Nguyễn Văn Đức (KHÓA THỬ)”" in answer.said and "“Lò Thị Hoa”" in answer.said


def test_number_with_its_symbol_taken(office: Terminal, tmp_path: Path) -> None:
    made(office, tmp_path, "--number", "45/BC-PNV", "--date", "2024-03-15")
    assert office("report", "list")[1]["reports"][0]["number"] == "45"
    code, answer = office(
        "report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path, "--number", "45/TB-UBND"
    )
    assert (code, answer["error"]["code"]) == (1, "wrong_number")
    assert "(BC-PNV)" in answer["error"]["what"]


class Keyboard(io.StringIO):
    """A stdin that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for a console, which a stand-in is not")
@pytest.mark.parametrize(("typed", "signed"), [("k\n", 0), ("", 0), ("c\n", 1)])
def test_doubts_asked_about_at_terminal(
    office: Terminal,
    home: Home,
    tmp_path: Path,
    key_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    signed: int,
) -> None:
    path = made(office, tmp_path)
    monkeypatch.setattr(sys, "stdin", Keyboard(typed))
    sign = ["--home", str(home.folder), "report", "sign", str(path), "--p12", str(key_file)]
    assert (cli.run(cli.parse(sign)) == 0) == bool(signed)
    assert len(list(tmp_path.glob("*_daky*"))) == signed


def test_file_of_another_program_signed_without_book(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "phu luc.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "x")
    canvas.save()
    answer = office("report", "sign", path, "--p12", key_file)[1]
    assert (answer["kept"], answer["on_top_of"]) == (False, [])
    assert office("report", "verify", answer["file"])[0] == 0


def test_report_signed_elsewhere_kept_too(office: Terminal, tmp_path: Path, key_file: Path) -> None:
    """The leader signed on another computer; the agency's signature comes here."""
    from models.signing.signed_file import sign_file
    from models.signing.signing_key import open_p12

    path, brought = made(office, tmp_path), tmp_path / "usb.pdf"
    sign_file(path, brought, open_p12(key_file.read_bytes(), "khóa thử"), role="lanh-dao")
    signed = office("report", "sign", brought, "--p12", key_file, "--role", "co-quan")[1]["file"]
    copies = office(*COPIES)[1]["copies"]
    assert [copy["file"] for copy in copies] == ["usb.pdf", Path(signed).name]
    assert len(office("report", "verify", signed)[1]["signatures"]) == 2


def test_unknown_copy_refused(office: Terminal, tmp_path: Path) -> None:
    made(office, tmp_path)
    assert office(*GET, "--copy", "x", "--out", tmp_path)[1]["error"]["code"] == "signed_copy_unknown"


def test_earlier_signature_beside_later_told_as_normal(
    office: Terminal, home: Home, tmp_path: Path, key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sign = ("report", "sign", made(office, tmp_path), "--p12", key_file)
    office(*sign)
    signed = office(*sign, "--role", "co-quan")[1]["file"]
    cli.run(cli.parse(["--home", str(home.folder), "report", "verify", signed]))
    first, second = capsys.readouterr().out.splitlines()[:2]
    assert "cả tệp lúc ký; sau đó thêm 1 chữ ký, không đổi nội dung" in first
    assert "cả tệp hiện tại" in second
    assert "không phải cả tệp" not in first + second


class Changing(Keyboard):
    """Somebody replaces the file while the question waits for its answer."""

    path: Path

    def readline(self, _size: int = -1, /) -> str:
        self.path.write_bytes(self.path.read_bytes() + b"\n")
        return "c\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for a console, which a stand-in is not")
def test_file_changed_while_asked_not_signed(
    office: Terminal, home: Home, tmp_path: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = Changing()
    keyboard.path = path = made(office, tmp_path)
    monkeypatch.setattr(sys, "stdin", keyboard)
    sign = ["--home", str(home.folder), "report", "sign", str(path), "--p12", str(key_file)]
    assert cli.run(cli.parse(sign)) == 1
    assert list(tmp_path.glob("*_daky*")) == []
    assert office(*COPIES)[1]["total"] == 0
