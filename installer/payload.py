"""Puts the program's folder together as it will be installed; the same bytes whenever it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import bom
import dlls
import libraries
import trim
from bytecode import compile_program
from environment import ROOT
from fetch import Wheel
from libraries import Component
from system import RefusedError, say

ICON = ROOT / "resources" / "icons" / "so-cchc.ico"
OURS = ("main.py", "models", "ui", "resources")
# Pictures are the README's; the interface's typeface is for Linux, on Windows its own writes the window.
NOT_SHIPPED = {"__pycache__", "pictures", "interface"}

# Where Python looks, in this order; nothing else, so a PYTHONPATH or another Python on the computer changes nothing.
PATHS = ("python313.zip", ".", r"..\app", r"..\lib", rf"..\lib\{libraries.ZIPPED_NAME}")
# For who has only the zip: the first opens the window without a console, the second is every command in one.
WINDOW = '@start "" "%~dp0runtime\\pythonw.exe" -X utf8 "%~dp0app\\start.py" %*\r\n'
COMMANDS = '@"%~dp0runtime\\python.exe" -X utf8 "%~dp0app\\main.py" %*\r\n'


@dataclass(frozen=True)
class BuildParts:
    """What a build puts together. `moment` is the date of every file in it."""

    version: str
    runtime: dict[str, bytes]
    wheels: list[Wheel]
    moment: datetime


def build(parts: BuildParts, program: Path, work: Path) -> list[Component]:
    """Make the folder `program` anew; gives the components it was made of. Raises RefusedError, OSError."""
    shutil.rmtree(program, ignore_errors=True)
    _runtime(parts.runtime, program / "runtime")
    own_code(program / "app")
    say(f"Xếp {len(parts.wheels)} gói thư viện")
    components, shared = libraries.unpack(parts.wheels, program / "lib", program / "licences")
    if set(shared) != trim.SHARED:
        raise RefusedError("Gói PySide6 không mang đủ thư viện C++ của Microsoft; bản dựng sẽ không chạy trên máy mới.")
    for name, data in shared.items():
        (program / "runtime" / name).write_bytes(data)
    compile_program(program, parts.runtime, work)
    for package in libraries.ZIPPED:
        zip_folder(program / "lib" / package, program / "lib" / libraries.ZIPPED_NAME, package, parts.moment)
        shutil.rmtree(program / "lib" / package)
    components += _beside(parts, program)
    if wants := dlls.lacking(program):
        raise RefusedError("Trên Windows sẽ thiếu thư viện: " + "; ".join(wants))
    _papers(parts, program, components)
    settle_dates(program, parts.moment)
    return components


def _runtime(files: dict[str, bytes], folder: Path) -> None:
    """python.org's files as they are, but for the list of paths, which is ours to write."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        if not name.endswith("._pth"):
            (folder / name).write_bytes(data)
    (folder / "python313._pth").write_bytes("".join(f"{line}\r\n" for line in PATHS).encode())


def own_code(folder: Path) -> None:
    """Copy what is ours into `folder`, without what only Linux or the tests need."""
    for name in OURS:
        source = ROOT / name
        for path in sorted([source] if source.is_file() else source.rglob("*")):
            place = path.relative_to(ROOT)
            if path.is_file() and not (NOT_SHIPPED & set(place.parts)) and not place.name.startswith("."):
                target = folder / place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    (folder / "start.py").write_bytes((ROOT / "installer" / "start.py").read_bytes())


def _beside(parts: BuildParts, program: Path) -> list[Component]:
    """The starters of window and commands, the icon, and the licences of what came in no wheel."""
    (program / "so-cchc.cmd").write_bytes(COMMANDS.encode())
    (program / "Mo-So-CCHC.cmd").write_bytes(WINDOW.encode())
    (program / "SoCCHC.ico").write_bytes(ICON.read_bytes())
    licences = program / "licences"
    (licences / "python").mkdir(parents=True)
    (licences / "python" / "LICENSE.txt").write_bytes(parts.runtime["LICENSE.txt"])
    for qt in ("pyside6-essentials", "shiboken6"):
        for text in sorted((ROOT / "installer" / "licences").glob("*.txt")):
            (licences / qt).mkdir(exist_ok=True)
            (licences / qt / text.name).write_bytes(text.read_bytes())
    fonts = ROOT / "resources" / "fonts"
    (licences / "liberation-fonts").mkdir()
    for name in ("OFL.txt", "NOTICE"):
        (licences / "liberation-fonts" / name).write_bytes((fonts / name).read_bytes())
    return bom.beside_wheels(parts.runtime, fonts)


def _papers(parts: BuildParts, program: Path, components: list[Component]) -> None:
    (program / "NOTICE.txt").write_bytes(
        bom.notice(parts.version, components).replace("\n", "\r\n").encode("utf-8-sig")
    )
    (program / "bom.cdx.json").write_bytes(bom.cyclonedx(parts.version, components, parts.moment))
    (program / "SHA256SUMS").write_bytes(sums(program).encode())


def sums(folder: Path, names: list[Path] | None = None) -> str:
    """`SHA-256  path` of every file of `folder`, sorted, as `sha256sum --check` reads it."""
    files = names if names is not None else [path for path in folder.rglob("*") if path.is_file()]
    lines = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return "".join(f"{lines[name]}  {name}\n" for name in sorted(lines) if name != "SHA256SUMS")


def zip_folder(folder: Path, target: Path, inside: str, moment: datetime) -> None:
    """A zip of `folder` under the name `inside`: sorted, with one date, the same bytes each time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = f"{inside}/{path.relative_to(folder).as_posix()}"
                entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())


def settle_dates(folder: Path, moment: datetime) -> None:
    """Give every file and folder the one date."""
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (moment.timestamp(), moment.timestamp()))


def moment_of_source() -> datetime:
    """When the source was last committed (or SOURCE_DATE_EPOCH), so that the same source gives the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=False)
        given = done.stdout.decode().strip() if done.returncode == 0 else ""
    # Even seconds: a zip cannot hold odd ones. Without history any fixed day serves.
    return datetime.fromtimestamp(int(given or 1_704_067_200) // 2 * 2, UTC)
