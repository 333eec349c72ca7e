"""The lines above a signature: each prefix begins one, however the office typed them."""

from __future__ import annotations

from itertools import product

import pytest

from models.work.signing_lines import signing_lines

DEPUTY = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize("between", [" ", "\n", " / ", ", ", " - "])
def test_each_prefix_begins_a_line(between: str) -> None:
    assert signing_lines(f"TM. Ủy ban nhân dân{between}KT. Chủ tịch", "Phó Chủ tịch") == DEPUTY
    assert signing_lines("", f"TM. Ủy ban nhân dân{between}KT. Chủ tịch{between}Phó Chủ tịch") == DEPUTY


def test_typed_in_any_fields_and_cuts_it_is_the_same() -> None:
    words = ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")
    for cuts in product((" ", "\n"), repeat=2):
        typed = words[0] + cuts[0] + words[1] + cuts[1] + words[2]
        assert signing_lines(typed, "") == DEPUTY


@pytest.mark.parametrize(
    ("authority", "title", "lines"),
    [
        ("", "Trưởng phòng", ("TRƯỞNG PHÒNG",)),
        ("", "Phó Trưởng phòng phụ trách", ("PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH",)),
        ("", "Q. Trưởng phòng", ("Q. TRƯỞNG PHÒNG",)),
        ("KT. Trưởng phòng", "Phó Trưởng phòng", ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        ("TL. Chủ tịch", "Trưởng phòng Nội vụ", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ")),
        ("TUQ.  Chủ tịch ", "", ("TUQ. CHỦ TỊCH",)),
    ],
)
def test_what_is_one_line_stays_one(authority: str, title: str, lines: tuple[str, ...]) -> None:
    assert signing_lines(authority, title) == lines
