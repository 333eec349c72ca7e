"""Labels of what a line says of a task: `Đơn vị chủ trì:`, `Thời gian:`, `Sản phẩm:`. Whose they are is not here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEAD, HELP, BOTH, PERSON, DUE, START, PRODUCT, AREA, CONTENT, OTHER = (
    "lead", "with", "both", "person", "due", "start", "product", "area", "content", "other",
)  # fmt: skip

_LONGEST = 72  # letters of a label; longer ones are sentences
_SHORT_PARTS = r"(?:\s*\([^()]{1,30}\))?"
_AND = r"(?:\s*[,/&]\s*|\s+và\s+|\s+hoặc\s+|\s*[-–]\s*|\s+)"
_OFFICE = (
    r"(?:cơ quan|đơn vị|bộ phận|phòng|ban|sở|ngành|bộ|địa phương|tổ chức|đầu mối|cấp|nơi|tổ|nhóm|chủ thể|bên|hội|"
    r"đoàn thể|các bên)"
)
_SOMEBODY = (
    r"(?:lãnh đạo(?: ubnd| ủy ban nhân dân)?(?: tỉnh| thành phố| huyện| xã| phường| phòng| sở| bộ)?|người|đồng chí|"
    r"đ/c|cán bộ|công chức|viên chức|chuyên viên|cá nhân|thành viên|nhân sự)"
)
_WORK = r"(?:nhiệm vụ|công việc|nội dung|hoạt động|chương trình|đề án|kế hoạch|này|chính|chung|trực tiếp|toàn diện)"
_LEADS = (
    r"(?:chủ trì|thực hiện|triển khai|đầu mối|tham mưu|phụ trách|chịu trách nhiệm|trách nhiệm|phân công|được giao|"
    r"được phân công|soạn thảo|xây dựng|trình|đảm nhiệm|tổ chức|chủ quản|tổng hợp|xử lý|giải quyết|giao|làm)"
)
_HELPS = r"(?:phối hợp|tham gia|hỗ trợ|liên quan|cùng thực hiện|cộng tác)"
_WATCHES = (
    r"(?:theo dõi|đôn đốc|giám sát|kiểm tra|thẩm định|thẩm tra|phê duyệt|ban hành|tiếp nhận|thụ hưởng|ký|chỉ đạo|"
    r"quyết định|báo cáo|nhận)"
)
_ENDS = (
    r"(?:hoàn thành|hoàn tất|thực hiện|triển khai|ban hành|báo cáo|gửi|trình|kết thúc|nộp|xong|tổ chức|dự kiến|"
    r"phê duyệt|thông qua|xử lý|giải quyết|hoàn thiện|đề ra|cuối cùng|chậm nhất|cụ thể|nhiệm vụ|công việc|kế hoạch|"
    r"yêu cầu|phấn đấu)"
)
_MANY = r"(?:các |những |từng )?"
_WHO = rf"{_MANY}{_OFFICE}(?:{_AND}(?:các )?{_OFFICE}){{0,3}}"
_ANYBODY = rf"(?:{_WHO}|{_MANY}{_SOMEBODY}(?:{_AND}(?:{_OFFICE}|{_SOMEBODY})){{0,2}})"
_MORE_LEADS = rf"(?:{_AND}(?:{_LEADS}|{_WORK})){{0,4}}"
_MORE_HELPS = rf"(?:{_AND}(?:{_HELPS}|{_LEADS}|{_WORK})){{0,4}}"

_ROLES: tuple[tuple[str, str], ...] = (
    (
        OTHER,  # where somebody who asks is answered, and no owner
        rf"(?:(?:số|thông tin|địa chỉ|{_OFFICE}|{_SOMEBODY}|chi tiết|mọi|xin|vui lòng)\s+){{0,3}}"
        r"(?:(?:điện thoại|liên hệ|liên lạc|hộp thư|thư điện tử|email|fax|zalo|website|trang thông tin điện tử|địa chỉ)"
        r"\s*){1,3}(?:\w+ ){0,2}\w*",
    ),
    (BOTH, rf"(?:{_ANYBODY}\s+)?chủ trì{_AND}(?:{_OFFICE}\s+)?phối hợp{_MORE_HELPS}"),
    (HELP, rf"(?:{_ANYBODY}\s+)?(?:cùng )?{_HELPS}{_MORE_HELPS}"),
    (
        PERSON,
        rf"{_MANY}{_SOMEBODY}(?:{_AND}{_SOMEBODY})?\s+(?:được\s+)?(?:{_LEADS}|{_WATCHES})"
        rf"(?:{_AND}(?:{_LEADS}|{_WATCHES}|{_WORK})){{0,4}}",
    ),
    (LEAD, rf"(?:{_ANYBODY}\s+)?(?:được\s+)?{_LEADS}{_MORE_LEADS}|(?:cơ quan|đơn vị)(?: chính| đầu mối)?"),
    (
        LEAD,  # whatever an office says that it has to do, when it is not its own name
        r"(?:các )?(?:cơ quan|đơn vị|bộ phận|đầu mối)"
        r"(?!\s+(?:trực thuộc|thuộc|liên quan|trung ương|cấp|sự nghiệp|tính|theo dõi|giám sát|kiểm tra|đôn đốc|"
        r"thẩm định|thẩm tra|thụ hưởng|phê duyệt|tiếp nhận|nhận)(?!\w))(?:\s+\w+){1,4}",
    ),
    (
        START,
        r"(?:thời gian|thời điểm|ngày|tháng)?\s*(?:bắt đầu|khởi công|khởi động|khai mạc|triển khai từ)"
        r"(?: thực hiện| triển khai)?",
    ),
    (
        DUE,
        rf"(?:dự kiến )?(?:thời gian|thời hạn|tiến độ|hạn|hạn chót|thời điểm|mốc thời gian|lộ trình|kỳ hạn|thời hiệu|"
        rf"ngày|mốc)(?:(?:{_AND})(?:{_ENDS}|thời hạn|tiến độ|thời gian)){{0,4}}|(?:ngày )?(?:hoàn thành|kết thúc|xong)"
        rf"(?: trong| trước| vào)?",
    ),
    (
        OTHER,
        r"(?:thời gian|thời hạn|ngày) (?:làm việc|họp|khai mạc|lưu|lưu trữ|bảo quản|bảo hành|hưởng|học)(?: \w+){0,3}",
    ),
    (
        DUE,
        r"(?:thời gian|thời hạn|tiến độ|hạn|mốc)(?!\s+(?:qua|tới|vừa|gần|bắt đầu|đầu|trước|sau|này|nêu)(?!\w))"
        r"(?:\s+\w+){1,4}",
    ),
    (
        PRODUCT,
        r"(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra|sản phẩm,? kết quả|hồ sơ sản phẩm|minh chứng|tài liệu kiểm chứng)"
        rf"(?:{_AND}(?:đầu ra|dự kiến|hoàn thành|đạt được|thực hiện|cần đạt|phải đạt|kết quả|sản phẩm|nhiệm vụ|"
        r"yêu cầu|cụ thể)){0,3}",
    ),
    (AREA, r"(?:thuộc )?lĩnh vực"),
    (
        CONTENT,
        r"(?:tên |tóm tắt |các )?(?:nội dung|nhiệm vụ|hoạt động|công việc|việc cần làm)"
        r"(?: (?:thực hiện|triển khai|cụ thể|chủ yếu|công việc|nhiệm vụ|chính|được giao|trọng tâm|hoạt động))?",
    ),
    (
        OTHER,
        rf"{_WHO}\s+{_WATCHES}(?:{_AND}(?:{_WATCHES}|{_WORK})){{0,3}}|"
        r"(?:dự kiến |tổng |nhu cầu |khái toán )?(?:kinh phí|nguồn kinh phí|nguồn vốn|nguồn lực|nguồn|dự toán|"
        r"mức vốn|ngân sách|tổng mức(?: đầu tư)?|chi phí|cơ sở vật chất)(?: (?:thực hiện|dự kiến|bảo đảm|đảm bảo|"
        r"triển khai))*|"
        r"(?:địa điểm|địa bàn|nơi|phạm vi|khu vực|vị trí|đối tượng|thành phần|số lượng|quy mô|hình thức|phương thức|"
        r"cách thức|cách làm|phương pháp|điều kiện|mức độ ưu tiên|mức độ|thứ tự ưu tiên|ghi chú|lý do|căn cứ|"
        r"cơ sở pháp lý|hiện trạng|tình trạng|đơn vị tính)"
        r"(?: (?:thực hiện|triển khai|tổ chức|tham gia|tham dự|thụ hưởng|áp dụng|tiến hành|báo cáo|dự kiến))*",
    ),
)
_ROLE_PATTERNS = tuple((role, re.compile(rf"(?:{pattern}){_SHORT_PARTS}")) for role, pattern in _ROLES)
_WORD_BEGINS = re.compile(r"(?<!\w)\w")
_MARK = re.compile(r"\s*:\s*")
# "Đơn vị chủ trì - Sở Nội vụ": a dash does for the colon where an office's name or a date follows.
_DASHED = re.compile(r"(?<=\w)\s+[-–—]\s+(?=[^\W\d_]|\d)")
_OPENS = ".;,(|•+-–—:/\t"
_TWO_WORDS = re.compile(r"\w+\s+\w+")
# "Hoàn thành trong quý III/2027", "Thời gian thực hiện từ …": a line that is nothing but a time needs no colon.
_TIME_ONLY = re.compile(
    r"(?:(?:thời gian|thời hạn|tiến độ|hạn)(?: (?:hoàn thành|thực hiện|báo cáo|gửi|trình|ban hành|chậm nhất)){0,3}"
    r"(?: là)?|(?:phấn đấu |yêu cầu |phải )?(?:hoàn thành|xong)(?: toàn bộ)?)\s+"
    r"(?=(?:trước|trong|chậm nhất|muộn nhất|đến|vào|quý|quí|tháng|ngày|năm|từ|cuối|đầu|hết|xong|\d))"
)
_LONGEST_TIME = 14  # words


@dataclass(frozen=True)
class Label:
    """A label in words: its role, where it begins, and where its value begins."""

    role: str
    start: int
    end: int


def role_of(label: str) -> str | None:
    """The role of the words before a colon (plain), one of the constants above; None when they are no label."""
    for role, pattern in _ROLE_PATTERNS:
        if pattern.fullmatch(label):
            return role
    return None


def label_first(plain: str) -> Label | None:
    """The label that words begin with, or None."""
    colon = plain.find(":", 0, _LONGEST)
    if colon > 0 and (role := role_of(plain[:colon].strip(" *"))):
        return Label(role, 0, _after(plain, colon))
    if (dash := _DASHED.search(plain, 0, _LONGEST)) and _TWO_WORDS.search(plain[: dash.start()]):
        role = role_of(plain[: dash.start()])
        if role in {LEAD, HELP, DUE, PRODUCT} and not plain.startswith(("thực hiện", "tổ chức")):
            return Label(role, 0, dash.end())
    if len(plain.split()) <= _LONGEST_TIME and (time := _TIME_ONLY.match(plain)):
        return Label(DUE, 0, time.end())
    return None


def labels_in(plain: str) -> Iterator[Label]:
    """Every label inside words that stands where a part of them begins; the one they begin with is the first."""
    first = label_first(plain)
    if first is not None:
        yield first
    after = first.end if first else 0
    loose = first is not None  # after one label the next needs no mark before it: columns are only blanks apart
    for mark in re.finditer(":", plain):
        if mark.start() < after:
            continue
        found = _label_before(plain, max(after, mark.start() - _LONGEST), mark.start())
        if found is None or not _begins_part(
            plain, found.start, after, loose=loose and " " in plain[found.start : found.end]
        ):
            continue
        yield Label(found.role, found.start, _after(plain, mark.start()))
        after = _after(plain, mark.start())
        loose = True


def _label_before(plain: str, near: int, colon: int) -> Label | None:
    """The longest label between two places that ends before a colon; `end` is where its words end."""
    end = len(plain[:colon].rstrip()) if plain[colon - 1 : colon].isspace() else colon
    for word in _WORD_BEGINS.finditer(plain, near, end):
        for role, pattern in _ROLE_PATTERNS:
            if pattern.fullmatch(plain, word.start(), end):
                return Label(role, word.start(), end)
    return None


def _begins_part(plain: str, start: int, after: int, *, loose: bool) -> bool:
    before = plain[after:start].rstrip()
    return loose or not before or before[-1] in _OPENS


def _after(plain: str, colon: int) -> int:
    found = _MARK.match(plain, colon)
    return found.end() if found else colon + 1
