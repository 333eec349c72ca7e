"""Packs the two files that people get: the setup (NSIS) and the portable zip, with their sums beside them."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

import payload
import signed_setup
from bytecode import need
from environment import ROOT
from system import RefusedError, say

SCRIPT = ROOT / "installer" / "app.nsi"
OLDEST_WINDOWS = 17763  # Windows 10 1809, the oldest that Qt 6.11 runs on
MARGIN_MB = 50  # must stay free on the disk after an installation


def pack(program: Path, dist: Path, version: str, moment: datetime, key: Path | None = None) -> list[Path]:
    """Make the setup, the zip, the bill of materials and SHA256SUMS in `dist`; the setup is signed with `key`.

    Raises RefusedError, OSError.
    """
    dist.mkdir(parents=True, exist_ok=True)
    name = f"SoCCHC-{version}"
    portable, setup, bill = dist / f"{name}-portable.zip", dist / f"{name}-setup.exe", dist / f"{name}-bom.cdx.json"
    say("Đóng gói bản chạy thẳng (zip)")
    payload.zip_folder(program, portable, name, moment)
    bill.write_bytes((program / "bom.cdx.json").read_bytes())
    say("Đóng gói bản cài đặt (NSIS, nén LZMA, chừng hai phút)")
    make_setup(program, setup, version, moment)
    if key is not None:
        signed_setup.sign(setup, key)
    elif signed_setup.is_needed():
        say("Bộ cài CHƯA KÝ (thiếu --key): chương trình đang dùng sẽ không nhận nó làm bản mới.")
    made = [portable, setup, bill]
    (dist / "SHA256SUMS").write_text(payload.sums(dist, made), "utf-8", newline="\n")
    return made


def make_setup(program: Path, setup: Path, version: str, moment: datetime, *, quick: bool = False) -> None:
    """Compile app.nsi over `program`. `quick` packs without pressing hard, for trials. Raises RefusedError."""
    makensis = _makensis()
    size = sum(path.stat().st_size for path in program.rglob("*") if path.is_file())
    defined = {
        "VERSION": version,
        "VERSION4": four_numbers(version),
        "PROGRAM": str(program.resolve()),
        "OUT": str(setup.resolve()),
        "ICON": str(payload.ICON),
        "SIDE": str(SCRIPT.with_name("side.bmp")),
        "SIZE_KB": str(size // 1024),
        "ROOM_MB": str(size // 1_000_000 + MARGIN_MB),
        "OLDEST_WINDOWS": str(OLDEST_WINDOWS),
        "COMPRESS": "zlib" if quick else "lzma",
        "PARTS": str(SCRIPT.parent),
    }
    command = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{key}={value}" for key, value in defined.items())]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*command, str(SCRIPT)], capture_output=True, check=False, env=environment)
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
        raise RefusedError(f"makensis không đóng gói được:\n{said[-1500:]}")


def four_numbers(version: str) -> str:
    """`0.1.0` as Windows wants it in a file: `0.1.0.0`. Raises ValueError for letters."""
    parts = [str(int(part)) for part in version.split(".")]
    return ".".join((parts + ["0"] * 4)[:4])


def _makensis() -> str:
    if os.name != "nt":
        need("makensis", "nsis")
        return "makensis"
    for folder in (os.environ.get("PROGRAMFILES(X86)", ""), os.environ.get("PROGRAMFILES", "")):
        found = Path(folder) / "NSIS" / "makensis.exe"
        if folder and found.is_file():
            return str(found)
    raise RefusedError("Bản dựng trên Windows cần NSIS 3 có phần amd64-unicode. Hãy cài NSIS rồi chạy lại.")
