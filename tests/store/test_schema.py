"""The shape of the file: what the classes say is what the migrations make, and an upgrade is all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import offices
import pytest
from sqlalchemy import create_engine, pool
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store import schema
from models.store.backups import backup, backup_format
from models.store.integrity import check
from models.store.sqlite.connection import connect
from models.store.tables import Table
from models.work import tasks
from models.work.tasks import TaskFields

KEY = bytes(32)
OURS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'tasks_search%' AND type <> 'trigger'"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Any]:
    schema.create(tmp_path / "migrated.db", KEY)
    with closing(connect(tmp_path / "migrated.db", KEY)) as db:
        yield db


def test_schema_migrations_match_classes(migrated: Any, tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2

    with closing(connect(tmp_path / "said.db", KEY, create=True)) as said:
        engine = create_engine("sqlite://", module=dbapi2, creator=lambda: said, poolclass=pool.StaticPool)
        Table.metadata.create_all(engine)

        def shape(db: Any) -> dict[str, str]:
            found = {name: (kind, table, _one_line(sql)) for kind, name, table, sql in db.execute(OURS)}
            return {name: rest for name, rest in found.items() if name != "alembic_version" and "alembic" not in name}

        assert shape(migrated) == shape(said)


def _one_line(sql: str | None) -> str:
    """Without the order of a table's constraints and the blanks, which mean nothing."""
    if sql is None:
        return ""
    flat = " ".join(sql.split())
    head, _bracket, body = flat.partition("(")
    return head + "(" + ", ".join(sorted(part.strip() for part in body.rsplit(")", 1)[0].split(", ")))


def test_schema_version_is_head() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS).replace("%", "%%"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.NEWEST]


def test_schema_is_portable() -> None:
    """Nothing in the classes is SQLite's own: PostgreSQL's compiler takes all of it."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in Table.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_schema_current_file_untouched(office: OpenOffice, home: Home) -> None:
    assert not schema.is_old(home.database, office.data_key)


def _scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A later program: our migrations and one more, with this body."""
    later = f"{int(schema.NEWEST) + 1:04}"
    folder = tmp_path / "migrations"
    shutil.copytree(schema.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    (folder / "versions" / f"v{later}_later.py").write_text(
        f'from alembic import op\nimport sqlalchemy as sa\nrevision = "{later}"\ndown_revision = "{schema.NEWEST}"\n\n'
        f"def upgrade():\n{lines}\n",
        "utf-8",
    )
    monkeypatch.setattr(schema, "SCRIPTS", folder)
    monkeypatch.setattr(schema, "NEWEST", later)


def _with_tasks(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        tasks.add_many(write.session, [TaskFields(f"Việc {n}", lead=("Xã Lùng Cải",)) for n in range(20)])
    office.close()


def _count(office: OpenOffice, table: str) -> int:
    with closing(connect(office.home.database, office.data_key)) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_upgrade_after_verified_backup(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_tasks(office)
    _scripts(tmp_path, monkeypatch, 'op.add_column("people", sa.Column("phone", sa.Text()))')
    again = opening.open_office(home, offices.PASSPHRASE)
    again.close()
    assert not schema.is_old(home.database, office.data_key)
    (kept,) = backup.files(home.backups)
    assert kept.name.startswith("truoc-nang-cap-")
    assert backup.prove(kept, office.data_key).contents.tasks == 20


def test_upgrade_failure_keeps_old_file(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_tasks(office)
    before = _dump(office)
    with monkeypatch.context() as later:
        body = 'op.add_column("people", sa.Column("phone", sa.Text()))\nop.execute("DELETE FROM tasks")\nraise OSError'
        _scripts(tmp_path, later, body)
        with pytest.raises(OSError):
            opening.open_office(home, offices.PASSPHRASE)
    assert _dump(office) == before
    again = opening.open_office(home, offices.PASSPHRASE)
    assert check.everything(home, again.store, again.evidence, again.data_key) == []
    again.close()


def _dump(office: OpenOffice) -> list[str]:
    with closing(connect(office.home.database, office.data_key)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        shape = [str(row) for row in db.execute("SELECT * FROM sqlite_master ORDER BY name")]
        return shape + [str(row) for table in tables for row in db.execute(f"SELECT * FROM {table}")]


def test_upgrade_breaking_link_refused(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_tasks(office)
    _scripts(tmp_path, monkeypatch, "op.execute(\"DELETE FROM units WHERE code = '02842'\")")
    with pytest.raises(RuntimeError, match="20 broken links"):
        opening.open_office(home, offices.PASSPHRASE)
    assert _count(office, "units") == 5


def test_upgrade_rebuild_keeps_children(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With foreign keys on, a rebuild of a parent empties a child that cascades, without a word."""
    _with_tasks(office)
    body = """\
op.execute("CREATE TABLE remarks (id TEXT PRIMARY KEY, task TEXT REFERENCES tasks(id) ON DELETE CASCADE)")
op.execute("INSERT INTO remarks SELECT 'r' || number, id FROM tasks")
with op.batch_alter_table("tasks", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
    batch.alter_column("note", existing_type=sa.Text(), nullable=True)"""
    _scripts(tmp_path, monkeypatch, f"import warnings\nwarnings.simplefilter('ignore')\n{body}")
    opening.open_office(home, offices.PASSPHRASE).close()
    assert {table: _count(office, table) for table in ("tasks", "assignments", "remarks")} == {
        "tasks": 20,
        "assignments": 20,
        "remarks": 20,
    }


def test_upgrade_without_room_for_backup(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_tasks(office)
    _scripts(tmp_path, monkeypatch, 'op.add_column("people", sa.Column("phone", sa.Text()))')

    def full(*_anything: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_format, "append", full)
    with offices.refused("disk_full"):
        opening.open_office(home, offices.PASSPHRASE)
    assert schema.is_old(home.database, office.data_key)


def test_newer_schema_refused(office: OpenOffice, home: Home) -> None:
    office.close()
    with closing(connect(home.database, office.data_key)) as db:
        db.execute("UPDATE alembic_version SET version_num = '0099'")
    before = home.database.read_bytes()
    with offices.refused("newer_version"):
        opening.open_office(home, offices.PASSPHRASE)
    assert home.database.read_bytes() == before
    assert not home.backups.exists()
