"""Copies of the office's file: made by SQLite's own backup, checked before they count, restored without losing today's.

A backup is one file (a plain zip: key slots, encrypted database, manifest); evidence lies in a folder beside it that
all backups of that place share, so that each copies only what is new.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home, patiently, replace, sync_folder, write_file
from models.base.words import _
from models.store import faults, keys, last_close, moving, room
from models.store.connection import connect
from models.store.lock import FileLock

FORMAT = "so-cchc-backup/1"
ENDING = ".cchc"
EVIDENCE = "minh-chung"
_LONGEST_MANIFEST = 64_000_000  # bytes: the evidence of 700,000 files
_COUNTED = ("tasks", "progress", "audit_events")
_MANIFEST, _KEYS, _DATABASE = "manifest.json", "so-cchc.keys", "so-cchc.db"


@dataclass(frozen=True)
class Contents:
    """What a backup holds, as counted in the copy itself; `head` is the audit chain's newest hash."""

    tasks: int
    entries: int
    events: int
    head: str


@dataclass(frozen=True)
class Manifest:
    """What is written beside the copy, to be compared when it is proven. `evidence` lists the files it needs."""

    format: str
    office: str
    made_at: str
    contents: Contents
    evidence: tuple[str, ...]
    last_change: str = ""  # when its newest event was written; older manifests do not say it


def look(source: Path) -> Manifest:
    """What a backup says of itself, without a passphrase: only `prove` knows. Raises AppError as `restore` does."""
    with faults.sorting(disk=True), _opened(source) as packed:
        return _manifest(packed, source)


def make(home: Home, key: bytes, target: Path) -> Manifest:
    """Write a backup of the open office to `target` and read it back before it replaces an older one.

    Raises AppError (`disk_full`, `read_only`, `backup_not_proven`, ...); an older file at `target` then stays.
    """
    with faults.sorting(disk=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sao-luu-") as folder:
            # The copy, the packed copy, and what a disk needs to breathe.
            room.refuse_full(target.parent, 2 * home.database.stat().st_size)
            copy = Path(folder) / _DATABASE
            told, last_change = _copy_database(home.database, copy, key)
            # After the database: what its rows name was on the disk before them, so nothing can be missing here.
            evidence = _copy_evidence(home.evidence, target.parent / EVIDENCE)
            made_at = clock.iso_utc(clock.now())
            manifest = Manifest(FORMAT, keys.load(home.keys).office, made_at, told, evidence, last_change)
            packed = Path(folder) / "packed"
            with ThreadPoolExecutor(1, "pack") as beside:  # reading the copy through takes as long as packing it
                packing = beside.submit(_pack, packed, copy, home.keys, manifest)
                _compare(copy, key, manifest)
                packing.result()
            _read_back(packed)
            replace(packed, target)
        sync_folder(target.parent)
    return manifest


def restore(home: Home, source: Path, passphrase: str) -> Path | None:
    """Put a backup in the place of the present office, which is moved aside whole; gives the folder it went to.

    Raises AppError (`wrong_passphrase`, `not_a_backup`, `in_use`, ...) before anything is touched.
    """
    lock = FileLock(home.lock)
    try:
        with faults.sorting(disk=True):
            moving.settle(home)
        with (
            faults.sorting(disk=True),
            tempfile.TemporaryDirectory(dir=home.folder, prefix=".khoi-phuc-") as folder,
        ):
            manifest = _unpack(source, Path(folder))
            key = keys.unlock(keys.load(Path(folder) / _KEYS), passphrase)
            _compare(Path(folder) / _DATABASE, key, manifest)
            # Evidence only adds, so it comes before the one step after which the office is another.
            _copy_evidence(source.parent / EVIDENCE, home.evidence, set(manifest.evidence))
            aside = moving.change_places(home, Path(folder))
            last_close.replaced(home, manifest.contents.events, manifest.contents.head)
    finally:
        lock.release()
    return aside


def prove(source: Path, key: bytes) -> Manifest:
    """Open a backup with the office's key, count it, compare its chain head, and look for the evidence it needs.

    Raises AppError `backup_not_proven`, `not_a_backup`, `newer_version`, `damaged` (another office's).
    """
    with faults.sorting(disk=True), tempfile.TemporaryDirectory(prefix="so-cchc-") as folder:
        manifest = _prove(source, key, Path(folder))
    beside = source.parent / EVIDENCE
    missing = sum(not (beside / name[:2] / name).exists() for name in manifest.evidence)
    if missing:
        raise _not_proven(_("thiếu {n} tệp minh chứng trong thư mục {folder}").format(n=missing, folder=EVIDENCE))
    return manifest


def before_upgrade(home: Home, key: bytes) -> Path:
    """The copy that is kept before the file's shape changes. Raises AppError; then nothing may be changed."""
    target = home.backups / f"truoc-nang-cap-{clock.local(clock.now()):%Y%m%d-%H%M%S}{ENDING}"
    make(home, key, target)
    return target


def newest(folder: Path) -> list[Path]:
    """The backups of a folder, newest first."""
    found = [path for path in folder.glob(f"*{ENDING}") if path.is_file()]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _copy_database(source: Path, target: Path, key: bytes) -> tuple[Contents, str]:
    """Copy what one moment of `source` holds; gives what was counted there in that moment, and its last change."""
    with closing(connect(source, key)) as from_db, closing(connect(target, key, create=True)) as to_db:
        from_db.execute("BEGIN")  # the copy sees what is counted: nothing is saved in between
        told = _contents(from_db)
        last = from_db.execute("SELECT at FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
        # No journal: a copy with a companion file beside it would not be whole, and half a one is thrown away. What
        # is packed is flushed.
        to_db.execute("PRAGMA journal_mode = OFF")
        to_db.execute("PRAGMA synchronous = OFF")
        from_db.backup(to_db)
        from_db.execute("ROLLBACK")
        to_db.execute("PRAGMA journal_mode = DELETE")
    return told, str(last[0]) if last else ""


def _count(database: Path, key: bytes) -> Contents:
    with faults.sorting(), closing(connect(database, key, read_only=True)) as db:
        problems = [row[0] for row in db.execute("PRAGMA quick_check(1)")]
        if problems != ["ok"]:
            raise _not_proven(_("kiểm tra cấu trúc báo lỗi"))
        return _contents(db)


def _contents(db: Any) -> Contents:  # noqa: ANN401
    tasks, entries, events = (_scalar(db, f"SELECT count(*) FROM {name}") for name in _COUNTED)
    head = db.execute("SELECT hash FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
    return Contents(tasks, entries, events, head[0] if head else "")


def _scalar(db: Any, statement: str) -> int:  # noqa: ANN401
    return int(db.execute(statement).fetchone()[0])


def _pack(target: Path, database: Path, key_file: Path, manifest: Manifest) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        packed.write(key_file, _KEYS)
        packed.write(database, _DATABASE)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as packed:
            yield packed
    except FileNotFoundError:
        raise AppError(
            "file_missing",
            _("Không tìm thấy tệp sao lưu {name}.").format(name=source.name),
            _("Tệp đã bị xoá, đổi tên hoặc USB chưa được cắm."),
            _("Hãy kiểm tra lại đường dẫn."),
        ) from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, RuntimeError, EOFError):
        raise _not_a_backup(source) from None


def _manifest(packed: zipfile.ZipFile, source: Path) -> Manifest:
    if packed.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
        raise _not_a_backup(source)
    content = json.loads(packed.read(_MANIFEST))
    if str(content["format"]).startswith("so-cchc-backup/") and content["format"] != FORMAT:
        raise _newer()
    evidence = tuple(str(name) for name in content["evidence"])
    manifest = Manifest(**{**content, "contents": Contents(**content["contents"]), "evidence": evidence})
    numbers = (manifest.contents.tasks, manifest.contents.entries, manifest.contents.events)
    words = (manifest.contents.head, manifest.made_at, manifest.last_change, manifest.office)
    if not all(type(n) is int for n in numbers) or not all(isinstance(word, str) for word in words):
        raise _not_a_backup(source)
    if manifest.format != FORMAT:
        raise _not_a_backup(source)
    return manifest


def _unpack(source: Path, folder: Path) -> Manifest:
    """Take out the three members, each by its own known name. Raises AppError `not_a_backup`, `newer_version`."""
    with _opened(source) as packed:
        manifest = _manifest(packed, source)
        for name in (_KEYS, _DATABASE):
            if packed.getinfo(name).compress_type != zipfile.ZIP_STORED:
                raise _not_a_backup(source)  # ours are stored as they are; what is packed could swell and fill the disk
            with packed.open(name) as member, (folder / name).open("wb") as file:
                shutil.copyfileobj(member, file, 1 << 20)
                file.flush()
                os.fsync(file.fileno())
    return manifest


def _read_back(packed: Path) -> None:
    """Compare every byte that the disk gives back with its checksum. Raises AppError `backup_not_proven`."""
    with zipfile.ZipFile(packed) as written:
        if written.testzip() is not None:
            raise _not_proven(_("ổ đĩa trả lại nội dung khác với nội dung vừa ghi"))


def _prove(packed: Path, key: bytes, folder: Path) -> Manifest:
    opened = Path(tempfile.mkdtemp(dir=folder))
    manifest = _unpack(packed, opened)
    _compare(opened / _DATABASE, key, manifest)
    return manifest


def _compare(database: Path, key: bytes, manifest: Manifest) -> None:
    if _count(database, key) != manifest.contents:
        raise _not_proven(_("số nhiệm vụ hoặc đầu chuỗi nhật ký không khớp"))


def _copy_evidence(source: Path, target: Path, only: set[str] | None = None) -> tuple[str, ...]:
    """Copy the files that `target` lacks; their names are their contents, so a name that is there needs no copying."""
    names = []
    for path in sorted(source.glob("??/" + "[0-9a-f]" * 64)) if source.is_dir() else []:
        if only is not None and path.name not in only:
            continue
        names.append(path.name)
        copy = target / path.parent.name / path.name
        # A shorter copy was cut off by its disk; a longer one is whole, and it is ours that is not.
        if not copy.exists() or copy.stat().st_size < path.stat().st_size:
            write_file(copy, patiently(path.read_bytes))
    return tuple(names)


def _not_a_backup(source: Path) -> AppError:
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


def _not_proven(why: str) -> AppError:
    return AppError(
        "backup_not_proven",
        _("Bản sao lưu không dùng được."),
        _("Khi mở lại để kiểm chứng: {why}.").format(why=why),
        _("Hãy giữ các bản sao lưu cũ và chạy lệnh check để kiểm tra sổ."),
    )
