"""One office's name, read from where it begins to where it ends. Lists of names are in `units_named`.

Each way of writing a name is a function of its own that answers None where the words are written in another way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from models.reading.passage import LOWER, UPPER
from models.reading.words.first_words import FirstWords
from models.reading.words.office_committees import committee_at
from models.reading.words.office_ends import NOUNS, STOP, STOPS
from models.reading.words.office_groups import many_at
from models.reading.words.office_letters import BARE_KINDS, LETTERS
from models.reading.words.office_people import by_post, in_charge, named_person
from models.reading.words.office_run import Office, belongs, free_run, lower_run, placed
from models.reading.words.office_whole import name_run, whole_name
from models.reading.words.office_words import (
    ABBREVIATION,
    ALONE,
    COMMITTEE,
    COMMITTEE_THEME,
    HEAD_OF_OFFICE,
    KIND,
    LISTED_INITIALS,
    MINISTRIES,
    NAMES_BEGIN,
    PARTY,
    PLACE,
    STEMS,
    SUBJECTS,
    VILLAGE,
)

NAME_BEGINS = FirstWords(rf"{NAMES_BEGIN}|{LETTERS}", re.IGNORECASE, after="")
_HEAD = FirstWords(rf"(?:phụ trách\s+)?(?:{HEAD_OF_OFFICE})\s+", re.IGNORECASE, after="")
_DEPUTY = re.compile(
    rf"(?:(?:các )?(?:đồng chí|đ/c|ông|bà)\s+)?phó\s+(?:{HEAD_OF_OFFICE}|chủ nhiệm|trưởng ban)(?:\s+thường trực)?\s+",
    re.IGNORECASE,
)
_CHIEF = re.compile(
    rf"(?P<kind>tổng cục|chi cục|cục|vụ|hạt|trạm|viện|đội|đồn) trưởng(?=\s+[{UPPER}])(?!\s+(?i:tổng cục|chi cục|cục|"
    rf"vụ|hạt|trạm|viện|"
    r"đội|đồn)\s)",
    re.IGNORECASE,
)
_SMALL_KIND = re.compile(
    rf"(?:phòng|ban|trung tâm|chi cục|cục|vụ|viện|trường|bệnh viện|công ty|đội|trạm|hạt|tổ|hội)(?=\s+[{UPPER}])"
)
_ADDRESSED = re.compile(rf"(?:đồng chí|đ/c|ông|bà)\s+(?:{HEAD_OF_OFFICE})\s+", re.IGNORECASE)
_DEPUTYS_NAME = re.compile(rf"(?:\s+{PLACE})?")


def office_at(words: str, at: int) -> Office | None:
    """The office whose name begins at `at`, or None."""
    if at >= len(words) or (at and words[at - 1].isalnum()) or not NAME_BEGINS.match(words, at):
        return None
    return _asked_again(words, at) if len(words) <= _ASKED_AGAIN else _office(words, at)


def _office(words: str, at: int) -> Office | None:
    if (person := named_person(words, at)) is not None:
        return person
    if (many := many_at(words, at)) is not None:
        return many
    if (deputy := _DEPUTY.match(words, at)) is not None and (office := _one(words, deputy.end())) is not None:
        named = _DEPUTYS_NAME.match(words, office.end)
        end = in_charge(words, named.end() if named else office.end)
        return Office(words[at:end], end)
    if (head := _HEAD.match(words, at)) is not None and (office := _headed(words, head.end())) is not None:
        return office
    if (office := _chief(words, at)) is not None:
        return office
    if (office := _one(words, at)) is not None:
        return office
    if (addressed := _ADDRESSED.match(words, at)) is not None and (office := _headed(words, addressed.end())):
        return Office(words[at : office.end], office.end)
    return by_post(words, at)


_asked_again = lru_cache(maxsize=256)(_office)  # headings, roles and areas ask about the names of one sentence
_ASKED_AGAIN = 2000  # letters; what is longer is not kept


def _chief(words: str, at: int) -> Office | None:
    """`Chi cục trưởng Thủy lợi` is Chi cục Thủy lợi."""
    title = _CHIEF.match(words, at)
    end = free_run(words, title.end()) if title else at
    return Office(f"{title['kind']}{words[title.end() : end]}", end) if title and end > title.end() else None


def _headed(words: str, at: int) -> Office | None:
    """The office behind the title of its head, where its kind may be written small: `Trưởng phòng Tổ chức cán bộ`."""
    if (office := _one(words, at)) is not None:
        return office
    small = _SMALL_KIND.match(words, at)
    end = free_run(words, small.end()) if small else at
    return Office(words[at:end], placed(words, end)) if small and end > small.end() else None


def _one(words: str, at: int) -> Office | None:
    for way in (committee_at, _of_another, _department, _by_letters, _stem, _kind, _party, _alone, _by_place):
        if (office := way(words, at)) is not None:
            return office
    return None


# Departments, by what they are for.
_SUBJECT = FirstWords(SUBJECTS, re.IGNORECASE)
_MINISTRY = FirstWords(rf"{MINISTRIES}|{SUBJECTS}", re.IGNORECASE)
_DEPARTMENT = re.compile(r"(?P<kind>sở|phòng|ban|cục|chi cục|tổng cục|vụ|(?P<ministry>bộ))\s+", re.IGNORECASE)
# "Phòng KT, HT và ĐT" is one, as "Phòng Kinh tế, Hạ tầng và Đô thị" is.
_BY_LETTERS = re.compile(rf"(?-i:Sở|Phòng|Bộ|Ban|Cục|Chi cục|Vụ)\s+(?:{LISTED_INITIALS}|{ABBREVIATION})(?!\w)")
# An office that is told by the one it serves, and who belongs to one.
_OF_ANOTHER = re.compile(
    r"(?:(?:văn phòng|cơ quan|bộ phận|tổ)\s+(?:thường trực|giúp việc)|thường trực|văn phòng|tổ giúp việc|"
    r"(?:các\s+)?(?:đồng chí\s+)?(?:thành viên|ủy viên))\s+(?:(?:của|cho)\s+)?"
    r"(?=(?-i:Ban|Tổ|Hội đồng|Ủy ban|Tiểu ban|Đoàn)\s)",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(rf"(?:\s+|\s+-\s+|\s+và\s+)(?-i:[{UPPER}])")
_OF_COUNCIL = re.compile(rf"\s+(?:của\s+)?{COMMITTEE}", re.IGNORECASE)
_CAPITAL = re.compile(rf"[{UPPER}]")
SHARED = {
    "sở": _SUBJECT,
    "phòng": _SUBJECT,
    "bộ": _MINISTRY,
}


def _of_another(words: str, at: int) -> Office | None:
    """`Văn phòng thường trực Ban Chỉ huy …`, `Thành viên Ban Chỉ đạo`."""
    opens = _OF_ANOTHER.match(words, at)
    office = _one(words, opens.end()) if opens else None
    return Office(words[at : office.end], office.end, many=False) if office else None


def _department(words: str, at: int) -> Office | None:
    found = _DEPARTMENT.match(words, at)
    subject = (_MINISTRY if found["ministry"] else _SUBJECT).match(words, found.end()) if found else None
    if found is None or subject is None:
        letters = _BY_LETTERS.match(words, at)
        if letters is None:
            return None
        end = placed(words, letters.end())
        return Office(words[at:end], end)
    kind = found["kind"].lower()
    end = subject.end()
    if kind == "ban":  # of committees and schools as well: "Ban Xây dựng đời sống văn hóa xã"
        end = max(end, name_run(words, at + len(kind)))
    if council := _OF_COUNCIL.match(words, end):
        end = council.end()
    if _RUNS_ON.match(words, end) and not shares(words, end, kind):
        end = free_run(words, end)
    elif NOUNS.match(words, end + 1) or _MORE_PARTS.match(words, end):
        end = _with_more_parts(words, end)
    end = placed(words, end)
    return Office(words[at:end], end, kind=kind if kind in SHARED else "")


_MORE_PARTS = re.compile(rf"(?:\s+[{LOWER}]+){{1,4}}\s+(?:và|-|–)\s+[{UPPER}]")


def _with_more_parts(words: str, end: int) -> int:
    """Where a name ends that goes on in small letters: `Phòng Xây dựng chính quyền và Công tác thanh niên`."""
    run = free_run(words, end)
    noun = NOUNS.match(words, end + 1)
    parts = _MORE_PARTS.match(words, end)
    return run if parts and run >= parts.end() else noun.end() if noun else end


def shares(words: str, end: int, kind: str) -> bool:
    """Whether another subject of the same kind follows: `Sở Nội vụ và Tài chính`."""
    following = re.compile(r"(?:\s*,\s*|\s+và\s+)").match(words, end)
    return bool(following and kind in SHARED and _shared(words, following.end(), kind))


def _shared(words: str, at: int, kind: str) -> re.Match[str] | None:
    return SHARED[kind].match(words, at) if _CAPITAL.match(words, at) else None


def subject_after(words: str, at: int, kind: str) -> Office | None:
    """The next subject that shares `Sở` (`kind`) with the one before it, in a list such as `Các sở: Nội vụ, Y tế`."""
    one = _shared(words, at, kind) or re.compile(rf"{ABBREVIATION}(?!\w)").match(words, at)
    if one is None or re.match(rf"(?:{COMMITTEE}|mttq|vnpt|lhpn)(?!\w)", words[at:], re.IGNORECASE):
        return None
    if _LETTERS.match(words, at):
        return None  # "Phòng Y tế, TYT": no department any more
    if kind == "bộ" and one[0].lower() == "công an" and placed(words, one.end()) > one.end():
        return None  # "Công an tỉnh" is no ministry
    return Office(f"{kind} {one[0]}", one.end(), kind=kind)


_LETTERS = FirstWords(LETTERS, re.IGNORECASE, after="")
_FIRST_WORD = re.compile(rf"(?:{SUBJECTS}|{PARTY})(?!\w)|[^\W_][\w&]*(?:[-–.][A-ZĐ]+)*", re.IGNORECASE)
_SMALL_OWN = re.compile(r"\s+(?:các|dự án|khu|rừng|chợ|cụm|di tích|cơ sở)(?!\w)")


def _by_letters(words: str, at: int) -> Office | None:
    """`VP HĐND-UBND xã`, `P.Kinh tế`, `BHXH các huyện`; in the number of a paper letters name no office."""
    found = None if words[at - 1 : at] in {"/", "-"} else _LETTERS.match(words, at)
    if found is None:
        return None
    end = found.end()
    if found[0][-1] in " ." or found[0] in BARE_KINDS:
        first = _FIRST_WORD.match(words, end)
        end = first.end() if first else end
    while noun := NOUNS.match(words, end + 1):
        end = noun.end()
    if _STEM_RUNS.match(words, end) or _SMALL_OWN.match(words, end):
        end = free_run(words, end)
    end = belongs(words, placed(words, end))
    return Office(words[at:end], end, many=bool(re.match(r"\s+các\s", words[found.end() : end])))


# Other kinds, whose own name runs on.
_STEM = FirstWords(STEMS, re.IGNORECASE)
_STEM_RUNS = re.compile(
    rf"\s+(?:và\s+)?(?-i:[{UPPER}\d])|\s+[-–&]\s+(?-i:[{UPPER}])|\s+(?:các|dự án|khu|rừng|di tích|cửa khẩu|chợ|cụm|"
    rf"vịnh|bảo trì|{VILLAGE})(?!\w)|"
    r"\s+(?:của|thuộc)\s+(?-i:Sở|Bộ|UBND|HĐND|sở|bộ|cơ quan|đơn vị)(?!\w)|"
    r",\s+(?-i:[A-ZĐ][a-zđ]+)[^,;.:]{0,30}\s+và\s+(?-i:[A-ZĐ])",
    re.IGNORECASE,
)
_SMALL_THEN_NAME = re.compile(rf"(?:\s+[{LOWER}]+){{1,2}}\s+[{UPPER}]")  # "Trường cao đẳng nghề Vĩnh Mẫu"
_KIND = FirstWords(
    rf"{KIND}|Công chức|công chức|Cán bộ|cán bộ|Chuyên viên|chuyên viên", after=rf"(?=\s+(?-i:[{UPPER}]))"
)
_OFFICIAL = re.compile(r"(?-i:[Cc]ông chức|[Cc]án bộ|[Cc]huyên viên)\s+(?:phụ trách|chuyên trách|làm công tác)(?!\w)")
_LOWER_NAMES = re.compile(
    r"(?-i:[Bb]an (?:[Qq]uản lý|[Tt]ổ chức|[Cc]hỉ huy|[Cc]hỉ đạo)|[Tt]ổ công tác|[Hh]ợp tác xã|[Cc]ông ty cổ phần|"
    r"[Cc]ông ty TNHH)(?!\w)"
)


_FOR_A_THEME = re.compile(r"(?:ban chỉ đạo|ban chỉ huy|tổ công tác|tổ giúp việc|ban quản lý)(?!\w)", re.IGNORECASE)
_MORE_OF_THEME = rf"(?:\s+(?!(?:{STOP})(?!\w))\w+)"
_THEME = re.compile(
    rf"\s+(?:(?:về|thực hiện)\s+)?(?:công tác\s+)?(?:(?:{COMMITTEE_THEME})(?!\w)|"
    rf"phòng,? chống{_MORE_OF_THEME}{{1,4}}(?:\s+của{_MORE_OF_THEME}{{1,2}})?)",
    re.IGNORECASE,
)


def _stem(words: str, at: int) -> Office | None:
    found = _STEM.match(words, at)
    if found is None:
        return None
    themed = _THEME.match(words, found.end()) if _FOR_A_THEME.match(words, at) else None
    end = themed.end() if themed else found.end()
    while noun := NOUNS.match(words, end + 1):
        end = noun.end()
    if _STEM_RUNS.match(words, end) or _SMALL_THEN_NAME.match(words, end):
        end = free_run(words, end)
    elif themed is None and _LOWER_NAMES.match(words, at):
        end = lower_run(words, end)
    if end == found.end() and words.startswith("Ban Quản lý", at):
        end = max(end, whole_name(words, at + len("Ban")))
    end = belongs(words, placed(words, end))
    return Office(words[at:end], end, many=bool(re.match(r"\s+các\s", words[found.end() : end])))


def _kind(words: str, at: int) -> Office | None:
    if (official := _OFFICIAL.match(words, at)) is not None:
        end = lower_run(words, official.end())
        return Office(words[at:end], end) if end > official.end() else None
    found = _KIND.match(words, at)
    if found is None:
        return None
    end = name_run(words, found.end())
    end = belongs(words, placed(words, end)) if end > found.end() else end
    shared = found[0].lower() if found[0] == "Hội" else ""
    return Office(words[at:end], end, kind=shared) if end > found.end() else None


# Party, and kinds that need no name.
_PARTY_OFFICE = re.compile(
    rf"(?:văn phòng|ban thường vụ|ban chấp hành|thường trực|ban xây dựng đảng|ủy ban kiểm tra)\s+{PARTY}(?!\w)",
    re.IGNORECASE,
)
_ALONE = FirstWords(ALONE)
_ALONE_TAIL = re.compile(
    r"\s+(?:các|trực thuộc)\s+(?:xã|phường|huyện|cấp|đơn vị)(?:\s*,\s*(?:xã|phường|thị trấn|đặc khu))*(?!\w)",
    re.IGNORECASE,
)
_SMALL = re.compile(rf"\s+[{LOWER}]")
_DUTY = re.compile(
    r"\s+(?:và|cùng|chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|tham mưu|tiếp tục|phải|cần|rà soát)(?!\w)"
)
_NEEDS_MORE = re.compile(
    r"(?-i:Báo|Kho bạc|Chính quyền|Quân sự|Văn thư|Y tế|Đoàn|Biên phòng|Thuế|Hải quan|Bệnh viện|Mặt trận)$"
)


def _party(words: str, at: int) -> Office | None:
    found = _PARTY_OFFICE.match(words, at)
    if found is None:
        return None
    end = placed(words, found.end())
    return Office(words[at:end], end)


def _alone(words: str, at: int) -> Office | None:
    found = _ALONE.match(words, at)
    if found is None:
        return None
    tail = _ALONE_TAIL.match(words, found.end()) if found[0] != "Thanh tra" else None
    end = tail.end() if tail else placed(words, found.end())
    if village := re.compile(rf"\s+{VILLAGE}(?!\w)(?:\s+{PLACE})?").match(words, found.end()):
        end = village.end()
    if end == found.end() and found[0] == "Thanh tra" and _SMALL.match(words, end) and not _DUTY.match(words, end):
        return None  # "Thanh tra các cơ sở": a duty
    if end == found.end() and (_NEEDS_MORE.match(found[0]) or re.match(rf"\s+[{UPPER}]", words[end:])):
        return None
    return Office(words[at:end], end, many=tail is not None)


_LOCAL = (
    r"(?:Thôn|Bản|Làng|Ấp|Buôn|Xóm|Khóm|Khu phố|Tổ dân phố|Khối phố|Tiểu khu|Xã|Phường|Thị trấn|Đặc khu|"
    r"Huyện|Quận|Thị xã|Thành phố|Tỉnh)"
)
_BY_NUMBER = re.compile(rf"(?:{_LOCAL}|Tổ|(?:Trung|Sư|Lữ|Tiểu) đoàn|Đại đội|Hải đội)\s+(?:số\s+)?\d{{1,3}}(?![\w/.%])")
_BY_PLACE = re.compile(rf"{_LOCAL}\s+(?P<place>{PLACE})")
_AFTER_PLACE = re.compile(r"\s*(?:$|[:;,.()])|\s+và\s")


def _by_place(words: str, at: int) -> Office | None:
    """Who is told by the place alone: `Xã Nậm Mẫu`, `Khu phố 6`; in `Bản Kế hoạch` no place stands."""
    if (numbered := _BY_NUMBER.match(words, at)) is not None:
        return Office(numbered[0], numbered.end())
    named = _BY_PLACE.match(words, at)
    if named is None:
        return None
    whole = " " in named["place"] or _AFTER_PLACE.match(words, named.end()) or STOPS.match(words, named.end() + 1)
    return Office(named[0], named.end()) if whole else None
