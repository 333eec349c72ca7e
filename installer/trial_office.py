"""Steps of the trial that use the installed program as an office does: a report, a check, the keyring, the window."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from lab import windows_path
from trial_kit import FILLED_WINDOW, HOME, OUT_FOLDER, PASSPHRASE, RESULTS, Trial, expect, screenshot


def makes_a_report(trial: Trial) -> None:
    """Lệnh demo: lập cơ quan, làm báo cáo, ký; poppler bên ngoài kiểm tra chữ ký"""
    done = trial.command("demo", "--out", OUT_FOLDER, CCHC_PASSPHRASE=PASSPHRASE)
    expect(done.code == 0, "lệnh demo phải xong", done.text)
    made = done.json()
    expect(made["verified"] is True, "chương trình phải thấy chữ ký hợp lệ", made)
    signed = trial.lab.local(made["signed"])
    seen = subprocess.run(["pdfsig", signed], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    expect("Signature is Valid" in seen, "pdfsig phải thấy chữ ký hợp lệ", seen)
    expect("Total document signed" in seen, "chữ ký phải phủ cả tệp", seen)
    fonts = subprocess.run(["pdffonts", signed], capture_output=True, check=False).stdout.decode()
    trial.figures["Phông trong báo cáo"] = ", ".join(sorted({line.split()[0] for line in fonts.splitlines()[2:]}))
    shutil.copy(signed, RESULTS / "bao-cao.pdf")


def checks(trial: Trial) -> None:
    """Lệnh check, qua so-cchc.cmd"""
    expect(
        trial.command("check", CCHC_PASSPHRASE=PASSPHRASE).json() == {"ok": True, "findings": []}, "sổ phải nguyên vẹn"
    )
    cmd = trial.lab.run("cmd", "/c", f"{trial.folder}\\program\\so-cchc.cmd", "--version-of-nothing")
    expect(cmd.code == 2 and "Cách gọi lệnh chưa đúng" in cmd.text, "so-cchc.cmd phải gọi được lệnh", cmd)


def keeps_a_secret(trial: Trial) -> None:
    """Kho mật khẩu của Windows nhớ sổ: mở lại không hỏi"""
    locked = trial.command("check")
    expect(locked.json()["error"]["code"] == "locked", "chưa nhớ thì phải hỏi mật khẩu", locked.text)
    words = (
        "from pathlib import Path; from models.base.paths import Home; from models.access import opening, own_ways;"
        f"office = opening.open_office(Home(Path({HOME!r})), {PASSPHRASE!r});"
        "kept = own_ways.remember_here(office); office.close(); print(kept)"
    )
    done = trial.lab.run(trial.program / "runtime" / "python.exe", "-X", "utf8", "-c", words)
    expect(done.text.endswith("True"), "kho mật khẩu phải nhận", done.text)
    expect(trial.command("check").json()["ok"], "lần sau phải mở được không cần mật khẩu")


def measures_the_start(trial: Trial) -> None:
    """Đo lúc mở: thời gian và số tệp, bên cạnh một cửa sổ PySide6 trống"""
    python = trial.program / "runtime" / "python.exe"
    probe = windows_path(Path(__file__).with_name("probe.py"))
    best: dict[str, dict[str, float]] = {}
    for number in range(2):
        for kind in ("bare", "program"):
            out = RESULTS / f"start-{kind}-{number}.json"
            rest = (HOME,) if kind == "program" else ()
            done = trial.lab.run(python, "-X", "utf8", probe, kind, windows_path(out), *rest)
            expect(out.exists(), f"phải đo được ({kind})", done.text)
            for when, seen in json.loads(out.read_text("utf-8")).items():
                known = best.setdefault(f"{kind} {when}", seen)
                known["seconds"] = min(known["seconds"], seen["seconds"])
    ours, office, bare = best["program window"], best.get("program office"), best["bare window"]
    trial.figures["Nhận biết DPI (2 là theo từng màn hình)"] = str(int(ours["dpi"]))
    expect(ours["dpi"] == 2, "phải theo DPI của từng màn hình", ours)
    trial.figures["Cửa sổ PySide6 trống hiện sau"] = f"{bare['seconds']:.2f} giây, {bare['files']} tệp"
    words = f"{ours['seconds']:.2f} giây, {ours['files']} tệp"
    trial.figures["Cửa sổ Sổ CCHC hiện sau (đích: không quá 400 tệp)"] = words
    expect(ours["files"] <= 400, "không được mở quá 400 tệp trước khi cửa sổ hiện", ours)
    expect(office, "sổ phải mở được trong cửa sổ", best)
    if office:
        trial.figures["Sổ mở xong sau"] = f"{office['seconds']:.2f} giây, {office['files']} tệp"


def shows_its_window(trial: Trial) -> None:
    """Chụp cửa sổ thật; tắt ngang rồi sổ vẫn nguyên vẹn"""
    screenshot(trial, "window.png", *trial.window_command, more_than=FILLED_WINDOW)
    expect(trial.command("check").json()["ok"], "sổ phải nguyên vẹn sau khi chương trình bị tắt ngang")
