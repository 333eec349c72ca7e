"""Copies of the office's file: made by SQLite's own backup, and checked before they count.

A backup is one file (`backup_format`); evidence lies in a folder beside it that all backups of that place share, so
that each copies only what is new. How evidence is copied, and when it counts, is in `evidence_copies`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home, make_folder, patiently, reachable, replace, sync_folder
from models.base.text import first_few
from models.base.words import _
from models.store import faults
from models.store.backups import backup_format, compared_copy, evidence_copies, opened_evidence, places
from models.store.backups.backup_format import ENDING, Contents, Manifest
from models.store.backups.opened_evidence import LASTS
from models.store.evidence import Evidence
from models.store.keys import key_slots
from models.store.local import free_space, last_close
from models.store.local.last_close import LastClose
from models.store.sqlite.connection import connect, glimpse

EVIDENCE = places.EVIDENCE
_COUNTED = ("tasks", "progress", "audit_events")
_LARGEST = "audit_events"  # about half of every office's file


def make(home: Home, key: bytes, target: Path, within: timedelta | None = LASTS) -> Manifest:
    """Write a backup of the open office to `target` and prove it before it replaces an older one.

    The evidence beside it is opened, but for what is unchanged since it was opened `within` that time; what opens
    nowhere is named in the manifest (`missing`).
    Raises AppError (`disk_full`, `read_only`, `backup_not_proven`, ...); an older file at `target` then stays.
    """
    target = reachable(target)
    with faults.sorting(disk=True):
        make_folder(target.parent)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sao-luu-") as folder:
            free_space.refuse_full(target.parent, home.database.stat().st_size)
            copy = Path(folder) / backup_format.DATABASE
            told, last_change, slots = _with_slots(home, key, copy)
            # After the database: what its rows name was on the disk before them.
            evidence, missing = _evidence(home, key, copy, target.parent / EVIDENCE, within)
            keys, made_at = key_slots.load(home.keys), clock.iso_utc(clock.now())
            with ThreadPoolExecutor(2, "prove") as beside:  # as long as copying, if one processor does it alone
                proving = [beside.submit(_prove_tables, copy, key, tables) for tables in _shares(copy, key)]
                size, crc = backup_format.checksum(copy)
                manifest = Manifest(
                    keys.office,
                    made_at,
                    told,
                    evidence,
                    last_change,
                    size,
                    crc,
                    branch=(last_close.read(home) or LastClose()).branch,
                    generation=keys.generation,
                    missing=missing,
                )
                backup_format.append(copy, slots, manifest)
                for proof in proving:
                    proof.result()
            _compare(copy, key, manifest)
            replace(copy, target)
        sync_folder(target.parent)
    return manifest


def prove(source: Path, key: bytes) -> Manifest:
    """Read a backup through with the office's key, count it, compare its chain head, and open the evidence it needs.

    Only what was missing when it was made may be missing still. Raises AppError `backup_not_proven`, `not_a_backup`,
    `newer_version`, `damaged` (another office's).
    """
    manifest, rows = read_through(source, key)
    beside = Evidence(reachable(source).parent / EVIDENCE, key)
    refuse_missing(manifest, rows, [name for name in needed(manifest, rows) if beside.opened(name) is None])
    return manifest


def read_through(source: Path, key: bytes) -> tuple[Manifest, dict[str, str]]:
    """Prove a backup but for its evidence; gives what it says of itself, and the evidence that its rows name.

    Raises AppError as `prove` does.
    """
    source = reachable(source)
    with faults.sorting(disk=True), tempfile.TemporaryDirectory(prefix="so-cchc-") as folder:
        manifest = backup_format.look(source)
        database = backup_format.in_place(source, manifest, Path(folder))
        prove_database(database, key, manifest)
        return manifest, evidence_copies.named(database, key)


def needed(manifest: Manifest, rows: Iterable[str]) -> list[str]:
    """The evidence of a backup: what it says, and, for anybody may write there what he likes, what its rows name."""
    return sorted({*manifest.evidence, *rows})


def refuse_missing(manifest: Manifest, rows: dict[str, str], lost: Iterable[str]) -> None:
    """Raises AppError `backup_not_proven` for evidence that was there when the backup was made and is `lost` now."""
    missing = evidence_copies.called(set(lost) - set(manifest.missing), rows)
    if missing:
        words = _("thiếu hoặc hỏng {n} tệp minh chứng trong thư mục {folder}: {names}")
        raise _not_proven(words.format(n=len(missing), folder=EVIDENCE, names=first_few(missing)))


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


def copy_evidence(
    home: Home,
    key: bytes,
    folder: Path,
    names: Iterable[str],
    sources: Iterable[Path],
    within: timedelta | None = LASTS,
    check: Callable[[], None] = evidence_copies.go_on,
    room: Callable[[int], None] = lambda _size: None,
) -> tuple[str, ...]:
    """See to it that `folder` has these files whole; gives those that open in none of the places.

    As `evidence_copies.gather`; what was opened there `within` that time and is unchanged is not opened again.
    """
    compared_copy.tidy(folder.parent)
    others = evidence_copies.Sources((source for source in sources if source != folder), key)
    with opened_evidence.noted(home, folder, key, within) as there:
        return evidence_copies.gather(names, there, others, check, room)


def _evidence(
    home: Home, key: bytes, copy: Path, folder: Path, within: timedelta | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Bring the evidence to where a backup is made; gives what lies there whole, and what opens nowhere.

    A file that no row names may be named again when something is taken back, so it goes along if it opens.
    """
    named, here = set(evidence_copies.named(copy, key)), set(Evidence(home.evidence, key).addresses())
    lost = set(copy_evidence(home, key, folder, sorted(named | here), places.evidence(home), within))
    return tuple(sorted((named | here) - lost)), tuple(sorted(named & lost))


def _with_slots(home: Home, key: bytes, copy: Path) -> tuple[Contents, str, bytes]:
    """Copy the database and read the key slots that belong to it: again, when one was changed meanwhile."""
    while True:
        slots = patiently(home.keys.read_bytes)
        told, last_change = copy_database(home.database, copy, key)
        if patiently(home.keys.read_bytes) == slots:
            return told, last_change, slots


def copy_database(source: Path, target: Path, key: bytes, new_key: bytes | None = None) -> tuple[Contents, str]:
    """Copy what one moment of `source` holds; gives what was counted there in that moment, and its last change.

    With `new_key` the copy is encrypted with that one.
    """
    with closing(glimpse(source, key)) as from_db, closing(connect(target, new_key or key, create=True)) as to_db:
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
