"""Where an office's own name ends when no list knows it. Names run on until the words say what is to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.reading.passage import UPPER
from models.reading.words.first_words import FirstWords
from models.reading.words.office_ends import (
    ACTIVITIES,
    GRAMMAR,
    MAY_END,
    NOUNS,
    STANDS_INSIDE,
    STOPS,
    SURE_DUTY,
    TRADES,
)
from models.reading.words.office_letters import letters_at
from models.reading.words.office_words import ALONE, COMMITTEE, KIND, LEVEL, PARTY, PLACE, STEMS, SUBJECTS, VILLAGE


@dataclass(frozen=True)
class Office:
    """A name as it stands (a head's own title left out), where it ends, whether it means many, and its `kind`.

    `kind` is the word that the names after it may share: `Sở` in `Sở Nội vụ, Tài chính`, `UBND xã` before places.
    """

    name: str
    end: int
    many: bool = False
    kind: str = ""


_AT = re.compile(
    rf"\s+(?:(?:cấp\s+)?{LEVEL}(?!\s+(?:hội|ủy|đoàn)(?!\w))(?!\w)(?:\s+(?:{PLACE}|\d{{1,2}}(?!\w)))?|"
    r"khu vực(?:\s+(?-i:[IVX]+(?!\w)|\d{1,2}(?!\w)))?|việt nam(?!\w)|trung ương(?!\w))",
    re.IGNORECASE,
)
_OF_ITS_NUMBER = re.compile(r"\s+số\s+\d{1,2}(?![\w/.%])")
TOKEN = re.compile(
    r"(?P<sep>\s*,\s+|\s+[-–]\s*|\s*[-–]\s+|\s+&\s+|\s+và\s+|\s+)(?P<token>[^\W_][\w'’]*(?:[.&/-][^\W_]\w*)*)"
)
_COMPOUND = re.compile(rf"(?:khu vực\s+(?:(?-i:[IVX]+)|\d{{1,2}})|{PARTY})(?!\w)", re.IGNORECASE)
_SUBJECT = FirstWords(SUBJECTS, re.IGNORECASE)
_TWO_MORE = re.compile(r"[^,;.:]{1,40}\s(?:và|-|&)\s+\S")
_OWNER = re.compile(r"(?:Sở|Bộ|Tỉnh|Huyện|Xã|Phường|Ban|Viện|Trường)(?!\w)")  # "Văn phòng Sở": a word of its own
_WHOLE_TRADE = re.compile(r"(?:thi công|tư vấn|vận tải)$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"\s*(?:[:;]|$)")
_MOST_OF_TRADE = 4  # words behind the verb of a trade
_NUMBER = re.compile(
    r"\d{1,3}(?![\d/.,%]|\s*[a-zà-ỹđ]*\s*\d|\s+(?:giờ|ngày|tuần|tháng|quý|năm|lần|đợt|kỳ|người|hộ|việc|nội dung|"
    r"nhiệm vụ|văn bản|hồ sơ|cuộc|lớp|điểm)(?!\w))"
)
_LEVELS = re.compile(
    rf"(?:cấp\s+|các\s+)?{LEVEL}(?!\s+(?:hội|ủy|đoàn)(?!\w))(?!\w)(?:\s+(?:{PLACE}|\d{{1,2}}(?!\w)))?"
    rf"(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?{LEVEL}(?!\w)(?!\s+(?:{PLACE}|hội|ủy|đoàn)(?!\w)))*",
    re.IGNORECASE,
)
_AREAS = re.compile(
    rf"các\s+(?P<what>{VILLAGE}|khu|cụm|trường|dự án|tuyến|công trình|huyện|xã|phường|đặc khu|ngành|tổ)(?!\w)"
    rf"(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?(?:{VILLAGE}|xã|phường|thị trấn)(?!\w))*",
    re.IGNORECASE,
)
_ZONES = re.compile(
    r"(?:các\s+)?khu\s+(?:công nghiệp|kinh tế|chế xuất|công nghệ cao|du lịch|bảo tồn|dân cư)"
    r"(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?(?:khu|cụm)\s+(?:công nghiệp|kinh tế|chế xuất|công nghệ cao))*(?!\w)",
    re.IGNORECASE,
)
_VILLAGE = re.compile(rf"{VILLAGE}\s+(?:{PLACE}|(?:số\s+)?\d{{1,2}}(?!\w))", re.IGNORECASE)
_BELONGS = re.compile(
    rf"\s+(?:của|(?:trực\s+)?thuộc)\s+(?P<whose>(?:(?-i:Sở|Bộ|Ban|UBND|HĐND|sở|bộ|cơ quan|đơn vị)(?!\w)|"
    rf"{COMMITTEE}))",
    re.IGNORECASE,
)
_OFFICE = FirstWords(
    rf"{KIND}\s+(?-i:[{UPPER}])|(?:{STEMS}|{COMMITTEE}|{PARTY})(?!\w)|(?:các|thủ trưởng|giám đốc|chủ tịch|trưởng|"
    rf"chánh|bộ trưởng|lãnh đạo)\s|{ALONE}(?!\w)|(?:sở|phòng|bộ)\s+(?-i:[A-ZĐ])",
    re.IGNORECASE,
    after="",
)
# Behind a dash these are the second half of a name: "Phòng Bưu chính - Viễn thông", "Trung tâm Thông tin - Thư viện".
_AFTER_DASH = re.compile(
    r"(?:Viễn thông|Thư viện|Bảo tàng|Thanh tra|Văn phòng|Quân sự|Văn thư|Y tế|Thuế|Hải quan|Điện lực|Cán bộ|Công đoàn)"
    r"(?=\s*(?:$|[,;:.()]|và\s)|\s+[^\W\dA-ZĐ])"
)
_BREAK = re.compile(r"\s*[:(]|\s*$")
_MOST_TOKENS = 18
_LONGEST_TAIL = 6  # small words behind the last capital
_TAIL_OF_SENTENCE = 3  # the same before a full stop, where they may as well be a duty


def begins_office(words: str, at: int) -> bool:
    """Whether the words at `at` look like the beginning of an office's name."""
    return _OFFICE.match(words, at) is not None or letters_at(words, at) is not None


def free_run(words: str, at: int) -> int:
    """Where the name ends that runs on from `at` (behind the word for its kind); `at` when nothing belongs to it."""
    sure = end = at
    tail = 0
    first = False  # the word before opens a part of the name: "Viện Nghiên", to which "cứu" belongs
    for _count in range(_MOST_TOKENS):
        token = TOKEN.match(words, end)
        if token is None:
            break
        sep, start = token["sep"].strip(), token.start("token")
        if sep and not _joins(words, sep, start, tail):
            break
        step, certain = _step(words, token, tail, half=first)
        if step <= end:
            break
        first = (
            words[start].isupper()
            and not words[start : token.end()].isupper()
            and not _OWNER.match(words, start)
            and step == token.end()
            and (end == at or bool(sep))
        )
        end = step
        tail = 0 if certain else tail + 1
        if certain:
            sure = end
        if certain and _LEVELS.match(words, start):
            break  # behind a level and its place a name is at its end
    return end if tail and _is_end(words, end, tail) else sure


def belongs(words: str, end: int) -> int:
    """Where `… của Sở Y tế`, `… thuộc UBND tỉnh` ends behind a name that ends at `end`; `end` when nothing does."""
    whose = _BELONGS.match(words, end)
    if whose is None:
        return end
    at = _LEVELS.match(words, whose.end() + 1)
    return at.end() if at else free_run(words, whose.end())


def lower_run(words: str, at: int) -> int:
    """Where small words end that tell a kind nearer (`doanh nghiệp viễn thông`): before a verb, or at `at`."""
    end = at
    for tail in range(1, _LONGEST_TAIL):
        token = TOKEN.match(words, end)
        if token is None or token["sep"].strip() not in {"", ","}:
            break
        start = token.start("token")
        if (
            token["sep"].strip() == ","
            or not token["token"][0].islower()
            or (_ends_here(words, start) and not (tail == 1 and _trade(words, start)))
        ):
            break
        if _LEVELS.match(words, start):
            break
        inside = STANDS_INSIDE.match(words, start) or (TRADES.match(words, start) if tail == 1 else None)
        end = inside.end() if inside else token.end()
        if _is_end(words, end, tail):
            following = TOKEN.match(words, end)
            if following is None or following["sep"].strip() or not following["token"][0].islower():
                return end
            if _ends_here(words, following.start("token")) or _LEVELS.match(words, following.start("token")):
                return end
    return end if end > at and _is_end(words, end, 1) else at


def _trade(words: str, start: int) -> bool:
    """Whether a verb tells what the many do for a living (`doanh nghiệp khai thác đá khắc phục …`): a duty follows."""
    trade = TRADES.match(words, start)
    if trade is None:
        return False
    return _then_duty(words, trade.end()) or bool(_WHOLE_TRADE.match(trade[0]) and STOPS.match(words, trade.end() + 1))


def _then_duty(words: str, at: int) -> bool:
    """Whether after one to four words that name what is traded a duty follows, or nothing more."""
    end = at
    for _count in range(_MOST_OF_TRADE):
        following = _NEXT_WORD.match(words, end)
        if following is None or STOPS.match(words, following.end()):
            break
        word = _LETTERS.match(words, following.end())
        end = word.end() if word else end
    if end == at:
        return False
    following = _NEXT_WORD.match(words, end)
    return _ENDS.match(words, end) is not None or bool(following and STOPS.match(words, following.end()))


def _joins(words: str, sep: str, start: int, tail: int) -> bool:
    """Whether a name goes on behind a comma, a dash or "và"."""
    capital = words[start].isupper()
    if begins_office(words, start) and not (sep in "-–" and capital and _AFTER_DASH.match(words, start)):
        return False
    if sep == "," and capital:  # "Kế hoạch, Tài chính", or "Kinh tế, Hạ tầng và Đô thị"
        return bool(_SUBJECT.match(words, start) or _TWO_MORE.match(words, start))
    if capital:
        return True
    inside = STANDS_INSIDE.match(words, start) is not None
    return inside or (sep == "và" and bool(tail) and not STOPS.match(words, start))


def _step(words: str, token: re.Match[str], tail: int, *, half: bool) -> tuple[int, bool]:
    """How far one more word leads, and whether it is surely part of the name; its own start when it is none."""
    start = token.start("token")
    if token["token"][0].isdigit():
        number = _NUMBER.match(words, start)
        return (number.end(), True) if number else (token.start(), False)
    if compound := _COMPOUND.match(words, start):
        return compound.end(), True
    capital = token["token"][0].isupper()
    if noun := NOUNS.match(words, start) or (
        ACTIVITIES.match(words, start) if capital or token["sep"].strip() else None
    ):
        return noun.end(), True
    if capital:
        return token.end(), True
    for pattern in (_ZONES, _LEVELS, _VILLAGE):
        if found := pattern.match(words, start):
            return found.end(), True
    if areas := _AREAS.match(words, start):
        return areas.end(), areas["what"].lower() not in {"khu", "cụm", "dự án", "trường", "tuyến"}
    if inside := STANDS_INSIDE.match(words, start):
        return inside.end(), False
    if half and not GRAMMAR.match(words, start):
        stop = STOPS.match(words, start)
        if stop is None or stop.end() == token.end():
            return token.end(), True
    if last := MAY_END.match(words, start):
        return (
            (last.end(), False)
            if _ends_or_acts(words, last.end()) or _LEVELS.match(words, last.end() + 1)
            else (token.start(), False)
        )
    if STOPS.match(words, start) or tail >= _LONGEST_TAIL:
        return token.start(), False
    return token.end(), False


def _ends_or_acts(words: str, at: int) -> bool:
    return SURE_DUTY.match(words, at) is not None or _BREAK.match(words, at) is not None


def _ends_here(words: str, start: int) -> bool:
    return bool(STOPS.match(words, start) or MAY_END.match(words, start)) and not STANDS_INSIDE.match(words, start)


def _is_end(words: str, end: int, tail: int) -> bool:
    """Whether a name may end here: before a verb, before another office, or where the words end as a heading does."""
    rest = words[end : end + 40]
    bare = rest.lstrip()
    if not bare or bare[0] in ":;(":
        return True
    if bare.strip(" ./") == "":
        return tail <= _TAIL_OF_SENTENCE
    if joined := re.match(r"\s*(?:[,/)]|[-–]\s|và\s|cùng\s(?:với\s)?)\s*", rest):
        after = end + joined.end()
        return bare[0] == ")" or begins_office(words, after) or (bare[0] == "," and _ends_here(words, after))
    after = end + len(rest) - len(bare)
    return (
        STOPS.match(words, after) is not None
        or MAY_END.match(words, after) is not None
        or bool(re.match(rf"\s+(?:{LEVEL}|trên|thuộc|trong|có|hoạt động)(?!\w)", rest, re.IGNORECASE))
    )


def placed(words: str, end: int) -> int:
    """Where the level and the place end that stand behind a name (`… huyện Tràng Mẫu`); `end` when none does."""
    at = _AT.match(words, end) or _OF_ITS_NUMBER.match(words, end)
    if at is not None:
        return at.end()
    place = re.compile(rf"\s+{PLACE}").match(words, end)
    return place.end() if place and not begins_office(words, end + 1) else end
