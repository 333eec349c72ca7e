"""The province's real notice: every item of its sections 1-9, its two dates, its monthly duty, its broken sentence."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from models.reading.outline import marker_of
from models.reading.passage import passage
from models.reading.read import read_file, read_text
from models.reading.reading_json import as_json

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "directive_lao_cai_2024.txt"
AREAS = {"direction", "institution", "procedure", "apparatus", "civil_service", "finance", "digital"}

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real directive is not on this machine")


@pytest.fixture(scope="module")
def reading():
    return read_file(REAL)


def task(reading, ref):
    return next(one for one in reading.tasks if one.ref == ref)


def test_every_item_found_under_number_person_counts(reading):
    refs = [one.ref for one in reading.tasks]
    assert refs == [
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "2",
        "3.1",
        "3.2",
        "3.3",
        "3.4",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9.1",
        "9.2",
        "9.3",
        "9.5",
    ]


def test_the_two_dates_with_their_lead(reading):
    dated = {one.ref: (one.due_on, one.lead, one.deadline_text) for one in reading.tasks if one.due_on}
    assert dated == {
        "9.3": (date(2024, 3, 14), ("Sở Nội vụ",), "trước ngày 15/3/2024"),
        "9.5": (date(2024, 9, 30), ("Sở Nội vụ",), "trong Quý III/2024"),
    }


def test_monthly_duty_and_no_other_recurs(reading):
    assert {one.ref: one.recurrence for one in reading.tasks if one.recurrence} == {"1.4": "monthly"}


def test_sentence_broken_over_two_dashes_joined_and_flagged(reading):
    broken = task(reading, "9.3")
    assert broken.text.endswith(
        "trình Chủ tịch UBND tỉnh - Trưởng Ban Chỉ đạo xem xét, phê duyệt trước ngày 15/3/2024."
    )
    assert broken.flags and [one.ref for one in reading.tasks if one.flags] == ["9.3"]


def test_areas_follow_the_headings(reading):
    areas = {one.ref: one.area for one in reading.tasks}
    assert [areas[ref] for ref in ["2", "3.1", "3.4", "4", "5", "6", "7", "8", "9.1", "9.5"]] == [
        "institution", "procedure", "procedure", "apparatus", "civil_service",
        "finance", "digital", "direction", "direction", "direction",
    ]  # fmt: skip


def test_who_is_meant_comes_from_sentence_that_opens_list(reading):
    # That sentence is cut by a page end in the file: "… yêu" / "cầu các sở, ban, ngành, địa phương …".
    assert task(reading, "4").lead == ("Các sở, ban, ngành, địa phương",)
    assert task(reading, "8").lead == ("Thủ trưởng các sở, ban, ngành, địa phương",)


def test_introduction_past_and_recipients_are_no_tasks(reading):
    words = " ".join(one.text for one in reading.tasks)
    for absent in ("Trong thời gian qua", "tổ chức Hội nghị công tác", "Trên đây là", "Lưu: VT", "Nơi nhận"):
        assert absent not in words


def test_head_says_only_what_file_says(reading):
    head = reading.head
    assert (head.kind, head.number, head.symbol, head.issued_on) == ("Thông báo", None, "TB-VPUBND", None)
    assert (head.place, head.issuer, head.parent_issuer) == ("Lào Cai", "Văn phòng UBND tỉnh", None)
    assert (head.signer, head.signer_title) == ("Phan Quốc Nghĩa", "CHÁNH VĂN PHÒNG")
    assert head.subject and head.subject.startswith("Kết luận của đồng chí Hoàng Quốc Khánh")
    assert len(head.recipients) == 7 and head.recipients[1] == "Các sở, ban, ngành thuộc UBND tỉnh"


def test_sources_cover_words_of_each_task(reading):
    for one in reading.tasks:
        covered = reading.text[one.source.start : one.source.end].replace("*", "")
        assert one.text.split() == list(covered.split())[: len(one.text.split())]
        assert covered.strip() == covered


def test_offsets_are_those_of_the_file(reading):
    assert reading.text == REAL.read_text("utf-8")


def test_nfd_gives_the_same_answer(reading):
    assert read_text(unicodedata.normalize("NFD", REAL.read_text("utf-8"))) == reading


def test_json_is_shape_of_contract(reading):
    shown = json.loads(json.dumps(as_json(reading)))
    assert list(shown) == ["document", "tasks", "targets", "warnings"]
    assert list(shown["document"]) == [
        "kind", "number", "symbol", "issued_on", "place", "issuer", "parent_issuer",
        "subject", "signer", "signer_title", "recipients",
    ]  # fmt: skip
    for one in shown["tasks"]:
        assert list(one) == [
            "ref", "text", "area", "lead", "with", "deadline_text", "due_on", "recurrence", "source",
            "class", "class_reason", "why", "day",
        ]  # fmt: skip
        assert one["area"] in AREAS and set(one["source"]) == {"from", "to"}
    assert any(warning.startswith("Mục 9.3:") for warning in shown["warnings"])


def test_product_is_the_document_named(reading):
    product = task(reading, "9.2").product
    assert product == "Kế hoạch cải thiện và nâng cao Chỉ số PAR INDEX, SIPAS, PAPI của tỉnh năm 2024"


@pytest.mark.parametrize(
    "top",
    [
        "{0}\n{1}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nĐộc lập - Tự do -\nHạnh phúc\nSố: 31/TB-UB",
        "{0}\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA\n{1}\tVIỆT NAM\nSố: 31/TB-UB\tĐộc lập – Tự do\n\t– Hạnh phúc",
        "{0}\nCỘNG HÒA XÃ HỘI\n{1}\nCHỦ NGHĨA\nVIỆT NAM\nSố: 31/TB-UB",
        "{0}\nĐẢNG CỘNG SẢN\n{1}\nVIỆT NAM\nSố: 31-TB/UB",
    ],
)
def test_motto_that_a_narrow_column_broke_is_no_office(top):
    head = read_text(top.format("UBND TỈNH A SO", "SỞ NỘI VỤ") + "\n\nTHÔNG BÁO\nKết luận họp\n").head
    assert (head.parent_issuer, head.issuer, head.number) == ("UBND TỈNH A SO", "SỞ NỘI VỤ", "31")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12/TB\u2011UBND", "12/TB-UBND"),
        ("12/TB\u00adUBND", "12/TB-UBND"),
        ("2021\u00ad2025", "2021-2025"),
        ("\u2212 Sở Nội vụ", "- Sở Nội vụ"),
        ("hành ch\u00adính", "hành chính"),
        ("T H Ô N G  B Á O", "THÔNG BÁO"),
        ("K Ế H O Ạ C H năm 2024", "KẾ HOẠCH năm 2024"),
        ("A B C D", "A B C D"),
        ("a b c d", "a b c d"),
        ("U B N D", "U B N D"),
    ],
)
def test_hyphens_and_spread_titles_are_read_as_meant(written, meant):
    words = passage(written, 0, len(written))
    assert words.words == meant
    assert all(written[at] == char or char == "-" for at, char in zip(words.at, words.words, strict=True))


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        (("ỦY BAN NHÂN DÂN TỈNH VĨNH", "CỬU"), None, "ỦY BAN NHÂN DÂN TỈNH VĨNH CỬU"),
        (
            ("UBND TỈNH NẬM", "CANG", "SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"),
            "UBND TỈNH NẬM CANG",
            "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        ),
        (("BỘ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG"), None, "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        (
            ("VĂN PHÒNG", "HỘI ĐỒNG NHÂN DÂN VÀ", "ỦY BAN NHÂN DÂN"),
            None,
            "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN",
        ),
        (("UBND TỈNH NẬM CANG", "THANH TRA TỈNH"), "UBND TỈNH NẬM CANG", "THANH TRA TỈNH"),
        (("UBND HUYỆN MƯỜNG MẬT", "PHÒNG Y TẾ"), "UBND HUYỆN MƯỜNG MẬT", "PHÒNG Y TẾ"),
        (("HỎA TỐC", "UBND XÃ TÀ LÀI"), None, "UBND XÃ TÀ LÀI"),
        (("ỦY BAN NHÂN DÂN TỈNH", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"), "ỦY BAN NHÂN DÂN TỈNH", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"),
        (("THÀNH ĐOÀN NẬM CANG", "BCH ĐOÀN XÃ TÀ LÀI"), "THÀNH ĐOÀN NẬM CANG", "BCH ĐOÀN XÃ TÀ LÀI"),
        (("ĐẢNG BỘ XÃ TÀ LÀI", "CHI BỘ", "THÔN BẾN CŨ"), "ĐẢNG BỘ XÃ TÀ LÀI", "CHI BỘ THÔN BẾN CŨ"),
        (
            ("LIÊN MINH HTX VIỆT NAM", "LIÊN MINH HTX TỈNH NẬM CANG"),
            "LIÊN MINH HTX VIỆT NAM",
            "LIÊN MINH HTX TỈNH NẬM CANG",
        ),
    ],
)
def test_names_of_a_letterhead_are_whole_wherever_their_column_broke_them(lines, parent, issuer):
    text = "\n".join((*lines, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:", "31/TB-UB", "", "THÔNG BÁO", "Kết luận họp"))
    head = read_text(text).head
    assert (head.parent_issuer, head.issuer, head.number) == (parent, issuer, "31")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "title",
    [
        ("KẾT LUẬN CỦA CHỦ TỊCH UBND TỈNH", "TẠI CUỘC HỌP VỀ CHỢ"),
        ("VỀ VIỆC TẬP TRUNG CHỈ", "ĐẠO CÔNG TÁC DÂN VẬN"),
        ("VỀ PHÁT TRIỂN CHỢ GIAI ĐOẠN", "2026-2030"),
        ("CÔNG TÁC DÂN VẬN", "Năm 2027"),
        ("Ngày hội đến trường của bé", "Năm học 2026 - 2027"),
        ("Theo dõi thi hành pháp luật năm 2027",),
        ("Ngày hội việc làm năm 2027",),
        ("Xét tuyển viên chức năm 2027",),
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "1. Rà soát hồ sơ.",
        "MỤC ĐÍCH, YÊU CẦU\n\n1. Rà soát hồ sơ.",
        "GIÁM ĐỐC SỞ Y TẾ\n\nCăn cứ Luật Đất đai;\n\n1. Rà soát hồ sơ.",
        "Tính đến ngày 05/3/2027, đã có 12 hồ sơ. Bên cạnh đó,\nchợ còn vắng.\n1. Rà soát hồ sơ.",
    ],
)
def test_subject_is_the_whole_title_and_nothing_of_the_body(title, gap, body):
    reading = read_text(f"Số: 31/KH-UB\nTà Lài, ngày 05 tháng 3 năm 2027\n\nKẾ HOẠCH\n{gap.join(title)}\n\n{body}\n")
    assert reading.head.subject == " ".join(title)


def test_programme_of_action_is_the_name_of_a_kind():
    head = read_text(
        "Số 06-CTr/ĐU\nTà Lài, ngày 05 tháng 3 năm 2027\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết\n"
    ).head
    assert (head.kind, head.subject) == ("Chương trình hành động", "thực hiện Nghị quyết")


def test_date_and_number_that_columns_broke_are_whole():
    head = read_text(
        "ĐẢNG ỦY XÃ TÀ LÀI\tĐẢNG CỘNG SẢN VIỆT NAM\n*\tTà Lài, ngày 22 tháng\nSố 06-CTr/ĐU\t8 năm 2025\n"
    ).head
    assert (head.number, head.symbol, str(head.issued_on)) == ("06", "CTr/ĐU", "2025-08-22")


def test_number_of_a_paper_at_the_beginning_of_a_line_is_no_item():
    words = "248/QĐ-TTg của Thủ tướng Chính phủ"
    assert marker_of(passage(words, 0, len(words))) is None
    assert marker_of(passage("2/ Sở Nội vụ rà soát", 0, 20)) is not None
    assert marker_of(passage("2/UBND các xã rà soát", 0, 21)) is not None
