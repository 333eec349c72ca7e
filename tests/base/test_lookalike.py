"""Letters of other alphabets are told from Vietnamese ones, whatever they look like."""

from __future__ import annotations

import csv
import unicodedata

import pytest

from models.base.lookalike import strange_letters
from models.base.paths import RESOURCES


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Xã B\u0430n Phố", ("\u0430 (U+0430)",)),  # Cyrillic а
        ("Х\u00e3 Bản Phố", ("Х (U+0425)",)),  # Cyrillic Х
        ("X\u00e3 Lùng Ph\u0456nh", ("\u0456 (U+0456)",)),  # Cyrillic і
        ("Sở \u039dội vụ", ("\u039d (U+039D)",)),  # Greek Ν
        ("\uff38ã Bản Phố", ("\uff38 (U+FF38)",)),  # full width X
        ("\U0001d5d1ã", ("\U0001d5d1 (U+1D5D1)",)),  # mathematical X
        ("Phường \u2161", ("\u2161 (U+2161)",)),  # one sign that is a Roman two
        ("Tổ \u0663", ("\u0663 (U+0663)",)),  # an Arabic three
        ("B\u0251n \u0251", ("\u0251 (U+0251)",)),  # Latin alpha, each once
    ],
)
def test_lookalike_letters_named(text: str, letters: tuple[str, ...]) -> None:
    assert strange_letters(text) == letters


@pytest.mark.parametrize(
    "text", ["", "Xã Bản Phố", "ỦY BAN NHÂN DÂN", "đĐ ơƠ ưƯ ăĂ", "Tổ 3 – thôn Y Tý (cũ)", "Đội CSGT “113”", "…", "½"]
)
def test_lookalike_vietnamese_passes(text: str) -> None:
    found = strange_letters(text)
    assert found == (() if "½" not in text else ("½ (U+00BD)",))
    assert strange_letters(unicodedata.normalize("NFD", text)) == found


@pytest.mark.parametrize("name", ["laocai_2023.csv", "laocai_2025.csv"])
def test_lookalike_official_units_pass(name: str) -> None:
    rows = list(csv.DictReader((RESOURCES / "units" / name).read_text("utf-8-sig").splitlines()))
    assert rows
    assert [cell for row in rows for cell in row.values() if cell and strange_letters(cell)] == []
