"""Steps of the trial that ask how the program lives with Windows: its administrator, Explorer, the end of a session."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import build
import signed_setup
from environment import ROOT
from lab import windows_path
from trial_kit import (
    HOME,
    INSTALL_FOLDER,
    OUT_FOLDER,
    PASSPHRASE,
    RESULTS,
    USER_FOLDER,
    Trial,
    expect,
    query_registry,
    screenshot,
    wait_for,
)

POLICY = "HKLM\\Software\\Policies\\SoCCHC"
CLASSES = "HKCU\\Software\\Classes"
PINNED = "[SoCCHC]\r\nLockMinutes = 7\r\nParentUnit = UBND huyện Bắc Hà\r\n"
OLD_BOOK = ROOT / "tests" / "upgrade" / "0001"  # of the first release
OLD_HOME = USER_FOLDER + "\\Sổ từ năm trước"
OLD_PASSPHRASE = "bảy con trâu qua suối"  # of that invented book, as tests/offices.py has it


def folder_with_ini() -> Path:
    """An empty folder but for an administrator's SoCCHC.ini, which a setup beside it takes along."""
    folder = build.WORK / "with-ini"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "SoCCHC.ini").write_text(PINNED, "utf-8-sig")
    return folder


def obeys_the_administrator(trial: Trial) -> None:
    """Thiết lập của quản trị máy: SoCCHC.ini đi kèm bộ cài, khóa chính sách đè lên, lệnh đổi bị từ chối"""
    found = trial.command("setting", "list").json()
    sources = {one["name"]: one["source"] for one in found["pinned"]}
    expect(sources.get("LockMinutes") == f"{INSTALL_FOLDER}\\SoCCHC.ini", "SoCCHC.ini phải có hiệu lực", found)
    expect(found["settings"]["lock_minutes"] == 7 and not found["faults"], "số phút phải theo SoCCHC.ini", found)
    trial.lab.run("reg", "add", POLICY, "/v", "LockMinutes", "/t", "REG_DWORD", "/d", "3", "/f")
    found = trial.command("setting", "list").json()
    expect(found["settings"]["lock_minutes"] == 3, "khóa chính sách phải đè lên SoCCHC.ini", found)
    refused = trial.command("setting", "set", "lock_minutes", "60")
    expect(refused.code == 1 and refused.json()["error"]["code"] == "pinned", "lệnh đổi phải bị từ chối", refused)
    trial.lab.run("reg", "delete", POLICY, "/f")


def tells_of_itself(trial: Trial) -> None:
    """Tệp chẩn đoán không có dữ liệu; phiên bản và chữ ký của bộ cài"""
    target = OUT_FOLDER + "\\chẩn đoán.txt"
    done = trial.command("diagnostics", "--out", target)
    expect(done.code == 0, "phải lập được tệp chẩn đoán", done.text)
    text = trial.lab.local(target).read_text("utf-8-sig")
    for wanted in (f"Sổ CCHC {build.version()}", "C:\\ ổ cứng", "LiberationSerif-Regular.ttf", "Windows-10"):
        expect(wanted in text, f"tệp chẩn đoán phải có “{wanted}”", text)
    for secret in (PASSPHRASE, "Nguyễn Văn Đức\\Sổ", "Phòng Nội vụ"):
        expect(secret not in text, f"tệp chẩn đoán không được có “{secret}”", text)
    (RESULTS / "chan-doan.txt").write_text(text, "utf-8")
    found = trial.command("update", windows_path(trial.setup.path)).json()
    expect(found["version"] == build.version() and not found["newer"], "phải đọc được phiên bản bộ cài", found)
    unsigned = "none" if signed_setup.is_needed() else "unpinned"
    expect(found["signature"] == unsigned and not found["may_run"], "bộ cài chưa ký phải được nói là chưa ký", found)


def is_known_to_explorer(trial: Trial) -> None:
    """Explorer: bản sao lưu mở bằng Sổ CCHC; “Mở bằng” cho PDF, DOCX; báo cáo đã ký mở ra được kiểm tra"""
    backup, document, cchc, pdf, docx = query_registry(
        trial,
        *(f"{CLASSES}\\{name}\\shell\\open\\command /ve" for name in ("SoCCHC.Backup", "SoCCHC.Document")),
        f"{CLASSES}\\.cchc /ve",
        *(f"{CLASSES}\\{kind}\\OpenWithProgids" for kind in (".pdf", ".docx")),
    )
    for said in (backup, document):
        expect('\\program\\app\\start.py" --open "%1"' in said, "phải mở bằng Sổ CCHC", said)
    expect("SoCCHC.Backup" in cchc, "phải nhận tệp .cchc", cchc)
    for offered in (pdf, docx):
        expect("SoCCHC.Document" in offered, "“Mở bằng” của PDF, DOCX phải có Sổ CCHC", offered)
    signed = next(path for path in trial.lab.local(OUT_FOLDER).glob("*daky*.pdf"))
    # The page of reports makes a picture of 100 kB, with the verdict on the signature in front of it one of 118 kB.
    given = ("--open", f"{OUT_FOLDER}\\{signed.name}")
    screenshot(trial, "open-with.png", *trial.window_command, *given, more_than=108_000)


def is_forgotten_by_explorer(trial: Trial) -> None:
    """After removing: no type of file and no folder of ours is left. Raises RefusedError."""
    keys = ("SoCCHC.Backup", "SoCCHC.Document", ".cchc", ".docx\\OpenWithProgids")
    for said in query_registry(trial, *(f"{CLASSES}\\{key}" for key in keys)):
        expect(not said, "không loại tệp nào còn ghi Sổ CCHC", said)


# Windows' own message to each window of ours: WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK.
LOCK = """
import ctypes
user, found = ctypes.windll.user32, []
@ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)
def each(window, _more):
    title = ctypes.create_unicode_buffer(200)
    user.GetWindowTextW(ctypes.c_void_p(window), title, 200)
    if title.value.endswith("Sổ CCHC"):
        found.append(user.PostMessageW(ctypes.c_void_p(window), 0x02B1, 7, 0))
    return True
user.EnumWindows(each, None)
print(len(found))
"""


def follows_the_session(trial: Trial) -> None:
    """Khóa Windows thì sổ khóa; tắt Windows thì sổ được hỏi trước, đóng tệp đàng hoàng rồi mới hết"""
    locked = trial.open_window()
    said = trial.lab.run(trial.program / "runtime" / "python.exe", "-X", "utf8", "-c", LOCK)
    expect(said.text == "1", "phải tìm thấy cửa sổ của Sổ CCHC", said)
    wait_for(lambda: not trial.open_mark.exists())  # the file was closed
    expect(locked.poll() is None, "chương trình phải còn chạy, chỉ khóa sổ")
    trial.lab.stop()
    locked.wait(60)
    running = trial.open_window()
    trial.lab.run("wineboot", "--end-session")
    try:
        running.wait(60)
    except subprocess.TimeoutExpired:
        expect(False, "chương trình phải kết thúc cùng Windows")
    left = json.loads((trial.lab.local(HOME) / "so-cchc.close").read_bytes())
    expect(left["clean"] and not trial.open_mark.exists(), "sổ phải được đóng, không phải bị cắt ngang", left)
    expect(trial.command("check").json()["ok"], "sổ phải nguyên vẹn")


def brings_an_old_book(trial: Trial) -> None:
    """Put a book of the first release beside the new one."""
    home = trial.lab.local(OLD_HOME)
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(OLD_BOOK, home)


def migrates_the_old_book(trial: Trial) -> None:
    """The new program brings the old book up to date, after a backup that was proven. Raises RefusedError."""
    program, main = trial.program / "runtime" / "python.exe", f"{trial.folder}\\program\\app\\main.py"
    asked = ("-X", "utf8", main, "--home", OLD_HOME, "--json", "check")
    done = trial.lab.run(program, *asked, CCHC_PASSPHRASE=OLD_PASSPHRASE)
    expect(done.json()["ok"], "sổ của bản đầu tiên phải mở được và nguyên vẹn", done.text)
    kept = list((trial.lab.local(OLD_HOME) / "sao-luu").glob("truoc-nang-cap-*.cchc"))
    expect(len(kept) == 1, "phải có bản sao lưu trước khi nâng cấp", kept)
