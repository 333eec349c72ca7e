"""People's Committees and Councils as documents name them: of a place, of several levels, of a list of places."""

from __future__ import annotations

import re

from models.reading.passage import LOWER
from models.reading.words.office_ends import STOPS
from models.reading.words.office_groups import which_of_many
from models.reading.words.office_run import Office, begins_office, placed
from models.reading.words.office_words import COMMITTEE, LEVEL, PLACE

_COMMUNES = r"(?:thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|tỉnh)"
_COMMITTEES = re.compile(
    rf"(?P<who>{COMMITTEE})\s+(?:(?:của\s+)?các|cấp|từng|mỗi)\s+(?P<level>{_COMMUNES})(?!\w)"
    rf"(?P<more>(?:\s*(?:,|(?<!\w)và(?!\w)|[-–])\s*(?:các\s+|cấp\s+)?{_COMMUNES}(?!\w)(?!\s+{PLACE}))*)"
    r"(?P<tie>(?:\s+(?:trực\s+)?thuộc\s+(?:trung ương|tỉnh)|\s+(?:trên\s+)?(?:toàn\s+)?địa bàn(?:\s+(?:tỉnh|huyện|"
    r"thành phố))?|\s+trong\s+(?:toàn\s+)?tỉnh|\s+(?:có\s+)?liên quan|\s+(?:còn lại|khác|nêu trên))*(?!\w))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"{COMMITTEE}\s+{LEVEL}(?!\w)(?:\s*(?:,|(?<!\w)và(?!\w)|[-–])\s*(?!tỉnh){LEVEL}(?!\w)(?!\s+{PLACE}))+",
    re.IGNORECASE,
)
_ONE_COMMITTEE = re.compile(
    rf"(?P<who>{COMMITTEE})\s+(?P<level>{LEVEL}(?!\w))(?!\s+(?:hội|ủy|đoàn)(?!\w))(?:\s+(?P<place>{PLACE}|"
    rf"\d{{1,2}}(?!\w)))?",
    re.IGNORECASE,
)
_OFFICE_OF_COMMITTEE = re.compile(
    rf"(?:văn phòng|đảng ủy|thường trực|thanh tra|ban thường trực)\s+(?:(?:đoàn đại biểu quốc hội|đoàn đbqh)(?:\s*,|"
    rf"\s+và)?\s+)?"
    rf"{COMMITTEE}(?:\s*(?:,|(?<!\w)và(?!\w)|[-–&])\s*{COMMITTEE})*",
    re.IGNORECASE,
)
_OPENS_PLACES = re.compile(rf"(?:\s*:\s*|\s+)(?={PLACE})")
_LISTED_PLACES = re.compile(rf"\s*:\s*{PLACE}(?:(?:,\s*|\s+và\s+)(?:{LEVEL}\s+)?{PLACE}(?!\s+{LEVEL}))+(?!\w)")
_SHARED = re.compile(rf"(?P<who>{COMMITTEE})\s+(?P<level>.+)", re.IGNORECASE)
_SMALL = re.compile(rf"\s+(?!và\s|cùng\s)[{LOWER}]")
_NEXT_PLACE = re.compile(rf"(?:(?P<level>{LEVEL})\s+)?(?P<place>{PLACE})", re.IGNORECASE)


def committee_at(words: str, at: int) -> Office | None:
    """The committee, or committees, named at `at`, or the office of one; None when none is."""
    if (office := _OFFICE_OF_COMMITTEE.match(words, at)) is not None:
        end = placed(words, office.end())
        return Office(words[at:end], end)
    if (each := _COMMITTEES.match(words, at)) is not None:
        places = _OPENS_PLACES.match(words, each.end())
        kind = f"{each['who']} {each['level']}"
        first = place_after(words, places.end(), kind) if places and not each["more"] and not each["tie"] else None
        if first is not None:
            return first
        end = which_of_many(words, _listed_places(words, each.end()))
        return Office(words[at:end], end, many=True)
    if (several := _SEVERAL.match(words, at)) is not None:
        return Office(several[0], several.end(), many=True)
    one = _ONE_COMMITTEE.match(words, at)
    if one is None:
        return None
    kind = f"{one['who']} {one['level']}" if one["place"] else ""
    return Office(one[0], one.end(), kind=kind)


def _listed_places(words: str, at: int) -> int:
    """The end of `: Tân Mẫu, Phú Mẫu` behind words for offices of several levels; it cannot be told whose each is."""
    listed = _LISTED_PLACES.match(words, at)
    if listed is None or begins_office(words, at + 2):
        return at
    return listed.end() if STOPS.match(words, listed.end() + 1) or not _SMALL.match(words, listed.end()) else at


def _is_place(words: str, named: re.Match[str]) -> bool:
    """Whether a capital begins a place and not a duty: `UBND các xã: Rà soát …`, `UBND các xã: Bàn giao …`."""
    if _SMALL.match(words, named.end()) is None:
        return True
    return " " in named["place"] and STOPS.match(words, named.end() + 1) is not None


def place_after(words: str, at: int, kind: str) -> Office | None:
    """The next place that shares `UBND xã` (`kind`) with the one before: `UBND xã Tân Mẫu, Phú Mẫu, phường Lê Mẫu`."""
    shared, named = _SHARED.fullmatch(kind), _NEXT_PLACE.match(words, at)
    if shared is None or named is None or begins_office(words, at) or not _is_place(words, named):
        return None
    who, level = shared["who"], named["level"] or shared["level"]
    return Office(f"{who} {level} {named['place']}", named.end(), kind=f"{who} {level}")
