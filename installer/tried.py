"""What the steps of the trial share: the names of things in the pretended Windows, and how to look at them."""

from __future__ import annotations

import hashlib
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import build
from lab import Lab, Said
from system import RefusedError

PERSON = "C:\\users\\Nguyễn Văn Đức"
FOLDER = PERSON + "\\Chương trình của tôi"
HOME = PERSON + "\\Sổ cải cách hành chính"
OUT = PERSON + "\\Báo cáo ra"
PASSPHRASE = "mật khẩu để thử 2026"  # of an invented office in a prefix that is thrown away
MEASURED = build.WORK / "trial"  # pictures and figures
OLD = "0.0.1"
WITH_DATA = 75_000  # bytes of a picture of the window whose overview is filled


@dataclass(frozen=True)
class Made:
    """A setup, and the folder that it was made of."""

    setup: Path
    version: str
    laid: Path


@dataclass
class Trial:
    """What the steps share: the setup that is tried first, and the one to be released, maybe still in the making."""

    lab: Lab
    folder: str = FOLDER
    figures: dict[str, str] = field(default_factory=dict)
    made: Made = field(init=False)
    release: Future[Made] = field(init=False)

    @property
    def program(self) -> Path:
        """The installed program, as this machine sees it."""
        return self.lab.here(self.folder) / "program"

    def command(self, *arguments: str, **variables: str) -> Said:
        """A command of the installed program over the office in HOME."""
        python, main = self.program / "runtime" / "python.exe", f"{self.folder}\\program\\app\\main.py"
        return self.lab.run(python, "-X", "utf8", main, "--home", HOME, "--json", *arguments, **variables)

    @property
    def opener(self) -> tuple[str | Path, ...]:
        """What opens the window over the office in HOME; what follows is given to it."""
        start = f"{self.folder}\\program\\app\\start.py"
        return self.program / "runtime" / "pythonw.exe", "-X", "utf8", start, "--home", HOME

    @property
    def holder(self) -> Path:
        """The file that is there while the office is open in the window."""
        return self.lab.here(HOME) / "so-cchc.holder"

    def opened(self) -> subprocess.Popen[bytes]:
        """The window with the office open in it; `lab.stop` ends it. Raises RefusedError when it does not come."""
        self.holder.unlink(missing_ok=True)
        running = self.lab.begin(*self.opener)
        wait_for(self.holder.exists)
        return running

    def install(self, setup: Path, *switches: str) -> Said:
        """Run a setup silently. /D= takes the rest of the line as it stands, so its blanks must not be quoted."""
        return self.lab.run(setup, "/S", *switches, *f"/D={FOLDER}".split(" "))


def expect(truth: object, what: str, seen: object = "") -> None:
    """End the trial with a sentence when something is not as it must be. Raises RefusedError."""
    if not truth:
        raise RefusedError(f"KHÔNG ĐẠT: {what}\n{seen}")


def photograph(trial: Trial, name: str, *command: str | Path, whole: int, keys: str = "") -> None:
    """A picture of the screen, once a window shows its data. Raises RefusedError when it does not come.

    `whole` is how many bytes the picture of such a window has at least; `keys` are pressed once there is some window.
    """
    picture = MEASURED / name
    picture.unlink(missing_ok=True)
    trial.lab.shot(picture, whole, *command, keys=keys)
    expect(picture.exists() and picture.stat().st_size > whole, f"{name} phải có cửa sổ với dữ liệu")


def in_registry(trial: Trial, *asked: str) -> list[str]:
    """What the registry says to each question (`KEY /ve`, `KEY`), nothing where there is no such key.

    All in one command: wine takes two seconds to begin anything.
    """
    questions = " & echo ==== & ".join(f"reg query {one}" for one in asked)
    said = trial.lab.run("cmd", "/c", *questions.split(" ")).text.split("====")
    expect(len(said) == len(asked), "phải hỏi được registry", said)
    return [one.strip() if "HKEY_" in one else "" for one in said]


def entry(trial: Trial, name: str) -> str | None:
    """A value of the program's entry in the list of installed programs."""
    key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\SoCCHC"
    (said,) = in_registry(trial, f"{key} /v {name}")
    return said.split()[-1] if said else None


def registered(trial: Trial) -> str | None:
    """The version in the list of installed programs."""
    return entry(trial, "DisplayVersion")


def links(trial: Trial) -> list[Path]:
    """The shortcuts: start menu, desktop."""
    return [path for folder in (trial.lab.prefix, trial.lab.context) for path in sorted(folder.rglob("Sổ CCHC.lnk"))]


def fingerprint(trial: Trial) -> dict[str, str]:
    """The office's files by name, without what only says who has it open."""
    home = trial.lab.here(HOME)
    files = [path for path in home.rglob("*") if path.is_file() and path.suffix in {".db", ".keys", ".json", ".bin"}]
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def wait_for(ready: Callable[[], bool], seconds: float = 180) -> None:
    """Until something is so. Raises RefusedError when it does not come."""
    until = time.monotonic() + seconds
    while not ready():
        expect(time.monotonic() < until, f"chờ quá {seconds:.0f} giây")
        time.sleep(0.2)
