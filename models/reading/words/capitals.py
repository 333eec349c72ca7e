"""Headings in capitals (`1. CÔNG AN THÀNH PHỐ`) in the letters that names are known by. The places stay the same."""

from __future__ import annotations

import re

from models.reading.passage import UPPER
from models.reading.syllables import is_syllable
from models.reading.words.first_words import FirstWords
from models.reading.words.office_letters import BARE_KINDS, LETTERS
from models.reading.words.office_words import HEAD_OF_OFFICE, KIND, LEVEL, PARTY

# These begin as a kind of office does, and are things: "KHOA HỌC", "HỘI NGHỊ", "TỔ CHỨC THỰC HIỆN", "PHÒNG NGỪA".
_THINGS = re.compile(
    r"(?:khoa (?:học|giáo)|báo (?:chí|cáo|động)|cục bộ|đội (?:ngũ|hình)|đoàn (?:kết|viên|thể)|tổ chức|"
    r"trường (?:hợp|học)|đảng bộ trong sạch|hội (?:nghị|thảo|thi|nhập|họp|chợ|trường|diễn|viên|đàm)|"
    r"vụ (?:mùa|đông|xuân|hè|việc|án)|khối lượng|trại hè|"
    r"nhóm (?:giải pháp|nhiệm vụ|chỉ tiêu|mục tiêu|các)|cảng (?:biển|cá)|cung (?:cấp|ứng|cầu)|quỹ đất|viện (?:phí|trợ)|"
    r"bộ (?:máy|phận|tiêu|chỉ số|thủ|luật|câu|dữ|mã)|ban (?:hành|đầu|đêm)|"
    r"cơ sở(?!\s+(?:cai|giáo|y tế|khám|bảo trợ|dạy))|"
    r"phòng (?:ngừa|chống|trừ|cháy|bệnh|dịch|học|họp)|trạm biến|"
    r"cơ quan (?:nhà nước|hành chính|đơn vị))(?!\w)"
)
_KIND = FirstWords(KIND.replace("(?-i:", "(?:", 1), re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:Phòng|Ban|Sở|Bộ|Vụ|Cục|Chi cục|Tổng cục|Trung tâm|Văn phòng|Hội|Hội đồng|Viện|Công ty|Tập đoàn|Đài|Hạt|Khoa|"
    rf"Tổ|Đội|Trường|Trạm|Thanh tra|Liên đoàn|Bệnh viện|Học viện|Chi nhánh|Ủy ban|Xí nghiệp|Bộ phận)\s+[{UPPER}]"
)
_HEAD = re.compile(rf"(?:(?:phó\s+)?(?:{HEAD_OF_OFFICE})\s+)+", re.IGNORECASE)
_NAME_BEGINS = re.compile(r"(?:^|[,;:(]\s*|\s[-–]\s|(?<!\w)và\s+)(?=\w)")
_PARTY = re.compile(rf"(?<!\w)(?:{PARTY})(?!\w)", re.IGNORECASE)
_OWN_NAME = re.compile(r"(?<!\w)(?:VNPT|P\s?\.|Viettel)\s?(?P<name>[^,;:(]+)", re.IGNORECASE)
_PLACE = re.compile(rf"(?<!\w){LEVEL}\s+(?!hội|ủy|đoàn)(?P<place>[^,;:(]+)", re.IGNORECASE)
_LEVEL = re.compile(rf"(?:các\s+)?{LEVEL}(?!\w)")
_WORD = re.compile(r"\w+")
_LONGEST = 14  # words of a heading that is one name


def in_small_letters(words: str) -> str:
    """`words` as somebody would write them who does not shout; exactly as long."""
    low = _WORD.sub(lambda found: found[0] if _is_letters(found[0]) else found[0].lower(), words)
    if len(low) != len(words):
        return words
    letters = list(low)
    for begins in _NAME_BEGINS.finditer(low):
        if begins.start() and _LEVEL.match(low, begins.end()):
            continue
        _capital(letters, begins.end())
        head = _HEAD.match(low, begins.end())
        at = head.end() if head else begins.end()
        kind = None if _THINGS.match(low, at) else _KIND.match(low, at)
        if kind is not None:
            _capital(letters, at)
            _capital(letters, kind.end() + 1)
    for party in _PARTY.finditer(low):
        _capital(letters, party.start())
    for own in _OWN_NAME.finditer(low):
        _capital(letters, own.start("name"))
    for named in _PLACE.finditer(low):
        if not _LEVEL.match(named["place"]):
            for word in _WORD.finditer(low, named.start("place"), named.end()):
                _capital(letters, word.start())
    return "".join(letters)


def is_one_name(words: str) -> bool:
    """Whether a heading that was in capitals begins as an office's name does, and may be one as a whole."""
    office = None if _THINGS.match(words.lower()) else _OFFICE.match(words)
    return office is not None and len(words.split()) <= _LONGEST and not re.search(r"[,;:.]", words)


def _is_letters(word: str) -> bool:
    """Whether a word of capitals is letters and no word: `UBND`, `CA`; `SỞ` is one."""
    return word in BARE_KINDS or not is_syllable(word) or LETTERS.fullmatch(word) is not None


def _capital(letters: list[str], at: int) -> None:
    if at < len(letters):
        letters[at] = letters[at].upper()
