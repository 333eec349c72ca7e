"""Steps of the trial about the program on the disk: built, laid down, replaced by a newer one, removed."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import build
import pack
import payload
import trial_windows
from bytecode import need
from trial_kit import (
    FILLED_WINDOW,
    INSTALL_FOLDER,
    OLDER_VERSION,
    Setup,
    Trial,
    expect,
    installed_version,
    office_hashes,
    screenshot,
    shortcuts,
    uninstall_entry,
)


def prepares(trial: Trial) -> None:
    """Chuẩn bị Windows 10 mới dưới wine"""
    for program, package in (("pdfsig", "poppler-utils"), ("xdotool", "xdotool")):
        need(program, package)
    trial.lab.prepare()


def builds_quickly(trial: Trial) -> None:
    """Dựng chương trình và bộ cài (nén nhanh)"""
    parts = build.gather()
    payload.build(parts, build.PROGRAM, build.WORK)
    trial.setup = Setup(build.WORK / "trial-setup.exe", parts.version, build.PROGRAM)
    pack.make_setup(build.PROGRAM, trial.setup.path, parts.version, parts.moment, quick=True)


def builds(trial: Trial) -> None:
    """Dựng hai lần ra cùng một chương trình; từ lần sau làm một bản cũ, trong khi bản phát hành đang nén"""
    parts = build.gather()
    since = time.monotonic()
    payload.build(parts, build.PROGRAM, build.WORK)
    trial.figures["Thời gian dựng, chưa nén"] = f"{time.monotonic() - since:.0f} giây"
    trial.released = ThreadPoolExecutor(1).submit(_packs, trial, parts)
    older = build.WORK / "older"
    payload.build(parts, older, build.WORK)
    sums = [(folder / "SHA256SUMS").read_bytes() for folder in (build.PROGRAM, older)]
    expect(sums[0] == sums[1], "hai lần dựng phải ra cùng các tệp")
    (older / "app" / "models" / "no_longer.py").write_text("", "utf-8")
    trial.setup = Setup(trial_windows.folder_with_ini() / "older-setup.exe", OLDER_VERSION, older)
    pack.make_setup(older, trial.setup.path, OLDER_VERSION, parts.moment, quick=True)


def _packs(trial: Trial, parts: payload.BuildParts) -> Setup:
    """What is released, packed as hard as it goes; with the figures of it."""
    since = time.monotonic()
    portable, setup, _bill = pack.pack(build.PROGRAM, build.DIST, parts.version, parts.moment)
    trial.figures["Thời gian nén, bên cạnh các bước khác"] = f"{time.monotonic() - since:.0f} giây"
    trial.figures["Bộ cài (đích: không quá 60 MB)"] = f"{setup.stat().st_size / 1e6:.1f} MB"
    trial.figures["Bản chạy thẳng"] = f"{portable.stat().st_size / 1e6:.1f} MB"
    files = [path for path in build.PROGRAM.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    trial.figures["Sau khi cài (đích: không quá 220 MB)"] = f"{size / 1e6:.0f} MB, {len(files)} tệp"
    return Setup(setup, parts.version, build.PROGRAM)


def installs(trial: Trial) -> None:
    """Cài im lặng, không quyền quản trị, vào thư mục có dấu và dấu cách"""
    done = trial.install(trial.setup.path)
    expect(done.code == 0, "bộ cài phải xong", done.text)
    expect(payload.sums(trial.program) == payload.sums(trial.setup.program), "tệp đã cài phải đúng như đã dựng")
    expect(len(shortcuts(trial)) == 2, "phải có biểu tượng ở Start và màn hình nền", shortcuts(trial))
    expect(
        installed_version(trial) == trial.setup.version,
        "phải có trong danh sách chương trình",
        installed_version(trial),
    )


def refuses_while_it_runs(trial: Trial) -> None:
    """Chương trình đang mở thì không cài đè"""
    released = trial.released.result()
    # Open before the setup begins: two programs that open their first window at once hinder each other under wine.
    running = trial.open_window()
    refused = trial.install(released.path)
    expect(
        refused.code == 3 and installed_version(trial) == trial.setup.version, "đang mở thì không được cài đè", refused
    )
    trial.lab.stop()
    running.wait(60)


def replaces_the_older_one(trial: Trial) -> None:
    """Cài đè lên bản cũ: mã cũ hết, dữ liệu và thiết lập còn; sổ cũ được nâng cấp; không cài lùi"""
    older, trial.setup = trial.setup, trial.released.result()
    trial_windows.brings_an_old_book(trial)
    before = office_hashes(trial)
    since = time.monotonic()
    installs(trial)
    trial.figures["Cài đè im lặng dưới wine"] = f"{time.monotonic() - since:.0f} giây"
    expect(not (trial.program / "app" / "models" / "no_longer.py").exists(), "mã của bản cũ phải hết")
    expect(not list(trial.lab.local(trial.folder).glob("program.*")), "không để lại thư mục tạm")
    expect(office_hashes(trial) == before, "dữ liệu phải nguyên từng byte")
    expect(trial.command("check").json()["ok"], "bản mới phải mở được sổ, kho mật khẩu còn nhớ")
    trial_windows.migrates_the_old_book(trial)
    trial_windows.obeys_the_administrator(trial)
    refused = trial.install(older.path)
    expect(refused.code == 4 and installed_version(trial) == trial.setup.version, "không được cài lùi", refused)


def removes(trial: Trial) -> None:
    """Gỡ: không còn gì ngoài dữ liệu"""
    before = office_hashes(trial)
    trial.lab.run_all(trial.lab.local(trial.folder) / "uninstall.exe", "/S")
    expect(
        not trial.lab.local(trial.folder).exists(),
        "thư mục chương trình phải hết",
        list(trial.lab.local(trial.folder).rglob("*"))[:9],
    )
    expect(not shortcuts(trial), "biểu tượng phải hết", shortcuts(trial))
    expect(installed_version(trial) is None, "phải ra khỏi danh sách chương trình", installed_version(trial))
    expect(office_hashes(trial) == before and before, "dữ liệu phải còn nguyên")
    trial_windows.is_forgotten_by_explorer(trial)


def refuses_an_old_windows(trial: Trial) -> None:
    """Windows 7: bộ cài từ chối và không để lại gì"""
    # To the end of wine itself: what still ran as Windows 10 beside the change made the setup see that one.
    version = (Path("reg"), "add", "HKCU\\Software\\Wine", "/v", "Version", "/f", "/d")
    trial.lab.run_all(*version, "win7")
    refused = trial.install(trial.setup.path)
    trial.lab.run_all(*version, "win10")
    expect(refused.code == 6, "phải từ chối Windows cũ", refused)
    expect(not trial.lab.local(INSTALL_FOLDER).exists(), "không được để lại gì", INSTALL_FOLDER)


def goes_where_it_belongs(trial: Trial) -> None:
    """Cài vào thư mục mặc định, mở bằng biểu tượng, bấm phím mở cơ quan mẫu, rồi gỡ"""
    # wine writes a shortcut's target in the old code page, so only a plain path can be opened through it.
    done = trial.lab.run(trial.setup.path, "/S", "/LANG=en")
    expect(done.code == 0, "bộ cài phải xong", done.text)
    trial.folder = str(uninstall_entry(trial, "InstallLocation"))
    expect(trial.folder.endswith("\\AppData\\Local\\Programs\\SoCCHC"), "phải vào thư mục của người dùng", trial.folder)
    (trial.program / "runtime" / "_wmi.pyd").unlink()  # as wine-lab does for what it starts itself
    link = next(path for path in shortcuts(trial) if trial.lab.home not in path.parents)
    target = "C:\\" + str(link.relative_to(trial.lab.prefix / "drive_c")).replace("/", "\\")
    # In the first window the focus is on “Tạo cơ quan mới”; the next key stop opens the invented office.
    screenshot(trial, "shortcut.png", "start", target, more_than=FILLED_WINDOW, keys="Tab space")
    sample = trial.lab.local(trial.folder).parents[1] / "SoCCHC" / "co-quan-mau"
    expect((sample / "so-cchc.db").exists(), "cơ quan mẫu phải nằm trong thư mục dữ liệu của người dùng", sample)
    removes(trial)
