"""Words that Word sets apart within a line: struck out, raised, chosen from a list, broken by Shift+Enter."""

from __future__ import annotations

import pytest
from made_words import cell, lines_of, par, row, run, style, styles, word_file

from models.reading.files.docx_file import read_docx
from models.reading.read import read_content

RAISED = '<w:vertAlign w:val="superscript"/>'
KNOWN = styles(
    style("Up", f"<w:rPr>{RAISED}</w:rPr>", kind="character"),
    style("Out", "<w:rPr><w:strike/></w:rPr>", kind="character"),
    style("AllOut", "<w:rPr><w:strike/></w:rPr>"),
    style("Under", '<w:basedOn w:val="AllOut"/>'),
)


def tasks_of(*paragraphs, **parts):
    body = par("KẾ HOẠCH") + par("I. NHIỆM VỤ") + "".join(paragraphs)
    return read_content(word_file(body, **parts)).tasks


@pytest.mark.parametrize(
    "properties", [RAISED, '<w:rStyle w:val="Up"/>', '<w:position w:val="8"/><w:sz w:val="16"/>', f"{RAISED}<w:b/>"]
)
@pytest.mark.parametrize("mark", ["2", "12", "(1)", "[4]", "*", "(a)"])
def test_raised_mark_of_a_note_is_no_part_of_owner_and_date(properties, mark):
    up = run(mark, properties)
    (task,) = tasks_of(
        par("1. Sở Tài chính", runs=up + run(" thẩm định trước ngày 15/6/2024") + up + run(" để tổng hợp.")),
        styles=KNOWN,
    )
    assert task.text == "Sở Tài chính thẩm định trước ngày 15/6/2024 để tổng hợp."
    assert (task.lead, str(task.due_on)) == (("Sở Tài chính",), "2024-06-14")


def test_mark_of_a_note_in_runs_of_their_own_and_within_a_number_loses_nothing():
    (task,) = tasks_of(
        par(
            "1. Sở Y tế triển khai Nghị quyết số 76", runs=run("1", RAISED) + run("2", RAISED) + run("/NQ-CP năm 2022.")
        )
    )
    assert task.text == "Sở Y tế triển khai Nghị quyết số 76/NQ-CP năm 2022."


@pytest.mark.parametrize(
    ("before", "up", "shown"),
    [
        ("1.200 m", "2", "1.200 m²"),
        ("5 km", "3", "5 km³"),
        ("30", "o", "30o"),
        ("ngày ", "15/6/2024", "ngày 15/6/2024"),
    ],
)
def test_raised_words_that_say_something_stay(before, up, shown):
    (task,) = tasks_of(par(f"1. Sở Xây dựng lập hồ sơ {before}", runs=run(up, RAISED) + run(" theo kế hoạch.")))
    assert task.text == f"Sở Xây dựng lập hồ sơ {shown} theo kế hoạch."


def test_style_that_raises_is_undone_by_the_run():
    back = '<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>'
    assert lines_of(par("năm 202", runs=run("4", back)), styles=KNOWN) == ["năm 2024"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_mark_that_somebody_typed_for_a_note_is_not_read(kind):
    reference = f'<w:r><w:{kind}Reference w:customMarkFollows="1" w:id="2"/><w:t>9</w:t></w:r>'
    assert lines_of(par("ngày 15/6/2024", runs=reference + run(" để"))) == ["ngày 15/6/2024 để"]


@pytest.mark.parametrize(
    ("paragraph", "properties", "live"),
    [
        ("", "<w:strike/>", False),
        ("", "<w:dstrike/>", False),
        ("", '<w:rStyle w:val="Out"/>', False),
        ('<w:pStyle w:val="Under"/>', "", False),
        ("", '<w:strike w:val="0"/>', True),
        ("", '<w:rStyle w:val="Out"/><w:strike w:val="false"/>', True),
        ('<w:pStyle w:val="AllOut"/>', '<w:strike w:val="off"/>', True),
        ('<w:pStyle w:val="AllOut"/>', '<w:rStyle w:val="Out"/>', True),
    ],
)
def test_struck_words_are_not_read_and_are_told_with_their_place(paragraph, properties, live):
    kept = '<w:strike w:val="0"/>'
    runs = run("1. Sở Y tế báo cáo ", kept) + run("trước ngày 01/4/2024", properties) + run(" về tỉnh.", kept)
    reading = read_content(word_file(par("I. NHIỆM VỤ") + par(properties=paragraph, runs=runs), styles=KNOWN))
    assert (reading.tasks[0].due_on is not None) is live
    told = [remark for remark in reading.warnings if "gạch ngang" in remark]
    assert bool(told) is not live
    if not live:
        assert "“trước ngày 01/4/2024”" in told[0] and "Sở Y tế báo cáo về tỉnh" in told[0]


@pytest.mark.parametrize("number", ["2. ", "b) ", "(2) ", "II. ", ""])
def test_item_that_is_struck_out_but_for_its_number_is_gone_whole(number):
    out = par(number, runs=run("Sở Y tế lập hồ sơ.", "<w:strike/>"))
    found = read_docx(word_file(par("1. Sở Nội vụ lập hồ sơ.") + out + par("Kết luận")))
    assert [line for line in found.text.split("\n") if line.strip()] == ["1. Sở Nội vụ lập hồ sơ.", "Kết luận"]
    assert f"cả đoạn “{number}Sở Y tế lập hồ sơ.”" in found.warnings[0]


def test_struck_words_of_a_table_are_not_read():
    table = row(*(cell(words) for words in ("STT", "Nhiệm vụ", "Chủ trì")))
    old = f"<w:tc><w:tcPr/>{par('Sở Y tế', runs=run(' Sở Nội vụ', '<w:strike/>'))}</w:tc>"
    assert lines_of(f"<w:tbl>{table}{row(cell('1'), cell('Rà soát'), old)}</w:tbl>")[1] == "1 | Rà soát | Sở Y tế"


def test_words_own_soft_hyphen_is_no_letter_but_in_old_code():
    inside = "<w:r><w:t>1. Sở Nội</w:t><w:softHyphen/><w:t> vụ lập hồ sơ năm 2024.</w:t></w:r>"
    assert tasks_of(par(runs=inside))[0].text == "Sở Nội vụ lập hồ sơ năm 2024."
    old = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>t</w:t><w:softHyphen/><w:t> ph¸p</w:t></w:r>'
    assert lines_of(par(runs=old)) == ["tư pháp"]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("trước ngày 15/", "6/2024.", "trước ngày 15/6/2024."),
        ("trước ngày 15", "/6/2024.", "trước ngày 15/6/2024."),
        ("trước ngày", "15/6/2024.", "trước ngày 15/6/2024."),
        ("thẩm định dự toán", "1.200 hồ sơ.", "thẩm định dự toán 1.200 hồ sơ."),
        ("nghiệm thu (đợt", "12) hồ sơ.", "nghiệm thu (đợt 12) hồ sơ."),
        ("5. Sở Y tế nghiệm thu", "12) hồ sơ.", "5. Sở Y tế nghiệm thu 12) hồ sơ."),
        ("1. Rà soát", "2. Lập hồ sơ.", None),
        ("1. rà soát", "2. lập hồ sơ.", None),
        ("Rà soát;", "2 hồ sơ", None),
        ("UBND TỈNH", "SỞ NỘI VỤ", None),
    ],
)
def test_break_within_a_paragraph_parts_no_figure_from_its_sentence(before, after, whole):
    broken = par(before, runs=f"<w:r><w:br/><w:t>{after}</w:t></w:r>")
    assert lines_of(broken) == ([whole] if whole else [before, after])


def control(properties, content):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


ENTRIES = '<w:listItem w:value="1" w:displayText="Sở Y tế"/><w:listItem w:value="2" w:displayText="Sở Nội vụ"/>'
ASKING = "<w:showingPlcHdr/>"


@pytest.mark.parametrize(
    ("properties", "shown", "read"),
    [
        (f"<w:dropDownList>{ENTRIES}</w:dropDownList>", "Sở Y tế", "Sở Y tế"),
        (f'<w:dropDownList w:lastValue="2">{ENTRIES}</w:dropDownList>', "", "Sở Nội vụ"),
        (f'{ASKING}<w:comboBox w:lastValue="2">{ENTRIES}</w:comboBox>', "Chọn một mục", "Sở Nội vụ"),
        (f'{ASKING}<w:comboBox w:lastValue="Sở Tư pháp">{ENTRIES}</w:comboBox>', "Chọn một mục", "Sở Tư pháp"),
        (f"{ASKING}<w:dropDownList>{ENTRIES}</w:dropDownList>", "Chọn một mục", ""),
        ('<w:date w:fullDate="2024-06-15T00:00:00Z"/>', "15 tháng 6", "15 tháng 6"),
        (f'{ASKING}<w:date w:fullDate="2024-06-15T00:00:00Z"/>', "Bấm để nhập", "15/06/2024"),
        ('<w:date w:fullDate="2024-06-15"/>', "", "15/06/2024"),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_choice_in_a_control_is_read_whether_or_not_its_words_show_it(properties, shown, read, whole):
    words = run(shown) if shown else ""
    body = (
        control(properties, par(runs=words)) if whole else par("Giao ", runs=control(properties, words) + run(" lập"))
    )
    assert lines_of(body) == ([read] if read else []) if whole else lines_of(body) == [f"Giao {read} lập"]


@pytest.mark.parametrize(("result", "read"), [("1", "Sở Nội vụ"), ("0", "Sở Y tế"), ("7", ""), ("x", "")])
def test_choice_in_the_list_of_an_older_form_is_read(result, read):
    entries = '<w:listEntry w:val="Sở Y tế"/><w:listEntry w:val="Sở Nội vụ"/>'
    begin = f'<w:ffData><w:ddList><w:result w:val="{result}"/>{entries}</w:ddList></w:ffData>'
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
        '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines_of(par("Giao ", runs=field + run(" lập"))) == [f"Giao {read} lập"]
