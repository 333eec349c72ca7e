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
from lab import Said, windows_path
from tried import PERSON, Trial, expect, links, registered, wait_for

HERE = PERSON + "\\Bộ cài thử"
THERE = PERSON + "\\Chỗ khác của bộ cài"
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
# A stand-in of the program: it writes down what it was given.
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


def install(trial: Trial, setup: Path, folder: str, *switches: str) -> Said:
    """Run a setup silently into `folder`."""
    return trial.lab.run(setup, "/S", *switches, *f"/D={folder}".split(" "))


def remove(trial: Trial, folder: str) -> Said:
    """Run the uninstaller of `folder` as it stands; so it gives its exit code, and cannot delete itself."""
    return trial.lab.run(trial.lab.here(folder) / "uninstall.exe", "/S", *f"_?={folder}".split(" "))


def seen(trial: Trial, folder: str) -> list[str]:
    """The files and folders in `folder`, by their paths."""
    top = trial.lab.here(folder)
    return sorted(str(path.relative_to(top)) for path in top.rglob("*"))


def clean(trial: Trial, folder: str, version: str) -> bool:
    """Whether exactly this version lies in `folder`, with nothing of another or of a cut-off one."""
    found = seen(trial, folder)
    only = [name for name in found if "only-" in name]
    tops = {name for name in found if "/" not in name} - {"SoCCHC.ini"}
    return only == [f"program/only-{version}.txt"] and tops == {"program", "uninstall.exe"}


# --- steps; each says itself what it proves


def leaves_other_programs_alone(trial: Trial) -> None:
    """Thư mục của chương trình khác (có program và uninstall.exe riêng): từ chối, không đụng vào"""
    top = trial.lab.here(HERE)
    theirs = (top / "uninstall.exe", top / "program" / "theirs.dll")
    for path in theirs:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("của chương trình khác", "utf-8")
    before = seen(trial, HERE)
    refused = install(trial, tiny_setup(FIRST), HERE)
    expect(refused.code == 7, "phải từ chối", refused)
    expect(seen(trial, HERE) == before, "không được thêm bớt gì", seen(trial, HERE))
    for path in theirs:
        expect(path.read_text("utf-8") == "của chương trình khác", "tệp của họ phải còn nguyên", path)
    shutil.rmtree(top)


def leaves_nothing_where_it_cannot_write(trial: Trial) -> None:
    """Không ghi được thư mục, hoặc đang ghi thì hỏng: mã 7, không để lại gì"""
    blocked = trial.lab.here(HERE)
    blocked.write_text("một tệp, không phải thư mục", "utf-8")
    refused = install(trial, tiny_setup(FIRST), HERE + "\\sâu hơn")
    expect(refused.code == 7, "thư mục không tạo được phải bị từ chối", refused)
    blocked.unlink()
    refused = install(trial, tiny_setup(SECOND, broken=True), HERE)
    expect(refused.code == 7 and not blocked.exists(), "ghi dở phải bỏ sạch", (refused, seen(trial, HERE)))
    expect(not links(trial), "không được có biểu tượng", links(trial))


def takes_empty_folders(trial: Trial) -> None:
    """Thư mục program rỗng do lần gỡ trước để lại không cản việc cài"""
    (trial.lab.here(HERE) / "program" / "runtime").mkdir(parents=True)
    (trial.lab.here(HERE) / "program.old").mkdir()
    done = install(trial, tiny_setup(FIRST), HERE)
    expect(done.code == 0, "phải cài được", done)
    expect(clean(trial, HERE, FIRST), "chỉ được có bản vừa cài", seen(trial, HERE))


def survives_a_power_cut(trial: Trial) -> None:
    """Mất điện giữa hai lần đổi tên: bản cũ được đưa về chỗ trước, rồi mới nâng cấp"""
    top = trial.lab.here(HERE)
    (top / "program").rename(top / "program.old")
    refused = install(trial, tiny_setup(SECOND, broken=True), HERE)
    expect(refused.code == 7 and clean(trial, HERE, FIRST), "bản cũ phải về chỗ", (refused, seen(trial, HERE)))
    (top / "program").rename(top / "program.old")
    done = install(trial, tiny_setup(SECOND), HERE)
    expect(done.code == 0 and clean(trial, HERE, SECOND), "phải nâng cấp được", (done, seen(trial, HERE)))


def moves_as_a_whole(trial: Trial) -> None:
    """Nâng cấp sang thư mục khác (/D=): chỉ còn một bản, SoCCHC.ini đi theo; không cài lùi bằng /ALLUSERS"""
    pinned = trial.lab.here(HERE) / "SoCCHC.ini"
    pinned.write_text("[SoCCHC]\r\nLockMinutes = 9\r\n", "utf-8")
    done = install(trial, tiny_setup(SECOND), THERE)
    expect(done.code == 0 and clean(trial, THERE, SECOND), "phải cài được vào chỗ mới", (done, seen(trial, THERE)))
    expect(not trial.lab.here(HERE).exists(), "chỗ cũ phải hết", seen(trial, HERE))
    expect((trial.lab.here(THERE) / "SoCCHC.ini").is_file(), "SoCCHC.ini phải đi theo", seen(trial, THERE))
    refused = install(trial, tiny_setup(FIRST), HERE, "/ALLUSERS")
    expect(refused.code == 4 and not trial.lab.here(HERE).exists(), "không được cài lùi cho mọi người", refused)


def opens_what_is_newest(trial: Trial) -> None:
    """Biểu tượng của bản riêng cũ mở bản mới đã cài cho mọi người; nhiều tệp thả vào: mở tệp đầu"""
    old, new = trial.lab.here(THERE) / "program", trial.lab.here(HERE) / "program"
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
        trial.lab.here(path).write_bytes(b"%PDF")
    trial.lab.run(old / "runtime" / "pythonw.exe", "-X", "utf8", f"{THERE}\\program\\app\\start.py", *dropped)
    said = new / "said.json"
    wait_for(lambda: said.is_file() and said.stat().st_size > 0, 60)  # the newer copy is opened and not waited for
    given = json.loads(said.read_text("utf-8"))
    expect(given == ["--open", dropped[0]], "bản mới phải mở tệp đầu", given)


def is_one_for_everyone(trial: Trial) -> None:
    """Cài cho mọi người (/ALLUSERS) đè lên bản riêng: chỉ còn một bản, không cài lùi bằng /CURRENTUSER"""
    done = install(trial, tiny_setup(SECOND), HERE, "/ALLUSERS")
    expect(done.code == 0 and clean(trial, HERE, SECOND), "phải cài được", (done, seen(trial, HERE)))
    expect(not trial.lab.here(THERE).exists(), "bản riêng phải hết", seen(trial, THERE))
    expect(registered(trial) is None, "mục riêng trong danh sách chương trình phải hết")
    refused = install(trial, tiny_setup(FIRST), THERE, "/CURRENTUSER")
    expect(refused.code == 4 and not trial.lab.here(THERE).exists(), "không được cài lùi", refused)


def removes_only_itself(trial: Trial) -> None:
    """Gỡ: bộ gỡ nằm nhầm trong thư mục khác không xoá gì; bản cho mọi người hết sạch"""
    foreign = trial.lab.here(THERE)
    (foreign / "program").mkdir(parents=True)
    (foreign / "program" / "theirs.dll").write_text("của chương trình khác", "utf-8")
    shutil.copy(trial.lab.here(HERE) / "uninstall.exe", foreign)
    refused = remove(trial, THERE)
    expect(refused.code == 7, "phải từ chối thư mục không phải của mình", refused)
    expect((foreign / "program" / "theirs.dll").is_file(), "tệp của chương trình khác phải còn", seen(trial, THERE))
    shutil.rmtree(foreign)
    expect(links(trial), "biểu tượng của bản đang cài phải còn")
    done = remove(trial, HERE)
    expect(done.code == 0 and seen(trial, HERE) == ["uninstall.exe"], "phải gỡ hết", (done, seen(trial, HERE)))
    shutil.rmtree(trial.lab.here(HERE))
    expect(not links(trial), "biểu tượng phải hết", links(trial))
    expect(trial.lab.run("reg", "query", f"HKLM\\{ENTRY}").code != 0, "phải ra khỏi danh sách chương trình")


STEPS: tuple[Callable[[Trial], None], ...] = (
    leaves_other_programs_alone,
    leaves_nothing_where_it_cannot_write,
    takes_empty_folders,
    survives_a_power_cut,
    moves_as_a_whole,
    opens_what_is_newest,
    is_one_for_everyone,
    removes_only_itself,
)
