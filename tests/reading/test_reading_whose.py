"""Whose a proposed duty is: the real notice, made notices read by several offices, and the collected papers."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from models.reading.read import read_file, read_text
from models.reading.reading_json import as_json
from models.reading.words.levels import RANK, is_many, level_of, levels_of_many
from models.reading.words.whose import Ourselves, judged

GOLD = Path(__file__).parents[1] / "gold"
NOTICE = Path(__file__).parents[3] / "shared" / "data" / "directive_lao_cai_2024.txt"
DISTRICT = Ourselves("huyen", frozenset({"muong gia"}))
COMMUNE = Ourselves("xa", frozenset({"ban phiet"}))
DEPARTMENT = Ourselves("tinh", frozenset({"song mau"}), whole=False, below=False, mine={"Sở Nội vụ": True})

# Who leads, and what that is to a district, to one of its communes, to the province's Sở Nội vụ.
LEADS = (
    ("Sở Nội vụ", "followed", "followed", "ours"),
    ("Sở Tài chính", "followed", "followed", "followed"),
    ("Giám đốc Sở Tư pháp", "followed", "followed", "followed"),
    ("Văn phòng UBND tỉnh", "followed", "followed", "followed"),
    ("Công an tỉnh", "followed", "followed", "followed"),
    ("UBND huyện Mường Giá", "ours", "followed", "followed"),
    ("UBND huyện Khe Lau", "followed", "followed", "followed"),
    ("UBND các huyện, thị xã, thành phố", "ours", "followed", "followed"),
    ("UBND các xã, phường, thị trấn", "ours", "ours", "followed"),
    ("Các sở, ban, ngành cấp tỉnh", "followed", "followed", "ours"),
    ("Các sở, ban, ngành, địa phương", "ours", "ours", "ours"),
    ("Các cơ quan, đơn vị", "ours", "ours", "ours"),
    ("Các cơ quan, đơn vị trên địa bàn tỉnh", "ours", "ours", "ours"),
    ("Thủ trưởng các cơ quan, đơn vị, địa phương", "ours", "ours", "ours"),
    ("Các sở, ngành, UBND các huyện, thành phố", "ours", "ours", "ours"),
)
VIEWS = (
    "Lấy sự hài lòng của người dân làm thước đo; xác định cải cách hành chính là khâu đột phá.",
    "Tiếp tục nâng cao nhận thức, trách nhiệm của người đứng đầu; chỉ đạo quyết liệt, làm việc nào dứt việc đó.",
)
DUTIES = (
    "rà soát, cắt giảm thời gian giải quyết thủ tục hành chính",
    "số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "niêm yết công khai bộ thủ tục hành chính tại nơi tiếp nhận",
    "kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính",
)
THEIRS = (
    "Nghiên cứu Sông Mẫu thí điểm đưa thủ tục nội bộ lên Cổng Dịch vụ công của tỉnh.",
    "Phấn đấu tỉnh đạt nhóm mười địa phương dẫn đầu về chỉ số hài lòng.",
    "Chủ trì, tham mưu UBND tỉnh ban hành cơ chế khuyến khích dịch vụ công trực tuyến.",
)
OURS = (
    "Nâng cao chất lượng xây dựng, ban hành văn bản quy phạm pháp luật; tham mưu ban hành cơ chế của địa phương.",
    "Tập trung xây dựng bộ máy tinh gọn, hoạt động hiệu lực, hiệu quả trên địa bàn tỉnh.",
    "Xác định rõ người chịu trách nhiệm từng thủ tục; công khai kết quả hằng tháng.",
    "Báo cáo UBND tỉnh kết quả khắc phục hạn chế trước ngày 20/6/2024.",
)


def notice(seed):
    """A notice of an invented province, and the class of each duty for a district, a commune and a department."""
    chance = random.Random(seed)
    leads = chance.sample(LEADS, 6)
    lines = [
        "ỦY BAN NHÂN DÂN TỈNH SÔNG MẪU",
        "Số: 45/TB-UBND",
        "Sông Mẫu, ngày 08 tháng 4 năm 2024",
        "THÔNG BÁO",
        "Kết luận tại Hội nghị cải cách hành chính",
        "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành, địa phương thực hiện các nhiệm vụ sau:",
        f"1. Về quan điểm: {VIEWS[0]}",
        VIEWS[1],
    ]
    truth = {"1.1": ("orientation",) * 3, "1.2": ("orientation",) * 3}
    given = [(words, ("followed", "followed", "ours")) for words in chance.sample(THEIRS, 2)]
    given += [(words, ("ours",) * 3) for words in chance.sample(OURS, 3)]
    chance.shuffle(given)
    for number, (words, classes) in enumerate(given, 2):
        lines.append(f"{number}. {words}")
        truth[str(number)] = classes
    for number, (name, *classes) in enumerate(leads, len(given) + 2):
        lines.append(f"{number}. {name} {chance.choice(DUTIES)} trong quý II năm 2024.")
        truth[str(number)] = tuple(classes)
    return "\n\n".join(lines) + "\n", truth


@pytest.mark.parametrize("seed", range(12))
def test_classes_of_made_notices(seed):
    text, truth = notice(seed)
    read = read_text(text)
    found = {
        task.ref: tuple(judged(task, read.head, us).whose for us in (DISTRICT, COMMUNE, DEPARTMENT))
        for task in read.tasks
    }
    assert found == truth, [(task.ref, task.lead, task.text, task.why) for task in read.tasks]


def test_classes_of_real_notice():
    tasks = {task["ref"]: task for task in as_json(read_file(NOTICE))["tasks"]}
    assert {ref for ref, task in tasks.items() if task["class"] == "orientation"} == {"1.1", "1.2"}
    assert {ref for ref, task in tasks.items() if task["class"] == "followed"} == {"3.4", "9.1", "9.2", "9.3", "9.5"}
    assert all(bool(task["class_reason"]) == (task["class"] != "ours") for task in tasks.values())


@pytest.mark.parametrize(
    "rest",
    ["Hoàn thành trước ngày 15/3/2024.", "Ban hành Kế hoạch hành động năm 2024.", "Phòng Nội vụ theo dõi việc này."],
)
def test_no_orientation_with_deadline_product_or_doer(rest):
    (task,) = read_text(f"Các cơ quan thực hiện:\n\n1. Về quan điểm: {rest}\n").tasks
    assert task.whose == "ours"


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Thị trấn Mường Giá", "ours"),
        ("UBND huyện", "ours"),
        ("Phòng Tư pháp", "ours"),
        ("Các chi bộ trực thuộc", "ours"),
        ("Chi cục Thuế khu vực", "ours"),
        ("Bảo hiểm xã hội huyện", "ours"),
        ("Bộ phận Một cửa", "ours"),
        ("Các phòng, ban chuyên môn thuộc UBND huyện", "ours"),
        ("Thuế cơ sở 3", "ours"),
        ("Vụ Cải cách hành chính", "followed"),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "followed"),
        ("Bộ Nội vụ", "followed"),
        ("Các bộ, cơ quan ngang bộ", "followed"),
    ],
)
def test_leads_for_district(name, whose):
    read = read_text("Các cơ quan thực hiện:\n\n1. Rà soát thủ tục hành chính.\n")
    assert judged(replace(read.tasks[0], lead=(name,)), read.head, DISTRICT).whose == whose


def test_one_of_ours_among_leads_is_enough():
    read = read_text("Các cơ quan thực hiện:\n\n1. Sở Nội vụ, UBND các huyện rà soát thủ tục hành chính.\n")
    assert read.tasks[0].whose == "ours"


@pytest.mark.parametrize("paper", sorted(GOLD.glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_at_issuers_own_level_is_anothers(paper):
    """To who stands where the issuer does, only what a plainly higher office leads is another's."""
    read = read_file(paper)
    level = level_of(read.head.issuer or "") or level_of(read.head.parent_issuer or "")
    if level not in ("xa", "huyen", "tinh"):
        return
    for task in read.tasks:
        found = judged(task, read.head, Ourselves(level))
        if found.whose == "followed":
            above = [level_of(name) or min(levels_of_many(name) or {"xa"}, key=RANK.__getitem__) for name in task.lead]
            assert task.lead and all(RANK[one] > RANK[level] for one in above), (task.ref, task.lead, found.why)
        assert found.whose != "orientation" or not (task.due_on or task.product or task.recurrence)


def test_many_and_one():
    many = ("Các sở, ban, ngành, địa phương", "UBND các huyện", "UBND xã, phường", "Thủ trưởng các đơn vị", "Các xã")
    assert all(map(is_many, many))
    assert not any(map(is_many, ("Sở Nội vụ", "UBND huyện Bắc Hà", "Phòng Nội vụ", "UBND xã Lùng Cải", "Công an xã")))
