"""The names of offices as documents write them, and who leads or helps. Which words are a task is not here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.reading.passage import LOWER, UPPER
from models.reading.words.cues import VERB

_SUBJECTS = (
    "nội vụ",
    "tư pháp",
    "tài chính - kế hoạch",
    "tài chính",
    "kế hoạch và đầu tư",
    "công thương",
    "nông nghiệp và phát triển nông thôn",
    "nông nghiệp và ptnt",
    "nông nghiệp và môi trường",
    "nông nghiệp",
    "giao thông vận tải - xây dựng",
    "giao thông vận tải",
    "xây dựng",
    "tài nguyên và môi trường",
    "thông tin và truyền thông",
    "lao động - thương binh và xã hội",
    "lao động, thương binh và xã hội",
    "lao động thương binh và xã hội",
    "văn hóa, thể thao và du lịch",
    "văn hóa và thể thao",
    "văn hóa - thông tin",
    "văn hóa và thông tin",
    "văn hóa - xã hội",
    "văn hóa, khoa học và thông tin",
    "du lịch",
    "khoa học và công nghệ",
    "giáo dục và đào tạo",
    "y tế",
    "ngoại vụ",
    "dân tộc và tôn giáo",
    "dân tộc",
    "quy hoạch - kiến trúc",
    "quy hoạch và kiến trúc",
    "kinh tế, hạ tầng và đô thị",
    "kinh tế và hạ tầng",
    "kinh tế - hạ tầng",
    "kinh tế",
    "quản lý đô thị",
    "công nghiệp",
)
_LEVEL = r"(?:thành phố|tỉnh|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|tp\.?)"
_PLACE_WORD = rf"[{UPPER}][{LOWER}']*(?!\w)"
_PLACE = rf"(?-i:{_PLACE_WORD}(?:[ \-]{_PLACE_WORD}){{0,3}})"
_AT = rf"(?:\s+(?:(?:cấp\s+)?{_LEVEL}(?:\s+{_PLACE})?|khu vực(?:\s+(?-i:[IVX]+|\d{{1,2}})(?!\w))?))?"
_ABBREVIATION = r"(?-i:[A-ZĐ]{2,}(?:\s?[&\-–]\s?[A-ZĐ]{1,})*)"
_SUBJECT = "|".join(sorted((re.escape(s).replace(r"\ ", r"\s+") for s in _SUBJECTS), key=len, reverse=True))
_COMMITTEE = r"(?:ubnd|u\.b\.n\.d|ủy ban nhân dân|uỷ ban nhân dân|hđnd và ubnd|hđnd\s?-\s?ubnd|hđnd|hội đồng nhân dân)"
_COMMUNES = r"(?:cấp|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|tỉnh)"
_BELOW = r"(?:thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)"
_MANY = (
    r"các\s+(?:sở|ban|ngành|cơ quan|đơn vị|địa phương|phòng|huyện|quận|thị xã|thành phố|"
    r"xã|phường|thị trấn|đặc khu|thôn|bản(?! sao| ghi| đồ)|tổ dân phố|khu phố|ấp|buôn|xóm|khóm|tổ công nghệ số|"
    r"chi(?=,\s*đảng bộ)|đảng bộ|đảng ủy|"
    rf"(?:chi bộ|chi cục|trung tâm)(?!\s+(?-i:[{UPPER}]))|cấp ủy|doanh nghiệp|trường|thành viên|"
    r"tổ chức(?=\s+(?:chính trị|xã hội|đoàn thể|hội|cá nhân|đảng|có liên quan))|hội|đoàn thể|bộ|lãnh đạo|cấp|"
    r"công ty|ngân hàng|chi nhánh)"
)
_PEOPLE = (
    r"(?:thủ trưởng|giám đốc|trưởng|chánh|chủ tịch|người đứng đầu|lãnh đạo|bí thư|cục trưởng|tổng giám đốc|đồng chí)"
)
# The words that a list of offices may run on with, after "các sở": stops at the first verb or comma-less word.
_MEMBER = (
    r"(?:phòng chuyên môn|cơ quan chuyên môn|đơn vị sự nghiệp|doanh nghiệp nhà nước|sở|"
    r"ban|ngành|đoàn thể|địa phương|cơ quan|đơn vị|"
    r"huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu|hội|bộ|phòng|trường|"
    r"thôn|bản(?! sao| ghi| đồ)|tổ dân phố|khu phố|ấp|buôn|xóm|khóm|cấp ủy|tổ chức đảng|đảng bộ|"
    rf"(?:chi bộ|chi cục|trung tâm)(?!\s+(?-i:[{UPPER}]))|"
    r"tổ chức(?=\s+(?:chính trị|xã hội|đoàn thể|hội|cá nhân|đảng|có liên quan))|bộ phận|"
    r"cấp)"
)
_TAIL = (
    r"(?:\s+(?:cấp\s+(?:tỉnh|huyện|xã|thành phố)|(?:trực\s+)?thuộc(?:\s+thẩm quyền)?|sự nghiệp|công lập|chuyên môn|"
    r"chính trị\s*-\s*xã hội|có liên quan|liên quan|nhà nước|hành chính|"
    rf"của(?=\s+{_COMMITTEE})|{_COMMITTEE}|tỉnh|huyện|thành phố|thị xã|quận|xã|phường|trung ương|trên địa bàn|"
    r"đóng trên địa bàn|ban chỉ đạo|tổ công tác|tổ giúp việc|"
    rf"hội đồng)(?!\w)(?:(?<!của)\s+(?!{_COMMITTEE}){_PLACE})?)*"
)
_GROUP = (
    rf"(?:{_PEOPLE}\s+)?{_MANY}(?!\w){_TAIL}"
    r"(?:(?:\s*[,/]\s*|\s+và\s+|\s*-\s*|\s+(?=(?:ban|ngành|đơn vị|đoàn thể|"
    rf"địa phương)(?!\w)))(?:các\s+)?{_MEMBER}(?!\w){_TAIL})*"
)
# Verbs inside the names of offices; they end no name.
_INSIDE = (
    r"dự án(?:\s+đầu tư)?(?:\s+xây dựng)?|đầu tư(?:\s+xây dựng|\s+phát triển)|"
    r"ký\s+đất\s+đai|phát triển\s+quỹ\s+đất|quản lý\s+dự\s+án|"
    r"biên chế|kiểm soát\s+thủ\s+tục|(?:nghệ\s+)?thông\s+tin"
)
_STOP = (
    rf"{VERB}|có|đã|sẽ|phải|cần|là|và|để|với|về|theo|trong|trước|tại|của|được|chủ trì|"
    r"tiếp tục|chủ động|phối hợp|chịu|căn cứ|"
    r"cùng|do|cho|đến|từ|khi|nếu|trên|các|những|khẩn|kịp|thường xuyên|định kỳ|hằng|hàng|sớm|nghiêm|tích cực|quyết liệt|"
    r"trực tiếp|xem|không|chưa"
)
# A name no list knows: an office's word, a capital, and on until a verb. Names begin with capitals, duties do not.
_OFFICE = (
    r"(?-i:Phòng|Ban|Sở|Bộ|Vụ|Trung tâm|Chi cục|Cục|Tổng cục|Văn phòng|Tổ|Đội|Hội|Trường|"
    r"Viện|Báo|Đài|Chi nhánh|Công ty|"
    r"Ngân hàng|Hạt|Trạm|Thanh tra|Đoàn|Hội đồng|Liên đoàn|Học viện|Kho bạc|Bưu điện|Bệnh viện|Bộ phận|Ủy ban)"
)
_ANY = (
    rf"(?:{_OFFICE}|(?-i:[Cc]ông chức|[Cc]án bộ|[Cc]huyên viên))\s+(?-i:[{UPPER}])\w*"
    rf"(?:\s+(?:{_INSIDE})(?!\w)|(?!,\s+{_OFFICE}\s),?\s+(?:và\s+|-\s+)?(?-i:[{UPPER}])\w*|"
    rf"(?<!\s(?-i:huyện))(?<!\s(?-i:tỉnh))(?<!\s(?-i:phường))\s+(?!(?:{_STOP})(?!\w))(?-i:[{LOWER}])\w*|"
    rf"\s+\d{{1,2}}(?![\d/.,%]|\s*(?-i:[{LOWER}])*\s*\d)){{0,12}}"
)
_PERSON = (
    r"(?:(?-i:Đồng chí|Đ/c|Ông|Bà)|(?-i:đồng chí|đ/c|ông|bà)(?=\s+(?-i:[" + UPPER + r"])))"
    rf"(?:\s+(?!(?:{_STOP})(?!\w))\w+){{1,12}}"
)
_SINGLE = (
    rf"(?:sở|phòng|bộ|ban|cục|chi cục|tổng cục)\s+(?:{_SUBJECT})(?!\w){_AT}",
    rf"(?-i:Sở|Phòng|Bộ|Ban|Cục|Chi cục)\s+{_ABBREVIATION}(?!\w){_AT}",
    rf"văn phòng\s+(?:đoàn đbqh(?:\s*,|\s+và)?\s+)?{_COMMITTEE}(?:\s*(?:và|-|,|&)\s*{_COMMITTEE})?{_AT}",
    r"văn phòng\s+(?:chính phủ|tỉnh ủy|huyện ủy|thành ủy|đảng ủy)",
    rf"(?:{_COMMITTEE})\s+(?:các|cấp)\s+{_COMMUNES}(?!\w)(?:\s*(?:,|và|"
    rf"-)\s*(?:cấp\s+)?{_COMMUNES}(?!\w))*(?:\s+trực thuộc trung ương|\s+{_PLACE})?",
    # "UBND xã, phường" is one name; "UBND tỉnh, …" is the province's and begins no list.
    rf"(?:{_COMMITTEE})\s+{_BELOW}(?!\w)(?:\s+{_PLACE})?(?:\s*(?:,|và|-)\s*{_BELOW}(?!\w)(?:\s+{_PLACE})?)+",
    rf"(?:{_COMMITTEE})\s+{_COMMUNES}(?:\s+{_PLACE})?",
    rf"(?-i:Công an){_AT}",
    rf"(?:bộ|ban) chỉ huy (?:quân sự|bộ đội biên phòng){_AT}",
    rf"(?-i:Thanh tra)\s+(?:chính phủ|{_LEVEL}(?:\s+{_PLACE})?)",
    rf"(?-i:Ban Dân tộc){_AT}",
    r"ban (?:tổ chức|tuyên giáo|dân vận|nội chính|thường trực)(?:\s+(?:tỉnh ủy|huyện ủy|"
    r"thành ủy|đảng ủy|ủy ban mttq[^,;.:]{0,20}))?",
    rf"(?:cục|chi cục) (?:thuế|thống kê|hải quan|quản lý thị trường|kiểm lâm){_AT}",
    rf"(?-i:Thuế)\s+(?:tỉnh|thành phố|cơ sở){_AT}",
    rf"kho bạc nhà nước{_AT}",
    rf"ngân hàng nhà nước(?:\s+chi nhánh)?{_AT}",
    rf"bảo hiểm xã hội{_AT}",
    rf"(?:báo\s+{_PLACE}|đài phát thanh(?:\s*(?:và|-|,)\s*truyền hình)?|"
    rf"báo và phát thanh,? truyền hình(?:\s+{_PLACE})?|cổng thông tin điện tử|"
    rf"trung tâm văn hóa[^,;.:]{{0,40}}?truyền thông){_AT}",
    r"trung tâm (?:phục vụ hành chính công|hành chính công|"
    r"công nghệ thông tin[^,;.:]{0,24}|kiểm soát thủ tục hành chính|chuyển đổi số|y tế|"
    rf"giám sát[^,;.:]{{0,30}}){_AT}",
    rf"(?:bộ phận (?:một cửa|tiếp nhận và trả kết quả)){_AT}(?:\s+của\s+(?:sở|bộ|cơ quan|đơn vị)(?!\w))?",
    rf"trường (?:chính trị|cao đẳng|đại học){_AT}",
    rf"(?:ủy ban\s+)?(?:mttq|mặt trận tổ quốc)(?:\s+việt nam)?(?:\s+các cấp)?{_AT}",
    r"(?-i:Tỉnh đoàn|Huyện đoàn|Thành đoàn|Đoàn Thanh niên|Hội Nông dân|"
    rf"Hội Cựu chiến binh|Liên đoàn Lao động|Hội Liên hiệp Phụ nữ|Hội LHPN){_AT}",
    rf"(?-i:Bưu điện|Viễn thông|VNPT|Viettel){_AT}(?:\s+(?-i:{_PLACE}))?",
    r"(?:tổ công tác|ban chỉ đạo|hội đồng thẩm định|tổ giúp việc)(?:\s+(?:cchc|"
    rf"cải cách hành chính|chuyển đổi số|đề án 06|chỉ số cchc))*{_AT}",
    rf"(?-i:Đảng ủy)\s+(?:{_COMMITTEE}|các cơ quan Đảng){_AT}",
    rf"(?-i:Thường trực)\s+{_COMMITTEE}{_AT}",
    rf"các ban\s+(?:của\s+)?(?:hđnd|hội đồng nhân dân){_AT}",
    rf"(?:tổ\s+)?đại biểu\s+(?:hđnd|hội đồng nhân dân){_AT}",
    r"(?-i:Đảng ủy|Huyện ủy|Thành ủy|Tỉnh ủy)",
    r"(?-i:Người đứng đầu)\s+(?:cấp ủy|chính quyền|cơ quan|đơn vị|địa phương)"
    r"(?:(?:\s*,|\s+và)\s+(?:cấp ủy|chính quyền|cơ quan|đơn vị|địa phương))*",
    rf"tòa án nhân dân{_AT}|viện kiểm sát nhân dân{_AT}",
    _ANY,
    _PERSON,
    r"(?-i:Đoàn|Tổ)\s+(?:kiểm tra|giám sát|thanh tra|công tác|thư ký|giúp việc)(?!\w)",
    rf"(?-i:Văn phòng|Thanh tra)(?!\s+(?-i:[{UPPER}])|\w)",
)
# "Các sở: Tài chính, Kế hoạch và Đầu tư": one word says what each of the subjects after it is.
_ALONE = rf"(?=(?-i:[{UPPER}]))(?!(?:{_COMMITTEE}|mttq|vnpt|lhpn)(?!\w))(?:{_SUBJECT}|{_ABBREVIATION})(?!\w)"
_EACH = re.compile(
    r"(?<!\w)(?:(?:giám đốc|trưởng|thủ trưởng)\s+)?(?:các\s+)?(?P<kind>sở|phòng|bộ)"
    rf"(?:\s*,\s*(?:ban|ngành))*\s*:\s*(?={_ALONE})|"
    rf"(?<!\w)(?:(?:giám đốc|trưởng|thủ trưởng)\s+)?các\s+(?P<near>sở|phòng|bộ)\s+(?={_ALONE})",
    re.IGNORECASE,
)
_ALONE_NAME = re.compile(_ALONE, re.IGNORECASE)
_HEAD_OF = r"(?P<head>(?:thủ trưởng|giám đốc|trưởng|chánh|chủ tịch|cục trưởng|lãnh đạo|đồng chí)\s+)?"
_UNIT = re.compile(rf"(?<!\w)(?:(?P<group>{_GROUP})|{_HEAD_OF}(?P<unit>{'|'.join(_SINGLE)}))", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|và|cùng|cùng với|-|–|/|\.|,\s*và)?\s*", re.IGNORECASE)


def unit_name(words: str) -> str:
    """An office's name as it is kept: one blank between words, a capital first letter, no end punctuation."""
    name = " ".join(words.split()).strip(" ,;.:-–/()")
    return name[:1].upper() + name[1:]


def unit_list(words: str, start: int = 0) -> tuple[tuple[str, ...], int]:
    """The offices named one after another from `start` on, and where the list ends; none when none begins there.

    `words` has even tones (`passage.even`). The head of one office stands for the office (`Giám đốc Sở Nội vụ`).
    """
    names: list[str] = []
    end = at = start
    kind = ""
    while True:
        if each := _EACH.match(words, at):
            kind, at = each["kind"] or each["near"], each.end()
        alone = _ALONE_NAME.match(words, at) if kind else None
        match = alone or _UNIT.match(words, at)
        if match is None:
            break
        name = unit_name(f"{kind} {alone[0]}" if alone else _named(match))
        if names and not words[end:at].strip():
            if alone or match["unit"]:
                break
            names[-1] += f" {words[match.start() : match.end()].strip()}"  # "Bộ phận Một cửa các xã" is one name
        elif name and name not in names:
            names.append(name)
        end = match.end()
        between = _BETWEEN.match(words, end)
        if between is None or between.end() == end or between.end() >= len(words):
            break
        at = between.end()
    return tuple(names), end


def units_in(words: str) -> Iterator[tuple[int, int, str]]:
    """Every office named anywhere in `words` (even tones), with where it stands."""
    after = 0
    for match in _UNIT.finditer(words):
        if match.start() < after:
            continue
        if _EACH.match(words, match.start()):
            names, after = unit_list(words, match.start())
            yield match.start(), after, ", ".join(names)
        elif name := unit_name(_named(match)):
            yield match.start(), match.end(), name


def list_opened(words: str, colon: int) -> bool:
    """Whether the colon at `colon` only opens a list of names (`Các sở: Tài chính, …`) and ends no heading."""
    return any(match.start() < colon < match.end() for match in _EACH.finditer(words))


def _named(match: re.Match[str]) -> str:
    return match["unit"] or match["group"]
