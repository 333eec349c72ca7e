"""The seven areas of administrative reform, by headings first and by words second. Knows nothing of structure."""

from __future__ import annotations

import re
from typing import Final

from models.reading.words.first_words import FirstWords, words_in

# Weights: 3 names the area itself, 2 belongs to it nearly always, 1 leans to it.
_SIGNS: Final[dict[str, tuple[tuple[int, str], ...]]] = {
    "direction": (
        (
            3,
            r"chỉ đạo,? điều hành|công tác chỉ đạo|thi đua|chỉ số (?:cải cách hành chính|cchc)|"
            r"par index|par-index|parindex|sipas|papi|bộ tiêu chí",
        ),
        (
            3,
            r"(?:ban|tổ) chỉ đạo|tổ giúp việc|cơ quan thường trực cchc|kiểm tra (?:công tác )?(?:cải cách hành chính|"
            r"cchc)|kế hoạch (?:cải cách hành chính|cchc)",
        ),
        (
            3,
            r"(?:tuyên truyền|truyền thông)[^.;]{0,40}(?:cải cách hành chính|cchc)|(?:theo dõi|"
            r"đôn đốc|kiểm tra)[^.;]{0,60}(?:cải cách hành chính|cchc)",
        ),
        (
            2,
            r"người đứng đầu|quán triệt|tuyên truyền|truyền thông|sáng kiến|theo dõi,? (?:đôn đốc|"
            r"kiểm tra|tổng hợp)|khen thưởng|mức độ hài lòng|khảo sát|hài lòng của người dân|"
            r"báo cáo[^.;]{0,30}(?:cchc|cải cách hành chính)|"
            r"tự (?:đánh giá|chấm)|tài liệu kiểm chứng|chấm điểm|tiêu chí thành phần|"
            r"(?:thực hiện|triển khai) (?:nghị quyết|kế hoạch|chương trình|chỉ thị|công điện|kết luận|thông báo)"
            r"(?: này)?(?=\s*[.;,]|\s*$)",
        ),
        (
            1,
            r"đôn đốc|kiểm tra|giám sát|họp(?! tác)|theo dõi|đánh giá|tổng hợp|báo cáo|sơ kết|tổng kết|"
            r"chỉ đạo|phát động|(?:hội|cuộc) thi|biểu dương|nhận thức|cải cách hành chính|cchc|đối thoại|kế hoạch|"
            r"trách nhiệm",
        ),
    ),
    "institution": (
        (3, r"cải cách thể chế|thể chế(?! hóa)|quy phạm pháp luật|qppl|vbqppl"),
        (
            2,
            r"xây dựng pháp luật|thi hành luật|theo dõi (?:tình hình )?thi hành pháp luật|thi hành pháp luật|"
            r"hệ thống hóa văn bản|cơ chế,? chính sách|nghị quyết của hđnd|"
            r"phổ biến,? giáo dục pháp luật|"
            r"(?:ban hành|sửa đổi|bổ sung|bãi bỏ|thay thế) (?:các |một số )?(?:thông tư|nghị định)",
        ),
        (1, r"pháp luật|văn bản trái|luật|(?<!theo )(?<!hiện )(?<!khai )nghị quyết"),
    ),
    "procedure": (
        (3, r"thủ tục hành chính|tthc|một cửa|kiểm soát thủ tục|phục vụ hành chính công"),
        (
            2,
            r"hồ sơ[^.;]{0,40}(?:quá hạn|đúng hạn|trễ hạn|tồn đọng)|phản ánh,? kiến nghị|tiếp nhận phản ánh|"
            r"phí,? lệ phí|tái cấu trúc quy trình|bưu chính công ích|766/qđ-ttg|thư xin lỗi|"
            r"(?:rút ngắn|cắt giảm)[^.;]{0,20}thời (?:gian|hạn) giải quyết|"
            r"số hóa hồ sơ|giải quyết hồ sơ|niêm yết|thành phần hồ sơ|giấy tờ|giấy phép|"
            r"quy định kinh doanh|điều kiện kinh doanh|tiếp nhận và trả kết quả",
        ),
        (1, r"hồ sơ|quy trình|người dân,? doanh nghiệp|dịch vụ công|dvc"),
    ),
    "apparatus": (
        (
            3,
            r"tổ chức bộ máy|bộ máy (?:hành chính|tinh gọn|nhà nước)|tinh giản biên chế|"
            r"sắp xếp (?:tổ chức|đơn vị|các)|(?<!tuyển dụng )(?<!đủ )biên chế|giảm [^.;,]{0,29}đầu mối",
        ),
        (
            2,
            r"đơn vị sự nghiệp(?! công lập tự chủ)|(?:quy định|rà soát) chức năng,? nhiệm vụ|"
            r"phân cấp|phân quyền|ủy quyền|quy chế làm việc|đơn vị hành chính|cơ cấu tổ chức|"
            r"(?:sắp xếp|giảm|sáp nhập|hợp nhất)[^.;]{0,16} (?:phòng|ban|khoa|"
            r"trung tâm) (?:chuyên môn|nghiệp vụ|trực thuộc)|"
            r"kiện toàn tổ chức|số lượng cấp phó|tinh gọn",
        ),
        (1, r"bộ máy|sáp nhập|giải thể|kiện toàn"),
    ),
    "civil_service": (
        (
            3,
            r"chế độ công vụ|công vụ|kỷ luật,? kỷ cương|vị trí việc làm|đạo đức công vụ|"
            r"văn hóa công sở|văn hóa công vụ|"
            r"(?:đánh giá|xếp loại)[^.;]{0,20} (?:công chức|viên chức|cán bộ)(?!\w)[^.;]{0,20}|"
            r"kiểm điểm[^.;]{0,60}(?:vi phạm|kỷ luật|kỷ cương)|"
            r"(?:tập huấn|bồi dưỡng|đào tạo)[^.;]{0,40}(?:công chức|viên chức|cán bộ)",
        ),
        (
            2,
            r"giờ giấc|thời giờ làm việc|chấm công|thẻ công chức|thái độ (?:phục vụ|giao tiếp|làm việc)|tác phong|"
            r"kiểm điểm trách nhiệm (?:công chức|cán bộ|cá nhân)|kỹ năng giao tiếp|đội ngũ|tuyển dụng|"
            r"cử (?:cán bộ|công chức|viên chức)|đào tạo,? bồi dưỡng|bồi dưỡng|giờ (?:giấc )?làm việc|"
            r"thi tuyển|xét tuyển|chức danh (?:lãnh đạo|nghề nghiệp)|quy hoạch (?:cán bộ|lãnh đạo)|"
            r"chuyển đổi vị trí|luân chuyển(?! hồ sơ)|bổ nhiệm|thi nâng ngạch|tiền lương|kỷ cương",
        ),
        (1, r"công chức|viên chức|đào tạo|kỷ luật|tập huấn"),
    ),
    "finance": (
        (
            3,
            r"tài chính công|ngân sách|tự chủ (?:tài chính|về tài chính)|cơ chế tự chủ|"
            r"đầu tư công|tài sản công|nợ công|"
            r"(?:bố trí|bảo đảm|đảm bảo|cân đối|phân bổ|thẩm định|quyết toán|tham mưu) (?:nguồn )?kinh phí",
        ),
        (
            2,
            r"giải ngân|chi thường xuyên|tăng thu|tự chủ|xã hội hóa|kinh phí|chi tiêu nội bộ|"
            r"dự toán|quyết toán|khoán chi|thực hành tiết kiệm|thu,? chi|cổ phần hóa",
        ),
        (1, r"tài chính|lãng phí|kiểm toán|thuế"),
    ),
    "digital": (
        (
            3,
            r"chính quyền (?:điện tử|số)|chính phủ (?:điện tử|số)|chuyển đổi số|đề án 06|"
            r"hạ tầng (?:máy chủ|mạng|công nghệ|kỹ thuật số)|(?:máy chủ|"
            r"đường truyền)(?:,| và) (?:máy chủ|đường truyền)|"
            r"sao lưu[^.;]{0,20}dữ liệu|phục hồi dữ liệu|"
            r"công dân số|(?:chữ )?ký số|xã hội số|kinh tế số|kỹ năng số",
        ),
        (
            3,
            r"dịch vụ công trực tuyến|dvc trực tuyến|dvctt|thanh toán trực tuyến|nền tảng số|"
            r"trục liên thông|vneid|định danh điện tử|làm sạch dữ liệu|dữ liệu dân cư|"
            r"an toàn thông tin|an ninh mạng|hồ sơ công việc (?:điện tử|"
            r"trên môi trường)",
        ),
        (
            2,
            r"công nghệ thông tin|cntt|cơ sở dữ liệu|(?:đối chiếu|chuẩn hóa|đồng bộ|cập nhật) dữ liệu|"
            r"phần mềm|tài khoản (?:định danh|dịch vụ công)|"
            r"hệ thống thông tin|(?:cổng|trang) thông tin|kết nối,? chia sẻ|trung tâm dữ liệu|tổ công nghệ số|"
            r"hạ tầng số|trí tuệ nhân tạo|trợ lý ảo|điều hành thông minh|phủ sóng|trắng sóng|lõm sóng|viễn thông|"
            r"hệ thống quản lý văn bản|iso",
        ),
        (1, r"trực tuyến|điện tử|dữ liệu|số hóa|môi trường mạng|mạng"),
    ),
}
_COUNTER: Final = re.compile(
    r"(?:trung tâm (?:phục vụ )?hành chính công|bộ phận (?:một cửa|tiếp nhận và trả kết quả))(?!\w)"
)
# A plan for the whole reform may name one of its areas as well, and leans nowhere for that.
_PROGRAMME: Final = re.compile(r"(?<!chỉ số )(?:cải cách hành chính|cchc)(?!\w)")
_NAMES_IT: Final = 3
_CLEAR: Final = 2
_COMPILED: Final = {
    area: tuple((weight, FirstWords(pattern)) for weight, pattern in signs) for area, signs in _SIGNS.items()
}
_BY_WORD: Final = {
    word: tuple(signs for of_area in _COMPILED.values() for _weight, signs in of_area if word in signs.words)
    for word in {word for of_area in _COMPILED.values() for _weight, signs in of_area for word in signs.words}
}
_HEADINGS: Final = (
    ("institution", r"thể chế|quy phạm pháp luật"),
    ("procedure", r"thủ tục hành chính|tthc|một cửa|cơ chế một cửa"),
    ("apparatus", r"tổ chức bộ máy|bộ máy|tinh giản biên chế"),
    ("civil_service", r"chế độ công vụ|công vụ|cán bộ,? công chức|đội ngũ|kỷ luật,? kỷ cương|công chức,? viên chức"),
    ("finance", r"tài chính công|tài chính|ngân sách|tự chủ"),
    (
        "digital",
        r"chính quyền (?:điện tử|số)|chính phủ (?:điện tử|số)|chuyển đổi số|"
        r"hiện đại hóa(?: nền)? hành chính|đề án 06|công nghệ thông tin|"
        r"dịch vụ công trực tuyến",
    ),
    (
        "direction",
        r"chỉ đạo,? điều hành|công tác chỉ đạo|tuyên truyền|kiểm tra cải cách|thi đua|"
        r"quan điểm|chỉ số cải cách hành chính|chỉ số cchc|theo dõi, đánh giá",
    ),
)
_HEADING_PATTERNS: Final = tuple((area, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for area, pattern in _HEADINGS)


def area_of_heading(plain: str) -> str | None:
    """The area that a heading names (`2. Cải cách thể chế`), or None when it names none or more than one."""
    named = [(match.start(), area) for area, pattern in _HEADING_PATTERNS if (match := pattern.search(plain))]
    if not named:
        return None
    if len(named) == 1:
        return named[0][1]
    # "Cải cách tài chính công" must not lose to a word further on; a heading of the whole programme names no area.
    return min(named)[1] if len(named) == 2 else None


def area_of_words(plain: str, leaning: str | None = None) -> str | None:
    """The area that the words of a task speak of most; None without any sign.

    A tie goes to the area that is named outright, then to the earlier sign.
    `leaning` is the area of the whole document; it decides where the words themselves hardly say.
    """
    spans = _signs_in(plain)
    best: tuple[int, bool, int, str] | None = None
    for area, signs in _COMPILED.items():
        score = 0
        first = len(plain)
        named = False
        taken: list[tuple[int, int]] = []
        for weight, pattern in signs:
            if pattern not in spans:
                continue
            hits = [(start, end) for start, end in spans[pattern] if not any(a < end and start < b for a, b in taken)]
            if not hits:
                continue
            taken += hits
            named = named or weight == _NAMES_IT
            first = min(first, hits[0][0])
            # What is said first weighs double; general words count once, however many of them there are.
            most = 1 if weight == 1 else 2
            score += sum(weight * (2 if weight > 1 and start * 3 <= len(plain) else 1) for start, _end in hits[:most])
        if score and (best is None or (score, named, -first) > best[:3]):
            best = (score, named, -first, area)
    if leaning and (best is None or best[0] < _CLEAR):
        return leaning
    return best[3] if best else None


def _signs_in(plain: str) -> dict[FirstWords, list[tuple[int, int]]]:
    """Where in the words each kind of sign stands, one after another."""
    found: dict[FirstWords, list[tuple[int, int]]] = {}
    for word in words_in(plain):
        for signs in _BY_WORD.get(word[0], ()):
            spans = found.get(signs)
            if spans and spans[-1][1] > word.start():
                continue
            if sign := signs.match(plain, word.start()):
                found.setdefault(signs, []).append(sign.span())
    return found


def area_of_offices(offices: tuple[str, ...]) -> str | None:
    """The area of the only work that the leading offices do, for a task whose own words name none."""
    alone = bool(offices) and all(_COUNTER.match(office.lower()) for office in offices)
    return "procedure" if alone else None


def area_of_subject(plain: str) -> str | None:
    """The area of a whole document, when its subject names one area clearly and not the programme of all seven."""
    if _PROGRAMME.search(plain):
        return None
    spans = _signs_in(plain)
    found = {area for area, signs in _COMPILED.items() if any(w == _NAMES_IT and p in spans for w, p in signs)}
    found.discard("direction")  # every conclusion of a steering committee names it, whatever it is about
    return found.pop() if len(found) == 1 else None
