"""Reads a setup file of the program: which version it is, and whether it was made by who makes this one. Never runs it.

What is judged is a copy in a folder of its own that nobody else can write, and that copy is what is run: a stick or a
folder of downloads may hold another file by then, and a `SoCCHC.ini` beside it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.base import files, paths, windows
from models.base.errors import AppError
from models.base.version import VERSION
from models.base.words import _
from models.signing import program_image, publisher

PRODUCT = "Sổ CCHC"  # as the setup names itself (installer/app.nsi)
OURS, NONE, CHANGED, STRANGER, UNPINNED = "ours", "none", "changed", "stranger", "unpinned"

_LARGEST = 500_000_000  # bytes
_LONGEST_VERSION = 30  # characters
_PARTS = 4  # as many as Windows keeps of a version
_COPY = "SoCCHC-update-"
_BAD_DIGEST = 0x80096010  # TRUST_E_BAD_DIGEST


@dataclass(frozen=True)
class ProgramFile:
    """What is known of a setup. `copy` is the private one that was judged.

    `signature`: OURS was made by the publisher pinned in this build; NONE has no signature; CHANGED has one that does
    not fit its bytes; STRANGER has one of somebody else; UNPINNED cannot be proven, for this build knows no publisher.
    """

    version: str
    sha256: str
    signature: str
    copy: Path

    def newer(self) -> bool:
        """Whether it is newer than the program that is running."""
        return numbers(self.version) > numbers(VERSION)

    def may_run(self) -> bool:
        """Whether the program runs it: newer, and proven to be of who made this one."""
        return self.newer() and self.signature == OURS

    def is_still(self) -> bool:
        """Whether the private copy holds the bytes that were judged."""
        try:
            return hashlib.sha256(files.read(self.copy, _LARGEST)).hexdigest() == self.sha256
        except AppError:
            return False

    def drop(self) -> None:
        """Delete the private copy."""
        shutil.rmtree(self.copy.parent, ignore_errors=True)


def look(path: Path) -> ProgramFile:
    """Read a setup of this program, once, into a private copy.

    Raises AppError `not_our_setup`, as `files.read` does, and `disk_full` where the copy cannot be written.
    """
    data = files.read(path, _LARGEST)
    try:
        image = program_image.read(data)
    except ValueError:
        raise _not_ours(path) from None
    version = image.strings.get("ProductVersion", "")
    said = numbers(version)
    if image.strings.get("ProductName") != PRODUCT or not said or said != image.version:
        raise _not_ours(path)
    copy = _copied(path.name, data)
    try:
        signature = _judged(data, copy, image.signature)
    except BaseException:
        shutil.rmtree(copy.parent, ignore_errors=True)
        raise
    return ProgramFile(version, hashlib.sha256(data).hexdigest(), signature, copy)


def numbers(version: str) -> tuple[int, ...]:
    """`0.10.2` as four numbers to compare, so that `0.10.2.0` is no newer; nothing for what is no version."""
    parts = version.split(".") if version.isascii() and len(version) <= _LONGEST_VERSION else []
    if not 0 < len(parts) <= _PARTS or not all(part.isdecimal() for part in parts):
        return ()
    return tuple(map(int, parts + ["0"] * (_PARTS - len(parts))))


def _judged(data: bytes, copy: Path, blob: bytes) -> str:
    maker = publisher.pinned()
    sealed = maker.sealed(data)
    verdict = windows.answers.trust(copy) if blob else None
    if verdict == _BAD_DIGEST or (sealed is False and maker.key is not None):
        return CHANGED
    if sealed or (verdict == 0 and maker.signed(blob)):
        return OURS
    if not maker.known:
        return UNPINNED
    return STRANGER if blob else NONE


def _copied(name: str, data: bytes) -> Path:
    """A copy in a fresh folder that only this user can write (0700; on Windows the same by its access list)."""
    _clear_left_over()
    try:
        folder = Path(tempfile.mkdtemp(prefix=_COPY))
        copy = folder / name
        paths.write_file(copy, data)
    except OSError as failure:
        raise AppError(
            "setup_not_copied",
            _("Chưa kiểm tra được bộ cài {name}.").format(name=name),
            _("Không chép được bộ cài vào thư mục riêng trên máy: {why}.").format(why=failure.strerror or failure),
            _("Hãy dọn chỗ trên ổ đĩa của Windows rồi thử lại."),
        ) from None
    copy.chmod(0o700)
    return copy


def _clear_left_over() -> None:
    """The copies of earlier times: a setup that runs cannot delete itself."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_COPY}*"):
        if not folder.is_symlink() and _is_own(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    try:
        return os.name == "nt" or folder.lstat().st_uid == os.getuid()
    except OSError:
        return False


def _not_ours(path: Path) -> AppError:
    return AppError(
        "not_our_setup",
        _("Tệp {name} không phải bộ cài của Sổ CCHC.").format(name=path.name),
        _("Tệp không tự ghi tên và phiên bản của Sổ CCHC."),
        _("Hãy chọn tệp có tên dạng SoCCHC-…-setup.exe."),
    )
