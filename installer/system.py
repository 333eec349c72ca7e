"""What this computer must have before Python's own libraries help: the shared libraries that Qt loads on Linux.

Also the one way the installer speaks and refuses. Nothing here knows of `.venv`.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# What Qt loads and its wheel does not carry, by the Debian and Ubuntu package that brings it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")
PROGRAMS = {"pdfsig": "poppler-utils"}  # a second opinion on our PDF files, for the tests only


class RefusedError(Exception):
    """Something is missing; the message is the sentence for the person, saying what and what to do."""


def say(text: str) -> None:
    """A line to the person. Always to stderr: under `run --json` stdout belongs to the program alone."""
    print(text, file=sys.stderr, flush=True)


def carry_out(command: Callable[[], int]) -> int:
    """The exit code of a command that a person started: its own, 1 when it refused, 130 when it was interrupted.

    What it printed is UTF-8, whatever the console: a Windows code page has no Vietnamese.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return command()
    except RefusedError as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        say("Đã dừng. Chạy lại lệnh này là làm tiếp.")
        return 130


def complete_system(need: str) -> list[str]:
    """Install what the system lacks when that is possible (root, apt); what is still missing is returned."""
    packages = missing_packages(need)
    if packages and apt(packages):
        packages = missing_packages(need)
    return packages


def missing_packages(need: str) -> list[str]:
    """Debian's names of what Qt (and for "develop" the tests) cannot find on this Linux; empty elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for library, package in LIBRARIES.items() if not can_load(library)]
    if not any(path.suffix in {".ttf", ".otf", ".ttc"} for folder in FONTS for path in Path(folder).rglob("*")):
        missing.append("fonts-dejavu-core")
    if need == "develop":
        missing += [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    return missing


def can_load(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt(packages: list[str]) -> bool:
    """Install Debian packages as root; False when not root, not Debian, or it failed (then apt's reason is said)."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"Cài {len(packages)} gói hệ thống: {' '.join(packages)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install_them = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", *packages]
    done: subprocess.CompletedProcess[str] | None = None
    # On a fresh machine apt knows no package until it is told to look, and looking each time would be slow.
    for command in (install_them, ["apt-get", "update"], install_them):
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env=environment, check=False
        )
        if command is install_them and done.returncode == 0:
            return True
    reason = done.stderr.strip().splitlines() if done else []
    say(f"apt-get không cài được: {reason[-1] if reason else 'không có thông báo'}")
    return False


def how_to_get(packages: list[str]) -> str:
    """The sentence that tells how to install Debian's `packages` here."""
    if shutil.which("apt-get") is None:
        return f"Hãy cài bằng trình quản lý gói của máy (tên theo Debian): {' '.join(packages)}"
    return f"Hãy chạy: sudo apt-get install -y {' '.join(packages)}"
