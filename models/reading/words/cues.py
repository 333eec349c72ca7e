"""The words by which a duty, a report of the past or a closing is recognised. How they are weighed is in `finder`."""

from __future__ import annotations

import re

from models.reading.words.verbs import ANY_VERB

_CLAUSE_REACH = 300  # characters; further on a comma no longer ends an opening clause
_MANNER = (
    r"(?:tiếp tục|tập trung|chủ động|thường xuyên|kịp thời|khẩn trương|nghiêm túc|phải|"
    r"cần|cần phải|tích cực|quyết liệt|nhanh chóng|"
    r"trước mắt|đồng thời|bên cạnh đó|ngoài ra|trực tiếp|triệt để|sớm|tự|cùng|cũng|"
    r"hằng năm|hàng năm|đặc biệt|nhất là|không ngừng|"
    r"thực hiện nghiêm|làm tốt|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|có kế hoạch|"
    r"có giải pháp|có biện pháp|theo chức năng|theo thẩm quyền|định kỳ|hết sức|cơ bản|"
    r"hàng tháng|hằng tháng|hàng quý|hằng quý|hàng tuần|hằng tuần|ngay|tối đa|rà soát)"
)
ACTION = re.compile(rf"(?:{_MANNER}[\s,]+){{0,4}}(?:{ANY_VERB})(?!\w)")
MODAL = re.compile(
    r"(?:có trách nhiệm|có nhiệm vụ|chủ trì|chịu trách nhiệm|phải|cần|tiếp tục|phối hợp|"
    r"căn cứ|là đầu mối|là cơ quan)(?!\w)"
)
_CLAUSE = re.compile(
    r"(?:căn cứ|trên cơ sở|định kỳ|hàng|hằng|trước|chậm nhất|muộn nhất|trong|để|đối với|"
    r"theo|từ|ngay|thực hiện|nhằm|năm|đến|sau|khi|riêng|về|tại|"
    r"song song|cùng với|đồng thời|ngoài ra|thường xuyên|qua|với|bên cạnh|ngoài)(?!\w)"
)


def acts_later(plain: str) -> bool:
    """Whether a duty begins after an opening clause: `Căn cứ Kế hoạch này, xây dựng …`."""
    if not _CLAUSE.match(plain):
        return False
    return any(ACTION.match(plain, match.end()) for match in re.finditer(r",\s+", plain[:_CLAUSE_REACH]))


def acts(plain: str) -> bool:
    """Whether the words begin with a duty, or with an opening clause and then a duty."""
    return bool(ACTION.match(plain)) or acts_later(plain)


ORDER = re.compile(
    r"(?<!\w)(?:giao(?: nhiệm vụ)?(?: cho)?|đề nghị|yêu cầu|phân công|đề nghị và yêu cầu|chỉ đạo và yêu cầu)\s+"
)
# "Giao Sở A …", "Yêu cầu các phường …": a duty wherever it stands, in an appraisal as well.
COMMAND = re.compile(r"(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu|đề nghị và yêu cầu|chỉ đạo và yêu cầu)\s+")
_TO_DO = re.compile(
    r"(?<!\w)(?:tập trung|khẩn trương|chủ động|cần|phải|có trách nhiệm|tiếp tục|thực hiện|triển khai)(?!\w)"
    r"[^.;:]{0,40}:\s*$"
)
LEADS_IN = re.compile(
    r"(?:như sau|sau đây|sau|dưới đây|nội dung|cụ thể|nhiệm vụ|giải pháp|việc|gồm|bao gồm|"
    r"kết luận|chỉ đạo|yêu cầu|giao|phân công|đề nghị)(?:\s*,?\s*(?:cụ thể|như sau))?\s*:\s*$"
)
_LISTED = re.compile(
    r"(?:nhiệm vụ|việc|nội dung|giải pháp|công việc|vấn đề|biện pháp|yêu cầu|công tác|hoạt động|phần việc|như|một số|"
    r"các|những)\b[^.;:]{0,60}(?:sau|sau đây|dưới đây|như sau|cụ thể|trọng tâm|chủ yếu)\s*:\s*$|"
    r"(?:như sau|cụ thể)\s*:\s*$"
)
_CALLS = re.compile(
    r"(?<!\w)(?:cần|phải|yêu cầu (?!của|về|đặt ra)|đề nghị|giao|phân công|tập trung|khẩn trương|chú trọng|quán triệt|"
    r"thực hiện (?:tốt|nghiêm|ngay|đồng bộ|quyết liệt)|(?:thời gian|tháng|quý|năm) (?:tới|còn lại|tiếp theo)|"
    r"trong (?:các|những) (?:tháng|năm) (?:tới|còn lại|cuối năm|tiếp theo))(?!\w)"
)
_SHORTCOMINGS = r"(?:kết quả|tồn tại|hạn chế|khó khăn|nguyên nhân|ưu điểm|khuyết điểm|bất cập|vướng mắc)"
_SAID = (
    r"(?:kết luận|chỉ đạo|giao|yêu cầu|thống nhất|có ý kiến|đồng ý|quyết định|phân công|nêu|được giao|phát biểu|"
    r"nhấn mạnh|thông qua|đề nghị|cho ý kiến)(?!\w)"
)
_LOOKS_BACK = re.compile(
    rf"(?<!\w)đã (?!{_SAID})\w|(?<!\w){_SHORTCOMINGS}(?!\w)(?:,? \w+){{0,5}}\s*:\s*$|"
    rf"(?<!\w){_SHORTCOMINGS}(?!\w)[^.;:]{{0,30}}(?<!\w)cần (?:khắc phục|tháo gỡ|chấn chỉnh|giải quyết)"
    r"[^.;:]{0,20}:\s*$"
)


def calls(plain: str) -> bool:
    """Whether a sentence that ends in a colon calls for what it lists, whatever the title above announces."""
    return bool(_LISTED.search(plain) and _CALLS.search(plain) and not looks_back(plain))


def sets_going(plain: str) -> bool:
    """Whether words that name somebody and end in a colon tell him what to do: `Các sở, ngành tập trung:`."""
    return bool(_TO_DO.search(plain)) and not looks_back(plain)


def looks_back(plain: str) -> bool:
    """Whether a sentence that ends in a colon lists what was done, or what is amiss."""
    found = list(_LOOKS_BACK.finditer(plain))
    if not found or ORDER.search(plain, found[-1].end()):
        return False
    return found[-1].end() == len(plain) or not _CALLS.search(plain, found[-1].end())


_PAST = (
    r"(?:trong thời gian qua|thời gian qua|thời gian vừa qua|trong những năm qua|"
    r"những năm qua|những năm gần đây|nhìn chung|tuy nhiên|bên cạnh những|"
    r"bên cạnh kết quả|"
    r"qua (?:theo dõi|kiểm tra|báo cáo|rà soát|tổng hợp|nghe|đánh giá|thảo luận|xem xét)|"
    r"theo (?:báo cáo|kết quả|tổng hợp)|kết quả (?:cho thấy|đạt được|trên|thực hiện)|"
    r"đến nay|"
    r"tính đến|hội nghị đã|cuộc họp đã|về cơ bản|ghi nhận|đánh giá cao|biểu dương|"
    r"hoan nghênh|cơ bản (?:thống nhất|nhất trí)|thống nhất (?:với|nội dung)|"
    r"nhất trí (?:với|theo)|nguyên nhân|"
    r"[^.;,]{0,50}(?<!\w)(?:cơ bản )?(?:(?:đồng ý|nhất trí|thống nhất|tán thành) (?:với|nội dung|đánh giá|nhận định)|"
    r"(?:ghi nhận|đánh giá cao|biểu dương|hoan nghênh)(?= (?:sự|những|các|nỗ lực|kết quả|tinh thần|cố gắng)))|"
    r"hạn chế|tồn tại|chỉ số|sau khi (?:nghe|theo dõi|xem xét)|ngày \d{1,2}(?!\s*(?:hàng|"
    r"hằng|của|cuối|đầu|\d))|sáng ngày|chiều ngày|vừa qua|hiện nay|hiện còn|tại hội nghị|"
    r"một số (?:cơ quan|đơn vị|sở|địa phương|chỉ tiêu|nhiệm vụ)|"
    r"việc (?:chấp hành|thực hiện|giải quyết|triển khai)|"
    r"công tác cải cách hành chính [^.;]{0,60}(?:đã|được|còn|vẫn|chưa)|trong (?:năm|quý|"
    r"tháng) [\d/ivx]+,? [^.;]{0,80}đã|"
    r"năm (?:20)\d\d,? [^.;]{0,80}(?:đã|đạt))"
)
PAST_OPENING = re.compile(_PAST + r"(?!\w)")
PAST_INSIDE = re.compile(
    r"(?<!\w)(?:đã (?:được|đạt|có|tích cực|ban hành|triển khai|thực hiện|hoàn thành|"
    r"chủ động|quan tâm|từng bước|nghiêm túc|chỉ đạo|tổ chức|kịp thời|cơ bản|góp phần|gửi|"
    r"tăng|giảm|và đang)|vẫn còn|còn (?:một số|nhiều|chậm|hạn chế|tồn tại|\d+)|"
    r"chưa (?:chặt chẽ|sâu sát|quyết liệt|đồng bộ|hiệu quả|tốt|rõ|thường xuyên|đồng đều|tương xứng|bền vững|nhiều|"
    r"đáp ứng|quan tâm|chủ động|phát huy|được|có|cao|nghiêm|thực sự|kịp thời|đạt|đúng|đầy đủ|triệt để|hoàn thành|gửi|"
    r"thực hiện)|được (?:nâng lên|xếp thứ|cải thiện)|đạt (?:được|tỷ lệ|\d)|xếp (?:thứ|"
    r"hạng)|tăng \d|giảm \d)"
)
LEGAL_GROUND = re.compile(r"(?:căn cứ|theo đề nghị|xét đề nghị|thực hiện|thi hành|tiếp theo|phúc đáp|trả lời|theo)\s")
OWN_ACT = re.compile(
    r"(?:ban hành (?:kèm theo|quy định|quy chế|kế hoạch|bộ|danh mục|chương trình|đề án)|"
    r"phê duyệt|thành lập|kiện toàn|công bố|bãi bỏ|sửa đổi|công nhận|tặng|giao chỉ tiêu|"
    r"ban hành)(?!\w)"
)


GOALS = re.compile(r"(?:về |các |một số |những |hệ thống |nhóm )*(?:mục tiêu|chỉ tiêu)(?!\w)")


def heading_nature(plain: str) -> str | None:
    """What a heading announces: `past`, `purpose`, `setting` (none of them a task), `tasks`, or None for no opinion."""
    for nature, pattern in _NATURES:
        if pattern.match(plain):
            return nature
    return None


_NATURES = (
    # A matter that was on the agenda: what was concluded on it may be a duty.
    ("matter", re.compile(r"về (?:tình hình|kết quả) (?!chung|đạt được)\w")),
    (
        "past",
        re.compile(
            r"(?:về )?(?:đánh giá(?: chung| tình hình| kết quả| kết quả đạt được| việc)?(?:\s|$|"
            r":)|(?:những )?kết quả|(?:khái quát )?tình hình|(?:những )?(?:tồn tại|hạn chế|"
            r"ưu điểm|khuyết điểm|mặt được|mặt hạn chế)|nguyên nhân|bối cảnh|thực trạng|"
            r"hiện trạng|số liệu(?: \w+)* (?:năm|đến|tính)|đặc điểm tình hình|"
            r"(?:những )?mặt (?:đã )?làm được|khó khăn|thuận lợi)"
        ),
    ),
    ("matter", re.compile(r"nội dung (?:tuyên truyền|kiểm tra|thanh tra|giám sát|khảo sát|tập huấn|đào tạo|báo cáo)")),
    (
        "purpose",
        re.compile(
            r"(?:về |các |một số |những |hệ thống |nhóm )*"
            r"(?:mục đích|mục tiêu|yêu cầu|quan điểm|chỉ tiêu|căn cứ|phạm vi|đối tượng|"
            r"sự cần thiết|nguyên tắc|cơ sở pháp lý|phương châm|chủ đề|định hướng|"
            r"giải thích từ ngữ)(?:\s*(?:,|và|;|-)(?! (?:các )?(?:nhiệm vụ|giải pháp))|"
            r"\s+(?:chung|cụ thể|chỉ đạo|yêu cầu|"
            r"điều chỉnh|áp dụng|thực hiện|của|cải cách|đến|năm|xây dựng|chủ yếu|chính|phấn đấu|tổng quát|trọng tâm|"
            r"cần đạt|đề ra|phát triển|giai đoạn|kế hoạch|quan trọng|cơ bản|kinh tế|về)|\s*[:.]?\s*$)"
        ),
    ),
    (
        "money",
        re.compile(
            r"(?:dự kiến )?(?:kinh phí|nguồn kinh phí|nguồn lực|dự toán)(?:\s+(?:thực hiện|"
            r"bảo đảm|đảm bảo))?(?:\s|[:.]|$)"
        ),
    ),
    (
        "setting",
        re.compile(
            r"(?:(?:đơn vị|đối tượng|thời gian|địa điểm)(?:,| và) (?:thời gian|địa điểm|đối tượng|nội dung|đơn vị)|"
            r"(?:thời gian|địa điểm|thành phần|hình thức|quy mô|phương thức)(?: tổ chức| thực hiện| tham (?:gia|dự))?"
            r"(?=\s*(?:[,;:.(–-]|$|và\s|của\s|cuộc\s|hội\s))|thời gian|địa điểm|thành phần|chủ tọa|chủ trì|thư ký|"
            r"khách mời|vắng|phần (?:lễ|hội|thi|khai mạc|bế mạc|trao giải)(?!\w)|"
            r"nội dung (?:cuộc họp|hội nghị)|diễn biến|ý kiến (?:thảo luận|phát biểu|tham gia|"
            r"của)|thảo luận|các ý kiến|báo cáo tại)"
        ),
    ),
    (
        "tasks",
        re.compile(
            r"(?:(?:các |một số |những )?(?:(?:mục tiêu|chỉ tiêu|phương hướng|quan điểm|yêu cầu)(?:,| và) )*"
            r"(?:nhiệm vụ|giải pháp|nội dung(?: thực hiện| chỉ đạo|"
            r" kế hoạch)?|công việc)|tổ chức thực hiện|phân công|trách nhiệm|kết luận|"
            r"phương hướng|triển khai|tổ chức triển khai|chế độ (?:thông tin,? )?báo cáo|"
            r"ý kiến (?:chỉ đạo|kết luận)|yêu cầu (?:các|thủ trưởng|đối với))"
        ),
    ),
)
