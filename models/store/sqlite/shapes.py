"""The shape of a file: its tables, indexes, triggers and views. Compared with what the steps make, and brought back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.base.words import _
from models.store import faults
from models.store.sqlite import raw
from models.store.sqlite.connection import connect

VERSION = "alembic_version"
_VIRTUAL = re.compile(r"CREATE\s+VIRTUAL\s+TABLE", re.IGNORECASE)
_SPELLING = re.compile(r'[\s"`\[\]]+')  # what may differ between two spellings of the same shape
_FREED = "_so_cchc_rebuilt"


@dataclass(frozen=True)
class Shape:
    """`parts` gives the SQL of each part of the file by its kind and name, `owners` the table that it belongs to.

    `columns` are those of each table; `version` is the step that the file says it is at.
    """

    parts: Mapping[tuple[str, str], str]
    owners: Mapping[tuple[str, str], str]
    columns: Mapping[str, Sequence[str]]
    version: tuple[str, ...]

    def virtual(self) -> list[str]:
        """The tables that a module of SQLite keeps in tables of its own."""
        return [name for (kind, name), sql in self.parts.items() if kind == "table" and _VIRTUAL.match(sql)]

    def keeper(self, table: str) -> str:
        """The virtual table that this one is a part of; "" for none."""
        return next((name for name in self.virtual() if table.startswith(f"{name}_")), "")


@dataclass(frozen=True)
class ShapeDifference:
    """A part of the file that is not as the steps make it. `how` is added, removed or changed."""

    kind: str  # table, index, trigger, view
    name: str
    table: str
    how: str

    def words(self) -> str:
        """The difference in one sentence."""
        kind = {
            "table": _("bảng"),
            "index": _("chỉ mục"),
            "trigger": _("lệnh tự chạy (trigger)"),
            "view": _("bảng nhìn (view)"),
        }.get(self.kind, self.kind)
        words = {
            "added": _("Cấu trúc sổ có thêm {kind} “{name}” không do chương trình làm ra."),
            "removed": _("Cấu trúc sổ thiếu {kind} “{name}”: đã bị xóa ngoài chương trình."),
        }.get(self.how, _("Cấu trúc sổ khác ở {kind} “{name}”: đã bị sửa ngoài chương trình."))
        return words.format(kind=kind, name=self.name)


def read(db: Any) -> Shape:  # noqa: ANN401 - the driver is untyped
    """The shape that a file has."""
    parts: dict[tuple[str, str], str] = {}
    owners: dict[tuple[str, str], str] = {}
    with raw.any_text(db):
        for kind, name, table, sql in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
            parts[str(kind), str(name)] = str(sql or "")
            owners[str(kind), str(name)] = str(table)
        known = ("table", VERSION) in parts
        version = tuple(str(row[0]) for row in db.execute(f"SELECT * FROM {VERSION}")) if known else ()
        tables = [name for kind, name in parts if kind == "table"]
        columns = {name: [row[1] for row in db.execute(f"PRAGMA table_info({_name(name)})")] for name in tables}
    return Shape(parts, owners, columns, version)


def defaults(db: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    """What each column has where nothing is given, by table. For a file that the steps made: it is computed."""
    found: dict[str, dict[str, Any]] = {}
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        given = {row[1]: row[4] for row in db.execute(f"PRAGMA table_info({_name(name)})").fetchall()}
        found[name] = {
            column: db.execute(f"SELECT {sql}").fetchone()[0] if sql is not None else None
            for column, sql in given.items()
        }
    return found


def differences(ours: Shape, theirs: Shape) -> list[ShapeDifference]:
    """What of a file (`theirs`) is not as it must be, in the order of kinds and names."""
    found = []
    for part in sorted({*ours.parts, *theirs.parts}):
        mine, other = ours.parts.get(part), theirs.parts.get(part)
        if mine is None or other is None:
            how = "removed" if other is None else "added"
        else:  # what SQLite's module keeps there it may spell anew
            how = "" if ours.keeper(part[1]) or _plain(mine) == _plain(other) else "changed"
        if how:
            found.append(ShapeDifference(*part, ours.owners.get(part) or theirs.owners[part], how))
    if ("table", VERSION) in theirs.parts and ours.version != theirs.version:
        found.append(ShapeDifference("table", VERSION, VERSION, "changed"))
    # What hangs on a table that is wrong itself comes back with it.
    return [one for one in found if one.kind == "table" or one.table not in unlike(found)]


def unlike(found: Sequence[ShapeDifference]) -> set[str]:
    """The tables that cannot be read as the classes have them."""
    return {one.name for one in found if one.kind == "table" and one.how != "added"}


def takes_rows(found: Sequence[ShapeDifference]) -> bool:
    """Whether bringing the shape back takes rows away that nothing else keeps."""
    return any(one.kind == "table" and one.how != "removed" for one in found)


def copy(path: Path, key: bytes, target: Path) -> None:
    """The file as it is, encrypted with the same key: for one that is no book any more. Raises AppError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        faults.sorting(disk=True),
        closing(connect(path, key)) as db,
        closing(connect(target, key, create=True)) as new,
    ):
        new.execute("PRAGMA journal_mode = DELETE")
        db.backup(new)


def bring_back(path: Path, key: bytes, ours: Shape) -> list[ShapeDifference]:
    """Make the file's shape what the steps make, all or nothing; gives what was not. Rows of columns that stay, stay.

    Foreign keys are off meanwhile: with them on, rebuilding a table empties those that point to it. Raises AppError.
    """
    with faults.sorting(), closing(connect(path, key)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA legacy_alter_table = ON")  # a renamed table takes nothing else with it
        db.execute("BEGIN IMMEDIATE")
        try:
            found = differences(ours, read(db))
            for statement in _statements(ours, read(db), found):
                db.execute(statement)
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
    return found


def _statements(ours: Shape, theirs: Shape, found: Sequence[ShapeDifference]) -> Iterator[str]:
    gone = [one for one in found if one.how in {"added", "changed"}]
    for kind in ("trigger", "view", "index"):
        yield from (f"DROP {kind.upper()} {_name(one.name)}" for one in gone if one.kind == kind)
    strange = [one.name for one in found if one.kind == "table" and one.how == "added"]
    # A virtual table takes its parts with it.
    for name in sorted(strange, key=lambda name: name not in theirs.virtual()):
        yield f"DROP TABLE IF EXISTS {_name(name)}"
    for table in sorted({ours.keeper(name) or name for name in unlike(found)}):
        if ("table", table) not in theirs.parts:
            yield ours.parts["table", table]
        elif table in ours.virtual():
            yield f"DROP TABLE {_name(table)}"
            yield ours.parts["table", table]
        elif _plain(ours.parts["table", table]) != _plain(theirs.parts["table", table]):
            yield from _rebuilt(ours, theirs, table)
    yield from _hanging(ours, found)
    if theirs.version != ours.version:
        yield f"DELETE FROM {VERSION}"
        yield from (f"INSERT INTO {VERSION} VALUES ('{version}')" for version in ours.version)


def _rebuilt(ours: Shape, theirs: Shape, table: str) -> Iterator[str]:
    """A table in its right shape with the rows it has; what hangs on it goes with the old one and is made anew."""
    kept = ", ".join(_name(column) for column in ours.columns[table] if column in theirs.columns[table])
    yield f"ALTER TABLE {_name(table)} RENAME TO {_name(_FREED)}"
    yield ours.parts["table", table]
    # A row that the right shape refuses is missing afterwards, and made anew from the journal.
    yield f"INSERT OR IGNORE INTO {_name(table)} ({kept}) SELECT {kept} FROM {_name(_FREED)}"
    yield f"DROP TABLE {_name(_FREED)}"


def _hanging(ours: Shape, found: Sequence[ShapeDifference]) -> Iterator[str]:
    """Indexes, triggers and views that are missing now."""
    anew = unlike(found)
    wrong = {(one.kind, one.name) for one in found if one.how != "added"}
    for kind in ("index", "trigger", "view"):
        for (of, name), sql in ours.parts.items():
            if of == kind and sql and ((of, name) in wrong or ours.owners[of, name] in anew):
                yield sql


def _plain(sql: str) -> str:
    return _SPELLING.sub("", sql)


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
