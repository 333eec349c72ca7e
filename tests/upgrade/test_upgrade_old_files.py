"""Files of earlier programs stay readable for ever: each that is kept here is opened and compared row by row.

`office-0001` was made by the first shape of the file, before anything was released. Its passphrase, which is a secret
of nobody's, is below; `rows.json` is what stood in its tables.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.journal import history
from models.store import schema
from models.store.backups import backup
from models.store.integrity import check
from models.store.sqlite.connection import connect
from models.work import attachments, task_list, timeliness
from models.work.task_list import TaskFilter

HERE = Path(__file__).parent
PASSPHRASE = "sổ mẫu của bản đầu tiên"
OLD_FILES = sorted(path.name for path in HERE.glob("office-*"))


@pytest.fixture(params=OLD_FILES)
def old(request: pytest.FixtureRequest, home: Home) -> tuple[OpenOffice, dict[str, list[dict[str, Any]]]]:
    """A copy of an old file, opened by the program of today, and the rows that it had."""
    shutil.copytree(HERE / request.param, home.folder)
    rows = json.loads((home.folder / "rows.json").read_text("utf-8"))
    office = opening.open_office(home, PASSPHRASE)
    request.addfinalizer(office.close)
    return office, rows


def test_upgrade_keeps_every_row(old: tuple[OpenOffice, dict[str, list[dict[str, Any]]]]) -> None:
    office, rows = old
    with closing(connect(office.home.database, office.data_key)) as db:
        for table, expected in rows.items():
            cursor = db.execute(f"SELECT * FROM {table} ORDER BY id")
            names = [column[0] for column in cursor.description]
            found = {row["id"]: row for row in (dict(zip(names, values, strict=True)) for values in cursor)}
            for row in expected:
                kept = {name: found[row["id"]][name] for name in row}
                assert kept == row, table
            if table != "audit_events":  # an upgrade may have written of itself
                assert len(found) == len(expected), table


def test_upgrade_is_sound_and_current(old: tuple[OpenOffice, dict[str, list[dict[str, Any]]]]) -> None:
    office, _rows = old
    assert check.everything(office.home, office.store, office.evidence, office.data_key) == []
    assert not schema.is_old(office.home.database, office.data_key)


def test_upgrade_can_be_worked_with(old: tuple[OpenOffice, dict[str, list[dict[str, Any]]]]) -> None:
    office, rows = old
    with office.store.read() as session:
        now = timeliness.today(session)
        found = task_list.page(session, TaskFilter(search="cắt giảm"), now)
        assert [row.text for row in found] == ["Rà soát, cắt giảm thời gian giải quyết thủ tục hành chính"]
        (evidence,) = attachments.of_task(session, found[0].id)
        content = attachments.content(session, office.evidence, evidence.attachment_id)
        assert content == ("minh chứng.txt", "nội dung minh chứng".encode())
        assert history.count(session, history.EventFilter()) >= len(rows["audit_events"])


def test_upgrade_finds_words_of_area(old: tuple[OpenOffice, dict[str, list[dict[str, Any]]]]) -> None:
    office, rows = old
    areas = {task["number"] for task in rows["tasks"] if task["area"] == "procedure"}
    with office.store.read() as session:
        found = task_list.page(session, TaskFilter(search="thu tuc hanh chinh"), timeliness.today(session))
    assert areas
    assert areas <= {row.number for row in found}


def test_upgrade_keeps_old_file(
    old: tuple[OpenOffice, dict[str, list[dict[str, Any]]]], request: pytest.FixtureRequest
) -> None:
    office, rows = old
    shape = request.node.callspec.params["old"].removeprefix("office-")
    kept = backup.files(office.home.backups)
    assert len(kept) == (shape < schema.NEWEST)
    assert all(backup.prove(path, office.data_key).contents.tasks == len(rows["tasks"]) for path in kept)
