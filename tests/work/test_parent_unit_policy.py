"""The parent unit that an administrator fixed: taken when an office is founded, and no other is accepted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base import policy
from models.base.errors import AppError
from models.base.paths import Home
from models.work import office, unit_list, units

FIXED = "UBND huyện Bắc Hà"
PASSPHRASE = "mật khẩu thử nghiệm"


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch, cheap_keys: None) -> None:
    found = policy.Policy({"ParentUnit": FIXED}, {"ParentUnit": "SoCCHC.ini"})
    monkeypatch.setattr(policy, "current", lambda: found)


@pytest.fixture
def opened(home: Home) -> Iterator[OpenOffice]:
    made, _recovery = opening.found(home, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE)
    yield made
    made.close()


def test_parent_unit_policy_at_founding(opened: OpenOffice) -> None:
    with opened.store.read() as session:
        assert office.card(session).parent == FIXED


def test_parent_unit_policy_refuses_other(home: Home) -> None:
    with pytest.raises(AppError) as refused:
        opening.found(home, OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Sa Pa"), PASSPHRASE)
    assert refused.value.code == "pinned"
    assert not opening.exists(home)


def test_parent_unit_policy_spelled_otherwise(home: Home) -> None:
    made, _recovery = opening.found(home, OfficeSpec("Phòng Nội vụ", "huyen", parent="ubnd huyện bắc hà"), PASSPHRASE)
    with made.store.read() as session:
        assert office.card(session).parent == FIXED
    made.close()


def test_parent_unit_policy_not_for_demonstration(home: Home) -> None:
    made, _recovery = opening.found(home, OfficeSpec("Phòng mẫu", "huyen", parent="UBND mẫu", sample=True), PASSPHRASE)
    with made.store.read() as session:
        assert office.card(session).parent == "UBND mẫu"
    made.close()


def test_parent_unit_policy_keeps_name_and_place(opened: OpenOffice) -> None:
    with opened.store.read() as session:
        own = office.own_unit_id(session)
        parent = next(row for row in units.rows(session) if row.name == FIXED)
    more = {"code": None, "level": "huyen", "valid_from": None, "valid_to": None}
    with pytest.raises(AppError, match="quản trị máy"), opened.store.write("unit.change") as write:
        units.change(write.session, parent.id, name="UBND huyện Sa Pa", **more)
    with pytest.raises(AppError, match="quản trị máy"), opened.store.write("unit.change") as write:
        unit_list.move(write.session, own, None)
    with opened.store.write("unit.change") as write:  # what leaves the name as it is goes through
        units.change(write.session, parent.id, name=FIXED, **{**more, "code": "085"})
        unit_list.move(write.session, own, parent.id)
