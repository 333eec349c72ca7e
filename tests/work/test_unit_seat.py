"""Whom communes are under, and codes in either case."""

from __future__ import annotations

import pytest

from models.access import opening
from models.access.opening import OfficeSpec
from models.base.paths import Home
from models.work import office, unit_list, units


@pytest.mark.parametrize(
    ("name", "above", "seat"),
    [
        ("Phòng Nội vụ", "UBND huyện Bắc Hà", "UBND huyện Bắc Hà"),
        ("UBND huyện Bắc Hà", "UBND tỉnh Lào Cai", "UBND huyện Bắc Hà"),
        ("Chi cục Văn thư", "Sở Nội vụ", "Chi cục Văn thư"),
        ("Phòng Nội vụ", None, "Phòng Nội vụ"),
    ],
)
def test_communes_are_under_the_committee_of_their_district(
    home: Home, cheap_keys: None, name: str, above: str | None, seat: str
) -> None:
    spec = OfficeSpec(name, "huyen", parent=above, children=(("XA01", "Xã Lùng Cải"),))
    opened = opening.found(home, spec, "một mật khẩu dài")[0]
    with opened.store.read() as session:
        commune = units.find(session, "XA01")
        assert units.get(session, commune.parent_id or "").name == seat
        assert units.get(session, unit_list.read(session).seat).name == seat
        assert office.card(session).name == name
        assert units.find(session, "xa01").id == units.find(session, "Xa01").id == commune.id
    opened.close()


def test_code_in_the_same_case_wins_in_a_book_that_has_both(home: Home, cheap_keys: None) -> None:
    spec = OfficeSpec("Phòng Nội vụ", "huyen", children=(("xa1", "Xã Lùng Cải"), ("xa2", "Xã Bản Phố")))
    opened = opening.found(home, spec, "một mật khẩu dài")[0]
    with opened.store.write("unit.change") as write:  # no way in takes it any more
        units.find(write.session, "xa2").code = "XA1"
    with opened.store.read() as session:
        assert [units.find(session, code).name for code in ("xa1", "XA1")] == ["Xã Lùng Cải", "Xã Bản Phố"]
    opened.close()
