"""Which unit a name means whose place is told otherwise than in the list, and which name is another place's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.reading.proposal import DirectiveHead, ProposedTask, Source
from models.work import office as offices
from models.work import ourselves, unit_catalogue, units
from models.work.placed_names import PlacedName, placed, read_name
from models.work.units import Unit

CORES = st.sampled_from(["Phòng Nội vụ", "Công an", "Ban Chỉ huy quân sự", "Văn phòng HĐND&UBND", "UBND", "Xã hội học"])
PLACES = st.sampled_from(["Bắc Hà", "Mường Sáy", "Si Ma Cai", "Nậm Kha", "Phan Rang - Tháp Chàm"])
TIES = st.sampled_from([" {kind} {place}", " thuộc UBND {kind} {place}", " của {kind} {place}", " ({kind} {place})"])


def of(name: str, above: str = "", place: str = "") -> PlacedName:
    """A unit of this name below another, as the list knows it; our own where a place is given."""
    return placed([("a", name, "b"), ("b", above, None)], "a" if place else "", place)["a"]


@given(CORES, PLACES, PLACES, TIES, st.sampled_from(["huyện", "thị xã"]), st.booleans())
def test_a_place_in_the_name_means_the_unit_of_that_place(
    core: str, ours: str, other: str, tie: str, kind: str, capitals: bool
) -> None:
    written = core + tie.format(kind=kind, place=ours)
    read = read_name(written.upper() if capitals else written)
    assert of(core, f"UBND {kind} {ours}").is_meant_by(read)
    assert of(core, place=ours).is_meant_by(read)
    assert of(f"{core} {kind} {ours}, tỉnh Lào Cai").is_meant_by(read)
    assert of(core, f"UBND {kind} {other}").is_meant_by(read) == (ours == other)
    assert not of(f"{core} khác", f"UBND {kind} {ours}").is_meant_by(read)


@pytest.mark.parametrize(
    ("written", "core", "places"),
    [
        ("Phòng Lao động - Thương binh và Xã hội", "phòng lao động - thương binh và xã hội", {}),
        ("HUYỆN ỦY BẮC HÀ", "huyện ủy bắc hà", {}),
        ("UBND các xã, thị trấn", "ubnd các xã , thị trấn", {}),
        ("Công an tỉnh", "công an tỉnh", {}),
        ("UBND Phường 12, Quận 3", "ubnd", {0: ("phường", "12"), 1: ("quận", "3")}),
        ("Thành phố Hà Nội", "ubnd", {2: ("thành phố", "hà nội")}),
    ],
)
def test_what_a_name_tells(written: str, core: str, places: dict[int, tuple[str, str]]) -> None:
    assert (read_name(written).core, dict(read_name(written).places)) == (core, places)


@pytest.mark.parametrize(
    "written", ["Phòng Nội vụ huyện Bắc Hà", "PHÒNG NỘI VỤ HUYỆN BẮC HÀ", "Phòng Nội vụ (huyện Bắc Hà, tỉnh Lào Cai)"]
)
def test_our_own_office_by_its_place(office: OpenOffice, written: str) -> None:
    with office.store.read() as session:
        own = session.get_one(Unit, offices.own_unit_id(session))
        assert units.by_name(session, [written]) == {written: own}
        assert unit_catalogue.read(session).meant(written) == own.name
        assert ourselves.about(session, [written]).mine == {written: True}
        assert units.by_name(session, ["Phòng Nội vụ huyện Mường Sáy", "Phòng Nội vụ tỉnh Lào Cai"]) == {}


def test_committee_with_and_without_its_province(office: OpenOffice) -> None:
    with office.store.write("unit.change") as write:
        above = write.session.scalars(select(Unit).where(Unit.name.contains("huyện Bắc Hà"))).one()
        kept = {name: getattr(above, name) for name in ("code", "level", "valid_from", "valid_to")}
        units.change(write.session, above.id, name="UBND huyện Bắc Hà, tỉnh Lào Cai", **kept)
    with office.store.read() as session:
        for name in ("UBND huyện Bắc Hà", "Ủy ban nhân dân huyện Bắc Hà"):
            assert [unit.id for unit in units.by_name(session, [name]).values()] == [above.id]
        assert units.by_name(session, ["UBND huyện Bắc Hà, tỉnh Yên Bái", "UBND xã Bắc Hà"]) == {}


@pytest.mark.parametrize(
    ("issuer", "parent", "ours"),
    [
        ("UBND HUYỆN MƯỜNG SÁY", "", False),
        ("PHÒNG NỘI VỤ", "ỦY BAN NHÂN DÂN HUYỆN MƯỜNG SÁY", False),
        ("UBND huyện Bắc Hà", "", True),
        ("UBND XÃ LÙNG CẢI", "UBND HUYỆN BẮC HÀ", True),
        ("SỞ NỘI VỤ", "UBND TỈNH LÀO CAI", True),
        ("BỘ NỘI VỤ", "", True),
    ],
)
def test_a_bare_name_in_another_districts_paper_is_not_ours(
    office: OpenOffice, issuer: str, parent: str, ours: bool
) -> None:
    head = DirectiveHead(issuer=issuer, parent_issuer=parent or None, place="Mường Sáy")
    task = ProposedTask("1", "Rà soát", None, ("Phòng Nội vụ",), (), None, None, None, Source(0, 7))
    with office.store.read() as session:
        (found,) = ourselves.proposed(session, head, [task])
        known = unit_catalogue.read(session).meant(found.lead[0])
    assert (known == "Phòng Nội vụ") == (found.whose == "ours") == found.sure == ours
    if not ours:
        assert found.lead == ("Phòng Nội vụ (huyện Mường Sáy)",)
        assert any("huyện Mường Sáy" in words for words in found.doubts)
