"""The commands as a script drives them: arguments in, one JSON document and an exit code out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from terminal import PASSPHRASE, Terminal

from models.access import opening, own_ways
from models.base.paths import Home
from ui import cli
from ui.commands import opened

REAL = Path(__file__).parents[3] / "shared" / "data" / "directive_lao_cai_2024.txt"
CSV = "code,name\n02842,Xã Lùng Cải\n02866,Xã Bản Phố\n"


@pytest.fixture(autouse=True)
def _known_day(hold_clock: Callable[[datetime], None], cheap_keys: None) -> None:
    hold_clock(datetime(2024, 3, 16, 2, 0, tzinfo=UTC))


@pytest.fixture
def office(run: Terminal, tmp_path: Path) -> Terminal:
    """The same, with an office founded."""
    children = tmp_path / "xã.csv"
    children.write_text(CSV, "utf-8-sig")
    code, found = run(
        *("office", "init", "--name", "Phòng Nội vụ", "--code", "085-NV", "--level", "huyen"),
        *("--parent", "UBND huyện Bắc Hà", "--place", "Bắc Hà", "--children", children),
    )
    assert (code, found["children"]) == (0, 2)
    return run


def test_found_twice_refused(office: Terminal) -> None:
    office("task", "add", "Việc đã có")
    code, answer = office("office", "init", "--name", "Khác", "--code", "1", "--level", "xa")
    assert (code, answer["error"]["code"]) == (1, "office_exists")
    assert office("task", "list")[1]["total"] == 1


def test_wrong_passphrase_refused(office: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(opened.OFFICE_VARIABLE, "không phải mật khẩu này")
    code, answer = office("task", "list")
    assert (code, answer["error"]["code"]) == (1, "wrong_passphrase")
    assert answer["error"]["what"] == "Mật khẩu không đúng."


def test_no_office(run: Terminal) -> None:
    code, answer = run("check")
    assert (code, answer["error"]["code"]) == (1, "no_office")
    assert answer["error"]["do"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"ma,ten\n1,Xa\n", "wrong_csv"),
        (b"code,name\n1,\n", "wrong_csv"),
        ("code,name\n1,Xã".encode("utf-16"), "wrong_csv"),
    ],
)
def test_wrong_communes_list_refused(run: Terminal, home: Home, tmp_path: Path, content: bytes, code: str) -> None:
    children = tmp_path / "units.csv"
    children.write_bytes(content)
    init = ("office", "init", "--name", "Phòng Nội vụ", "--code", "085", "--level", "huyen", "--children", children)
    exit_code, answer = run(*init)
    assert (exit_code, answer["error"]["code"]) == (1, code)
    assert not home.database.exists()


def test_task_list_shape(office: Terminal) -> None:
    office("task", "add", "Hoàn thiện Kế hoạch", "--ref", "9.3", "--area", "direction", "--due", "14/03/2024")
    office("task", "add", "Rà soát", "--lead", "Lùng Cải", "--recurrence", "monthly", "--assigned", "2024-03-15")
    code, answer = office("task", "list", "--search", "hoan thien")
    assert code == 0
    assert answer["total"] == 1
    assert answer["tasks"][0] | {"id": ""} == {
        "id": "",
        "number": 1,
        "ref": "9.3",
        "text": "Hoàn thiện Kế hoạch",
        "area": "direction",
        "state": "new",
        "timeliness": "overdue",
        "due_on": "2024-03-14",
        "deadline_text": None,
        "recurrence": None,
        "lead": [],
        "percent": 0,
        "done_on": None,
        "source": None,
        "class": "ours",
        "parts": None,
        "day": None,
    }
    assert [task["number"] for task in office("task", "list", "--unit", "02842")[1]["tasks"]] == [2]
    assert [task["due_on"] for task in office("task", "list", "--status", "in_time")[1]["tasks"]] == ["2024-04-14"]
    assert office("task", "list", "--limit", "1")[1]["total"] == 2
    assert office("task", "list", "--status", "nonsense")[1]["error"]["code"] == "wrong_status"


def test_progress_by_text_and_unit(office: Terminal) -> None:
    office("task", "add", "Số hóa hồ sơ", "--lead", "Lùng Cải", "--lead", "Bản Phố", "--due", "2024-06-30")
    half = office("progress", "set", "so hoa", "--period", "2024-04", "--unit", "Lùng Cải", "--percent", "100")[1]
    assert (half["task"]["percent"], half["task"]["done_on"]) == (50, None)
    done = ("--unit", "Bản Phố", "--done", "15/03/2024", "--note", "Đã xong")
    whole = office("progress", "set", "1", "--period", "2024-04", *done)[1]["task"]
    assert (whole["percent"], whole["timeliness"], whole["state"]) == (100, "done_on_time", "accepted")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("1", "--period", "2024-13", "--percent", "5"), "period_unknown"),
        (("1", "--period", "2024-03", "--percent", "101"), "wrong_percent"),
        (("99", "--period", "2024-03", "--percent", "5"), "task_unknown"),
        (("1", "--period", "2024-03", "--done", "2030-01-01"), "done_in_future"),
        (("1", "--period", "2024-03", "--promised", "2024-03-01"), "promise_passed"),
        (("1", "--period", "2024-03"), "nothing_to_set"),
        (("1", "--period", "2024-03", "--percent", "5", "--unit", "Không có"), "unit_unknown"),
    ],
)
def test_progress_values_refused(office: Terminal, arguments: tuple[str, ...], code: str) -> None:
    office("task", "add", "Một việc")
    exit_code, answer = office("progress", "set", *arguments)
    assert (exit_code, answer["error"]["code"]) == (1, code)
    assert office("task", "list")[1]["tasks"][0]["percent"] == 0


def test_periods_and_closing(office: Terminal) -> None:
    listed = office("period", "list", "--year", "2024")[1]
    assert listed["present"] == "2024-04"
    first = {period["id"]: period for period in listed["periods"]}["2024-Q1"]
    assert (first["from"], first["to"]) == ("2023-12-15", "2024-03-14")
    office("task", "add", "Một việc")
    assert office("period", "close", "2024-03")[1]["closed"] is True
    refused = office("progress", "set", "1", "--period", "2024-03", "--percent", "5")[1]
    assert refused["error"]["code"] == "period_closed"
    assert office("period", "reopen", "2024-03", "--reason", "bổ sung số liệu")[1]["closed"] is False
    assert office("period", "close", "2024-05", "--before-end")[1]["error"]["code"] == "period_not_begun"
    early = office("period", "close", "2024-04")[1]["error"]
    assert early["code"] == "period_not_ended"
    assert "--before-end" in early["do"]
    assert office("period", "close", "2024-04", "--before-end")[1]["closed"] is True


def test_directive_read_kept_and_accepted(office: Terminal, tmp_path: Path) -> None:
    notice = tmp_path / "Thông báo.txt"
    notice.write_bytes((Path(__file__).parents[2] / "resources" / "samples" / "thong-bao-mau.txt").read_bytes())
    read = office("directive", "read", notice)[1]
    added = office("directive", "add", notice, "--accept")[1]
    assert len(added["tasks"]) == len(read["tasks"]) == office("task", "list")[1]["total"] > 10
    again = office("directive", "add", notice, "--accept")
    assert (again[0], again[1]["error"]["code"]) == (1, "directive_known")
    assert office("check") == (0, {"ok": True, "findings": []})


@pytest.mark.skipif(not REAL.exists(), reason="the province's notice is not beside the project")
def test_directive_of_province_dates(office: Terminal) -> None:
    found = office("directive", "read", REAL)[1]
    assert found["document"]["number"] is None
    dated = {task["due_on"]: task["lead"] for task in found["tasks"] if task["due_on"]}
    assert dated == {"2024-03-14": ["Sở Nội vụ"], "2024-09-30": ["Sở Nội vụ"]}
    assert [task["recurrence"] for task in found["tasks"] if task["ref"].startswith("1.")].count("monthly") == 1
    text = REAL.read_text("utf-8")
    for section in range(1, 10):
        assert any(task["ref"].split(".")[0] == str(section) for task in found["tasks"]), section
    assert text  # the file was there


def test_report_made_signed_verified(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hold_clock: Callable[[datetime], None]
) -> None:
    from models.signing.test_key import make_test_p12

    office("task", "add", "Hoàn thiện Kế hoạch", "--area", "direction", "--due", "14/03/2024")
    make = ("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path, "--number", "5")
    made = office(*make, "--date", "2024-03-15")[1]
    [path] = made["files"]
    assert Path(path).name == "BC-thang-2024-03-PNV.pdf"
    assert office("report", "verify", path) == (1, {"intact": False, "signatures": [], "data": None})
    p12, ca = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "khóa thử", title="Trưởng phòng")
    (tmp_path / "key.p12").write_bytes(p12)
    (tmp_path / "ca.pem").write_bytes(ca)
    assert office("report", "sign", path, "--p12", tmp_path / "key.p12")[1]["error"]["code"] == "passphrase_missing"
    monkeypatch.setenv(opened.KEY_VARIABLE, "sai")
    assert office("report", "sign", path, "--p12", tmp_path / "key.p12")[0] == 1
    monkeypatch.setenv(opened.KEY_VARIABLE, "khóa thử")
    signed = office("report", "sign", path, "--p12", tmp_path / "key.p12")[1]["file"]
    code, verdict = office("report", "verify", signed, "--trust", tmp_path / "ca.pem")
    assert (code, verdict["intact"], verdict["signatures"][0]["trust"]) == (0, True, "trusted")
    assert verdict["data"]["period"] == {"id": "2024-03", "from": "2024-02-15", "to": "2024-03-14"}
    assert office("report", "verify", signed)[1]["signatures"][0]["trust"] == "unknown"
    hold_clock(datetime(2024, 3, 17, 2, 0, tzinfo=UTC))
    again = office(*make)[1]
    assert (again["sequence"], again["files"][0].endswith("-2.pdf")) == (2, True)


def test_signed_report_changed_byte_refused(office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.signing.test_key import make_test_p12

    [path] = office("report", "make", "--kind", "quy", "--period", "2024-Q1", "--out", tmp_path)[1]["files"]
    (tmp_path / "key.p12").write_bytes(make_test_p12("A", "B", "khóa")[0])
    monkeypatch.setenv(opened.KEY_VARIABLE, "khóa")
    signed = Path(office("report", "sign", path, "--p12", tmp_path / "key.p12")[1]["file"])
    content = bytearray(signed.read_bytes())
    content[len(content) // 3] ^= 1
    signed.write_bytes(content)
    code, answer = office("report", "verify", signed)
    assert code == 1
    assert answer.get("data") is None


def test_backup_offsite_and_reminder(office: Terminal, tmp_path: Path, hold_clock: Callable[[datetime], None]) -> None:
    assert office("backup", "bring")[1]["error"]["code"] == "second_place_unset"
    stick = tmp_path / "USB"
    office("setting", "set", "second_place", stick)
    assert office("backup", "bring")[1]["error"]["code"] == "second_place_missing"
    stick.mkdir()
    code, told = office("backup", "bring")
    assert (code, told["newest"], told["late"]) == (0, True, False)
    assert Path(told["folder"]).parent == stick
    assert [Path(one["file"]).parent == Path(told["folder"]) for one in office("backup", "list")[1]["backups"]] == [
        False,
        True,
    ]
    office("task", "add", "một")
    hold_clock(datetime(2024, 3, 18, 2, 0, tzinfo=UTC))
    office("setting", "set", "second_place", "")
    assert office("backup", "list")[1]["second"]["late"] is False
    hold_clock(datetime(2024, 3, 26, 2, 0, tzinfo=UTC))
    assert office("backup", "list")[1]["second"]["late"] is True


def test_backup_and_restore(office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office("task", "add", "Trước khi sao lưu")
    kept = tmp_path / "sao lưu" / "a.cchc"
    assert office("backup", "make", kept)[1]["contents"]["tasks"] == 1
    office("task", "add", "Sau khi sao lưu")
    monkeypatch.setenv(opened.OFFICE_VARIABLE, "sai mật khẩu rồi")
    assert office("backup", "restore", kept)[1]["error"]["code"] == "wrong_passphrase"
    monkeypatch.setenv(opened.OFFICE_VARIABLE, PASSPHRASE)
    assert office("task", "list")[1]["total"] == 2
    restored = office("backup", "restore", kept)[1]
    assert (Path(restored["aside"]) / "so-cchc.db").exists()
    assert [task["text"] for task in office("task", "list")[1]["tasks"]] == ["Trước khi sao lưu"]
    assert office("check")[0] == 0


def test_restore_by_present_administrator(
    office: Terminal, tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "a.cchc"
    office("backup", "make", kept)
    book = opening.open_office(home, PASSPHRASE)
    own_ways.own_passphrase(book, "một con vịt xoè ra hai cái cánh")
    book.close()
    assert office("backup", "compare", kept)[1]["needs_present"] is True
    assert office("backup", "restore", kept)[1]["error"]["code"] == "present_needed"
    monkeypatch.setenv("CCHC_PRESENT_PASSPHRASE", "một con vịt xoè ra hai cái cánh")
    seen = office("backup", "compare", kept, "--present")[1]
    assert [one["kind"] for one in seen["returning"]] == ["passphrase"] and seen["needs_present"] is False
    assert (
        office("backup", "restore", kept, "--present", "--let-return", "x")[1]["error"]["code"] == "unknown_returning"
    )
    assert office("backup", "restore", kept, "--present")[1]["ended"] == [seen["returning"][0]["key"]]
    assert office("task", "list")[0] == 1  # the passphrase of then stays void


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["task", "add"], ["task", "list", "--limit", "x"], ["task", "list", "--limit", "9" * 20], ["--bad"]],
)
def test_wrong_usage_is_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parse(arguments)
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert said.err.startswith("Cách gọi lệnh chưa đúng")
    assert "the following" not in said.err and "invalid" not in said.err


@pytest.mark.expects_log("KeyError")
def test_fault_is_code_3_without_traceback(
    office: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Home
) -> None:
    from models.work import task_list

    def broken(*_arguments: object, **_options: object) -> int:
        raise KeyError("passphrase=bí mật")

    monkeypatch.setattr(task_list, "count", broken)
    code = cli.run(cli.parse(["--home", str(home.folder), "--json", "task", "list"]))
    said = capsys.readouterr()
    assert code == 3
    assert json.loads(said.out)["error"]["code"] == "fault"
    assert "Traceback" not in said.err
    logged = (home.logs / "so-cchc.log").read_text("utf-8")
    assert "KeyError" in logged
    assert "bí mật" not in logged


def test_no_screen_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import main

    monkeypatch.setattr("sys.argv", ["main.py"])
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main.main() == 1
    assert "không có màn hình" in capsys.readouterr().err


def test_deadline_words_as_in_documents(office: Terminal) -> None:
    told = office("task", "add", "Việc", "--deadline", "trước ngày 15/3/2027")[1]
    assert (told["due_on"], told["deadline_text"]) == ("2027-03-14", "trước ngày 15/3/2027")
    given = office("task", "add", "Việc khác", "--deadline", "trước ngày 15/3/2027", "--due", "2027-01-02")[1]
    assert given["due_on"] == "2027-01-02"
    assert office("task", "add", "Việc nữa", "--deadline", "hàng tháng")[1]["recurrence"] == "monthly"


def test_dated_directive_says_what_is_missed_at_once(office: Terminal, tmp_path: Path) -> None:
    words = "UBND HUYỆN BẮC HÀ\nSố: 12/TB-UBND\nBắc Hà, ngày 20 tháng 12 năm 2023\nTHÔNG BÁO\nKết luận cuộc họp\n\n"
    words += "1. Giao Phòng Nội vụ báo cáo tiến độ hằng tháng.\n"
    paper = tmp_path / "tb.txt"
    paper.write_text(words)
    told = office("directive", "add", paper, "--accept")
    missed = "Nhiệm vụ định kỳ được tính từ ngày 20/12/2023: 3 kỳ đã qua chưa có kết quả, là quá hạn ngay."
    assert any(missed in warning for warning in told[1]["warnings"]), told
    assert missed in told.said
    paper.write_text(words + "2. Giao Phòng Nội vụ lưu trữ hồ sơ.\n")
    assert "quá hạn ngay" not in office("directive", "add", paper, "--accept", "--assigned", "2024-04-01").said


def test_day_of_a_recurring_duty_is_not_lost_without_a_word(office: Terminal) -> None:
    for often in (("--recurrence", "monthly"), ("--deadline", "hằng tháng")):
        code, answer = office("task", "add", "Báo cáo", *often, "--due", "2024-04-10")
        assert (code, answer["error"]["code"]) == (1, "recurring_no_due")
    assert office("task", "list")[1]["total"] == 0


def test_recurring_duty_nobody_dated_says_since_when_it_counts(office: Terminal) -> None:
    told = office("task", "add", "Báo cáo", "--recurrence", "monthly")
    assert "được tính từ ngày 15/12/2023, đầu năm báo cáo" in told.said
    assert "được tính" not in office("task", "add", "Hai", "--recurrence", "monthly", "--assigned", "2024-03-01").said
    assert "được tính" not in office("task", "add", "Ba", "--due", "2024-04-10").said


def test_tasks_of_unknown_lead_found(office: Terminal) -> None:
    office("task", "add", "Việc của sở", "--lead", "Sở Nội vụ")
    office("task", "add", "Việc khác")
    assert [task["text"] for task in office("task", "list", "--unit", "Sở Nội vụ")[1]["tasks"]] == ["Việc của sở"]
    assert office("task", "list", "--unit", "Sở Không Có")[1]["error"]["code"] == "unit_unknown"


def test_letterhead_from_contract_fields(run: Terminal, tmp_path: Path) -> None:
    init = ("--name", "Phòng Nội vụ huyện Bắc Hà", "--code", "PNV", "--level", "huyen")
    run("office", "init", *init, "--parent", "UBND huyện Bắc Hà")
    [path] = run("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path)[1]["files"]
    from models.reports.reader import embedded_data

    data = json.loads(embedded_data(Path(path).read_bytes()) or b"")
    assert (data["document"]["symbol"], data["document"]["place"]) == ("BC-PNV", "Bắc Hà")
    assert data["unit"]["name"] == "Phòng Nội vụ huyện Bắc Hà"


def test_directive_reader_warnings_shown(office: Terminal) -> None:
    notice = Path(__file__).parents[2] / "resources" / "samples" / "thong-bao-mau.txt"
    read = office("directive", "read", notice)[1]["warnings"]
    assert read
    kept = office("directive", "add", notice, "--accept")[1]["warnings"]
    assert kept[:-1] == read and "là quá hạn ngay" in kept[-1]  # its duties recur, and count from its day


def test_file_in_place_of_folder(office: Terminal, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    answer = office("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path / "tệp")
    assert (answer[0], answer[1]["error"]["code"]) == (1, "folder_unwritable")


def test_wrong_usage_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.parse(["--json", "nonsense"])
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "usage"
