"""Writes `resources/NOTICE`: every package that the program is locked to, its version, licence and home.

Each package says it itself, where it is installed or, for those of another system, in the package that pip brings.
"""

import subprocess
import sys
import tempfile
import zipfile
from email.message import Message
from email.parser import BytesParser
from importlib import metadata
from pathlib import Path

import locked
from environment import LOCKS, ROOT
from libraries import homepage_of, licence_of
from locked import LockedPackage
from system import RefusedError, carry_out, say

TARGET = ROOT / "resources" / "NOTICE"
# Packages that name no licence in what they declare; these are the words of the licence files that they bring.
UNDECLARED = {"sqlcipher3": "Zlib (bên trong: SQLCipher, BSD-3-Clause; SQLite, Public Domain; OpenSSL, Apache-2.0)"}
HEAD = "Phần mềm của người khác mà Sổ CCHC dùng. Tệp này do lệnh installer/dev.py notice tạo ra, đừng sửa tay.\n"


def main() -> int:
    """Ask every locked package and write the list."""
    packages = locked.read(LOCKS["run"])
    TARGET.write_text(text(packages, {package.name: about(package) for package in packages}), "utf-8")
    say(f"Đã ghi {len(packages)} gói vào {TARGET.relative_to(ROOT)}.")
    return 0


def text(packages: list[LockedPackage], told: dict[str, Message]) -> str:
    """The list, one line a package. Raises RefusedError for a package that does not say its licence."""
    lines = []
    for package in packages:
        licence = UNDECLARED.get(package.name) or licence_of(told[package.name])
        if not licence:
            raise RefusedError(f"Gói {package.name} không nói giấy phép của mình; hãy xem gói rồi ghi vào notice.py.")
        lines.append(f"{package.name} {package.version}: {licence}  {homepage_of(told[package.name])}".rstrip())
    return HEAD + "\n" + "\n".join(lines) + "\n"


def about(package: LockedPackage) -> Message:
    """What the package declares of itself, in the locked version. Raises RefusedError when it cannot be had."""
    try:
        found = metadata.distribution(package.name)
    except metadata.PackageNotFoundError:
        return _downloaded(package)
    if found.version != package.version:
        raise RefusedError(f"Gói {package.name} đang cài không phải bản {package.version}; chạy dev.py setup trước.")
    return BytesParser().parsebytes((found.read_text("METADATA") or "").encode(), headersonly=True)


def _downloaded(package: LockedPackage) -> Message:
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text(locked.requirements([package]), "utf-8")
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "-d", folder]
        if subprocess.run([*pip, "-r", str(wanted)], check=False).returncode:
            raise RefusedError(f"Không tải được gói {package.name} để xem giấy phép. Hãy kiểm tra mạng rồi chạy lại.")
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
            return BytesParser().parsebytes(wheel.read(name), headersonly=True)


if __name__ == "__main__":
    sys.exit(carry_out(main))
