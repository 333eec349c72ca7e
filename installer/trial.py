"""The built program installed, used, upgraded and removed under wine, as an office would: `build.py try [--short]`.

Every step says what was seen; the first one that is wrong ends the trial with code 1.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import build
import pack
import payload
import trial_windows
from bytecode import need
from environment import prepare
from lab import Lab, UnavailableError, why_not, windows_path
from system import say
from tried import (
    HOME,
    MEASURED,
    OLD,
    OUT,
    PASSPHRASE,
    Trial,
    entry,
    expect,
    fingerprint,
    links,
    photograph,
    registered,
    wait_for,
)

TIME_OF_SHORT = 480  # seconds; the checks have twenty minutes in all


def run(*, short: bool) -> int:
    """The whole trial, or its short form: build, install, demo, check. Exit codes as everywhere.

    Where wine is not to be had it is skipped with the reason; the short form, which is one of the checks, also when the
    machine is too slow for it.
    """
    if reason := why_not():
        return _skipped(reason)
    began = time.monotonic()
    shutil.rmtree(MEASURED, ignore_errors=True)
    MEASURED.mkdir(parents=True)
    trial = Trial(Lab(build.WORK / "wine-lab"), build.WORK / "trial-setup.exe")
    steps = SHORT if short else WHOLE
    try:
        for number, step in enumerate(steps, 1):
            if short and time.monotonic() - began > TIME_OF_SHORT:
                return _skipped(f"máy quá chậm, {TIME_OF_SHORT} giây mới xong {number - 1}/{len(steps)} bước")
            say(f"[{number}/{len(steps)}] {(step.__doc__ or '').splitlines()[0]}")
            since = time.monotonic()
            step(trial)
            say(f"      đạt, {time.monotonic() - since:.0f} giây")
    except UnavailableError as lacking:
        return _skipped(str(lacking))
    finally:
        trial.lab.stop()
    say("")
    for name, value in trial.figures.items():
        say(f"{name:<58} {value}")
    say(f"Tất cả đều đạt, {time.monotonic() - began:.0f} giây. Hình chụp và số đo: {MEASURED}")
    return 0


def _skipped(reason: str) -> int:
    say(f"Bỏ qua bài thử: {reason}.")
    return 0


# --- steps; each says itself what it proves


def prepares(trial: Trial) -> None:
    """Chuẩn bị Windows 10 mới dưới wine"""
    need("pdfsig", "poppler-utils")
    prepare("run")
    trial.lab.prepare()


def builds_quickly(trial: Trial) -> None:
    """Dựng chương trình và bộ cài (nén nhanh)"""
    parts = build.gather()
    payload.build(parts, build.PROGRAM, build.WORK)
    pack.make_setup(build.PROGRAM, trial.setup, parts.version, parts.moment, quick=True)


def builds(trial: Trial) -> None:
    """Dựng bộ cài như sẽ phát hành, hai lần ra cùng một chương trình"""
    since = time.monotonic()
    build.main(["build"])
    trial.figures["Thời gian dựng"] = f"{time.monotonic() - since:.0f} giây"
    trial.setup = build.DIST / f"SoCCHC-{build.version()}-setup.exe"
    first = (build.PROGRAM / "SHA256SUMS.txt").read_bytes()
    payload.build(build.gather(), build.PROGRAM, build.WORK)
    expect(first == (build.PROGRAM / "SHA256SUMS.txt").read_bytes(), "hai lần dựng phải ra cùng các tệp")
    trial.figures["Bộ cài (đích: không quá 60 MB)"] = f"{trial.setup.stat().st_size / 1e6:.1f} MB"
    portable = trial.setup.with_name(trial.setup.name.replace("-setup.exe", "-portable.zip"))
    trial.figures["Bản chạy thẳng"] = f"{portable.stat().st_size / 1e6:.1f} MB"
    files = [path for path in build.PROGRAM.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    trial.figures["Sau khi cài (đích: không quá 220 MB)"] = f"{size / 1e6:.0f} MB, {len(files)} tệp"


def installs(trial: Trial) -> None:
    """Cài im lặng, không quyền quản trị, vào thư mục có dấu và dấu cách"""
    trial.setup = trial_windows.on_a_stick(trial.setup)
    since = time.monotonic()
    done = trial.install(trial.setup)
    trial.figures["Cài im lặng dưới wine"] = f"{time.monotonic() - since:.0f} giây"
    expect(done.code == 0, "bộ cài phải xong", done.text)
    listed = (build.PROGRAM / "SHA256SUMS.txt").read_text("utf-8")
    expect(payload.sums(trial.program) == listed, "tệp đã cài phải đúng như đã dựng")
    expect(len(links(trial)) == 2, "phải có biểu tượng ở Start và màn hình nền", links(trial))
    expect(registered(trial) == build.version(), "phải có trong danh sách chương trình", registered(trial))


def makes_a_report(trial: Trial) -> None:
    """Lệnh demo: lập cơ quan, làm báo cáo, ký; poppler bên ngoài kiểm tra chữ ký"""
    done = trial.command("demo", "--out", OUT, CCHC_PASSPHRASE=PASSPHRASE)
    expect(done.code == 0, "lệnh demo phải xong", done.text)
    made = done.json()
    expect(made["verified"] is True, "chương trình phải thấy chữ ký hợp lệ", made)
    signed = trial.lab.here(made["signed"])
    seen = subprocess.run(["pdfsig", signed], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    expect("Signature is Valid" in seen, "pdfsig phải thấy chữ ký hợp lệ", seen)
    expect("Total document signed" in seen, "chữ ký phải phủ cả tệp", seen)
    fonts = subprocess.run(["pdffonts", signed], capture_output=True, check=False).stdout.decode()
    trial.figures["Phông trong báo cáo"] = ", ".join(sorted({line.split()[0] for line in fonts.splitlines()[2:]}))
    shutil.copy(signed, MEASURED / "bao-cao.pdf")


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
        "from pathlib import Path; from models.base.paths import Home; from models.work import opening;"
        f"office = opening.open_office(Home(Path({HOME!r})), {PASSPHRASE!r});"
        "kept = opening.remember_here(office); office.close(); print(kept)"
    )
    done = trial.lab.run(trial.program / "runtime" / "python.exe", "-X", "utf8", "-c", words)
    expect(done.text.endswith("True"), "kho mật khẩu phải nhận", done.text)
    expect(trial.command("check").json()["ok"], "lần sau phải mở được không cần mật khẩu")


def measures_the_start(trial: Trial) -> None:
    """Đo lúc mở: thời gian và số tệp, bên cạnh một cửa sổ PySide6 trống"""
    python = trial.program / "runtime" / "python.exe"
    probe = windows_path(Path(__file__).with_name("probe.py"))
    best: dict[str, dict[str, float]] = {}
    for number in range(3):
        for kind in ("bare", "program"):
            out = MEASURED / f"start-{kind}-{number}.json"
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
    start = f"{trial.folder}\\program\\app\\start.py"
    photograph(
        trial,
        "window.png",
        trial.program / "runtime" / "pythonw.exe",
        "-X",
        "utf8",
        start,
        "--home",
        HOME,
        whole=75_000,
    )
    expect(trial.command("check").json()["ok"], "sổ phải nguyên vẹn sau khi chương trình bị tắt ngang")


def replaces_an_older_one(trial: Trial) -> None:
    """Cài đè lên bản cũ: mã cũ hết, dữ liệu còn; đang mở thì không đè; không cài lùi"""
    older = build.WORK / "older"
    shutil.rmtree(older, ignore_errors=True)
    shutil.copytree(build.PROGRAM, older)
    (older / "app" / "models" / "no_longer.py").write_text("", "utf-8")
    old_setup = build.WORK / "older-setup.exe"
    pack.make_setup(older, old_setup, OLD, payload.moment_of_source(), quick=True)
    refused = trial.install(old_setup)
    expect(refused.code == 4 and registered(trial) == build.version(), "không được cài lùi", refused)
    removes(trial)
    expect(trial.install(old_setup).code == 0 and registered(trial) == OLD, "bản cũ phải cài được")
    expect(trial.command("check").json()["ok"], "bản cũ phải đọc được sổ")
    before = fingerprint(trial)
    pythonw = trial.program / "runtime" / "pythonw.exe"
    holder = trial.lab.here(HOME) / "so-cchc.holder"  # there while the office is open in the window
    holder.unlink(missing_ok=True)
    running = trial.lab.begin(pythonw, "-X", "utf8", f"{trial.folder}\\program\\app\\start.py", "--home", HOME)
    # Not sooner: two programs that open their first window at once get in each other's way under wine.
    wait_for(holder.exists)
    refused = trial.install(trial.setup)
    expect(refused.code == 3 and registered(trial) == OLD, "đang mở thì không được cài đè", refused)
    trial.lab.stop()
    running.wait(60)
    trial_windows.brings_an_old_book(trial)
    done = trial.install(trial.setup)
    expect(done.code == 0 and registered(trial) == build.version(), "phải cài đè được", done)
    expect(not (trial.program / "app" / "models" / "no_longer.py").exists(), "mã của bản cũ phải hết")
    expect(not list(trial.lab.here(trial.folder).glob("program.*")), "không để lại thư mục tạm")
    expect(fingerprint(trial) == before, "dữ liệu phải nguyên từng byte")
    expect(trial.command("check").json()["ok"], "bản mới phải mở được sổ, kho mật khẩu còn nhớ")
    trial_windows.migrates_the_old_book(trial)
    trial_windows.obeys_the_administrator(trial)


def removes(trial: Trial) -> None:
    """Gỡ: không còn gì ngoài dữ liệu"""
    before = fingerprint(trial)
    trial.lab.run_all(trial.lab.here(trial.folder) / "uninstall.exe", "/S")
    expect(
        not trial.lab.here(trial.folder).exists(),
        "thư mục chương trình phải hết",
        list(trial.lab.here(trial.folder).rglob("*"))[:9],
    )
    expect(not links(trial), "biểu tượng phải hết", links(trial))
    expect(registered(trial) is None, "phải ra khỏi danh sách chương trình", registered(trial))
    expect(fingerprint(trial) == before and before, "dữ liệu phải còn nguyên")
    trial_windows.is_forgotten_by_explorer(trial)


def goes_where_it_belongs(trial: Trial) -> None:
    """Cài vào thư mục mặc định, mở bằng biểu tượng, rồi gỡ"""
    # wine writes a shortcut's target in the old code page, so only a plain path can be opened through it.
    done = trial.lab.run(trial.setup, "/S", "/LANG=en")
    expect(done.code == 0, "bộ cài phải xong", done.text)
    trial.folder = str(entry(trial, "InstallLocation"))
    expect(trial.folder.endswith("\\AppData\\Local\\Programs\\SoCCHC"), "phải vào thư mục của người dùng", trial.folder)
    (trial.program / "runtime" / "_wmi.pyd").unlink()  # as wine-lab does for what it starts itself
    link = next(path for path in links(trial) if trial.lab.desk not in path.parents)
    target = "C:\\" + str(link.relative_to(trial.lab.prefix / "drive_c")).replace("/", "\\")
    photograph(trial, "shortcut.png", "start", target)
    removes(trial)


SHORT: tuple[Callable[[Trial], None], ...] = (prepares, builds_quickly, installs, makes_a_report, checks)
WHOLE: tuple[Callable[[Trial], None], ...] = (
    prepares,
    builds,
    trial_windows.refuses_an_old_windows,
    installs,
    makes_a_report,
    checks,
    keeps_a_secret,
    trial_windows.obeys_the_administrator,
    trial_windows.tells_of_itself,
    measures_the_start,
    shows_its_window,
    trial_windows.is_known_to_explorer,
    trial_windows.follows_the_session,
    replaces_an_older_one,
    removes,
    goes_where_it_belongs,
)
