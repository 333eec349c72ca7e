"""Runs Windows programs under wine, in a prefix (wine's pretended Windows, a folder) of this checkout's own.

The tool `wine-lab`, described in README.md, sets the prefix up and runs a program on a virtual screen.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environment import PYTHON, ROOT
from system import RefusedError

TOOL = ROOT.parent / "shared" / "tools" / "wine-lab"
FONTS_KEY = "HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Fonts"
TIMEOUT = 300  # seconds for one program
ANY_WINDOW = 25_000  # bytes: a PNG of a screen with some window on it is larger, that of an empty screen far smaller
_SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24")
_DLL_OVERRIDES = "mscms=n;bcryptprimitives=n,b;winemenubuilder.exe=d"  # as the tool has it for what it starts itself
# One more look once the picture is full: the first one may have caught a window half painted.
_WATCH = """
wine "$@" </dev/null >/dev/null 2>&1 &
for second in $(seq 180); do
  sleep 1
  import -window root "$picture.part.png" && size=$(stat -c %s "$picture.part.png") || continue
  mv "$picture.part.png" "$picture"
  [ "$size" -gt "$any_window" ] && [ -n "$keys" ] && sleep 2 && xdotool key $keys && keys=
  [ "$size" -gt "$more_than" ] && [ -n "$seen" ] && exit
  [ "$size" -gt "$more_than" ] && seen=yes
done
"""
_NOISE = re.compile(r"^(X connection to|wine: |[0-9a-f]{4}:(err|fixme|warn):).*$", re.MULTILINE)


class UnavailableError(Exception):
    """This machine has no wine that works, and none can be installed; the message says why. No fault of the program."""


@dataclass(frozen=True)
class Finished:
    """How a Windows program ended, and what it printed."""

    code: int
    text: str

    def json(self) -> Any:  # noqa: ANN401 - a command's own document
        """The one JSON document in what was printed. Raises RefusedError when there is none."""
        begin, end = self.text.find("{"), self.text.rfind("}")
        try:
            return json.loads(self.text[begin : end + 1])
        except ValueError:
            raise RefusedError(f"Lệnh không in JSON (mã {self.code}):\n{self.text[-1500:]}") from None


@dataclass(frozen=True)
class Lab:
    """One prefix. Arguments are Windows paths (`C:\\...`) unless they are a `Path`, which is of this machine."""

    prefix: Path

    @property
    def home(self) -> Path:
        """Where Desktop and Documents lie: wine links them to the home folder, so the prefix has one of its own."""
        return self.prefix.with_name(f"{self.prefix.name}-home")

    def prepare(self) -> None:
        """A fresh Windows 10. Raises UnavailableError."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        done = subprocess.run([TOOL, "prepare"], capture_output=True, check=False, env=self._environment())
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
            raise UnavailableError(f"wine-lab prepare không xong: {said[-300:]}")
        echo = self.run("cmd", "/c", "echo", "song")
        if echo != Finished(0, "song"):
            raise UnavailableError(f"wine không chạy được ở đây: {echo.text[-300:]}")
        self._add_fonts()

    def _add_fonts(self) -> None:
        """Register a font under the name Segoe UI, which Windows has and wine lacks; without a font it does nothing."""
        folder = self.prefix / "drive_c" / "windows" / "Fonts"
        folder.mkdir(parents=True, exist_ok=True)
        command = [PYTHON, Path(__file__).with_name("stand_in.py"), folder]
        made = subprocess.run(command, capture_output=True, check=False).stdout.decode().split()
        for name in made:
            face = "Segoe UI Bold" if name.endswith("b.ttf") else "Segoe UI"
            self.run("reg", "add", FONTS_KEY, "/v", f"{face} (TrueType)", "/d", name, "/f")

    def run(self, program: str | Path, *arguments: str, **variables: str) -> Finished:
        """Run a program to its end on a screen of its own; `variables` join its environment.

        Raises RefusedError after `TIMEOUT` seconds.
        """
        command = [str(TOOL), "run", str(program), *arguments]
        environment = self._environment() | variables
        try:
            done = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            self.stop()  # what was started lives on after the tool that started it
            raise RefusedError(f"Sau {TIMEOUT} giây vẫn chưa xong: {' '.join(command[2:])}") from None
        return Finished(done.returncode, _NOISE.sub("", done.stdout.decode("utf-8", "replace")).strip())

    def run_all(self, program: Path, *arguments: str) -> None:
        """Run a program and wait for what it starts, too: an uninstaller goes on in a copy of itself.

        `run` would end that copy: its screen goes away with the program that was started. Raises RefusedError.
        """
        until_the_end = 'wine "$@" </dev/null 2>&1 | cat; wineserver -w'
        command = [*_SCREEN, "bash", "-c", until_the_end, "_", str(program), *arguments]
        try:
            subprocess.run(command, capture_output=True, check=False, env=self._environment(), timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            self.stop()
            raise RefusedError(f"Sau {TIMEOUT} giây vẫn chưa xong: {program}") from None

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a program and leave it running; `stop` ends it."""
        return subprocess.Popen(
            [str(TOOL), "run", *map(str, command)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
        )

    def screenshot(self, picture: Path, more_than: int, *command: str | Path, keys: str = "") -> None:
        """Run a program until a PNG of its screen has more than `more_than` bytes, then end everything.

        An empty or half painted window compresses to fewer bytes than one that shows data. Time would be no measure: a
        busy machine takes many times as long as a quiet one. `keys` (xdotool's names) are pressed once there is some
        window. Where it never gets so large, the last picture is left and the caller has to look.
        """
        environment = self._environment() | {"picture": str(picture), "more_than": str(more_than)}
        environment |= {"keys": keys, "any_window": str(ANY_WINDOW)}
        with subprocess.Popen(
            [*_SCREEN, "bash", "-c", _WATCH, "_", *map(str, command)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        ) as running:
            try:
                running.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                running.terminate()
            # What a shortcut opened lives on after the program that opened it.
            self.stop()

    def stop(self) -> None:
        """End everything that runs in this prefix, and only there. Nothing runs where no step has brought wine yet."""
        if shutil.which("wineserver", path=self._environment().get("PATH")) is None:
            return
        subprocess.run(["wineserver", "-k"], capture_output=True, check=False, env=self._environment())
        subprocess.run(["wineserver", "-w"], capture_output=True, check=False, env=self._environment(), timeout=60)

    def local(self, path: str) -> Path:
        """Where a `C:` path of the prefix lies on this machine."""
        return self.prefix / "drive_c" / Path(*path.removeprefix("C:\\").split("\\"))

    def _environment(self) -> dict[str, str]:
        own = {"WINE_LAB": str(self.prefix), "WINEPREFIX": str(self.prefix), "HOME": str(self.home)}
        own |= {"WINEDEBUG": "-all", "LC_ALL": "C.UTF-8", "WINEDLLOVERRIDES": _DLL_OVERRIDES}
        return dict(os.environ) | own


def windows_path(path: Path) -> str:
    """A path of this machine as programs under wine see it."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def unavailable_because() -> str | None:
    """Why nothing can be tried here; None when it can."""
    if not sys.platform.startswith("linux"):
        return "chỉ thử được trên Linux (wine)"
    if not TOOL.is_file():
        return f"không có {TOOL}"
    if shutil.which("wine") is None and os.geteuid() != 0:
        return "máy chưa có wine và người chạy không phải root nên không cài được"
    return None
