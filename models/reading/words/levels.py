"""Which level of government the name of an office tells, and which names mean many offices at once."""

from __future__ import annotations

import re
from typing import Final

from models.base.text import fold
from models.reading.passage import LOWER, UPPER, even, plain

RANK: Final = {"xa": 0, "huyen": 1, "tinh": 2, "central": 3}

_HEAD = (
    r"(?:thủ trưởng|người đứng đầu|phó|giám đốc|trưởng|chánh|chủ tịch|cục trưởng|lãnh đạo|đồng chí|tổng|bí thư|"
    r"bộ trưởng)"
)
_HEADS = re.compile(rf"(?:{_HEAD}\s+)+")
_CENTRAL = re.compile(
    r"(?:chính phủ|thủ tướng|văn phòng chính phủ|thanh tra chính phủ|bộ(?! (?:phận|chỉ huy|môn))|tổng cục|"
    r"cơ quan ngang bộ|quốc hội|vụ)(?!\w)|.*(?<!thuộc )trung ương(?!\w)|.*(?:văn phòng|thanh tra|thuộc|của) bộ$"
)
_PROVINCIAL = re.compile(
    r"(?:sở|tỉnh ủy|tỉnh đoàn|đoàn đbqh|báo|đài phát thanh|trường (?:chính trị|cao đẳng|đại học)|"
    r"văn phòng đoàn đbqh)(?!\w)|.*(?<!cơ )(?<!trụ )(?<!\w)sở(?!\w)"
)
_CITY_OF_ITS_OWN = re.compile(r"(?:thành phố )?(?:trực )?thuộc trung ương")
_DISTRICT = re.compile(r"(?:huyện ủy|huyện đoàn|thị ủy|quận ủy)(?!\w)")
_LEVEL_WORD = re.compile(
    r"(?<!\w)(?P<word>tỉnh|huyện|thị xã|quận|thành phố|thị trấn|xã(?! hội)|phường|đặc khu)(?!\w)(?! trưởng)"
)
_OF_WORD: Final = {
    "tỉnh": "tinh",
    "huyện": "huyen",
    "thị xã": "huyen",
    "quận": "huyen",
    "thị trấn": "xa",
    "xã": "xa",
    "phường": "xa",
    "đặc khu": "xa",
}
_COMMITTEE = r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng ủy|cấp ủy|chính quyền)"
_MANY = re.compile(
    rf"(?:{_HEAD}\s+)*(?:(?:tất cả|toàn thể|toàn bộ)\s+(?:các\s+)?|(?:các|mọi|từng|mỗi|một số)\s|"
    rf"{_COMMITTEE}\s+(?:các|cấp)\s|cấp ủy(?!\w)|(?:cơ quan|đơn vị|địa phương|chính quyền)\s*(?:,|và|$))|"
    r"người đứng đầu (?:các\s+)?(?:cấp ủy|chính quyền|cơ quan|đơn vị|địa phương)"
)
_SEVERAL = re.compile(rf"{_COMMITTEE}\s[^,;]*(?:,| và | - )\s*(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn)(?!\w)")
_PERSON = re.compile(r"(?:đồng chí|đ/c|ông|bà)(?!\w)")
_PLACE_WORD = rf"[{UPPER}][{LOWER}']*(?!\w)"
_PLACE = re.compile(
    r"(?:tỉnh|huyện|thị xã|quận|thành phố|thị trấn|xã|phường|đặc khu|tp\.?)\s+"
    rf"((?-i:{_PLACE_WORD}(?:[ \-]{_PLACE_WORD}){{0,3}}|\d{{1,2}}(?!\w)))",
    re.IGNORECASE,
)


def is_many(name: str) -> bool:
    """Whether a name means offices in general (`Các sở, ban, ngành, địa phương`) and no one office."""
    words = plain(even(name))
    return bool(_MANY.match(words) or _SEVERAL.match(words))


def level_of(name: str) -> str | None:
    """The level of one named office, a key of `RANK`; None where its name does not tell.

    `UBND thành phố` tells none: a city is a province's or the central government's.
    """
    words = plain(even(name))
    words = words[found.end() :] if (found := _HEADS.match(words)) else words
    if _CITY_OF_ITS_OWN.search(words):
        return "tinh"
    if _CENTRAL.match(words):
        return "central"
    if _PROVINCIAL.match(words):
        return "tinh"
    if _DISTRICT.match(words):
        return "huyen"
    word = _LEVEL_WORD.search(words)
    return _OF_WORD.get(word["word"]) if word else None


def is_city(name: str) -> bool:
    """Whether an office is a city's: whose city that is, its name does not tell."""
    word = _LEVEL_WORD.search(plain(even(name)))
    return word is not None and word["word"] == "thành phố"


def place_in(name: str) -> str:
    """The place after the first word of a level, folded: `UBND huyện Si Ma Cai` -> `si ma cai`; "" for none."""
    found = None if _PERSON.match(plain(name)) else _PLACE.search(even(name))  # a person's name is no place's
    return fold(found[1]) if found else ""


def is_within_department(name: str) -> bool:
    """Whether an office is part of the department that speaks: `Văn phòng Sở`, `Thanh tra Sở`."""
    return bool(re.search(r"(?<!cơ )(?<!trụ )(?<!\w)sở$", plain(even(name))))


# Many offices: whose they are (`thuộc UBND tỉnh`), where they only are (`trên địa bàn tỉnh`), and each word by itself.
_WHERE = re.compile(
    r"\s*(?:trên|trong|toàn|khắp)(?: phạm vi)?(?: toàn)?(?: địa bàn)?(?: toàn)? "
    rf"(?:{'|'.join(_OF_WORD)}|thành phố)(?!\w).*$"
)
_BELONGING = re.compile(
    r"(?<!các)(?<!chi)(?<!đảng)(?<!cán)(?<!cơ)(?<!trụ)(?<!ubnd)(?<!dân)(?<!hđnd)(?<!và)(?<!hoặc)(?<![,;\-])\s+"
    r"(?P<tie>cấp|(?:trực )?thuộc(?: ubnd| ủy ban nhân dân)?|của(?: ubnd)?|ubnd)?\s*"
    r"(?P<level>tỉnh|huyện|thị xã|quận|thị trấn|xã(?! hội)|phường|trung ương|sở|bộ)(?: [\w ]{1,30})?$"
)
_TIED: Final = {**_OF_WORD, "trung ương": "central", "bộ": "central", "sở": "tinh"}
_ANY = re.compile(
    r"(?<!\w)(?:cơ quan|đơn vị|ban|ngành|đoàn thể|thành viên|tổ chức|lãnh đạo|thủ trưởng|người đứng đầu|doanh nghiệp|"
    r"hội|trường|chi cục|trung tâm|bộ phận|phòng|cán bộ|công chức)(?!\w)"
)
_EVERYBODY = re.compile(r"(?<!\w)(?:địa phương|các cấp|cấp ủy|chính quyền|người đứng đầu)(?!\w)")


def levels_of_many(name: str) -> frozenset[str] | None:
    """The levels at which the offices of a name that `is_many` stand; None where it may mean offices of any."""
    words = _WHERE.sub("", plain(even(name)))
    if _EVERYBODY.search(words) or _CITY_OF_ITS_OWN.search(words):
        return frozenset({"tinh"}) if _CITY_OF_ITS_OWN.search(words) and not _EVERYBODY.search(words) else None
    found: set[str] = set()
    if (tie := _BELONGING.search(words)) is not None:
        found.add(_TIED[tie["level"]])
        words = words[: tie.start()]
    elif _ANY.search(words):
        return None
    found |= {_OF_WORD[one["word"]] for one in _LEVEL_WORD.finditer(words) if one["word"] in _OF_WORD}
    if re.search(r"(?<!cơ )(?<!trụ )(?<!\w)sở(?!\w)", words):
        found.add("tinh")
    if re.search(r"(?<!chi )(?<!đảng )(?<!cán )(?<!\w)bộ(?!\w)(?! phận)", words):
        found.add("central")
    if "thành phố" in words and not found:
        return None
    return frozenset(found) or None
