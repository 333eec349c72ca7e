"""What the steps of the trial share: its paths, the state handed from step to step, and ways to look at the result.

Paths that begin with `C:` are those of the Windows that wine pretends (`lab.py`); `Path` is always of this machine.
"""

from __future__ import annotations

import hashlib
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import build
from lab import Finished, Lab
from system import RefusedError

USER_FOLDER = "C:\\users\\Nguyễn Văn Đức"  # with blanks and marks, as an office's computer has it
INSTALL_FOLDER = USER_FOLDER + "\\Chương trình của tôi"
HOME = USER_FOLDER + "\\Sổ cải cách hành chính"  # the office's data
OUT_FOLDER = USER_FOLDER + "\\Báo cáo ra"
PASSPHRASE = "mật khẩu để thử 2026"  # of an invented office in a prefix that is thrown away
RESULTS = build.WORK / "trial"  # pictures and figures that stay after the trial
OLDER_VERSION = "0.0.1"
FILLED_WINDOW = 75_000  # bytes: a PNG of the window is larger once its overview shows data


@dataclass(frozen=True)
class Setup:
    """A setup file, the version that it says it installs, and the folder whose files it holds."""

    path: Path
    version: str
    program: Path


@dataclass
class Trial:
    """The state that each step finds and the next one takes over.

    `setup` is what is installed (or about to be); `released` is the one that people will get, maybe still being
    packed. `figures` are printed at the end of the trial.
    """

    lab: Lab
    folder: str = INSTALL_FOLDER
    figures: dict[str, str] = field(default_factory=dict)
    setup: Setup = field(init=False)
    released: Future[Setup] = field(init=False)

    @property
    def program(self) -> Path:
        """The installed program, as this machine sees it."""
        return self.lab.local(self.folder) / "program"

    def command(self, *arguments: str, **variables: str) -> Finished:
        """Run a command of the installed program (with `--json`) over the office in HOME."""
        python, main = self.program / "runtime" / "python.exe", f"{self.folder}\\program\\app\\main.py"
        return self.lab.run(python, "-X", "utf8", main, "--home", HOME, "--json", *arguments, **variables)

    @property
    def window_command(self) -> tuple[str | Path, ...]:
        """The command line that opens the window over the office in HOME; further arguments may follow it."""
        start = f"{self.folder}\\program\\app\\start.py"
        return self.program / "runtime" / "pythonw.exe", "-X", "utf8", start, "--home", HOME

    @property
    def open_mark(self) -> Path:
        """The file that the program keeps beside the data while the office is open in the window."""
        return self.lab.local(HOME) / "so-cchc.holder"

    def open_window(self) -> subprocess.Popen[bytes]:
        """The window with the office open in it; `lab.stop` ends it. Raises RefusedError when it does not come."""
        self.open_mark.unlink(missing_ok=True)
        running = self.lab.start(*self.window_command)
        wait_for(self.open_mark.exists)
        return running

    def install(self, setup: Path, *switches: str) -> Finished:
        """Run a setup silently, with a SoCCHC.ini beside it.

        /D= takes the rest of the line as it stands, so its blanks must not be quoted.
        """
        return self.lab.run(setup, "/S", "/INI", *switches, *f"/D={INSTALL_FOLDER}".split(" "))


def expect(truth: object, what: str, found: object = "") -> None:
    """End the trial unless `truth` holds: the sentence `what` says what must be, `found` is shown below it.

    Raises RefusedError.
    """
    if not truth:
        raise RefusedError(f"KHÔNG ĐẠT: {what}\n{found}")


def screenshot(trial: Trial, name: str, *command: str | Path, more_than: int, keys: str = "") -> None:
    """Keep a picture of the window that `command` opens in RESULTS, under `name`; see `Lab.screenshot` for the rest.

    Raises RefusedError when the picture never has more than `more_than` bytes: the window did not show its data.
    """
    picture = RESULTS / name
    picture.unlink(missing_ok=True)
    trial.lab.screenshot(picture, more_than, *command, keys=keys)
    expect(picture.exists() and picture.stat().st_size > more_than, f"{name} phải có cửa sổ với dữ liệu")


def query_registry(trial: Trial, *questions: str) -> list[str]:
    """What `reg query` prints for each question (`KEY`, `KEY /ve`, `KEY /v NAME`); empty where there is no such key.

    All in one command: wine takes two seconds to begin anything. Raises RefusedError.
    """
    line = " & echo ==== & ".join(f"reg query {one}" for one in questions)
    answers = trial.lab.run("cmd", "/c", *line.split(" ")).text.split("====")
    expect(len(answers) == len(questions), "phải hỏi được registry", answers)
    return [one.strip() if "HKEY_" in one else "" for one in answers]


def uninstall_entry(trial: Trial, name: str) -> str | None:
    """A value (of one word) of the program's entry in the person's list of installed programs; None without one."""
    key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\SoCCHC"
    (answer,) = query_registry(trial, f"{key} /v {name}")
    return answer.split()[-1] if answer else None


def installed_version(trial: Trial) -> str | None:
    """The version in the person's list of installed programs; None when the program is not in it."""
    return uninstall_entry(trial, "DisplayVersion")


def shortcuts(trial: Trial) -> list[Path]:
    """The program's shortcuts in the start menu and on the desktop."""
    return [path for folder in (trial.lab.prefix, trial.lab.home) for path in sorted(folder.rglob("Sổ CCHC.lnk"))]


def office_hashes(trial: Trial) -> dict[str, str]:
    """SHA-256 of each file of the office by its path in HOME, but for the file that says who has it open."""
    home = trial.lab.local(HOME)
    files = [path for path in home.rglob("*") if path.is_file() and path.suffix in {".db", ".keys", ".json", ".bin"}]
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def wait_for(ready: Callable[[], bool], seconds: float = 180) -> None:
    """Return as soon as `ready()` is true. Raises RefusedError when it still is not after `seconds`."""
    until = time.monotonic() + seconds
    while not ready():
        expect(time.monotonic() < until, f"chờ quá {seconds:.0f} giây")
        time.sleep(0.2)
