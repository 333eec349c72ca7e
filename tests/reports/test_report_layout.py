"""Every measure of NĐ 30/2020, Phụ lục I, taken from the finished pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from page_reading import Found, Page, pages
from report_sample import PARAGRAPH, sample_report, sample_tasks

from models.reports.data import Letterhead, ReportData, ReportSection, ReportUnit, Signer
from models.reports.pdf import make_pdf
from models.reports.reader import embedded_data, read_data

MM = 72 / 25.4
COMMITTEE = Letterhead("Ủy ban nhân dân huyện Bắc Hà", "Bắc Hà", "BC-UBND", None, 5, date(2024, 2, 5))


@pytest.fixture(scope="module")
def office() -> Iterator[list[Page]]:
    """The report of a division, number and date open."""
    with pages(make_pdf(sample_report())) as opened:
        yield opened


@pytest.fixture(scope="module")
def committee() -> Iterator[list[Page]]:
    """The report of UBND itself, numbered and dated, to three recipients."""
    data = sample_report(
        letterhead=COMMITTEE,
        unit=ReportUnit("UBND huyện Bắc Hà"),
        recipients=("UBND tỉnh Lào Cai", "Sở Nội vụ;", "Ban Chỉ đạo cải cách hành chính tỉnh."),
        bases=("Căn cứ Nghị định số 09/2019/NĐ-CP;", "Căn cứ Kế hoạch số 12/KH-UBND"),
        signer=Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Giàng A Páo"),
    )
    with pages(make_pdf(data)) as opened:
        yield opened


def test_paper_is_a4_and_only_table_of_tasks_lies_across(office: list[Page]) -> None:
    upright = [(round(page.width / MM), round(page.height / MM)) for page in office]
    first_task_page = next(index for index, page in enumerate(office) if "Phụ lục II\n" in page.text)
    assert set(upright[:first_task_page]) == {(210, 297)}
    assert set(upright[first_task_page:]) == {(297, 210)}


def test_nothing_but_page_number_printed_in_margins(office: list[Page]) -> None:
    for index, page in enumerate(office):
        left, bottom, right, _top = page.ink()
        assert left >= 30 * MM - 1, index
        assert bottom >= 20 * MM - 1, index
        assert right <= page.width - 20 * MM + 1, index
        assert page.shapes_above(page.height - 20 * MM + 1) <= 1, index


def test_state_and_motto_stand_on_right(office: list[Page]) -> None:
    page = office[0]
    state = page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = page.find("Độc lập - Tự do - Hạnh phúc")
    assert state.box[0] > page.width * 0.4
    assert (state.size, motto.size) == (13, 14)
    assert "Bold" in state.face
    assert "Bold" in motto.face
    assert "Italic" not in motto.face
    assert abs(state.centre - motto.centre) < 1
    assert motto.box[3] < state.box[1] + 3


def test_line_under_motto_is_as_long_as_motto(office: list[Page]) -> None:
    motto = office[0].find("Độc lập - Tự do - Hạnh phúc")
    line = next(box for box in office[0].rules() if box[0] > 200)
    assert abs((line[2] - line[0]) - motto.width) < 3
    assert abs((line[0] + line[2]) / 2 - motto.centre) < 1.5
    assert 0 < motto.box[1] - line[3] < 6


def test_superior_is_light_and_issuer_bold_with_short_line(office: list[Page]) -> None:
    page = office[0]
    superior = page.find("UBND HUYỆN BẮC HÀ")
    issuer = page.find("PHÒNG NỘI VỤ")
    assert (superior.size, issuer.size) == (13, 13)
    assert "Bold" not in superior.face
    assert "Bold" in issuer.face
    assert abs(superior.centre - issuer.centre) < 1
    line = next(box for box in page.rules() if box[2] < page.width / 2)
    assert 1 / 3 <= (line[2] - line[0]) / issuer.width <= 1 / 2
    assert abs((line[0] + line[2]) / 2 - issuer.centre) < 1


def test_superior_too_long_for_line_abbreviated() -> None:
    long = Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", "Ủy ban nhân dân huyện Bắc Hà")
    with pages(make_pdf(sample_report(letterhead=long, tasks=()))) as opened:
        assert opened[0].text.startswith("UBND HUYỆN BẮC HÀ\nPHÒNG NỘI VỤ")


def test_title_of_two_lines_is_broken_evenly() -> None:
    words = "Kết quả thực hiện nhiệm vụ cải cách hành chính tháng 3 năm 2024 (số liệu mẫu)"
    with pages(make_pdf(sample_report(subject=words, tasks=()))) as opened:
        first, second = (opened[0].find(part) for part in ("Kết quả thực", "(số liệu mẫu)"))
        lines = [line for line in opened[0].text.splitlines() if line in words]
    assert first.box[1] > second.box[1]
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 12


def test_open_number_and_date_leave_room_for_clerk(office: list[Page]) -> None:
    page = office[0]
    number, symbol = page.find("Số:"), page.find("/BC-PNV")
    assert number.size == 13
    assert symbol.box[0] - number.box[2] > 8 * MM
    place, month, year = page.find("Bắc Hà, ngày"), page.find("tháng"), page.find("năm 2024")
    assert place.size in (13, 14)
    assert "Italic" in place.face
    assert month.box[0] - place.box[2] > 8 * MM
    assert year.box[0] - month.box[2] > 8 * MM
    assert abs(number.box[1] - place.box[1]) < 4  # one row


def test_given_number_and_date_take_leading_zeros(committee: list[Page]) -> None:
    committee[0].find("Số: 05/BC-UBND")
    committee[0].find("Bắc Hà, ngày 05 tháng 02 năm 2024")


def test_committee_shows_no_superior_and_stands_on_two_lines(committee: list[Page]) -> None:
    page = committee[0]
    upper, lower = page.find("ỦY BAN NHÂN DÂN"), page.find("HUYỆN BẮC HÀ")
    assert "Bold" in upper.face
    assert "Bold" in lower.face
    assert abs(upper.box[1] - page.find("CỘNG HÒA XÃ HỘI").box[1]) < 3
    assert upper.box[1] > lower.box[3] - 3


def test_title_and_subject_are_bold_and_centred_above_short_line(office: list[Page]) -> None:
    page = office[0]
    middle = (30 * MM + page.width - 20 * MM) / 2
    title, subject = page.find("BÁO CÁO"), page.find("Kết quả công tác cải cách hành chính tháng 3 năm 2024")
    for found in (title, subject):
        assert found.size == 14
        assert "Bold" in found.face
        assert abs(found.centre - middle) < 1
    line = page.rules()[-1]
    assert 1 / 3 <= (line[2] - line[0]) / subject.width <= 1 / 2
    assert abs((line[0] + line[2]) / 2 - middle) < 1


def test_one_recipient_stays_on_the_line(office: list[Page]) -> None:
    assert office[0].find("Kính gửi: Sở Nội vụ tỉnh Lào Cai").size == 14


def test_more_recipients_stand_below_with_dashes_under_colon(committee: list[Page]) -> None:
    page = committee[0]
    label = page.find("Kính gửi")
    lines = [page.find("- UBND tỉnh Lào Cai;"), page.find("- Sở Nội vụ;"), page.find("- Ban Chỉ đạo cải cách")]
    assert "hành chính tỉnh." in page.text
    for line in lines:
        assert abs(line.box[0] - label.box[2]) < 3
        assert line.box[3] < label.box[3]


def test_bases_are_italic_and_end_as_decree_says(committee: list[Page]) -> None:
    assert "Italic" in committee[0].find("Căn cứ Nghị định số 09/2019/NĐ-CP;").face
    committee[0].find("Căn cứ Kế hoạch số 12/KH-UBND.")


def test_body_is_14_points_justified_with_indent(office: list[Page]) -> None:
    page = office[0]
    first = page.find("Phòng Nội vụ đã tham mưu")
    assert first.size == 14
    assert "Bold" not in first.face
    assert abs(first.box[0] - (30 * MM + 12.7 * MM)) < 1
    second = page.find("hành chính năm 2024; đôn đốc")
    assert abs(second.box[0] - 30 * MM) < 1
    right = page.find("UBND các xã, thị trấn nâng")
    assert abs(right.box[2] - (page.width - 20 * MM)) < 1
    leading = first.box[1] - second.box[1]
    assert 14 * 1.15 <= leading + 1 <= 14 * 1.15 * 1.5


def test_headings_numbered_and_shaped_by_level(office: list[Page]) -> None:
    assert "Bold" in office[0].find("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH").face
    assert "Bold" in office[0].find("1. Cải cách thể chế").face
    assert "Bold" not in office[1].find("b) Thực hiện cơ chế một cửa").face


@pytest.mark.parametrize("words", [PARAGRAPH, "Phòng Nội vụ đã tham mưu " + "Ủy ban nhân dân huyện ban hành " * 5])
def test_no_heading_left_at_foot_of_page(words: str) -> None:
    for lines in range(1, 45):
        section = ReportSection("I", 1, "Phần một", tuple(f"Dòng {number}." for number in range(lines)))
        chain = (section, ReportSection("II", 1, "Phần hai"), ReportSection("II.1", 2, "Mục nhỏ", (words,)))
        with pages(make_pdf(sample_report(sections=chain, tasks=()))) as opened:
            holding = next(page for page in opened if "II. PHẦN HAI" in page.text)
            assert "1. Mục nhỏ" in holding.text
            assert "Phòng Nội vụ đã tham mưu" in holding.text


def test_page_numbers_centred_in_top_margin_and_absent_from_first_pages(office: list[Page]) -> None:
    firsts = [index for index, page in enumerate(office) if index == 0 or "(Kèm theo Báo cáo" in page.text]
    assert len(firsts) == 3
    expected = 0
    for index, page in enumerate(office):
        expected = 1 if index in firsts else expected + 1
        if index in firsts:
            assert page.shapes_above(page.height - 20 * MM) == 0
            continue
        number = _in_top_margin(page, str(expected))
        assert number.size in (13, 14)
        assert abs(number.centre - (30 * MM + page.width - 20 * MM) / 2) < 1
        assert number.box[3] < page.height - 5 * MM
        assert "Italic" not in number.face


def _in_top_margin(page: Page, words: str) -> Found:
    for nth in range(page.text.count(words)):
        found = page.find(words, nth)
        if found.box[1] > page.height - 20 * MM:
            return found
    raise AssertionError(f"no {words} in the top margin")


def test_last_words_end_with_end_mark(office: list[Page]) -> None:
    assert "của Phòng Nội vụ./." in " ".join(office[2].text.split())


def test_foot_has_recipients_left_and_authority_right(office: list[Page]) -> None:
    page = office[2]
    label = page.find("Nơi nhận:")
    assert label.size == 12
    assert "BoldItalic" in label.face
    copies = [
        page.find(line) for line in ("- Như trên;", "- UBND huyện (báo cáo);", "- Lãnh đạo phòng;", "- Lưu: VT, CCHC.")
    ]
    assert {copy.size for copy in copies} == {11}
    heads = [page.find("KT. TRƯỞNG PHÒNG"), page.find("PHÓ TRƯỞNG PHÒNG")]
    name = page.find("Nguyễn Văn Đức")
    for found in (*heads, name):
        assert found.size in (13, 14)
        assert "Bold" in found.face
        assert found.box[0] > page.width / 2
        assert abs(found.centre - name.centre) < 1
    assert abs(label.box[3] - heads[0].box[3]) < 5
    assert heads[1].box[1] - name.box[3] > 20 * MM


def test_without_kinh_gui_there_is_no_nhu_tren() -> None:
    with pages(make_pdf(sample_report(recipients=(), tasks=()))) as opened:
        words = "".join(page.text for page in opened)
    assert "Kính gửi" not in words
    assert "Như trên" not in words


def test_deputy_signs_for_committee_on_three_lines(committee: list[Page]) -> None:
    foot = next(page for page in committee if "Nơi nhận:" in page.text)
    tops = [foot.find(line).box[3] for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")]
    assert tops == sorted(tops, reverse=True)


@pytest.mark.parametrize("lines", range(1, 40, 3))
def test_signature_never_stands_alone_on_page(lines: int) -> None:
    section = ReportSection("I", 1, "Kết quả", tuple(f"Dòng {number}." for number in range(lines)))
    with pages(make_pdf(sample_report(sections=(section,), tasks=(), closing=PARAGRAPH * 3))) as opened:
        foot = next(page for page in opened if "Nơi nhận:" in page.text)
        assert "thanh cơ sở./." in " ".join(foot.text.split())
        foot.find("Nguyễn Văn Đức")


def test_signature_places_lie_between_authority_and_name_and_seal_over_third(office: list[Page]) -> None:
    places = _places(sample_report())
    page = office[places["lanh-dao"]["page"]]
    left, bottom, right, top = places["lanh-dao"]["box"]
    name, title = page.find("Nguyễn Văn Đức"), page.find("PHÓ TRƯỞNG PHÒNG")
    assert name.box[3] <= bottom < top <= title.box[1] + 2
    assert abs((left + right) / 2 - name.centre) <= 1
    seal = places["co-quan"]["box"]
    assert abs((seal[2] - left) - (right - left) / 3) <= 1
    assert seal[0] < left
    assert name.box[3] - 1 <= seal[1] < seal[3] <= title.box[1] + 2
    assert round((seal[2] - seal[0]) / MM) == 36
    assert all(isinstance(number, int) for number in (*places["lanh-dao"]["box"], *seal))


def _places(data: ReportData) -> dict[str, dict]:
    content = embedded_data(make_pdf(data))
    assert content is not None
    return {place["role"]: place for place in read_data(content)["signature_places"]}


def test_places_follow_signature_to_its_page() -> None:
    more = tuple(replace(part, paragraphs=(PARAGRAPH,) * 6) for part in sample_report().sections)
    data = sample_report(sections=more)
    with pages(make_pdf(data)) as opened:
        index = next(index for index, page in enumerate(opened) if "Nơi nhận:" in page.text)
    assert {place["page"] for place in _places(data).values()} == {index}
    assert index > 3


def test_appendix_heads_and_mention_of_them_in_text(office: list[Page]) -> None:
    assert "Phụ lục I và II" in " ".join(office[0].text.split())
    heads = [page for page in office if "(Kèm theo Báo cáo số" in page.text]
    assert len(heads) == 2
    for index, page in enumerate(heads):
        number = page.find(("Phụ lục I", "Phụ lục II")[index])
        title = page.find(("TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH")[index])
        attached = page.find("(Kèm theo Báo cáo số …/BC-PNV ngày … tháng … năm … của")
        middle = (30 * MM + page.width - 20 * MM) / 2
        assert {number.size, title.size, attached.size} == {14}
        assert "Bold" in number.face
        assert "Bold" in title.face
        assert "Italic" in attached.face
        assert abs(number.centre - middle) < 1
        assert abs(title.centre - middle) < 1


def test_head_of_table_repeated_on_each_page() -> None:
    with pages(make_pdf(sample_report(tasks=sample_tasks(120)))) as opened:
        table = [page for page in opened if page.width > page.height]
        assert len(table) > 5
        for page in table:
            for words in ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Tình trạng"):
                page.find(words)
        text = "\n".join(page.text for page in table)
    for task in sample_tasks(120)[-7:]:
        assert " ".join(task.short.split()[-2:]) in " ".join(text.split())


def test_report_without_tasks_has_no_appendix() -> None:
    with pages(make_pdf(sample_report(tasks=()))) as opened:
        assert not any("Phụ lục II\n" in page.text or page.width > page.height for page in opened)
