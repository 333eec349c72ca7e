"""Vietnamese text: normal form, folding, order, dates and numbers, on chosen words and on whatever hypothesis finds."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import text

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + " ", max_size=40)
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)


def nfd(words: str) -> str:
    return unicodedata.normalize("NFD", words)


@given(st.text())
def test_clean_gives_one_visible_line_in_nfc(words: str) -> None:
    cleaned = text.clean(words)
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert cleaned == text.clean(cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"}]
    cleaned.encode()


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("  Tổ\u00a0chức \t bộ\r\nmáy ", "Tổ chức bộ máy"),
        (nfd("Nguyễn Văn Đức"), "Nguyễn Văn Đức"),
        ("e\u200b\u0323", "ẹ"),  # a zero-width mark between a letter and its tone
        ("2024\u202e51\u202c", "202451"),
        ("a\u00adb\ufeffc\u2066d\u2069", "abcd"),
        ("Sở\x00 Nội\x1b vụ\x7f", "Sở Nội vụ"),
        ("lộ\ud83d", "lộ"),  # half of an emoji, as a broken program leaves it
        ("Hà\U000e0041 Giang\u061c", "Hà Giang"),
    ],
)
def test_clean_removes_what_cannot_be_seen(dirty: str, cleaned: str) -> None:
    assert text.clean(dirty) == cleaned


def test_clean_lines_keeps_lines_that_say_something() -> None:
    assert text.clean_lines(" một \n\n\u200b\n hai  ba") == "một\nhai ba"


@given(VIETNAMESE)
def test_fold_leaves_plain_letters_whatever_normal_form(words: str) -> None:
    folded = text.fold(words)
    assert re.fullmatch("[a-z ]*", folded)
    assert len(folded) == len(words)
    assert folded == text.fold(nfd(words)) == text.fold(words.upper()) == text.fold(folded)


@pytest.mark.parametrize("word", ["Uỷ", "Ủy", "UỶ", "uy", nfd("Uỷ")])
def test_fold_brings_spellings_together(word: str) -> None:
    assert text.fold(word) == "uy"


@given(st.text(st.sampled_from("aàẠđĐoóǭ가Σİ\u0301\u0323") | st.characters(), max_size=30))
def test_fold_is_letter_by_letter(words: str) -> None:
    apart = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    assert text.fold(words) == "".join(char for char in apart if not unicodedata.combining(char))


def test_fold_knows_that_d_with_bar_is_d() -> None:
    assert text.fold("Đường ĐỘC LẬP đ") == "duong doc lap d"


@pytest.mark.parametrize(
    ("newer", "older"),
    [("hoà", "hòa"), ("Uỷ ban", "ủy ban"), ("khoẻ", "khỏe"), ("THUỶ", "thủy"), ("quý", "quý"), ("hoàn", "hoàn")],
)
def test_tone_place_is_one_where_two_are_written(newer: str, older: str) -> None:
    assert text.one_tone_place(newer) == older
    assert text.one_tone_place(nfd(newer)) == older
    assert text.one_tone_place(older) == older


@pytest.mark.parametrize(
    ("words", "marked"), [("nhiem vu", False), ("NHIEM", False), ("nhiệm", True), ("d", False), ("đ", True)]
)
def test_has_marks(words: str, marked: bool) -> None:
    assert text.has_marks(words) is marked
    assert text.has_marks(nfd(words)) is marked


def test_sort_key_is_order_of_dictionary() -> None:
    order = ["a", "an", "ba", "bà", "bả", "bã", "bá", "bạ", "bác", "băng", "bâng", "cam", "da", "đa", "e", "ê"]
    order += ["oa", "ô", "ơ", "ta", "tá", "ưa", "y"]
    shuffled = random.Random(7).sample(order, len(order))
    assert sorted(shuffled, key=text.sort_key) == order
    assert sorted(map(nfd, shuffled), key=text.sort_key) == list(map(nfd, order))


def test_sort_key_orders_names_of_places() -> None:
    mixed = ["Bắc Hà", "Bảo Yên", "Bát Xát", "Bá Thước", "Bảo Thắng", "Bà Rịa"]
    order = ["Bà Rịa", "Bá Thước", "Bảo Thắng", "Bảo Yên", "Bát Xát", "Bắc Hà"]
    assert sorted(mixed, key=text.sort_key) == order


@given(VIETNAMESE, VIETNAMESE)
def test_sort_key_puts_letters_before_tones(one: str, other: str) -> None:
    if text.fold(one) < text.fold(other) and not (text.has_marks(one) or text.has_marks(other)):
        assert text.sort_key(one) < text.sort_key(other)
    assert (text.sort_key(one) == text.sort_key(other)) == (one.lower() == other.lower())


@given(st.dates())
def test_date_round_trip(day: date) -> None:
    assert text.read_date(text.show_date(day)) == day
    assert text.read_date(day.isoformat()) == day


def test_date_formats() -> None:
    assert text.show_date(date(2025, 3, 7)) == "07/03/2025"
    assert text.show_date(None) == ""
    assert text.read_date(" 7-3-2025 ") == text.read_date("7.3.2025") == date(2025, 3, 7)


@pytest.mark.parametrize("wrong", ["", "31/02/2024", "2024-13-01", "1/1/24", "hôm nay", "1/2/20245", "2024/1/1 x"])
def test_date_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        text.read_date(wrong or "x")


@given(NUMBERS)
def test_number_round_trip(number: Decimal) -> None:
    assert text.read_number(text.show_number(number)) == number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Decimal("1234.5"), "1.234,5"),
        (1234567, "1.234.567"),
        (Decimal("12.50"), "12,5"),
        (Decimal("-0.25"), "-0,25"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0.00"), "0"),
        (0, "0"),
        (None, ""),
    ],
)
def test_number_formats(number: Decimal | int | None, shown: str) -> None:
    assert text.show_number(number) == shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("12,5 %", "12.5"),
        ("12.5", "12.5"),
        ("1 234", "1234"),
        ("+5", "5"),
        ("-1.000", "-1000"),
        ("0.850", "0.85"),
        ("-0.850", "-0.85"),
        ("0,850", "0.85"),
        ("1,234", "1.234"),
        ("12.345", "12345"),
        ("1.5", "1.5"),
        ("1234.567", "1234.567"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234\u00a0567", "1234567"),
        (",5", "0.5"),
        ("80 %", "80"),
        ("８０％", "80"),
        ("１．２３４，５", "1234.5"),
        ("\u22125", "-5"),
    ],
)
def test_number_read(typed: str, meant: str) -> None:
    assert text.read_number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("number", "marks"),
    [
        ("1.234", ",."),
        ("1,234", ",."),
        ("12.345 %", ",."),
        ("12,5", ","),
        ("1.234.567", ","),
        ("0,850", ","),
        ("12.5", "."),
        ("0.850", "."),
        ("1,234.5", "."),
        ("1234", ""),
        ("1 234", ""),
        ("x", ""),
    ],
)
def test_which_mark_stands_before_the_decimals(number: str, marks: str) -> None:
    assert text.decimal_marks(number) == set(marks)


@given(NUMBERS)
def test_number_of_sheet_in_english_read_with_its_dot(number: Decimal) -> None:
    english = f"{number:,f}"
    assert text.read_number(english, ".") == number
    assert not text.decimal_marks(english) or "." in text.decimal_marks(english)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "x",
        "1.23.4",
        "1,2,3",
        "1.2345,6",
        "--1",
        "1e5",
        "NaN",
        "5 tỷ",
        "0.850.000",
        "12 5",
        "1 23",
        "5,",
        "%",
        "٣",
        "5²",
        "(5)",
    ],
)
def test_number_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"^" + re.escape(wrong) + "$"):
        text.read_number(wrong)


@given(st.text())
def test_file_name_ascii(words: str) -> None:
    name = text.ascii_name(words)
    assert re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9-]{0,48}[A-Za-z0-9])?", name)


def test_file_name_keeps_words() -> None:
    assert text.ascii_name("Báo cáo tháng 3/2024 – Đà Bắc") == "Bao-cao-thang-3-2024-Da-Bac"
    assert text.ascii_name("…") == "tep"
    assert len(text.ascii_name("đ" * 80)) == 50


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (2048, "2 KB"), (1024 * 1024, "1 MB"), (3_500_000, "3,3 MB"), (52428800, "50 MB")]
)
def test_size_formats(size: int, words: str) -> None:
    assert text.show_size(size) == words


def test_share_is_bound_to_its_sign() -> None:
    assert text.whole_shares("tiến độ 65 %, đạt 53,7 %; 5 xã, %") == "tiến độ 65\u00a0%, đạt 53,7\u00a0%; 5 xã, %"
