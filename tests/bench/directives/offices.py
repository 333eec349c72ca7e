"""Offices of every level: who issues a paper, and whom it may give work. Names of places are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

PLACES = (
    "An Thượng Mẫu", "Bắc Sông Mẫu", "Đại Ngàn", "Hòa Khê Mẫu", "Lũng Nậm Mẫu", "Phú Trạch Mẫu", "Quế Lâm Mẫu",
    "Tân Giang Mẫu", "Thượng Bình Mẫu", "Vĩnh Cửu Mẫu", "Ea Blang Mẫu", "Mường Khao Mẫu", "Đắk Lua Mẫu", "Nậm Cang Mẫu",
)  # fmt: skip
PEOPLE = ("Lê Thị Mẫu", "Trần Quang Thử", "Hoàng Văn Mẫu", "Y Bun Niê", "Giàng A Mẫu", "Phạm Ngọc Thử", "Nông Thị Mẫu")

MINISTRIES = (
    "Bộ Nội vụ", "Bộ Tài chính", "Bộ Y tế", "Bộ Công an", "Bộ Tư pháp", "Bộ Xây dựng", "Bộ Công Thương",
    "Bộ Nông nghiệp và Môi trường", "Bộ Khoa học và Công nghệ", "Bộ Giáo dục và Đào tạo",
    "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Dân tộc và Tôn giáo", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam",
)  # fmt: skip
DEPARTMENTS = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Tư pháp", "Sở Xây dựng", "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường", "Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Dân tộc và Tôn giáo",
    "Thanh tra tỉnh", "Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Văn phòng UBND tỉnh",
    "Ban Quản lý các khu công nghiệp", "Bảo hiểm xã hội tỉnh", "Kho bạc Nhà nước khu vực", "Thuế tỉnh",
)  # fmt: skip
OF_PARTY = (
    "Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Nội chính Tỉnh ủy", "Văn phòng Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy", "Đảng ủy UBND tỉnh", "Đảng ủy Công an tỉnh", "Đảng ủy các cơ quan Đảng tỉnh",
    "Ủy ban MTTQ Việt Nam tỉnh", "Trường Chính trị tỉnh",
)  # fmt: skip
OF_DEPARTMENT = (
    "Văn phòng Sở", "Phòng Kế hoạch - Tài chính", "Phòng Tổ chức cán bộ", "Phòng Pháp chế", "Thanh tra Sở",
    "Chi cục Kiểm lâm", "Chi cục Thủy lợi", "Trung tâm Khuyến nông", "Phòng Nghiệp vụ", "Trung tâm Công nghệ thông tin",
)  # fmt: skip
OF_DISTRICT = (
    "Phòng Nội vụ", "Phòng Tài chính - Kế hoạch", "Phòng Tư pháp", "Phòng Y tế", "Phòng Giáo dục và Đào tạo",
    "Phòng Văn hóa và Thông tin", "Phòng Tài nguyên và Môi trường", "Phòng Kinh tế và Hạ tầng", "Thanh tra huyện",
    "Phòng Lao động - Thương binh và Xã hội", "Công an huyện", "Văn phòng HĐND và UBND huyện", "Phòng Dân tộc",
    "Trung tâm Y tế huyện", "Hạt Kiểm lâm huyện", "Bảo hiểm xã hội huyện",
)  # fmt: skip
OF_COMMUNE = (
    "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã", "Trung tâm Phục vụ hành chính công xã",
    "Công an xã", "Ban Chỉ huy Quân sự xã", "Trạm Y tế xã", "Ủy ban MTTQ Việt Nam xã", "Đoàn Thanh niên xã",
    "Hội Nông dân xã", "Hội Liên hiệp Phụ nữ xã",
)  # fmt: skip
OF_DISTRICT_PARTY = (
    "Ban Tổ chức Huyện ủy", "Ban Tuyên giáo Huyện ủy", "Ban Dân vận Huyện ủy", "Ủy ban Kiểm tra Huyện ủy",
    "Văn phòng Huyện ủy", "Đảng ủy Công an huyện", "Đảng ủy Quân sự huyện", "Ủy ban MTTQ Việt Nam huyện",
)  # fmt: skip
OF_COMMUNE_PARTY = (
    "Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra Đảng ủy", "Đảng ủy UBND xã", "Công an xã",
    "Ủy ban MTTQ Việt Nam xã", "Ban Chỉ huy Quân sự xã", "Đoàn Thanh niên xã",
)  # fmt: skip
# Groups, each a name of its own that a paper prints as it stands here.
GROUPS = {
    "state": ("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ", "UBND các tỉnh, thành phố trực thuộc Trung ương"),
    "province": (
        "Các sở, ban, ngành",
        "UBND các xã, phường",
        "Các sở, ban, ngành tỉnh",
        "UBND các xã, phường, đặc khu",
    ),
    "old province": ("Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"),
    "party": ("Các đảng ủy trực thuộc Tỉnh ủy", "Các đảng ủy xã, phường", "Các ban xây dựng Đảng"),
    "department": ("Các phòng, đơn vị thuộc Sở", "Các chi cục, trung tâm trực thuộc"),
    "district": ("UBND các xã, thị trấn", "Các phòng, ban chuyên môn", "Các phòng, ban, ngành huyện"),
    "commune": ("Các phòng, đơn vị thuộc xã", "Các trường học trên địa bàn"),
}
# Bodies outside the administration; a careful official writes them down as they are named.
OUTSIDE = (
    "Công ty Điện lực {place}", "Hiệp hội Doanh nghiệp tỉnh", "Ngân hàng Chính sách xã hội tỉnh", "Viễn thông {place}",
    "Báo và Phát thanh, truyền hình {place}", "Liên minh Hợp tác xã tỉnh", "Hội Nông dân tỉnh", "Bưu điện tỉnh",
    "Ban Quản lý dự án đầu tư xây dựng tỉnh", "Viện Kiểm sát nhân dân tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh", "Các hợp tác xã",
    "Trường Cao đẳng nghề {place}", "Bệnh viện Đa khoa tỉnh",
    "Công ty Cổ phần Môi trường đô thị {place}", "Tỉnh đoàn", "Các doanh nghiệp khai thác khoáng sản", "Các chủ đầu tư",
)  # fmt: skip
# A part of a group, said by what it has: the whole of it is the name.
PARTS_OF_GROUPS = (
    "UBND các xã có cụm công nghiệp", "UBND các xã ven sông", "UBND các xã, phường có rừng",
    "Các xã về đích nông thôn mới",
    "UBND các xã thuộc vùng đệm", "Các trường trung học phổ thông", "Các cơ sở khám bệnh, chữa bệnh",
)  # fmt: skip
# Persons at the head of groups: a task for them is a task, but officials write them down in different ways.
PERSONS = {
    "state": "Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang bộ",
    "province": "Các đồng chí Giám đốc sở, Thủ trưởng ban, ngành tỉnh",
    "party": "Các đồng chí Bí thư đảng ủy xã, phường",
    "district": "Các đồng chí Trưởng phòng, Chủ tịch UBND các xã, thị trấn",
    "commune": "Các ông (bà) trưởng thôn, tổ trưởng tổ dân phố",
}
HELPERS_IN_GENERAL = (
    "các cơ quan liên quan", "các đơn vị liên quan", "các cơ quan, đơn vị liên quan", "các sở, ngành liên quan",
    "các cơ quan, đơn vị, địa phương liên quan", "các đơn vị liên quan khác", "các tổ chức chính trị - xã hội",
)  # fmt: skip
# The head of an office stands for the office ("Giám đốc Sở Y tế"); general words stay as they are printed.
HEADS = (
    ("Sở ", "Giám đốc "),
    ("Phòng ", "Trưởng phòng "),
    ("Công an tỉnh", "Giám đốc "),
    ("Chi cục ", "Chi cục trưởng "),
    ("Bộ ", "Bộ trưởng "),
)


@dataclass(frozen=True)
class Owner:
    """`words` as printed, `names` as an official lists them; not `judged` where officials would list differently."""

    words: str
    names: tuple[str, ...]
    judged: bool = True


def inside(words: str) -> str:
    """As the words stand within a sentence: general ones begin small there."""
    return words[0].lower() + words[1:] if words.startswith("Các ") else words


@dataclass(frozen=True)
class Issuer:
    """Who issues: the lines of the letterhead, the mark in the symbol, who signs, whom it gives work."""

    level: str
    parent: str | None
    name: str
    mark: str
    place: str
    called: str  # how the paper names it in running text
    ruler: str  # who requires ("Chủ tịch UBND tỉnh")
    titles: tuple[str, ...]
    offices: tuple[str, ...]
    groups: tuple[str, ...]
    party: bool = False
    lines: tuple[str, ...] = field(default=())


def draw_issuer(rng: Random) -> Issuer:
    """An issuer of a level drawn at random: before and after the reform of 2025."""
    place = rng.choice(PLACES)
    level = rng.choices(
        tuple(_MAKERS),
        (1, 4, 2, 1, 2, 2, 3, 3, 1, 0.6, 0.6, 0.5),
    )[0]
    return _MAKERS[level](rng, place)


def _people(rng: Random, head: str, deputy: str, on_behalf: str | None) -> tuple[str, ...]:
    first = (f"TM. {on_behalf}",) if on_behalf else ()
    if rng.random() < 0.5:
        return (*first, head)
    return (*first, f"KT. {head}", deputy)


def _state(rng: Random, place: str) -> Issuer:
    ministry = rng.choice([one for one in MINISTRIES if one.startswith("Bộ")])
    short = "B" + "".join(word[0] for word in ministry.replace(",", "").split()[1:] if word[0].isupper())
    return Issuer(
        "state", None, ministry.upper(), short, "Hà Nội", ministry, f"Bộ trưởng {ministry}",
        _people(rng, "BỘ TRƯỞNG", "THỨ TRƯỞNG", None),
        tuple(one for one in MINISTRIES if one != ministry), GROUPS["state"], lines=(ministry.upper(),),
    )  # fmt: skip


def _province(rng: Random, place: str, level: str = "province") -> Issuer:
    unit = rng.choice(("tỉnh", "tỉnh", "thành phố")) if level == "province" else "tỉnh"
    full = rng.random() < 0.8
    first = "ỦY BAN NHÂN DÂN" if full else "UBND"
    second = f"{unit} {place}".upper()
    lines = (first, second) if full and rng.random() < 0.8 else (f"{first} {second}",)
    return Issuer(
        level, None, f"{first} {second}", "UBND", place, "UBND tỉnh", "Chủ tịch UBND tỉnh",
        _people(rng, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "ỦY BAN NHÂN DÂN"), DEPARTMENTS, GROUPS[level], lines=lines,
    )  # fmt: skip


def _office(rng: Random, place: str) -> Issuer:
    parent = f"UBND TỈNH {place.upper()}"
    return Issuer(
        "office", parent, "VĂN PHÒNG", rng.choice(("VPUBND", "VP")), place, "Văn phòng UBND tỉnh", "Chủ tịch UBND tỉnh",
        _people(rng, "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", None), DEPARTMENTS, GROUPS["province"],
        lines=(parent, "VĂN PHÒNG"),
    )  # fmt: skip


def _party(rng: Random, place: str) -> Issuer:
    name = f"TỈNH ỦY {place.upper()}"
    titles = ("T/M BAN THƯỜNG VỤ", rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ")))
    return Issuer(
        "party", None, name, "TU", place, "Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", titles, OF_PARTY, GROUPS["party"],
        party=True, lines=(name, "*"),
    )  # fmt: skip


def _government(rng: Random, place: str) -> Issuer:
    name, mark, head = rng.choice(
        (
            ("THỦ TƯỚNG CHÍNH PHỦ", "TTg", "Thủ tướng Chính phủ"),
            ("VĂN PHÒNG CHÍNH PHỦ", "VPCP", "Phó Thủ tướng Chính phủ"),
        )
    )
    titles = (
        _people(rng, "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", None)
        if mark == "TTg"
        else ("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM")
    )
    return Issuer("state", None, name, mark, "Hà Nội", head, head, titles, MINISTRIES, GROUPS["state"], lines=(name,))


def _district_party(rng: Random, place: str) -> Issuer:
    parent, name = f"ĐẢNG BỘ TỈNH {place.upper()}", f"HUYỆN ỦY {place.upper()}"
    return Issuer(
        "district party", parent, name, "HU", place, "Huyện ủy", "Ban Thường vụ Huyện ủy", _of_committee(rng),
        OF_DISTRICT_PARTY, ("Các chi, đảng bộ trực thuộc", "Các đảng ủy xã, thị trấn"), party=True,
        lines=(parent, name, "*"),
    )  # fmt: skip


def _commune_party(rng: Random, place: str) -> Issuer:
    parent, name = "ĐẢNG BỘ TỈNH BÌNH TRỊ MẪU", f"ĐẢNG ỦY XÃ {place.upper()}"
    return Issuer(
        "commune party", parent, name, "ĐU", place, "Đảng ủy xã", "Ban Thường vụ Đảng ủy xã", _of_committee(rng),
        OF_COMMUNE_PARTY, ("Các chi bộ trực thuộc", "Các tổ chức chính trị - xã hội xã"), party=True,
        lines=(parent, name, "*"),
    )  # fmt: skip


def _of_committee(rng: Random) -> tuple[str, ...]:
    return ("T/M BAN THƯỜNG VỤ", rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC")))


def _board(rng: Random, place: str) -> Issuer:
    """A steering board of a province."""
    parent = f"UBND TỈNH {place.upper()}"
    name = rng.choice(("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ", "BAN CHỈ ĐẠO GIẢM NGHÈO"))
    return Issuer(
        "board", parent, name, "BCĐ", place, "Ban Chỉ đạo", "Trưởng Ban Chỉ đạo", ("TRƯỞNG BAN",), DEPARTMENTS,
        GROUPS["province"], lines=(parent, name),
    )  # fmt: skip


def _department(rng: Random, place: str) -> Issuer:
    name = rng.choice([one for one in DEPARTMENTS if one.startswith("Sở")])
    parent = rng.choice((f"UBND TỈNH {place.upper()}", f"ỦY BAN NHÂN DÂN TỈNH {place.upper()}"))
    short = "S" + "".join(word[0] for word in name.replace(",", "").split()[1:] if word[0].isupper())
    return Issuer(
        "department", parent, name.upper(), short, place, name, "Giám đốc Sở",
        _people(rng, "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", None), OF_DEPARTMENT, GROUPS["department"],
        lines=(parent, name.upper()),
    )  # fmt: skip


def _district(rng: Random, place: str) -> Issuer:
    first = rng.choice(("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UBND"))
    second = f"HUYỆN {place.upper()}"
    lines = (first, second) if rng.random() < 0.7 else (f"{first} {second}",)
    return Issuer(
        "district", None, f"{first} {second}", "UBND", place, "UBND huyện", "Chủ tịch UBND huyện",
        _people(rng, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "ỦY BAN NHÂN DÂN"), OF_DISTRICT, GROUPS["district"], lines=lines,
    )  # fmt: skip


def _commune(rng: Random, place: str) -> Issuer:
    unit = rng.choice(("XÃ", "XÃ", "PHƯỜNG"))
    first = "ỦY BAN NHÂN DÂN"
    small = unit.lower()
    offices = tuple(f"{one.removesuffix('xã')}{small}" if one.endswith(" xã") else one for one in OF_COMMUNE)
    groups = tuple(one.replace("xã", small) for one in GROUPS["commune"])
    return Issuer(
        "commune", None, f"{first} {unit} {place.upper()}", "UBND", place, f"UBND {small}", f"Chủ tịch UBND {small}",
        _people(rng, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", first), offices, groups, lines=(first, f"{unit} {place.upper()}"),
    )  # fmt: skip


def draw_council(rng: Random) -> Issuer:
    """A people's council, which issues resolutions only."""
    place = rng.choice(PLACES)
    name = "HỘI ĐỒNG NHÂN DÂN"
    offices = (
        "Ủy ban nhân dân tỉnh", "Thường trực Hội đồng nhân dân tỉnh", "Ban Pháp chế Hội đồng nhân dân tỉnh",
        "Tòa án nhân dân tỉnh", "Viện kiểm sát nhân dân tỉnh", "Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh",
    )  # fmt: skip
    called = "Hội đồng nhân dân tỉnh"
    return Issuer(
        "council", None, f"{name} TỈNH {place.upper()}", "HĐND", place, called, called,
        ("CHỦ TỊCH",), offices, ("Các cơ quan thi hành pháp luật", "Các ban của Hội đồng nhân dân tỉnh"),
        lines=(name, f"TỈNH {place.upper()}"),
    )  # fmt: skip


_MAKERS = {
    "state": _state,
    "province": _province,
    "old province": lambda rng, place: _province(rng, place, "old province"),
    "office": _office,
    "party": _party,
    "department": _department,
    "district": _district,
    "commune": _commune,
    "government": _government,
    "district party": _district_party,
    "commune party": _commune_party,
    "board": _board,
}


def draw_owner(rng: Random, issuer: Issuer, *, simple: bool = False) -> Owner:
    """An owner as a directive of this issuer would name one. `simple`: one office by its own name."""
    one = rng.choice(issuer.offices)
    if simple:
        return Owner(one, (one,))
    draw = rng.random()
    if draw < 0.5:
        return Owner(one, (one,))
    if draw < 0.62:
        group = rng.choice(issuer.groups)
        return Owner(group, (group,))
    if draw < 0.72:
        return _two(rng, issuer, one)
    if draw < 0.74 and issuer.level in PERSONS:
        return Owner(PERSONS[issuer.level], (), judged=False)
    if draw < 0.78:
        return Owner("; ".join(issuer.groups[:2]), tuple(issuer.groups[:2]))
    if draw < 0.84:
        return _by_head(one)
    if draw < 0.9 and issuer.level in {"province", "old province", "office"}:
        return _shared_word(rng, issuer)
    if draw < 0.97 and issuer.level in {"province", "old province", "office"}:
        name = rng.choice(OUTSIDE + PARTS_OF_GROUPS).format(place=issuer.place)
        return Owner(name, (name,))
    return Owner(one, (one,))


def _two(rng: Random, issuer: Issuer, one: str) -> Owner:
    other = rng.choice([name for name in issuer.offices if name != one])
    return Owner(f"{one}{rng.choice((', ', ' và ', ' và '))}{other}", (one, other))


def _by_head(one: str) -> Owner:
    for start, title in HEADS:
        if one.startswith(start) and not one.startswith("Bộ Chỉ huy"):
            rest = one.removeprefix(start) if start in {"Phòng ", "Chi cục "} else one
            return Owner(title + rest, (one,))
    return Owner(one, (one,))


def _shared_word(rng: Random, issuer: Issuer) -> Owner:
    """Several offices after their common word: "Các Sở: Y tế, Tài chính"."""
    short = [name.removeprefix("Sở ") for name in issuer.offices if name.startswith("Sở ") and "," not in name]
    drawn = rng.sample(short, rng.choice((2, 3)))
    return Owner(f"{rng.choice(('Các Sở: ', 'Các sở: '))}{', '.join(drawn)}", tuple(f"Sở {name}" for name in drawn))


def draw_helpers(rng: Random, issuer: Issuer, owner: Owner) -> Owner:
    """Who helps: one or two offices, or the general words for whoever is concerned."""
    free = [name for name in issuer.offices if name not in owner.names]
    draw = rng.random()
    if draw < 0.4:
        one = rng.choice(free)
        return Owner(one, (one,))
    if draw < 0.65:
        two = rng.sample(free, 2)
        return Owner(", ".join(two), tuple(two))
    general = rng.choice(HELPERS_IN_GENERAL)
    if draw < 0.85:
        return Owner(general, (general[:1].upper() + general[1:],))
    one = rng.choice(free)
    return Owner(f"{one} và {general}", (one, general[:1].upper() + general[1:]))
