"""What Word keeps outside the words: numbers it counts, styles that hide, parts beside the page, cells left out."""

from __future__ import annotations

import pytest
from made_words import OPEN, cell, lines_of, par, row, run, style, styles, word_file

from models.base.errors import AppError
from models.reading.files.docx_file import read_docx
from models.reading.read import read_content


def item(words, number, level=0):
    return par(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth, shape, pattern, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(abstracts, numbers):
    """`abstracts`: their content by id; `numbers`: the abstract list of each list, and what it changes."""
    inside = "".join(
        f'<w:abstractNum w:abstractNumId="{ident}">{content}</w:abstractNum>' for ident, content in abstracts.items()
    )
    inside += "".join(
        f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{abstract}"/>{change}</w:num>'
        for ident, (abstract, change) in numbers.items()
    )
    return f"<w:numbering {OPEN}>{inside}</w:numbering>"


def firsts(body, **parts):
    """What stands before the first letter "x" of each line: the automatic number."""
    return [line.split("x")[0].strip() for line in lines_of(body, **parts)]


DECIMAL = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)")
START_AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'


def test_lists_on_one_abstract_list_go_on_and_one_with_a_start_of_its_own_begins_there_once():
    numbers = numbering({0: DECIMAL}, {1: (0, ""), 2: (0, ""), 3: (0, START_AGAIN.format(5))})
    body = "".join(item("x", number) for number in (1, 1, 2, 3, 3, 1))
    assert firsts(body, numbering=numbers) == ["1.", "2.", "3.", "5.", "6.", "7."]


def test_lists_on_lists_of_their_own_count_apart():
    numbers = numbering({0: DECIMAL, 1: DECIMAL}, {1: (0, ""), 2: (1, "")})
    assert firsts("".join(item("x", n) for n in (1, 1, 2, 1)), numbering=numbers) == ["1.", "2.", "1.", "3."]


@pytest.mark.parametrize("with_style", [True, False])
def test_list_that_only_names_a_list_style_has_its_levels(with_style):
    numbers = numbering(
        {0: '<w:numStyleLink w:val="Ours"/>', 1: f'<w:styleLink w:val="Ours"/>{level(0, "upperRoman", "%1.")}'},
        {1: (0, ""), 2: (1, "")},
    )
    parts = {"numbering": numbers}
    if with_style:
        parts["styles"] = styles(
            style("Ours", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
        )
    assert firsts("".join(item("x", 1) for _ in range(4)), **parts) == ["I.", "II.", "III.", "IV."]


def test_style_may_have_only_a_level_and_the_list_from_another_style():
    numbers = numbering({0: level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.")}, {7: (0, "")})
    known = styles(
        style("Head", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'),
        style("Under", '<w:basedOn w:val="Head"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'),
    )
    body = "".join(par("x", f'<w:pStyle w:val="{name}"/>') for name in ("Head", "Under", "Under", "Head", "Under"))
    assert firsts(body, numbering=numbers, styles=known) == ["I.", "1.", "2.", "II.", "1."]


def test_level_may_be_said_by_the_list_that_names_the_style():
    named = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", '<w:pStyle w:val="Under"/>')
    known = styles(style("Under", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'))
    body = item("x", 7) + par("x", '<w:pStyle w:val="Under"/>') * 2
    assert firsts(body, numbering=numbering({0: named}, {7: (0, "")}), styles=known) == ["1.", "a)", "b)"]


def test_number_zero_takes_a_styles_number_away():
    known = styles(style("Head", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'))
    none = '<w:pStyle w:val="Head"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = par("x", '<w:pStyle w:val="Head"/>') + par("x", none) + par("x", '<w:pStyle w:val="Head"/>')
    assert firsts(body, numbering=numbering({0: DECIMAL}, {7: (0, "")}), styles=known) == ["1.", "", "2."]


@pytest.mark.parametrize(
    ("more", "shown"),
    [("", ["I.", "1.", "2.", "II.", "1."]), ('<w:lvlRestart w:val="0"/>', ["I.", "1.", "2.", "II.", "3."])],
)
def test_deeper_level_begins_anew_unless_told_to_go_on(more, shown):
    numbers = numbering({0: level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.", more)}, {1: (0, "")})
    assert firsts("".join(item("x", 1, depth) for depth in (0, 1, 1, 0, 1)), numbering=numbers) == shown


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        (level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2."), ["I.", "I.1.", "I.2."]),
        (level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>"), ["I.", "1.1.", "1.2."]),
        (level(0, "none", "Phần") + level(1, "upperLetter", "(%2)"), ["Phần", "(A)", "(B)"]),
        (level(0, "bullet", "\uf0b7") + level(1, "bullet", "+"), ["-", "+", "+"]),
        (level(0, "decimalZero", "%1/") + level(1, "none", ""), ["01/", "", ""]),
        (level(0, "vietnameseCounting", "%1 là,") + level(1, "lowerRoman", "%2."), ["một là,", "i.", "ii."]),
    ],
)
def test_each_shape_of_number(levels, shown):
    body = "".join(item("x", 1, depth) for depth in (0, 1, 1))
    assert firsts(body, numbering=numbering({0: levels}, {1: (0, "")})) == shown


def test_empty_numbered_paragraph_is_counted_as_on_the_page_and_a_deleted_one_is_not():
    gone = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    deleted = par(properties=gone, runs="<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>")
    body = item("x", 1) + item("", 1) + item("x", 1) + deleted + item("x", 1)
    assert firsts(body, numbering=numbering({0: DECIMAL}, {1: (0, "")})) == ["1.", "3.", "4."]


HIDING = "<w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    ("properties", "run_properties", "shown"),
    [
        ("", '<w:rStyle w:val="Unseen"/>', False),
        ('<w:pStyle w:val="Secret"/>', "", False),
        ('<w:pStyle w:val="Derived"/>', "", False),
        ('<w:pStyle w:val="Derived"/>', '<w:vanish w:val="0"/>', True),
        ('<w:pStyle w:val="Secret"/>', '<w:rStyle w:val="Unseen"/>', True),
        ("", "<w:vanish/>", False),
    ],
)
def test_words_hidden_by_a_style_are_not_read(properties, run_properties, shown):
    known = styles(
        style("Secret", HIDING),
        style("Derived", '<w:basedOn w:val="Secret"/>'),
        style("Unseen", HIDING, kind="character"),
    )
    body = par("seen") + par(properties=properties, runs=run("perhaps", run_properties))
    assert ("perhaps" in lines_of(body, styles=known)) is shown


def test_paragraph_whose_end_is_deleted_or_hidden_goes_on_in_the_next():
    hidden = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = par("one ", deleted) + par("two ", hidden) + par("three") + par("four")
    assert lines_of(body) == ["one two three", "four"]


def test_moved_words_are_read_once_where_they_are_now():
    moved = '<w:moveFrom w:id="1"><w:r><w:t>moved</w:t></w:r></w:moveFrom>'
    arrived = '<w:moveTo w:id="1"><w:r><w:t>moved</w:t></w:r></w:moveTo>'
    assert lines_of(par("a", runs=moved) + par("b ", runs=arrived)) == ["a", "b moved"]


def test_cells_stand_in_their_columns_whatever_a_row_leaves_out_or_covers():
    table = (
        row(*(cell(words) for words in ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")))
        + row(cell("I"), cell("Nhóm việc", '<w:gridSpan w:val="3"/>'))
        + row(cell("1"), cell("Rà soát"), cell("Phòng Y tế", '<w:vMerge w:val="restart"/>'), cell("Quý I"))
        + row(cell("Công khai"), cell("", "<w:vMerge/>"), cell("Quý II"), properties='<w:gridBefore w:val="1"/>')
        + row(cell("3"), cell("Bố trí"), properties='<w:gridAfter w:val="2"/>')
        + row(cell("4"), cell("gone"), properties="<w:del/>")
        + row(cell("5"), cell("Tổng hợp"), cell("Phòng Tư pháp~Phòng Y tế"), cell("Quý~IV"))
    )
    assert lines_of(f"<w:tbl>{table}</w:tbl>") == [
        "STT | Nhiệm vụ | Chủ trì | Thời hạn",
        "I | Nhóm việc |  | ",
        "1 | Rà soát | Phòng Y tế | Quý I",
        " | Công khai | 〃 | Quý II",
        "3 | Bố trí |  | ",
        "5 | Tổng hợp | Phòng Tư pháp; Phòng Y tế | Quý IV",
    ]


def test_number_that_word_counts_in_a_column_of_its_own_is_read():
    counted = f"<w:tc><w:tcPr/>{item('', 1)}</w:tc>"
    table = row(cell("TT"), cell("Nhiệm vụ"), cell("Chủ trì")) + row(counted, cell("Rà soát"), cell("Phòng Y tế")) * 2
    found = lines_of(f"<w:tbl>{table}</w:tbl>", numbering=numbering({0: DECIMAL}, {1: (0, "")}))
    assert found[1:] == ["1. | Rà soát | Phòng Y tế", "2. | Rà soát | Phòng Y tế"]


def headed(kind, title_page, words):
    section = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="header1"/>{title_page}</w:sectPr>'
    header = f"<w:hdr {OPEN}>{''.join(par(line) for line in words.split('~'))}</w:hdr>"
    return word_file(par("THÔNG BÁO") + par("Kết luận họp") + section, header1=header)


LETTERHEAD = "UBND HUYỆN BA SUỐI~CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM~Số: 31/TB-UBND"


@pytest.mark.parametrize(
    ("kind", "title_page", "words", "number"),
    [
        ("first", "<w:titlePg/>", LETTERHEAD, "31"),
        ("default", "", LETTERHEAD, "31"),
        ("first", '<w:titlePg w:val="0"/>', LETTERHEAD, None),
        ("default", "<w:titlePg/>", LETTERHEAD, None),
        ("default", "", "UBND huyện Ba Suối - Thông báo~2", None),
    ],
)
def test_letterhead_in_the_header_of_the_first_page_is_read_and_a_running_head_is_not(kind, title_page, words, number):
    reading = read_content(headed(kind, title_page, words))
    assert reading.head.number == number
    assert ("BA SUỐI" in reading.text.upper()) is (number is not None)


def test_text_box_in_a_text_box_is_read_once():
    inner = f"<w:r><w:pict><w:txbxContent>{par('inner')}</w:txbxContent></w:pict></w:r>"
    outer = f"<w:r><w:pict><w:txbxContent>{par('outer', runs=inner)}</w:txbxContent></w:pict></w:r>"
    assert lines_of(par("floats", runs=outer)) == ["floats", "outer", "inner"]


def test_form_field_that_nobody_filled_in_is_not_read():
    unfilled = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm để nhập')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('27')}</w:sdtContent></w:sdt>"
    assert lines_of(par("Số: ", runs=unfilled + filled)) == ["Số: 27"]


def test_field_shows_its_result_and_not_its_formula():
    def sign(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = sign("begin") + run("IF 1 = 1") + sign("separate") + run("7") + sign("end")
    assert lines_of(par("Mục ", runs=field + run(" nêu trên"))) == ["Mục 7 nêu trên"]


def test_table_of_contents_is_not_read_twice():
    known = styles('<w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style>')
    assert lines_of(par("I. Việc ... 3", '<w:pStyle w:val="M1"/>') + par("I. Việc"), styles=known) == ["I. Việc"]


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2212", "\u00ad", "<w:noBreakHyphen/>"])
def test_hyphen_of_any_kind_stands_in_a_symbol(hyphen):
    letters = f"<w:r><w:t>Số: 15/TB</w:t>{hyphen}</w:r>" if hyphen.startswith("<") else run(f"Số: 15/TB{hyphen}")
    reading = read_content(word_file(par(runs=letters + run("UBND")) + par("THÔNG BÁO") + par("Kết luận")))
    assert reading.head.symbol == "TB-UBND"


def test_part_that_comes_from_another_file_is_told():
    whole = word_file(par("Kế hoạch này") + '<w:altChunk r:id="x"/>')
    assert any("altChunk" in remark for remark in read_docx(whole).warnings)
    with pytest.raises(AppError) as refused:
        read_docx(word_file('<w:altChunk r:id="x"/>'))
    assert refused.value.code == "file_alt_chunk"


def test_footnote_is_no_text_and_is_told_when_it_charges_somebody():
    notes = "".join(
        f'<w:footnote w:id="{number}">{par(words)}</w:footnote>'
        for number, words in enumerate(("Xem phần mở đầu.", "Phòng Y tế báo cáo bổ sung trước ngày 12/5/2024."), 1)
    )
    found = read_docx(word_file(par("Nội dung"), footnotes=f"<w:footnotes {OPEN}>{notes}</w:footnotes>"))
    assert found.text.strip() == "Nội dung"
    (remark,) = found.warnings
    assert "Chú thích 2" in remark and "Phòng Y tế báo cáo bổ sung" in remark
