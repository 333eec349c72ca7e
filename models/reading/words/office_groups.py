"""Words for many offices at once (`các sở, ban, ngành`, `các doanh nghiệp viễn thông`), and which of them are meant."""

from __future__ import annotations

import re

from models.reading.passage import UPPER
from models.reading.words.cues import ACTION, MODAL
from models.reading.words.office_run import Office, begins_office, lower_run
from models.reading.words.office_words import COMMITTEE, FREE_GROUP_WORD, GROUP_TAIL, GROUP_WORD, HEADS_OF_MANY, VILLAGE

_EACH = r"(?:(?:(?:tất cả|toàn thể|toàn bộ)\s+(?:các\s+)?|các\s+|mọi\s+|từng\s+|mỗi\s+)(?:đồng chí\s+)?)"
_OPENS_MANY = re.compile(
    rf"(?:(?:các\s+)?đồng chí\s+)?(?:(?P<heads>{HEADS_OF_MANY})\s+)?(?P<each>{_EACH})?", re.IGNORECASE
)
_FREE = re.compile(FREE_GROUP_WORD, re.IGNORECASE)
_LISTED = re.compile(GROUP_WORD, re.IGNORECASE)
_TAIL = re.compile(GROUP_TAIL, re.IGNORECASE)
_NEXT = re.compile(
    r"(?:\s*[,/]\s*(?:và\s+)?|\s+và\s+|\s*[-–]\s*|\s+(?=(?:ban|ngành|đơn vị|đoàn thể|địa phương)(?!\w)))",
    re.IGNORECASE,
)
_ITS_OWN_NAME = re.compile(rf"\s+(?!(?i:{COMMITTEE})(?!\w))(?-i:[{UPPER}])")
# Some words for many need no "các" before them, when they open the words or are headed: "Chủ đầu tư khẩn trương …".
_BARE = re.compile(
    r"(?-i:Chủ đầu tư|Nhà thầu|Doanh nghiệp|Hộ kinh doanh|Cấp ủy|Chính quyền|Cơ quan|Đơn vị|Địa phương|Sở|Thôn|Bản|"
    r"Tổ dân phố|"
    r"Hợp tác xã|Trường học|Nhà trường|Cơ sở (?:giáo dục|kinh doanh|sản xuất|y tế|đào tạo|khám|lưu trú|chăn nuôi)|Xã|"
    r"Phường|Thương nhân|Chủ (?:tàu|hồ|đập|rừng|hộ|cơ sở|phương tiện|dự án|nhà trọ|trang trại|doanh nghiệp)|Nhà đầu tư|"
    r"Nhà phân phối|Nhà xe|Ngư dân|Tiểu thương|Đại lý|Hộ (?:dân|nuôi|gia đình|sản xuất))(?!\w)"
)
_VILLAGE_HEAD = re.compile(rf"(?:các\s+)?(?:bí thư chi bộ,?\s+(?:và\s+)?)?trưởng\s+(?={VILLAGE}(?!\w))", re.IGNORECASE)
_TITLES = re.compile(
    r"(?:các\s+)(?:đồng chí\s+)?(?:bộ trưởng|thứ trưởng|phó chủ tịch|ủy viên|thành viên|giám đốc sở|"
    r"trưởng phòng)(?!\w)"
    r"(?!\s+(?:bộ|sở|phòng)\s)",
    re.IGNORECASE,
)
_SAYS_WHICH = re.compile(
    r"\s+(?:(?:nơi\s+)?có|chưa|còn|bị|đang|đạt|nằm|giáp|ven|được|chậm(?!\s+nhất)|về đích|"
    r"đăng ký(?=\s+(?:đạt|về đích))|vùng|biên giới|miền|trọng điểm|thí điểm|hưởng|"
    r"thuộc(?=\s+(?:diện|nhóm|đối tượng|vùng)))(?=[\s,:]|$)\s*",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\s+(?:chưa|còn|bị|đang|đạt|được|chậm)\s", re.IGNORECASE)  # a verb of theirs follows
_PLAIN = re.compile(r"\s+(?:biên giới|trọng điểm|thí điểm|về đích)", re.IGNORECASE)  # enough without more words
_NOUN = re.compile(r"(?:dự (?:án|phòng|toán)|đầu mối|tự nhiên)(?!\w)")  # begins as a verb does
_IS_DUTY = re.compile(
    r"(?:trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|phương án|văn bản|thể|ý kiến|hình thức|báo cáo|"
    r"chủ trương|chỉ đạo|"
    r"cơ chế|lộ trình|hướng|thẩm quyền|quyền|đủ|sự)(?!\w)",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"(?:dự án đầu tư|xây dựng(?=\s+(?:chậm|dở|trên))|tuyến đường|quy hoạch(?=\s+\w+ treo))(?!\w)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_][\w%/.-]*\s*")
_LONGEST_WHICH = 9  # words that say which of many are meant


def _acts(rest: str) -> re.Match[str] | None:
    return None if _NOUN.match(rest) else MODAL.match(rest) or ACTION.match(rest)


def many_at(words: str, at: int) -> Office | None:
    """The words for many offices that begin at `at`, with what tells which are meant; None when there are none."""
    if (title := _TITLES.match(words, at)) is not None:
        tail = _TAIL.match(words, title.end())
        end = tail.end() if tail else title.end()
        return Office(words[at:end], end, many=True)
    village = _VILLAGE_HEAD.match(words, at)
    opens = village or _OPENS_MANY.match(words, at)
    if opens is None:
        return None
    each, heads = village is None and opens["each"], village is not None or opens["heads"]
    if not each and not heads and not _BARE.match(words, at):
        return None
    if heads and not each and village is None and begins_office(words, opens.end()):
        return None  # "Giám đốc Công ty Cấp nước" is one
    end, members = _members(words, opens.end())
    if not members or (not each and not heads and members < 2 and not _free_alone(words, at, end)):
        return None
    end = which_of_many(words, end)
    return Office(words[at:end], end, many=True)


def _free_alone(words: str, at: int, end: int) -> bool:
    return _FREE.match(words, at) is not None and not _ITS_OWN_NAME.match(words, end) and bool(_goes_on(words, end))


def _goes_on(words: str, end: int) -> bool:
    rest = words[end:].lstrip(" ,")
    return not rest or rest[0] in ":.;" or bool(ACTION.match(rest.lower()) or MODAL.match(rest.lower()))


def _members(words: str, at: int) -> tuple[int, int]:
    """Where the last of the words for many ends, and how many there are."""
    end = at
    count = 0
    while True:
        listed, free = _LISTED.match(words, at), _FREE.match(words, at)
        longest = free if free is not None and (listed is None or free.end() >= listed.end()) else listed
        if longest is None:
            break
        if words[at].isupper() and begins_office(words, at) and (count or _ITS_OWN_NAME.match(words, longest.end())):
            break  # "các sở, Ban Dân tộc": an office of its own
        stop = longest.end()
        if longest is free:
            if _ITS_OWN_NAME.match(words, stop) and count:
                break
            stop = lower_run(words, stop)
        tail = _TAIL.match(words, stop)
        end = tail.end() if tail else stop
        count += 1
        following = _NEXT.match(words, end)
        if following is None:
            break
        at = following.end()
    return end, count


def which_of_many(words: str, end: int) -> int:
    """Where the clause ends that says which of many are meant: `UBND các xã có rừng phối hợp …`; else `end`."""
    opens = _SAYS_WHICH.match(words, end)
    if opens is None or _IS_DUTY.match(words, opens.end()):
        return end
    at = opens.end()
    if at >= len(words) or words[at] in ",;:.)" or _acts(words[at : at + 60].lower()):
        return opens.end() - (len(opens[0]) - len(opens[0].rstrip())) if _PLAIN.match(opens[0]) else end
    inert = 2 if _PASSIVE.match(opens[0]) else 1
    for count in range(1, _LONGEST_WHICH + 1):
        inner = _INNER.match(words, at)
        word = _WORD.match(words, inner.end() if inner else at) or inner
        if word is None:
            return end
        at = word.end()
        stop = at - (len(word[0]) - len(word[0].rstrip()))
        rest = words[at : at + 60].lower()
        if at >= len(words):
            return stop if words[-1] not in ".;" else end
        if words[stop] == ":" or (words[stop] in ",;" and begins_office(words, stop + 2)):
            return stop
        if words[stop] in ",;.()":
            return end
        acts = _acts(rest)
        if count >= inert and acts and not _INNER.match(words, at):
            return at + acts.end() if inert > 1 and not rest[acts.end() :].strip(" :") else stop
    return end
