"""Copies of the office's file: made by SQLite's own backup, and checked before they count.

A backup is one file (`backup_format`); evidence lies in a folder beside it that all backups of that place share, so
that each copies only what is new.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home, make_folder, patiently, reachable, replace, sync_folder, write_file
from models.base.words import _
from models.store import faults
from models.store.backups import backup_format
from models.store.backups.backup_format import ENDING, Contents, Manifest
from models.store.evidence import Evidence
from models.store.keys import key_slots
from models.store.local import free_space, last_close
from models.store.sqlite.connection import connect, glimpse

EVIDENCE = "minh-chung"
_COUNTED = ("tasks", "progress", "audit_events")
_LARGEST = "audit_events"  # about half of every office's file


def make(home: Home, key: bytes, target: Path) -> Manifest:
    """Write a backup of the open office to `target` and prove it before it replaces an older one.

    Raises AppError (`disk_full`, `read_only`, `backup_not_proven`, ...); an older file at `target` then stays.
    """
    target = reachable(target)
    with faults.sorting(disk=True):
        make_folder(target.parent)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sao-luu-") as folder:
            free_space.refuse_full(target.parent, home.database.stat().st_size)
            copy = Path(folder) / backup_format.DATABASE
            told, last_change = copy_database(home.database, copy, key)
            # After the database: what its rows name was on the disk before them, so nothing can be missing here.
            evidence = copy_evidence(home.evidence, target.parent / EVIDENCE)
            office, made_at = key_slots.load(home.keys).office, clock.iso_utc(clock.now())
            known = last_close.read(home)
            with ThreadPoolExecutor(2, "prove") as beside:  # as long as copying, if one processor does it alone
                proving = [beside.submit(_prove_tables, copy, key, tables) for tables in _shares(copy, key)]
                size, crc = backup_format.checksum(copy)
                branch = known.branch if known else 0
                manifest = Manifest(office, made_at, told, evidence, last_change, size, crc, branch=branch)
                backup_format.append(copy, home.keys, manifest)
                for proof in proving:
                    proof.result()
            _compare(copy, key, manifest)
            replace(copy, target)
        sync_folder(target.parent)
    return manifest


def prove(source: Path, key: bytes) -> Manifest:
    """Read a backup through with the office's key, count it, compare its chain head, and open the evidence it needs.

    Raises AppError `backup_not_proven`, `not_a_backup`, `newer_version`, `damaged` (another office's).
    """
    source = reachable(source)
    with faults.sorting(disk=True), tempfile.TemporaryDirectory(prefix="so-cchc-") as folder:
        manifest = backup_format.look(source)
        prove_database(backup_format.in_place(source, manifest, Path(folder)), key, manifest)
    beside = source.parent / EVIDENCE
    missing = len(_unreadable(beside, key, manifest.evidence))
    if missing:
        words = _("thiếu hoặc hỏng {n} tệp minh chứng trong thư mục {folder}")
        raise _not_proven(words.format(n=missing, folder=EVIDENCE))
    return manifest


def before_upgrade(home: Home, key: bytes) -> Path:
    """The copy that is kept before the file's shape changes. Raises AppError; then nothing may be changed."""
    target = home.backups / f"truoc-nang-cap-{clock.local(clock.now()):%Y%m%d-%H%M%S}{ENDING}"
    make(home, key, target)
    return target


def head(home: Home, key: bytes) -> str:
    """The hash of the book's newest event, to be compared with what a backup has. Raises AppError."""
    with faults.sorting(), closing(glimpse(home.database, key)) as db:
        return _contents(db).head


def files(folder: Path) -> list[Path]:
    """The backups of a folder, by name; `backup_list` says which is the newest."""
    return sorted(path for path in folder.glob(f"*{ENDING}") if path.is_file())


def copy_evidence(source: Path, target: Path, only: set[str] | None = None) -> tuple[str, ...]:
    """Copy the files that `target` lacks, compared with what its disk gives back; gives the names of all.

    Their names are their contents, so a name that is there needs no copying. Raises AppError, OSError.
    """
    names = []
    for path in sorted(source.glob("??/" + "[0-9a-f]" * 64)) if source.is_dir() else []:
        if only is not None and path.name not in only:
            continue
        names.append(path.name)
        copy = target / path.parent.name / path.name
        # A shorter copy was cut off by its disk; a longer one is whole, and it is ours that is not.
        if not copy.exists() or copy.stat().st_size < path.stat().st_size:
            _copy_compared(path, copy)
    return tuple(names)


def renew_evidence(home: Home, key: bytes, folder: Path) -> None:
    """Copy again what does not open in `folder` though it opens in the book. Raises AppError."""
    ours = [path.name for path in home.evidence.glob("??/" + "[0-9a-f]" * 64)]
    with faults.sorting(disk=True):
        damaged = _unreadable(folder, key, ours)
        for name in set(damaged) - set(_unreadable(home.evidence, key, damaged)):
            _copy_compared(home.evidence / name[:2] / name, folder / name[:2] / name)


def _copy_compared(path: Path, copy: Path) -> None:
    content = patiently(path.read_bytes)
    write_file(copy, content)
    if patiently(copy.read_bytes) != content:
        copy.unlink()
        raise _not_proven(_("ổ đĩa trả lại nội dung khác với nội dung vừa ghi"))


def _unreadable(folder: Path, key: bytes, names: Sequence[str]) -> list[str]:
    evidence, found = Evidence(folder, key), []
    for name in names:
        try:
            evidence.get(name)
        except AppError:
            found.append(name)
    return found


def copy_database(source: Path, target: Path, key: bytes) -> tuple[Contents, str]:
    """Copy what one moment of `source` holds; gives what was counted there in that moment, and its last change."""
    with closing(glimpse(source, key)) as from_db, closing(connect(target, key, create=True)) as to_db:
        from_db.execute("BEGIN")  # the copy sees what is counted: nothing is saved in between
        told = _contents(from_db)
        last = from_db.execute("SELECT at FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
        # No journal: a copy with a companion file beside it would not be whole, and half a one is thrown away. What
        # becomes a backup is flushed.
        to_db.execute("PRAGMA journal_mode = OFF")
        to_db.execute("PRAGMA synchronous = OFF")
        from_db.backup(to_db)
        from_db.execute("ROLLBACK")
        to_db.execute("PRAGMA journal_mode = DELETE")
    return told, str(last[0]) if last else ""


def _shares(copy: Path, key: bytes) -> tuple[list[str], list[str]]:
    """The tables of a copy in two halves of about the same size.

    A virtual table (the search index) is left out: it can be made anew, and the tables it lies in are there.
    """
    words = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual'"
    with closing(connect(copy, key, read_only=True)) as db:
        names = [str(row[0]) for row in db.execute(words)]
    return [name for name in names if name == _LARGEST], [name for name in names if name != _LARGEST]


def _prove_tables(copy: Path, key: bytes, tables: Sequence[str]) -> None:
    """Read tables and their indexes through, each page under its seal. Raises AppError."""
    with faults.sorting(), closing(connect(copy, key, read_only=True)) as db:
        for table in tables:
            _refuse_problems(db.execute(f'PRAGMA quick_check("{table}")'))


def prove_database(database: Path, key: bytes, manifest: Manifest) -> None:
    """Read a copy through, also what belongs to no table, and compare it with what is said of it. Raises AppError."""
    with faults.sorting(), closing(connect(database, key, read_only=True, alone=True)) as db:
        _refuse_problems(db.execute("PRAGMA quick_check(1)"))
    _compare(database, key, manifest)


def _refuse_problems(rows: Any) -> None:  # noqa: ANN401
    if [row[0] for row in rows] != ["ok"]:
        raise _not_proven(_("kiểm tra cấu trúc báo lỗi"))


def _compare(database: Path, key: bytes, manifest: Manifest) -> None:
    with faults.sorting(), closing(connect(database, key, read_only=True, alone=True)) as db:
        if _contents(db) != manifest.contents:
            raise _not_proven(_("số nhiệm vụ hoặc đầu chuỗi nhật ký không khớp"))


def _contents(db: Any) -> Contents:  # noqa: ANN401
    tasks, entries, events = (_scalar(db, f"SELECT count(*) FROM {name}") for name in _COUNTED)
    head = db.execute("SELECT hash FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
    return Contents(tasks, entries, events, head[0] if head else "")


def _scalar(db: Any, statement: str) -> int:  # noqa: ANN401
    return int(db.execute(statement).fetchone()[0])


def _not_proven(why: str) -> AppError:
    return AppError(
        "backup_not_proven",
        _("Bản sao lưu không dùng được."),
        _("Khi mở lại để kiểm chứng: {why}.").format(why=why),
        _("Hãy giữ các bản sao lưu cũ và chạy lệnh check để kiểm tra sổ."),
    )
