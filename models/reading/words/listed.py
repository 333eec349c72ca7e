"""Names in words that hold nothing else: a cell, the value of a label, a pair of brackets. No name is cut here."""

from __future__ import annotations

import re

from models.reading.passage import LOWER, UPPER, Passage, even
from models.reading.words.office_run import begins_office
from models.reading.words.office_words import LEVEL, PLACE
from models.reading.words.units_named import unit_list, unit_name

# A name that no list knows: it begins with what offices and people are called, or is all capital letters.
OFFICELIKE = re.compile(
    r"(?:(?:các|toàn thể|tất cả|từng|mỗi|những|lãnh đạo|trưởng|phó|thủ trưởng|giám đốc|chủ tịch|bí thư|hiệu trưởng|"
    r"người đứng đầu)\s+)*(?:"
    r"cơ quan|đơn vị|sở|ban|ngành|phòng|bộ|cục|vụ|viện|hội|đoàn|tổ|đội|nhóm|trường|trạm|trung tâm|"
    r"văn phòng|ủy ban|ubnd|hđnd|công an|công ty|tập đoàn|tổng|doanh nghiệp|hợp tác xã|htx|chủ đầu tư|"
    r"chủ tịch|ngân hàng|bệnh viện|nhà|kho bạc|thuế|hải quan|chi|đảng|mặt trận|hiệp hội|liên|thôn|bản|"
    r"ấp|khóm|khu phố|tổ dân phố|buôn|xã|phường|thị trấn|huyện|quận|thành phố|tỉnh|đặc khu|địa phương|"
    r"cán bộ|công chức|viên chức|chuyên viên|nhân viên|ông|bà|đồng chí|đ/c|anh|chị|hộ|chủ hộ|nhà thầu|"
    r"tư vấn|bưu điện|viễn thông|điện lực|thanh tra|tòa án|viện kiểm sát|đài|báo|cổng|quỹ|thư viện|"
    r"bảo tàng|bộ phận|thường trực|kế toán|văn thư|thành viên|đầu mối|"
    r"giáo viên|hiệu trưởng|phó|trưởng|giám đốc|khoa|tổ trưởng|thủ quỹ|thư ký|"
    r"hạt|đồn|lữ đoàn|trung đoàn|sư đoàn|tiểu đoàn|đại đội|hải đội|vườn quốc gia|khu bảo tồn|xí nghiệp|nông trường|"
    r"lâm trường|câu lạc bộ|cụm thi đua|khối thi đua|tiểu ban|hội đồng|học viện|đại học|công đoàn|kiểm toán|"
    r"thi hành án|bảo hiểm xã hội|vnpt|viettel|mobifone|thương nhân|tiểu thương|ngư dân|"
    r"chủ (?:tàu|hồ|đập|rừng|hộ|cơ sở)|"
    r"cơ sở|bảo vệ|ủy viên|đại biểu|đảng viên|hội viên|đoàn viên|cộng tác viên"
    r")(?!\w)"
)
PROPER = re.compile(rf"[A-ZĐ][A-ZĐ\-–&/ .]{{1,30}}|(?:[{UPPER}][{LOWER}]*\s+){{1,3}}[{UPPER}][{LOWER}]*")
_SEPARATOR = re.compile(r"(?P<mark>[;,/])|(?P<dash>\s[-–+]\s)|(?P<stop>\.\s)|(?P<and>\s+và\s+)")
_ENDS_IN_LEVEL = re.compile(rf"\s{LEVEL}(?:\s+(?:{PLACE}|\d{{1,2}}))?$", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*(?:[;.]|$|\+\s)")
_MORE = re.compile(r"\s*(?:(?P<comma>[,/])|(?P<dash>[-–]\s)|(?P<and>và\s))\s*")
_NEXT_PIECE = re.compile(r"[^;,.]+?(?=\s*(?:[;,.]|\s[-–+]\s|\svà\s|$))")
_BETWEEN = " ,;.+-–"


def listed(value: Passage) -> tuple[str, ...]:
    """The offices that a cell or a property lists: known names whole, the others as they stand between separators."""
    words = even(value.words)
    names: list[str] = []
    at = 0
    while at < len(words):
        found, end = unit_list(words, at)
        if not (found and _is_whole(words, end, found[-1])):
            begins = words.rfind(found[-1][1:], at, end) - 1 if found else -1
            kept, at = (found[:-1], begins) if begins > at else ((), at)
            end = _end_of_piece(words, at)
            found = (*kept, unit_name(words[at:end]))
        names += [name for name in found if name and name not in names]
        at = max(end, at + 1)
        while at < len(words) and (words[at] in _BETWEEN or words.startswith("và ", at)):
            at += 3 if words.startswith("và ", at) else 1
    return tuple(names)


def _is_whole(words: str, end: int, last: str) -> bool:
    """Whether a known name is at its end, and what stands behind is another one or nothing."""
    if _SEPARATED.match(words, end):
        return True
    more = _MORE.match(words, end)
    if more is None:
        return False
    if _opens(words, more.end()) or _ENDS_IN_LEVEL.search(last):
        return True
    return bool(more["comma"]) and not _goes_on(words, more.end())


def _end_of_piece(words: str, at: int) -> int:
    """Where a name that no list knows ends: at a separator behind which another name begins."""
    for mark in _SEPARATOR.finditer(words, at):
        if mark["stop"] or mark[0] == ";":
            return mark.start()
        if mark["mark"] and not (OFFICELIKE.match(words[at:].lower()) and _goes_on(words, mark.end())):
            return mark.start()
        if _opens(words, mark.end()):
            return mark.start()
    return len(words)


def _opens(words: str, at: int) -> bool:
    """Whether another name begins: one that is known, or a word for many that stands in small letters."""
    at += len(words[at:]) - len(words[at:].lstrip())
    return begins_office(words, at) or words.startswith(("các ", "một số ", "đơn vị ", "cơ quan "), at)


def _goes_on(words: str, at: int) -> bool:
    """Whether a comma stands inside a name: `Phòng Thông tin, Dân nguyện`; a person's name is one of its own."""
    at += len(words[at:]) - len(words[at:].lstrip())
    piece = _NEXT_PIECE.match(words, at)
    if piece is None or PROPER.fullmatch(piece[0].strip()) or OFFICELIKE.match(piece[0].lower()):
        return False
    return not begins_office(words, at)
