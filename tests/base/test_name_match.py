"""Which of many names is meant by a few letters: the likeliest first, marks only where they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base.name_match import matching, meant, same, same_person
from models.base.text import fold

NAMES = (
    "Ban Dân tộc nội vụ",
    "Phòng Nội vụ",
    "Phòng Nội vụ huyện Bắc Hà",
    "Phòng Tư pháp",
    "Phường Sa Pa",
    "Phường Sa Pả",
    "Sở Nội vụ",
    "Xã Bản Phố",
    "Xã Na Hối",
    "Xã Nậm Mòn",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("noi vu", ["Ban Dân tộc nội vụ", "Phòng Nội vụ", "Sở Nội vụ", "Phòng Nội vụ huyện Bắc Hà"]),
        ("phong noi vu", ["Phòng Nội vụ", "Phòng Nội vụ huyện Bắc Hà"]),
        ("vu noi so", ["Sở Nội vụ"]),
        ("sa pa", ["Phường Sa Pa", "Phường Sa Pả"]),
        ("Sa Pả", ["Phường Sa Pả"]),
        ("nôi vụ", ["Ban Dân tộc nội vụ", "Phòng Nội vụ", "Sở Nội vụ", "Phòng Nội vụ huyện Bắc Hà"]),  # half typed
        ("xa na", ["Xã Na Hối", "Xã Nậm Mòn"]),
        ("na h", ["Xã Na Hối"]),
        ("không có", []),
        ("", list(NAMES)),
    ],
)
def test_names_matching_likeliest_first(typed: str, found: list[str]) -> None:
    assert matching(NAMES, typed) == found


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("phong noi vu", "Phòng Nội vụ"),
        ("PHÒNG NỘI VỤ", "Phòng Nội vụ"),
        ("Phường Sa Pả", "Phường Sa Pả"),
        ("phuong sa pa", None),  # two fit
        ("Phòng Nôi vụ", None),
        ("noi vu", None),
    ],
)
def test_name_meant_as_a_whole(typed: str, name: str | None) -> None:
    assert meant(NAMES, typed) == name


@given(st.sampled_from(NAMES), st.data())
def test_part_of_a_name_finds_it(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    assert name in matching(NAMES, part)
    assert name in matching(NAMES, fold(part))
    assert set(matching(NAMES, part)) <= set(NAMES)


@given(st.lists(st.text(max_size=12), unique=True), st.text(max_size=12))
def test_name_meant_is_found_first(names: list[str], typed: str) -> None:
    found = meant(names, typed)
    if found is not None:
        assert same(found, typed)
        assert found in matching(names, typed)


@pytest.mark.parametrize(
    ("holder", "is_same"),
    [
        ("Lò Thị Hoa", True),
        ("LÒ THỊ HOA", True),
        ("Lo Thi Hoa", True),
        ("Lò Thị Hoa (KHÓA THỬ)", True),
        ("Lò Thị Hoa (Ký) (2024)", True),
        ("Lò Thị Hoà", False),
        ("Lò Thị", False),
        ("Vàng Seo Phà", False),
        ("", False),
        ("(Lò Thị Hoa)", False),
    ],
)
def test_name_in_certificate(holder: str, is_same: bool) -> None:
    assert same_person("Lò Thị Hoa", holder) == is_same
