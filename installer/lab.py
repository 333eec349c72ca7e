"""A Windows to try things on: wine behind the workplace's `wine-lab`, in a prefix of this checkout's own."""

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
PATIENCE = 300  # seconds for one program
SOME_WINDOW = 25_000  # bytes of a picture; that of an empty screen has far fewer
_SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24")
_STAND_INS = "mscms=n;bcryptprimitives=n,b;winemenubuilder.exe=d"  # as the tool has it for what it starts itself
# One more look once the picture is full: the first one may have caught a window half painted.
_WATCH = """
wine "$@" </dev/null >/dev/null 2>&1 &
for second in $(seq 180); do
  sleep 1
  import -window root "$picture.part.png" && size=$(stat -c %s "$picture.part.png") || continue
  mv "$picture.part.png" "$picture"
  [ "$size" -gt "$some" ] && [ -n "$keys" ] && sleep 2 && xdotool key $keys && keys=
  [ "$size" -gt "$whole" ] && [ -n "$seen" ] && exit
  [ "$size" -gt "$whole" ] && seen=yes
done
"""
_NOISE = re.compile(r"^(X connection to|wine: |[0-9a-f]{4}:(err|fixme|warn):).*$", re.MULTILINE)


class UnavailableError(Exception):
    """This machine has no wine that works, and none can be installed; the message says why. No fault of the program."""


@dataclass(frozen=True)
class Said:
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
    """One prefix. Windows paths go in and out as the programs there write them."""

    prefix: Path

    @property
    def context(self) -> Path:
        """The person's desktop and documents: wine links them to the home folder, so the lab has a home of its own."""
        return self.prefix.with_name(f"{self.prefix.name}-home")

    def prepare(self) -> None:
        """A fresh Windows 10. Raises UnavailableError."""
        shutil.rmtree(self.context, ignore_errors=True)
        self.context.mkdir(parents=True)
        done = subprocess.run([TOOL, "prepare"], capture_output=True, check=False, env=self._environment())
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
            raise UnavailableError(f"wine-lab prepare không xong: {said[-300:]}")
        echo = self.run("cmd", "/c", "echo", "song")
        if echo != Said(0, "song"):
            raise UnavailableError(f"wine không chạy được ở đây: {echo.text[-300:]}")
        self._segoe()

    def _segoe(self) -> None:
        """The font of Windows' own windows, under its name at least."""
        folder = self.prefix / "drive_c" / "windows" / "Fonts"
        folder.mkdir(parents=True, exist_ok=True)
        command = [PYTHON, Path(__file__).with_name("stand_in.py"), folder]
        made = subprocess.run(command, capture_output=True, check=False).stdout.decode().split()
        for name in made:
            face = "Segoe UI Bold" if name.endswith("b.ttf") else "Segoe UI"
            self.run("reg", "add", FONTS_KEY, "/v", f"{face} (TrueType)", "/d", name, "/f")

    def run(self, program: str | Path, *arguments: str, **variables: str) -> Said:
        """Run a program to its end on a screen of its own."""
        command = [str(TOOL), "run", str(program), *arguments]
        environment = self._environment() | variables
        try:
            done = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.stop()  # what was started lives on after the tool that started it
            raise RefusedError(f"Sau {PATIENCE} giây vẫn chưa xong: {' '.join(command[2:])}") from None
        return Said(done.returncode, _NOISE.sub("", done.stdout.decode("utf-8", "replace")).strip())

    def run_all(self, program: Path, *arguments: str) -> None:
        """Run a program and wait for what it starts, too: an uninstaller goes on in a copy of itself.

        The tool's screen goes away with the program that was started, and takes such a copy with it.
        """
        until_the_end = 'wine "$@" </dev/null 2>&1 | cat; wineserver -w'
        command = [*_SCREEN, "bash", "-c", until_the_end, "_", str(program), *arguments]
        try:
            subprocess.run(command, capture_output=True, check=False, env=self._environment(), timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.stop()
            raise RefusedError(f"Sau {PATIENCE} giây vẫn chưa xong: {program}") from None

    def begin(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a program and leave it running; `stop` ends it."""
        return subprocess.Popen(
            [str(TOOL), "run", *map(str, command)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
        )

    def shot(self, picture: Path, whole: int, *command: str | Path, keys: str = "") -> None:
        """Run a program until a picture of its screen has more than `whole` bytes, then end everything.

        A busy machine takes many times as long as a quiet one to paint a window, so no span of time would do.
        `keys` are pressed once there is some window.
        """
        environment = self._environment() | {"picture": str(picture), "whole": str(whole)}
        environment |= {"keys": keys, "some": str(SOME_WINDOW)}
        with subprocess.Popen(
            [*_SCREEN, "bash", "-c", _WATCH, "_", *map(str, command)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        ) as running:
            try:
                running.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                running.terminate()
            # What a shortcut opened lives on after the program that opened it.
            self.stop()

    def stop(self) -> None:
        """End everything that runs in this prefix, and only there."""
        subprocess.run(["wineserver", "-k"], capture_output=True, check=False, env=self._environment())
        subprocess.run(["wineserver", "-w"], capture_output=True, check=False, env=self._environment(), timeout=60)

    def here(self, path: str) -> Path:
        """Where a `C:` path lies on this machine."""
        return self.prefix / "drive_c" / Path(*path.removeprefix("C:\\").split("\\"))

    def _environment(self) -> dict[str, str]:
        own = {"WINE_LAB": str(self.prefix), "WINEPREFIX": str(self.prefix), "HOME": str(self.context)}
        own |= {"WINEDEBUG": "-all", "LC_ALL": "C.UTF-8", "WINEDLLOVERRIDES": _STAND_INS}
        return dict(os.environ) | own


def windows_path(path: Path) -> str:
    """A path of this machine as programs under wine see it."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def why_not() -> str | None:
    """Why nothing can be tried here; None when it can."""
    if not sys.platform.startswith("linux"):
        return "chỉ thử được trên Linux (wine)"
    if not TOOL.is_file():
        return f"không có {TOOL}"
    if shutil.which("wine") is None and os.geteuid() != 0:
        return "máy chưa có wine và người chạy không phải root nên không cài được"
    return None
