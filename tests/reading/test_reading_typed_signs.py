"""Signs that are typed for others, or stand for nothing, change no word, owner or date of a directive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.passage import passage
from models.reading.read import read_text


def read(words):
    return passage(words, 0, len(words)).words


DUTY = "Sở Nội vụ rà soát 12 đơn vị theo Quyết định số 76/QĐ-UBND, hoàn thành trước ngày 15/6/2024."


@given(st.lists(st.integers(1, len(DUTY) - 1), min_size=1, max_size=6))
def test_soft_hyphens_anywhere_are_no_letters(places):
    words = DUTY
    for place in sorted(set(places), reverse=True):
        # Two capitals without a vowel between are a symbol, whose hyphen some printers write softly.
        if not (words[place - 1].isupper() and words[place].isupper()):
            words = f"{words[:place]}\u00ad{words[place:]}"
    assert read(words) == DUTY


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15/TB\u00adUBND và 12/QĐ\u00adTTg", "15/TB-UBND và 12/QĐ-TTg"),
        ("Kế hoạch KH\u00adUBND, 4/TA\u00adHU", "Kế hoạch KH-UBND, 4/TA-HU"),
        ("CAN\u00adTHO", "CANTHO"),
        ("\u00ad Rà soát", "- Rà soát"),
        ("Độc lập \u00ad Tự do", "Độc lập - Tự do"),
        ("ngày 15\u00ad6\u00ad2024, giai đoạn 2021\u00ad2025", "ngày 15-6-2024, giai đoạn 2021-2025"),
        ("THÔNG B\u00adÁO", "THÔNG BÁO"),
    ],
)
def test_soft_hyphen_that_some_printers_write_for_a_hyphen_stays_one(typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sở Giáo dục và Ðào tạo, đất ðai", "Sở Giáo dục và Đào tạo, đất đai"),
        ("\u0189ức Trọng", "Đức Trọng"),
        ("20\uff0f4\uff0f2024", "20/4/2024"),
        ("20\u20444\u22152024", "20/4/2024"),
        ("Qúy III, qùy, QÚY", "Quý III, quỳ, QUÝ"),
        ("Quý III, cụm úy", "Quý III, cụm úy"),
    ],
)
def test_letter_that_only_looks_like_another_is_that_other(typed, meant):
    found = passage(typed, 0, len(typed))
    assert found.words == meant
    assert list(found.at) == list(range(len(typed)))


@pytest.mark.parametrize("mark", ["¹", "¹²", "⁽⁴⁾", "(1)", "[12]", "(*)", "²,³", " ³"])
@pytest.mark.parametrize(
    "words",
    ["tháng 6{} năm 2024", "ngày 15/6/2024{}.", "Sở Tài chính{} thẩm định", "“Đề án”{} của tỉnh", "Nghị quyết (mới){}"],
)
def test_mark_of_a_note_is_no_part_of_words_and_dates(words, mark):
    assert read(words.format(mark)) == words.format("")


@pytest.mark.parametrize(
    "words",
    [
        "1.200 m² và 5km³",
        "đồng/m²",
        "2 m ² sàn",
        "khí CO₂",
        "3 x 10⁶ đồng",
        "gồm: (1) Rà soát; (2) Lập",
        "hồ sơ.(2) Lập",
        "76(4)/NQ-CP",
        "mẫu A(1b)",
        "100% (5)",
        "¹ Theo Nghị quyết",
    ],
)
def test_figures_that_say_something_stay(words):
    assert read(words) == words


def test_owner_and_day_beside_marks_of_notes_in_a_text_are_found():
    task = read_text("I. NHIỆM VỤ\n1. Sở Tài chính(1) thẩm định dự toán² xong trong tháng 6³ năm 2024.\n").tasks[0]
    assert (task.lead, str(task.due_on)) == (("Sở Tài chính",), "2024-06-30")


DATES = ["15/|6/2024", "15|/6/2024", "15/6/|2024", "15/6|/2024", "15-|6-2024", "15|-6-2024", "15.|6.2024", "|15/6/2024"]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("end", ["", "."])
def test_line_that_ends_within_a_date_loses_neither_the_date_nor_the_item(date, end):
    duty = f"Sở Nội vụ rà soát danh mục, báo cáo trước ngày {date}{end}".replace(" |", "|").replace("|", "\n")
    tasks = read_text(f"I. NHIỆM VỤ\n1. Sở Y tế lập hồ sơ.\n2. {duty}\n3. Sở Công Thương lập hồ sơ.\n").tasks
    assert [task.ref for task in tasks] == ["I.1", "I.2", "I.3"]
    assert str(tasks[1].due_on) == "2024-06-14"


def test_line_that_ends_in_a_number_goes_on_in_no_item_of_the_list():
    tasks = read_text("I. NHIỆM VỤ\n1. Sở Y tế rà soát mẫu số 15\n2. Sở Nội vụ lập hồ sơ.\n").tasks
    assert [task.ref for task in tasks] == ["I.1", "I.2"]


def test_number_of_a_page_is_no_part_of_a_date():
    text = "I. NHIỆM VỤ\n1. Sở Y tế lập hồ sơ trước ngày 15/6/2024\n\n3/5\n\n2. Sở Nội vụ lập hồ sơ.\n"
    assert [task.ref for task in read_text(text).tasks] == ["I.1", "I.2"]
    assert "3/5" not in read_text(text).tasks[0].text
