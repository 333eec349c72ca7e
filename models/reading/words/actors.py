"""Whom a heading or an order speaks to when no list of offices knows the name: who may act at all, by what he is."""

from __future__ import annotations

import re

from models.reading.passage import Passage
from models.reading.words.cues import ACTION, MODAL, heading_nature
from models.reading.words.listed import listed

_ALL = r"(?:(?:tất cả|toàn thể|toàn bộ|các|những|mọi|mỗi|từng|một số)\s+)*"
_HEAD = (
    r"(?:(?:"
    r"thủ trưởng|người đứng đầu|lãnh đạo|trưởng|phó|giám đốc|chủ tịch|bí thư|hiệu trưởng|chủ nhiệm|"
    r"chỉ huy trưởng|đồng chí|đ/c|ông|bà"
    r")\s+(?:các\s+)?)*"
)
_WHO = (
    r"(?:"
    r"doanh nghiệp|hiệp hội|hợp tác xã|htx|tập đoàn|tổng công ty|công ty|chủ đầu tư|chủ rừng|chủ hồ|chủ tàu|"
    r"chủ đập|chủ hộ|chủ nhà|chủ cơ sở|chủ phương tiện|chủ dự án|nhà thầu|nhà đầu tư|nhà máy|nhà trường|"
    r"ngân hàng|tổ chức tín dụng|bệnh viện|phòng khám|"
    r"cơ sở (?:y tế|giáo dục|khám|sản xuất|kinh doanh|đào tạo|giam giữ|nuôi)|trường(?= học| \w)|trạm|"
    r"ban quản lý|ban quản trị|ban chỉ huy|ban điều hành|viện|học viện|hội|câu lạc bộ|liên đoàn|"
    r"liên hiệp|cơ quan|đơn vị|sở|ban|ngành|phòng|cục|chi cục|vụ|bộ(?: trưởng)?|thành viên|đoàn thể|"
    r"ủy viên|đại biểu|địa phương|xã|phường|huyện|thôn|bản|ấp|khóm|buôn|khu phố|tổ dân phố|khu dân cư|"
    r"tổ trưởng|trưởng thôn|tổ công tác|tổ công nghệ|tổ hợp tác|tổ tự quản|đội|đồn|hạt|"
    r"tổ chức (?:chính trị|xã hội|đoàn thể|hội|đảng|hành nghề|khoa học)|người dân|nhân dân|hộ dân|"
    r"hộ gia đình|hộ kinh doanh|ngư dân|nông dân|cán bộ|công chức|viên chức|đảng viên|đoàn viên|hội viên|"
    r"giáo viên|cá nhân|người lao động|người sử dụng|bưu điện|viễn thông|điện lực|kho bạc|"
    r"bảo hiểm xã hội|cơ quan báo chí|báo|đài|quỹ|hãng|nông trường|lâm trường|cảng|sân bay"
    r")(?!\w)"
)
_TOWARDS = re.compile(r"(?:đối với|về phía|riêng|trách nhiệm của|nhiệm vụ của|phần việc của)\s+")
_ACTOR = re.compile(rf"{_ALL}{_HEAD}{_WHO}")
# What begins like somebody who acts and is a thing: "Xã hội số", "Bộ máy", "Hội nghị", "Cơ sở dữ liệu", "Ban hành …".
_THINGS = (
    r"(?:"
    r"xã hội|bộ (?:máy|tiêu chí|chỉ số|thủ tục|phận một cửa)|hội (?:nghị|thảo|thi|diễn|họp|nhập|chợ)|"
    r"cơ sở (?:dữ liệu|hạ tầng|vật chất|pháp lý)|ban hành|bản (?:đồ|tin|vẽ|ghi)|"
    r"phòng (?:ngừa|chống|cháy|bệnh|dịch)|quỹ đất|báo cáo|báo động|ngành nghề|đội ngũ|viện phí|cục bộ|"
    r"ban đầu|đơn vị (?:tính|hành chính)|trạm biến áp"
    r")(?!\w)"
)
_THING = re.compile(rf"{_ALL}{_THINGS}")
_LONGEST = 30  # words of a heading that is nothing but a list of those who act
_CONTENTS = re.compile(
    r"(?:\s+(?:cần|phải))?\s+(?:chú trọng|tập trung|thực hiện|triển khai|quan tâm|lưu ý|làm tốt|có trách nhiệm|"
    r"khẩn trương|tổ chức|chỉ đạo|chấp hành|bảo đảm)(?!\w)"
)
_WORD = re.compile(r"(?:^|\s)(?=\S)")


def actors(label: Passage, start: int = 0) -> tuple[str, ...]:
    """Whom the words from `start` on name as the one who acts, as they are written; nothing when they tell a thing.

    The names run to the first verb, to a colon, or to the end: `Các doanh nghiệp kinh doanh xăng dầu`.
    """
    plain = label.plain
    towards = _TOWARDS.match(plain, start)
    start = towards.end() if towards else start
    found = _ACTOR.match(plain, start)
    if found is None or _THING.match(plain, start) or heading_nature(plain[start:]):
        return ()
    end = _end_of_names(plain, start, found.end())
    if len(plain[start:end].split()) > _LONGEST:
        return ()
    return listed(label.cut(start, end))


def _end_of_names(plain: str, start: int, end: int) -> int:
    """Where the first verb after the word that says who acts begins."""
    colon = plain.find(":", start)
    stop = colon if colon >= 0 else len(plain)
    for word in _WORD.finditer(plain, end, stop):
        at = word.end()
        if _CONTENTS.match(plain, word.start()) or MODAL.match(plain, at) or ACTION.match(plain, at):
            return word.start()
    return stop
