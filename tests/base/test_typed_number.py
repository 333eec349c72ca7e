"""Number and symbol of a document as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base.typed_number import report_number, typed_number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("45", ("45", "")),
        ("12a", ("12a", "")),
        (" Số: 05 / BC – PNV ", ("05", "BC-PNV")),
        ("07/2024/NQ-HĐND", ("07/2024", "NQ-HĐND")),
        ("15-TB/TU", ("15", "TB/TU")),
        ("310/UBND-NV", ("310", "UBND-NV")),
        ("số 8512/UBND", ("8512", "UBND")),
    ],
)
def test_number_and_symbol(text: str, found: tuple[str, str]) -> None:
    assert typed_number(text) == found


@pytest.mark.parametrize("text", ["8512/3/2024", "", "năm", "45/", "/BC-PNV", "4 5", "-1", "45/3", "1234567"])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="không phải số văn bản"):
        typed_number(text)


@pytest.mark.parametrize("text", ["0", "45/BC", "45/TB-PNV", "12a", "07/2024", "100000"])
def test_no_number_of_a_report(text: str) -> None:
    with pytest.raises(ValueError, match="báo cáo"):
        report_number(text, "BC-PNV")


@given(st.integers(1, 99_999), st.sampled_from(["", "/BC-PNV", " / bc - pnv", "/BC–PNV"]))
def test_number_of_a_report_alone(number: int, symbol: str) -> None:
    assert report_number(f"{number}{symbol}", "BC-PNV") == str(number)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    try:
        number = report_number(text, "BC-PNV")
    except ValueError as wrong:
        assert str(wrong).endswith(".")
    else:
        assert number == "" or number.isdigit()
