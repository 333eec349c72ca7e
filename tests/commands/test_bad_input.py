"""Bad input at the terminal: one sentence that says what to do, exit code 1, and nothing lost (issue: bad input)."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import offices
import pytest
from terminal import PASSPHRASE, Answer, Terminal

from models.access import opening
from models.access.opening import OfficeSpec
from models.base.paths import Home
from models.store.keys import key_slots
from models.store.local import free_space
from ui import cli
from ui.commands import opened

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(run: Terminal, home: Home) -> Terminal:
    """The same, with an office that holds one task."""
    founded = offices.new(home, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE)
    founded.close()
    assert run("task", "add", "Việc đã lưu")[0] == 0
    return run


def refused(answer: Answer, *codes: str) -> None:
    """One refusal with all three sentences, in Vietnamese, and no traceback."""
    code, data = answer
    assert code == 1
    assert data["error"]["code"] in codes, data
    assert all(data["error"][part] for part in ("what", "do")), data
    assert "Traceback" not in answer.said
    assert data["error"]["what"] in answer.said


def still_there(run: Terminal) -> None:
    """What was saved is there."""
    assert [task["text"] for task in run("task", "list")[1]["tasks"]] == ["Việc đã lưu"]


def word_file(path: Path) -> bytes:
    """A small real .docx."""
    from docx import Document

    document = Document()
    document.add_paragraph("1. Rà soát thủ tục hành chính, hoàn thành trước ngày 30/6/2024.")
    document.save(str(path))
    return path.read_bytes()


def test_unreadable_documents_refused(office: Terminal, tmp_path: Path) -> None:
    whole = word_file(tmp_path / "đủ.docx")
    bad = {
        "trống.txt": b"",
        "trống.docx": b"",
        "cụt.docx": whole[: len(whole) // 2],
        "đổi tên.pdf": b"\x00\x01\x02 not a document at all \xff\xfe" * 20,
        "ảnh.pdf": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
        "có mật khẩu.docx": bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 2000,
        "chỉ có mở đầu.pdf": b"%PDF-1.7\n",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
        answer = office("directive", "add", tmp_path / name, "--accept")
        assert answer[0] == 1, name
        assert answer[1]["error"]["do"], name
        assert "Traceback" not in answer.said
    answer = office("directive", "read", tmp_path / "không có.docx")
    assert answer[0] == 1
    still_there(office)


def test_renamed_word_file_read(office: Terminal, tmp_path: Path) -> None:
    content = word_file(tmp_path / "x.docx")
    (tmp_path / "x.txt").write_bytes(content)
    read = office("directive", "read", tmp_path / "x.txt")
    assert read[0] == 0
    assert [task["due_on"] for task in read[1]["tasks"]] == ["2024-06-29"]


def test_document_of_200_mb_refused(office: Terminal, tmp_path: Path) -> None:
    huge = tmp_path / "lớn.txt"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    refused(office("directive", "add", huge), "file_too_big")
    still_there(office)


def test_swelling_word_file_refused(office: Terminal, tmp_path: Path) -> None:
    bomb = tmp_path / "nở.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b" " * 300_000_000)
    answer = office("directive", "read", bomb)
    assert answer[0] == 1
    assert answer[1]["error"]["do"]


def test_directive_without_numbers_read(office: Terminal, tmp_path: Path) -> None:
    plain = tmp_path / "không số.txt"
    plain.write_text("THÔNG BÁO\n\nCác xã rà soát thủ tục hành chính và báo cáo kết quả về huyện.\n", "utf-8")
    code, read = office("directive", "read", plain)
    assert code == 0
    assert (read["document"]["number"], read["document"]["symbol"], read["document"]["issued_on"]) == (None, None, None)
    assert all(task["due_on"] is None for task in read["tasks"])


@pytest.mark.parametrize("cut", [0, 100, 4096, 20000])
def test_truncated_database_named(office: Terminal, home: Home, cut: int) -> None:
    content = home.database.read_bytes()
    home.database.write_bytes(content[:cut])
    for ending in ("-wal", "-shm"):
        home.database.with_name(home.database.name + ending).unlink(missing_ok=True)
    before = home.database.read_bytes()
    refused(office("task", "add", "Việc mới"), "damaged")
    assert home.database.read_bytes() == before
    home.database.write_bytes(content)
    still_there(office)


def test_newer_database_refused(office: Terminal, home: Home) -> None:
    from models.store.sqlite.connection import connect

    key = key_slots.unlock(key_slots.load(home.keys), PASSPHRASE)
    connection = connect(home.database, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = home.database.read_bytes()
    refused(office("task", "add", "Việc mới"), "newer_version")
    assert home.database.read_bytes() == before


def test_key_file_missing_or_damaged(office: Terminal, home: Home) -> None:
    content = home.keys.read_bytes()
    home.keys.write_bytes(content[:50])
    refused(office("task", "list"), "keys_damaged")
    home.keys.unlink()
    refused(office("task", "list"), "keys_missing")
    home.keys.write_bytes(content)
    still_there(office)


def test_office_held_by_other_process(office: Terminal, home: Home) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.lock)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        answer = office("task", "add", "Việc mới")
        holder.stdin.close()
    refused(answer, "in_use")
    assert str(holder.pid) in answer[1]["error"]["why"]
    still_there(office)


HOLD = """
import sys, pathlib
from models.store.local.lock import FileLock
lock = FileLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
lock.release()
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounting a small disk needs root on Linux")
def test_full_disk_keeps_what_was_saved(
    office: Terminal, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_space, "LEAST", 0)  # the program would stop before the disk is full
    disk = tmp_path / "đĩa nhỏ"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        small = Home(disk / "so")
        founded, _code = opening.found(small, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE)
        saved = 0
        founded.close()
        filler = disk / "đầy"
        arguments = ["--home", str(small.folder), "--json", "task", "add", "x" * 20000]
        while cli.run(cli.parse(arguments)) == 0:
            saved += 1
            with filler.open("ab") as file:
                try:
                    file.write(b"\0" * 300_000)
                except OSError:
                    break
        code = cli.run(cli.parse(arguments))
        assert code == 1
        filler.unlink()
        reopened = opening.open_office(small, PASSPHRASE)
        try:
            with reopened.store.read() as session:
                from models.work import task_list, timeliness

                found = task_list.count(session, task_list.TaskFilter(), timeliness.today(session))
        finally:
            reopened.close()
        assert found >= saved > 0
        assert cli.run(cli.parse(["--home", str(small.folder), "check"])) == 0
    finally:
        subprocess.run(["umount", disk], check=True)


def test_read_only_disk(office: Terminal, home: Home, tmp_path: Path) -> None:
    folder = str(home.folder)
    if subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a read-only folder")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        refused(office("task", "add", "Việc thứ hai"), "read_only")
        refused(office("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path), "read_only")
    finally:
        subprocess.run(["umount", folder], check=True)
    still_there(office)


def test_unsignable_and_unverifiable_reports_refused(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    from models.signing.test_key import make_test_p12

    [path] = office("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path)[1]["files"]
    content = Path(path).read_bytes()
    (tmp_path / "k.p12").write_bytes(make_test_p12("A", "B", "khóa")[0])
    monkeypatch.setenv(opened.KEY_VARIABLE, "khóa")
    writer, closed = copy_into_new_writer(PdfFileReader(io.BytesIO(content))), io.BytesIO()
    writer.encrypt("chủ", "người đọc")
    writer.write(closed)
    bad = {
        "pdf_empty": b"",
        "not_a_pdf": b"PK\x03\x04",
        "pdf_damaged": content[:-900],
        "pdf_encrypted": closed.getvalue(),
    }
    for code, data in bad.items():
        (tmp_path / "xấu.pdf").write_bytes(data)
        refused(office("report", "verify", tmp_path / "xấu.pdf"), code)
        refused(office("report", "sign", tmp_path / "xấu.pdf", "--p12", tmp_path / "k.p12"), code)
    with (tmp_path / "to.pdf").open("wb") as file:
        file.truncate(200_000_000)
    refused(office("report", "verify", tmp_path / "to.pdf"), "file_too_large")
    assert sorted(file.name for file in tmp_path.glob("*_daky*")) == []


def test_unusable_key_files_refused(office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

    from models.signing.test_key import make_test_p12

    [path] = office("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path)[1]["files"]
    content, _ca = make_test_p12("A", "B", "khóa")
    monkeypatch.setenv(opened.KEY_VARIABLE, "khóa")
    certificate = pkcs12.load_key_and_certificates(content, "khóa".encode())[1]
    bad = {
        "p12_empty": b"",
        "p12_not_pkcs12": b"hello",
        "p12_damaged": content[:200],
        "p12_no_key": pkcs12.serialize_key_and_certificates(b"x", None, certificate, None, NoEncryption()),
    }
    for code, data in bad.items():
        (tmp_path / "k.p12").write_bytes(data)
        answer = office("report", "sign", path, "--p12", tmp_path / "k.p12")
        assert answer[0] == 1
        assert answer[1]["error"]["code"].startswith("p12_"), (code, answer)
    (tmp_path / "k.p12").write_bytes(content)
    monkeypatch.setenv(opened.KEY_VARIABLE, "sai mật khẩu")
    refused(office("report", "sign", path, "--p12", tmp_path / "k.p12"), "p12_wrong_passphrase")
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == [Path(path).name]


def test_existing_target_not_overwritten(office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.signing.test_key import make_test_p12

    [path] = office("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path)[1]["files"]
    (tmp_path / "k.p12").write_bytes(make_test_p12("A", "B", "khóa")[0])
    (tmp_path / "đã có.pdf").write_bytes(b"keep")
    monkeypatch.setenv(opened.KEY_VARIABLE, "khóa")
    sign = ("report", "sign", path, "--p12", tmp_path / "k.p12", "--out", tmp_path / "đã có.pdf")
    refused(office(*sign), "target_exists")
    assert (tmp_path / "đã có.pdf").read_bytes() == b"keep"


def test_no_backup_refused(office: Terminal, tmp_path: Path) -> None:
    for name, content in (("a.cchc", b""), ("b.cchc", b"PK\x03\x04 rubbish"), ("c.cchc", os.urandom(5000))):
        (tmp_path / name).write_bytes(content)
        refused(office("backup", "restore", tmp_path / name), "not_a_backup")
    refused(office("backup", "restore", tmp_path / "none.cchc"), "file_missing")
    still_there(office)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices without an end here")
def test_endless_device_refused(office: Terminal) -> None:
    refused(office("report", "verify", "/dev/zero"), "file_unreadable")
    refused(office("report", "sign", "/dev/zero", "--p12", "/dev/zero"), "file_unreadable")
    refused(office("backup", "restore", "/dev/zero"), "not_a_backup")
    still_there(office)


def test_folder_not_writable(office: Terminal, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    answer = office("report", "make", "--kind", "thang", "--period", "2024-03", "--out", tmp_path / "tệp" / "con")
    assert answer[0] == 1
    assert answer[1]["error"]["do"]


def test_salvage_into_new_file(office: Terminal, home: Home, tmp_path: Path) -> None:
    from models.store.sqlite.connection import connect

    for ending in ("-wal", "-shm"):
        home.database.with_name(home.database.name + ending).unlink(missing_ok=True)
    content = offices.flip(home, -1)
    code, saved = office("salvage", tmp_path / "vớt.db")
    assert code == 0
    assert home.database.read_bytes() == content
    assert sum(table["read"] for table in saved["tables"]) > 5
    key = key_slots.unlocked(key_slots.load(home.keys), PASSPHRASE).data_key
    rescued = connect(tmp_path / "vớt.db", key, read_only=True)
    try:
        assert rescued.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        rescued.close()


@pytest.mark.parametrize("typed", ["Ủ" * 20_000, "x " * 20_000, "%" * 60_000])
def test_page_long_argument_refused(office: Terminal, typed: str) -> None:
    answers = [office("task", "list", *option, typed) for option in (("--unit",), ("--status",))]
    refused(answers[0], "unit_unknown")
    refused(answers[1], "wrong_status")
    assert all(len(answer.said) < 2_500 for answer in answers)
    assert office("task", "list", "--search", typed)[0] == 0
    still_there(office)
