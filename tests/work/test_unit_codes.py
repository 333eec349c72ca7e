"""A unit is found by its code, also where that has letters."""

from __future__ import annotations

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import units


@pytest.mark.parametrize("code", ["X1", "H38.10", "085-NV"])
def test_unit_found_by_code(office: OpenOffice, code: str) -> None:
    with office.store.write("unit.add") as write:
        made = units.add(write.session, "Xã Bản Liền", "xa", code=code)
        units.add(write.session, f"Trạm {code} phụ", "xa", code="9")
        assert units.find(write.session, code).id == made.id
        with offices.refused("unit_unknown"):
            units.find(write.session, code + "9z")
