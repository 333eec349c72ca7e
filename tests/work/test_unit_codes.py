"""A unit is found by its code, also where that has letters; no two units share one, but a number."""

from __future__ import annotations

from datetime import date

import offices
import pytest
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.work import unit_list, units


@pytest.mark.parametrize("code", ["X1", "H38.10", "085-NV"])
def test_unit_found_by_code(office: OpenOffice, code: str) -> None:
    with office.store.write("unit.add") as write:
        made = units.add(write.session, "Xã Bản Liền", "xa", code=code)
        units.add(write.session, f"Trạm {code} phụ", "xa", code="9")
        assert units.find(write.session, code).id == made.id
        with offices.refused("unit_unknown"):
            units.find(write.session, code + "9z")


@pytest.mark.parametrize("again", ["xa01", "XA01", "Xa01", " xA01 "])
def test_code_that_differs_only_in_case_is_refused(office: OpenOffice, again: str) -> None:
    with office.store.write("unit.add") as write:
        units.add(write.session, "Xã Bản Liền", "xa", code="XA01")
        other = units.add(write.session, "Xã Bản Phố", "xa", code="xa02")
        with pytest.raises(AppError) as refused:
            units.add(write.session, "Xã Bản Cái", "xa", code=again)
        assert refused.value.code == "unit_code_exists"
        assert "Xã Bản Liền" in refused.value.what
        assert "XA01" in refused.value.why
        with offices.refused("unit_code_exists"):
            _with_code(write.session, other.id, again)
        with offices.refused("unit_code_exists"):
            unit_list.add_many(write.session, [(None, "Xã Lùng Cải mới"), (again, "Xã Bản Cái")], "xa", None)
        _with_code(write.session, other.id, "XA02")  # its own, written otherwise


def test_code_is_free_again_when_its_unit_has_ended_and_official_numbers_are_reused(office: OpenOffice) -> None:
    with office.store.write("unit.add") as write:
        units.add(write.session, "Xã Bản Liền", "xa", code="XA01", valid_to=date(2025, 6, 30))
        units.add(write.session, "Xã Bản Phố", "xa", code="xa01", valid_from=date(2025, 7, 1))
        units.add(write.session, "Phường Kim Tân", "xa", code="02647")
        units.add(write.session, "Phường Lào Cai", "xa", code="02647")


def _with_code(session: Session, unit_id: str, code: str) -> None:
    row = units.get(session, unit_id)
    units.change(session, unit_id, name=row.name, code=code, level="xa", valid_from=None, valid_to=None)
