"""Steps of the trial that ask what the setup does with folders: another program's, a cut-off one's, two at once.

They install stand-ins of a few small files, so that each takes seconds. Nothing of ours may be installed when they
begin, and nothing is when they end.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import build
import pack
import payload
import signed_setup
from lab import Finished, windows_path
from trial_kit import USER_FOLDER, Trial, expect, installed_version, shortcuts, wait_for

HERE = USER_FOLDER + "\\Bộ cài thử"
THERE = USER_FOLDER + "\\Chỗ khác của bộ cài"
EVERYONE = "C:\\Program Files\\Bộ cài thử"
FIRST, SECOND = "0.0.1", "0.0.2"
ENTRY = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\SoCCHC"
# As after an administrator's own account installed for everyone what the person has in an older version.
LISTED = f"""Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\\{ENTRY}]
"DisplayVersion"="{FIRST}"

[HKEY_LOCAL_MACHINE\\{ENTRY}]
"DisplayVersion"="{SECOND}"
"InstallLocation"="{{new}}"
"""
# Takes the place of start.py: it writes down the arguments that it was given.
ECHO = """
import json, pathlib, sys
pathlib.Path(__file__).parents[1].joinpath("said.json").write_text(json.dumps(sys.argv[1:]), "utf-8")
"""


@functools.cache
def tiny_setup(version: str, *, broken: bool = False) -> Path:
    """A setup over a handful of files. A `broken` one cannot be unpacked whole: one name is a file and a folder."""
    program = build.WORK / "tiny"
    shutil.rmtree(program, ignore_errors=True)
    names = ["bom.cdx.json", "app/start.py", "runtime/python313.dll", f"only-{version}.txt"]
    for name in [*names, "same", "SAME/file"] if broken else names:
        path = program / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(version, "utf-8")
    setup = build.WORK / f"tiny-{version}{'-broken' * broken}.exe"
    pack.make_setup(program, setup, version, payload.moment_of_source(), quick=True)
    return setup


def install(trial: Trial, setup: Path, folder: str, *switches: str) -> Finished:
    """Run a setup silently into `folder`."""
    return trial.lab.run(setup, "/S", *switches, *f"/D={folder}".split(" "))


def remove(trial: Trial, folder: str) -> Finished:
    """Run the uninstaller of `folder` as it stands; so it gives its exit code, and cannot delete itself."""
    return trial.lab.run(trial.lab.local(folder) / "uninstall.exe", "/S", *f"_?={folder}".split(" "))


def listing(trial: Trial, folder: str) -> list[str]:
    """The files and folders in `folder`, by their paths."""
    top = trial.lab.local(folder)
    return sorted(str(path.relative_to(top)) for path in top.rglob("*"))


def holds_only(trial: Trial, folder: str, version: str) -> bool:
    """Whether exactly this version lies in `folder`, with nothing of another or of a cut-off one."""
    found = listing(trial, folder)
    only = [name for name in found if "only-" in name]
    tops = {name for name in found if "/" not in name} - {"SoCCHC.ini"}
    return only == [f"program/only-{version}.txt"] and tops == {"program", "uninstall.exe"}


# --- steps; each says itself what it proves


def leaves_other_programs_alone(trial: Trial) -> None:
    """Thư mục của chương trình khác (có program và uninstall.exe riêng): từ chối, không đụng vào"""
    top = trial.lab.local(HERE)
    theirs = (top / "uninstall.exe", top / "program" / "theirs.dll")
    for path in theirs:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("của chương trình khác", "utf-8")
    before = listing(trial, HERE)
    refused = install(trial, tiny_setup(FIRST), HERE)
    expect(refused.code == 7, "phải từ chối", refused)
    expect(listing(trial, HERE) == before, "không được thêm bớt gì", listing(trial, HERE))
    for path in theirs:
        expect(path.read_text("utf-8") == "của chương trình khác", "tệp của họ phải còn nguyên", path)
    shutil.rmtree(top)


def leaves_nothing_where_it_cannot_write(trial: Trial) -> None:
    """Không ghi được thư mục, hoặc đang ghi thì hỏng: mã 7, không để lại gì"""
    blocked = trial.lab.local(HERE)
    blocked.write_text("một tệp, không phải thư mục", "utf-8")
    refused = install(trial, tiny_setup(FIRST), HERE + "\\sâu hơn")
    expect(refused.code == 7, "thư mục không tạo được phải bị từ chối", refused)
    blocked.unlink()
    refused = install(trial, tiny_setup(SECOND, broken=True), HERE)
    expect(refused.code == 7 and not blocked.exists(), "ghi dở phải bỏ sạch", (refused, listing(trial, HERE)))
    expect(not shortcuts(trial), "không được có biểu tượng", shortcuts(trial))


def takes_empty_folders(trial: Trial) -> None:
    """Thư mục program rỗng do lần gỡ trước để lại không cản việc cài"""
    (trial.lab.local(HERE) / "program" / "runtime").mkdir(parents=True)
    (trial.lab.local(HERE) / "program.old").mkdir()
    done = install(trial, tiny_setup(FIRST), HERE)
    expect(done.code == 0, "phải cài được", done)
    expect(holds_only(trial, HERE, FIRST), "chỉ được có bản vừa cài", listing(trial, HERE))


def obeys_nobody_unasked(trial: Trial) -> None:
    """SoCCHC.ini cạnh bộ cài: không có /INI thì không dùng; cài cho mọi người ngoài Program Files bị từ chối"""
    folder = build.WORK / "beside"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    setup = Path(shutil.copy(tiny_setup(FIRST), folder))
    with setup.open("ab") as file:  # as a signed one ends
        file.write(bytes(signed_setup.SIZE) + signed_setup.MARK)
    (folder / "SoCCHC.ini").write_text("[SoCCHC]\r\nLockMinutes = 9\r\n", "utf-8")
    pinned = trial.lab.local(HERE) / "SoCCHC.ini"
    for switch, taken in (("/NODESKTOP", False), ("/INI", True)):
        done = install(trial, setup, HERE, switch)
        expect(done.code == 0 and pinned.exists() == taken, f"SoCCHC.ini với {switch}", (done, listing(trial, HERE)))
    pinned.unlink()
    refused = install(trial, setup, THERE, "/ALLUSERS")
    expect(refused.code == 7 and not trial.lab.local(THERE).exists(), "chỗ ai cũng ghi được phải bị từ chối", refused)


def survives_a_power_cut(trial: Trial) -> None:
    """Mất điện giữa hai lần đổi tên: bản cũ được đưa về chỗ trước, rồi mới nâng cấp"""
    top = trial.lab.local(HERE)
    (top / "program").rename(top / "program.old")
    refused = install(trial, tiny_setup(SECOND, broken=True), HERE)
    expect(refused.code == 7 and holds_only(trial, HERE, FIRST), "bản cũ phải về chỗ", (refused, listing(trial, HERE)))
    (top / "program").rename(top / "program.old")
    done = install(trial, tiny_setup(SECOND), HERE)
    expect(done.code == 0 and holds_only(trial, HERE, SECOND), "phải nâng cấp được", (done, listing(trial, HERE)))


def moves_as_a_whole(trial: Trial) -> None:
    """Nâng cấp sang thư mục khác (/D=): chỉ còn một bản, SoCCHC.ini đi theo; không cài lùi bằng /ALLUSERS"""
    pinned = trial.lab.local(HERE) / "SoCCHC.ini"
    pinned.write_text("[SoCCHC]\r\nLockMinutes = 9\r\n", "utf-8")
    done = install(trial, tiny_setup(SECOND), THERE)
    expect(
        done.code == 0 and holds_only(trial, THERE, SECOND), "phải cài được vào chỗ mới", (done, listing(trial, THERE))
    )
    expect(not trial.lab.local(HERE).exists(), "chỗ cũ phải hết", listing(trial, HERE))
    expect((trial.lab.local(THERE) / "SoCCHC.ini").is_file(), "SoCCHC.ini phải đi theo", listing(trial, THERE))
    refused = install(trial, tiny_setup(FIRST), HERE, "/ALLUSERS")
    expect(refused.code == 4 and not trial.lab.local(HERE).exists(), "không được cài lùi cho mọi người", refused)


def opens_what_is_newest(trial: Trial) -> None:
    """Biểu tượng của bản riêng cũ mở bản mới đã cài cho mọi người; nhiều tệp thả vào: mở tệp đầu"""
    old, new = trial.lab.local(THERE) / "program", trial.lab.local(HERE) / "program"
    for program, start in ((old, pack.SCRIPT.with_name("start.py").read_text("utf-8")), (new, ECHO)):
        shutil.rmtree(program / "runtime", ignore_errors=True)
        shutil.copytree(build.PROGRAM / "runtime", program / "runtime", copy_function=os.link)
        (program / "app").mkdir(exist_ok=True)
        (program / "app" / "start.py").write_text(start, "utf-8")
    listed = build.WORK / "listed.reg"
    listed.write_text(LISTED.format(new=HERE.replace("\\", "\\\\")), "utf-16", newline="\r\n")
    trial.lab.run("regedit", "/S", windows_path(listed))
    dropped = [f"{THERE}\\program\\{name}" for name in ("Công văn số 1.pdf", "Công văn số 2.pdf")]
    for path in dropped:
        trial.lab.local(path).write_bytes(b"%PDF")
    trial.lab.run(old / "runtime" / "pythonw.exe", "-X", "utf8", f"{THERE}\\program\\app\\start.py", *dropped)
    said = new / "said.json"
    wait_for(lambda: said.is_file() and said.stat().st_size > 0, 60)  # the newer copy is opened and not waited for
    given = json.loads(said.read_text("utf-8"))
    expect(given == ["--open", dropped[0]], "bản mới phải mở tệp đầu", given)


def is_one_for_everyone(trial: Trial) -> None:
    """Cài cho mọi người (/ALLUSERS) đè lên bản riêng: chỉ còn một bản, không cài lùi bằng /CURRENTUSER"""
    done = install(trial, tiny_setup(SECOND), EVERYONE, "/ALLUSERS")
    expect(done.code == 0 and holds_only(trial, EVERYONE, SECOND), "phải cài được", (done, listing(trial, EVERYONE)))
    for old in (HERE, THERE):
        expect(not trial.lab.local(old).exists(), "các bản khác phải hết", listing(trial, old))
    expect(installed_version(trial) is None, "mục riêng trong danh sách chương trình phải hết")
    refused = install(trial, tiny_setup(FIRST), THERE, "/CURRENTUSER")
    expect(refused.code == 4 and not trial.lab.local(THERE).exists(), "không được cài lùi", refused)


def removes_only_itself(trial: Trial) -> None:
    """Gỡ: bộ gỡ nằm nhầm trong thư mục khác không xóa gì; bản cho mọi người hết sạch"""
    foreign = trial.lab.local(THERE)
    (foreign / "program").mkdir(parents=True)
    (foreign / "program" / "theirs.dll").write_text("của chương trình khác", "utf-8")
    shutil.copy(trial.lab.local(EVERYONE) / "uninstall.exe", foreign)
    refused = remove(trial, THERE)
    expect(refused.code == 7, "phải từ chối thư mục không phải của mình", refused)
    expect((foreign / "program" / "theirs.dll").is_file(), "tệp của chương trình khác phải còn", listing(trial, THERE))
    shutil.rmtree(foreign)
    expect(shortcuts(trial), "biểu tượng của bản đang cài phải còn")
    done = remove(trial, EVERYONE)
    left = listing(trial, EVERYONE)
    expect(done.code == 0 and left == ["uninstall.exe"], "phải gỡ hết", (done, left))
    shutil.rmtree(trial.lab.local(EVERYONE))
    expect(not shortcuts(trial), "biểu tượng phải hết", shortcuts(trial))
    expect(trial.lab.run("reg", "query", f"HKLM\\{ENTRY}").code != 0, "phải ra khỏi danh sách chương trình")


STEPS: tuple[Callable[[Trial], None], ...] = (
    leaves_other_programs_alone,
    leaves_nothing_where_it_cannot_write,
    takes_empty_folders,
    obeys_nobody_unasked,
    survives_a_power_cut,
    moves_as_a_whole,
    opens_what_is_newest,
    is_one_for_everyone,
    removes_only_itself,
)
