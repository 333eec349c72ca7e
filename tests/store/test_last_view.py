"""What was on the screen last: shown again only while the book and the day are the same, and never readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.access import opening, own_ways
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store.local import last_view
from models.work import units

SEEN = {"page": "tasks", "rows": [{"text": "Rà soát thủ tục", "due_on": date(2024, 3, 14)}], "total": 1}
MORNING = datetime(2024, 3, 14, 1, tzinfo=UTC)


@pytest.fixture
def office(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Iterator[OpenOffice]:
    """An office that this computer remembers, with its last view kept."""
    hold_clock(MORNING)
    spec = opening.OfficeSpec("Phòng Nội vụ", "huyen")
    opened, _code = opening.found(home, spec, "mật khẩu thử nghiệm", remember=True)
    keep(opened)
    yield opened
    opened.close()


def keep(office: OpenOffice, seen: dict[str, Any] = SEEN) -> None:
    with office.store.read() as session:
        last_view.keep(office.home, office.data_key, last_view.head_of(session), seen)


def test_last_view_round_trip(office: OpenOffice) -> None:
    assert last_view.look(office.home) == SEEN


def test_last_view_dropped_after_change(office: OpenOffice) -> None:
    with office.store.write("unit.add") as write:
        units.add(write.session, "Xã Lùng Cải", "xa")
    assert last_view.look(office.home) is None
    keep(office)
    assert last_view.look(office.home) == SEEN


def test_last_view_dropped_next_day(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 14, 16, 59, tzinfo=UTC))
    assert last_view.look(office.home) == SEEN
    hold_clock(datetime(2024, 3, 14, 17, 1, tzinfo=UTC))  # past midnight in Việt Nam
    assert last_view.look(office.home) is None


def test_last_view_needs_remembered_passphrase(office: OpenOffice) -> None:
    own_ways.forget_here(office)
    assert last_view.look(office.home) is None


def test_last_view_is_encrypted(office: OpenOffice) -> None:
    kept = office.home.last_view.read_bytes()
    assert "Rà soát".encode() not in kept
    assert b"tasks" not in kept


@pytest.mark.parametrize("spoil", ["missing", "empty", "truncated", "changed", "not ours", "no database", "no keys"])
def test_last_view_broken_is_none(office: OpenOffice, spoil: str) -> None:
    path = office.home.last_view
    data = path.read_bytes()
    if spoil == "missing":
        path.unlink()
    elif spoil == "no keys":
        office.home.keys.write_bytes(b"{")
    elif spoil == "no database":
        office.store.close()
        office.home.database.unlink()
    else:
        changed = data[:40] + bytes([data[40] ^ 1]) + data[41:]
        path.write_bytes({"empty": b"", "truncated": data[:30], "changed": changed, "not ours": b"x" * 500}[spoil])
    assert last_view.look(office.home) is None


def test_last_view_not_writable(office: OpenOffice) -> None:
    office.home.last_view.unlink()
    office.home.last_view.mkdir()
    keep(office)


def test_last_view_loads_no_sqlalchemy(office: OpenOffice) -> None:
    """That is what it is for: SQLAlchemy takes longer to load than the rest of the start."""
    import subprocess
    import sys
    from pathlib import Path

    code = "import sys; from models.store.local import last_view; "
    code += "print([m for m in sys.modules if m.startswith('sqlalchemy')])"
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
    assert found.strip() == "[]"
