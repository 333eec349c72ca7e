"""The one file that a backup is: the encrypted database as SQLite copied it, and a small zip behind it.

The zip holds the key slots and the manifest; a zip is read from its end, and SQLite from the beginning, so that each
finds its part without the other being written twice. Backups of the first format are a zip that holds all three.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Annotated

import msgspec

from models.base.errors import AppError
from models.base.paths import reachable
from models.base.words import _

ENDING = ".cchc"
DATABASE, KEYS = "so-cchc.db", "so-cchc.keys"
_FORMAT, _FIRST_FORMAT, _ANY_FORMAT = "so-cchc-backup/2", "so-cchc-backup/1", "so-cchc-backup/"
_MANIFEST = "manifest.json"
_LONGEST_MANIFEST = 64_000_000  # bytes: the evidence of 700,000 files
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Contents:
    """What a backup holds, as counted in the copy itself; `head` is the audit chain's newest hash."""

    tasks: int
    entries: int
    events: int
    head: str


class _Format(msgspec.Struct):
    format: str


# A name of any other form could point out of the folder.
EvidenceName = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Manifest:
    """What is written beside the copy, to be compared when it is proven. `evidence` lists the files it needs, `missing`
    those that its book names and that opened nowhere when it was made.

    `branch` and the number of events say which of two backups is the newer (`models.store.local.last_close`).
    """

    office: str
    made_at: str
    contents: Contents
    evidence: tuple[EvidenceName, ...]
    last_change: str = ""  # when its newest event was written; the first manifests did not say it
    size: int = 0  # bytes of the database in front; 0 in the first format, where it is a member
    crc: int = 0  # of those bytes
    format: str = _FORMAT
    branch: int = 0
    generation: int = 0  # how often the data key had been exchanged
    missing: tuple[EvidenceName, ...] = ()


def checksum(file: Path) -> tuple[int, int]:
    """Bytes and CRC-32 of a file as the disk gives it back. Raises OSError."""
    with file.open("rb") as source:
        return _through(source, None, file.stat().st_size)


def append(file: Path, slots: bytes, manifest: Manifest) -> None:
    """Make the database in `file` a backup, down to the disk. Raises OSError."""
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as packed:
        packed.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        packed.writestr(KEYS, slots)
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def look(source: Path) -> Manifest:
    """What a backup says of itself, without a passphrase.

    Raises AppError `file_missing`, `not_a_backup`, `newer_version`; OSError.
    """
    with _opened(reachable(source)) as packed:
        return _manifest(packed, source)


def key_slots(source: Path, target: Path) -> None:
    """Write the key slots that travel with a backup to `target`. Raises as `look` does."""
    with _opened(source) as packed:
        _take_member(packed, KEYS, target, source)


def take_out(source: Path, folder: Path) -> Manifest:
    """Write database and key slots into `folder`, the bytes compared with their checksum. Raises as `look` does."""
    with _opened(source) as packed:
        manifest = _manifest(packed, source)
        target = folder / DATABASE
        if manifest.format == _FIRST_FORMAT:
            _take_member(packed, DATABASE, target, source)
        else:
            with source.open("rb") as whole, target.open("wb") as file:
                if _through(whole, file, manifest.size) != (manifest.size, manifest.crc):
                    raise not_a_backup(source)
        _take_member(packed, KEYS, folder / KEYS, source)
    for name in (DATABASE, KEYS):
        with (folder / name).open("rb+") as written:
            os.fsync(written.fileno())
    return manifest


def in_place(source: Path, manifest: Manifest, folder: Path) -> Path:
    """A file that SQLite can read the database from: the backup itself, its bytes compared; of the first format a copy.

    Raises as `look` does.
    """
    if manifest.format == _FIRST_FORMAT:
        take_out(source, folder)
        return folder / DATABASE
    with source.open("rb") as whole:
        if _through(whole, None, manifest.size) != (manifest.size, manifest.crc):
            raise not_a_backup(source)
    return source


def _through(source: IO[bytes], target: IO[bytes] | None, size: int) -> tuple[int, int]:
    """Read so many bytes, or what there is of them, into `target`; gives their number and CRC-32."""
    done, crc = 0, 0
    while piece := source.read(min(_AT_ONCE, size - done)):
        crc = zlib.crc32(piece, crc)
        done += len(piece)
        if target is not None:
            target.write(piece)
    return done, crc


def _take_member(packed: zipfile.ZipFile, name: str, target: Path, source: Path) -> None:
    if not _is_plain(packed.getinfo(name), source.stat().st_size):
        raise not_a_backup(source)
    with packed.open(name) as member, target.open("wb") as file:
        shutil.copyfileobj(member, file, _AT_ONCE)


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        if source.exists() and not source.is_file():
            raise not_a_backup(source)  # a device has no end to look for
        with zipfile.ZipFile(source) as packed:
            yield packed
    except FileNotFoundError:
        raise AppError(
            "file_missing",
            _("Không tìm thấy tệp sao lưu {name}.").format(name=source.name),
            _("Tệp đã bị xóa, đổi tên hoặc USB chưa được cắm."),
            _("Hãy kiểm tra lại đường dẫn."),
        ) from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, RuntimeError, EOFError):
        raise not_a_backup(source) from None


def _manifest(packed: zipfile.ZipFile, source: Path) -> Manifest:
    if not _is_plain(packed.getinfo(_MANIFEST), _LONGEST_MANIFEST):
        raise not_a_backup(source)
    written = packed.read(_MANIFEST)
    try:
        told = msgspec.json.decode(written, type=_Format).format
        if told.startswith(_ANY_FORMAT) and told not in {_FORMAT, _FIRST_FORMAT}:
            raise _newer()
        manifest = msgspec.json.decode(written, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise not_a_backup(source) from None
    if told not in {_FORMAT, _FIRST_FORMAT} or (told == _FORMAT and manifest.size <= 0):
        raise not_a_backup(source)
    return manifest


def _is_plain(member: zipfile.ZipInfo, longest: int) -> bool:
    """Stored as it is and no longer than it may be; ours are, and what is packed could swell and fill the disk."""
    return member.compress_type == zipfile.ZIP_STORED and member.file_size <= min(longest, member.compress_size)


def not_a_backup(source: Path) -> AppError:
    """The file is cut off, damaged, or another program's."""
    return AppError(
        "not_a_backup",
        _("Tệp {name} không phải là bản sao lưu của Sổ CCHC.").format(name=source.name),
        _("Tệp bị cắt cụt, bị hỏng hoặc thuộc chương trình khác."),
        _("Hãy chọn một tệp sao lưu khác (đuôi {ending}).").format(ending=ENDING),
    )


def _newer() -> AppError:
    return AppError(
        "newer_version",
        _("Bản sao lưu này do phiên bản Sổ CCHC mới hơn tạo ra."),
        _("Phiên bản đang dùng chưa hiểu định dạng của nó."),
        _("Hãy cài bản Sổ CCHC mới nhất rồi khôi phục lại."),
    )
