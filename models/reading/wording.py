"""The words that give a duty, a report of the past or a closing away. How they are weighed is in tasks."""

from __future__ import annotations

import re

_VERBS = """
ban hành|bảo đảm|đảm bảo|bãi bỏ|báo cáo|biên soạn|biểu dương|bố trí|bổ sung|bồi dưỡng|cải tạo|cải thiện|cải tiến|cắt giảm|cấp|cập nhật|chấm dứt|chấm điểm|
chấn chỉnh|chấp hành|chỉ đạo|chịu trách nhiệm|chú trọng|chú ý|chủ trì|chuẩn bị|chuẩn hóa|chuyển đổi|chuyển|cơ cấu|công bố|công khai|củng cố|cung cấp|cụ thể hóa|cử|
dự toán|duy trì|đào tạo|đánh giá|đăng ký|đăng tải|đề ra|đề xuất|điều chỉnh|điều tra|định kỳ|đo lường|đôn đốc|đối thoại|đổi mới|đơn giản hóa|đưa|đầu tư|đẩy mạnh|đẩy nhanh|
gắn|gắn kết|giám sát|giảm|giải quyết|giao|giữ vững|giới thiệu|góp ý|gửi|hiện đại hóa|hoàn thành|hoàn thiện|hỗ trợ|huy động|hướng dẫn|hạn chế|hội nghị|học tập|
kết nối|kê khai|khai thác|khảo sát|khắc phục|khen thưởng|khẩn trương|khuyến khích|kiểm điểm|kiểm soát|kiểm tra|kiến nghị|kiện toàn|ký|
lãnh đạo|lập|lấy|lồng ghép|luân chuyển|làm|làm sạch|làm tốt|mở|mở rộng|mua sắm|nâng cao|nâng cấp|nắm|nghiên cứu|nghiêm cấm|ngăn chặn|nhân rộng|nhập|niêm yết|nộp|
phát động|phát hiện|phát huy|phát triển|phân bổ|phân cấp|phân công|phân loại|phân tích|phấn đấu|phê duyệt|phê bình|phổ biến|phối hợp|phòng ngừa|phòng chống|phúc tra|phục vụ|
quán triệt|quan tâm|quản lý|quy định|quyết liệt|rà soát|rút kinh nghiệm|rút ngắn|sắp xếp|sáp nhập|sơ kết|số hóa|sử dụng|sửa đổi|
tái cấu trúc|tạo|tăng cường|tăng|tập hợp|tập huấn|tập trung|tham gia|tham mưu|thanh tra|thành lập|thay thế|thẩm định|theo dõi|thể chế hóa|thí điểm|thiết lập|thống kê|thống nhất|thông báo|thông tin|
thu hút|thu hồi|thu thập|thúc đẩy|thực hành|thực hiện|thường xuyên|tích hợp|tích cực|tiến hành|tiếp nhận|tiếp thu|tiếp tục|tiết kiệm|tinh giản|tìm hiểu|tổ chức|tổng hợp|tổng kết|tôn vinh|trả|trang bị|triển khai|trình|
truyền thông|trực tiếp|tuân thủ|tuyên truyền|tuyển dụng|tự|tự kiểm tra|tự đánh giá|ứng dụng|ưu tiên|vận động|vận hành|vinh danh|xác định|xác minh|xây dựng|xem xét|xét|xếp loại|xử lý|xử phạt|xóa bỏ|yêu cầu|
giải trình|lưu trữ|thẩm tra|đối chiếu|nhận diện|đánh số|khắc phục|rà lại|hoàn tất|kết thúc|bàn giao|chi trả|hợp nhất|giải thể|đồng bộ|liên thông|tra cứu|hoàn trả|khơi thông|tháo gỡ|lựa chọn|quy hoạch|tinh gọn|số hoá|chứng thực|phân quyền|ủy quyền|trao đổi|gương mẫu|nêu gương|nêu cao|chủ động|kịp thời|nghiêm túc|lắng nghe|đồng hành|tiếp công dân|xây mới|phủ|cài đặt|mời|lên kế hoạch|tạm dừng|dừng|không để|không được|không yêu cầu|không tiếp nhận|coi|bám sát|kiên quyết|vận dụng|nghiệm thu|giao ban|họp|triệu tập|thông qua|cân đối|đấu thầu|thanh toán|quyết toán|tiếp cận
"""
_CLAUSE_REACH = 300  # characters; further on a comma no longer ends an opening clause
VERB = "|".join(sorted({v.strip() for v in _VERBS.replace("\n", "").split("|") if v.strip()}, key=len, reverse=True))
_MANNER = (
    r"(?:tiếp tục|tập trung|chủ động|thường xuyên|kịp thời|khẩn trương|nghiêm túc|phải|cần|cần phải|tích cực|quyết liệt|nhanh chóng|"
    r"trước mắt|đồng thời|bên cạnh đó|ngoài ra|trực tiếp|triệt để|sớm|tự|cùng|cũng|hằng năm|hàng năm|đặc biệt|nhất là|không ngừng|"
    r"thực hiện nghiêm|làm tốt|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|có kế hoạch|có giải pháp|có biện pháp|theo chức năng|theo thẩm quyền|định kỳ|hết sức|cơ bản|"
    r"hàng tháng|hằng tháng|hàng quý|hằng quý|hàng tuần|hằng tuần|ngay|tối đa|rà soát)"
)
ACTION = re.compile(rf"(?:{_MANNER}[\s,]+){{0,4}}(?:{VERB})(?!\w)")
MODAL = re.compile(
    r"(?:có trách nhiệm|có nhiệm vụ|chủ trì|chịu trách nhiệm|phải|cần|tiếp tục|phối hợp|căn cứ|là đầu mối|là cơ quan)(?!\w)"
)
_CLAUSE = re.compile(
    r"(?:căn cứ|trên cơ sở|định kỳ|hàng|hằng|trước|chậm nhất|muộn nhất|trong|để|đối với|theo|từ|ngay|thực hiện|nhằm|năm|đến|sau|khi|riêng|về|tại|"
    r"song song|cùng với|đồng thời|ngoài ra|thường xuyên|qua|với|bên cạnh)(?!\w)"
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
LEADS_IN = re.compile(
    r"(?:như sau|sau đây|sau|dưới đây|nội dung|cụ thể|nhiệm vụ|giải pháp|việc|gồm|bao gồm|kết luận|chỉ đạo|yêu cầu)(?:\s*,?\s*(?:cụ thể|như sau))?\s*:\s*$"
)
_PAST = (
    r"(?:trong thời gian qua|thời gian qua|thời gian vừa qua|trong những năm qua|những năm qua|những năm gần đây|nhìn chung|tuy nhiên|bên cạnh những|bên cạnh kết quả|"
    r"qua (?:theo dõi|kiểm tra|báo cáo|rà soát|tổng hợp|nghe|đánh giá|thảo luận|xem xét)|theo (?:báo cáo|kết quả|tổng hợp)|kết quả (?:cho thấy|đạt được|trên|thực hiện)|đến nay|"
    r"tính đến|hội nghị đã|cuộc họp đã|về cơ bản|ghi nhận|đánh giá cao|biểu dương|hoan nghênh|cơ bản (?:thống nhất|nhất trí)|thống nhất (?:với|nội dung)|nhất trí (?:với|theo)|nguyên nhân|"
    r"hạn chế|tồn tại|chỉ số|sau khi (?:nghe|theo dõi|xem xét)|ngày \d{1,2}(?!\s*(?:hàng|hằng|của|cuối|đầu|\d))|sáng ngày|chiều ngày|vừa qua|hiện nay|hiện còn|tại hội nghị|một số (?:cơ quan|đơn vị|sở|địa phương|chỉ tiêu|nhiệm vụ)|"
    r"việc (?:chấp hành|thực hiện|giải quyết|triển khai)|công tác cải cách hành chính [^.;]{0,60}(?:đã|được|còn|vẫn|chưa)|trong (?:năm|quý|tháng) [\d/ivx]+,? [^.;]{0,80}đã|"
    r"năm (?:20)\d\d,? [^.;]{0,80}(?:đã|đạt))"
)
PAST_OPENING = re.compile(_PAST + r"(?!\w)")
PAST_INSIDE = re.compile(
    r"(?<!\w)(?:đã (?:được|đạt|có|tích cực|ban hành|triển khai|thực hiện|hoàn thành|chủ động|quan tâm|từng bước|nghiêm túc|chỉ đạo|tổ chức|kịp thời|cơ bản|góp phần|gửi|tăng|giảm|và đang)|vẫn còn|còn (?:một số|nhiều|chậm|hạn chế|tồn tại|\d+)|"
    r"chưa (?:được|có|cao|nghiêm|thực sự|kịp thời|đạt|đúng|đầy đủ|triệt để|hoàn thành|gửi|thực hiện)|được (?:nâng lên|xếp thứ|cải thiện)|đạt (?:được|tỷ lệ|\d)|xếp (?:thứ|hạng)|tăng \d|giảm \d)"
)
CLOSING = re.compile(
    r"(?:trên đây là|nơi nhận|văn bản này|(?:quyết định|kế hoạch|chỉ thị|công điện|thông báo|quy định|hướng dẫn) này (?:có hiệu lực|thay thế)|"
    r"[^.;]{0,90}thông báo (?:để|đến|nội dung)[^.;]{0,120}(?:biết|thực hiện)|xin trân trọng|trân trọng|"
    r"(?:trong )?quá trình (?:tổ chức |triển khai )*(?:thực hiện|triển khai)|nếu có (?:khó khăn|vướng mắc|vấn đề)|"
    r"cuộc họp kết thúc|hội nghị kết thúc|biên bản (?:này )?(?:được|kết thúc|lập)|nhận được (?:văn bản|công văn|công điện|thông báo) này)"
)
# "Yêu cầu các cơ quan nghiêm túc thực hiện Kế hoạch này": an appeal that gives nobody anything to do.
_APPEALS = re.compile(r"(?:vậy,? )?(?:(?:ubnd|ủy ban nhân dân|chủ tịch|sở|phòng)[^.;]{0,60} )?(?:đề nghị|yêu cầu)\s")
_ONLY_DO_IT = re.compile(
    r"(?:thực hiện|triển khai|chỉ đạo)(?: thực hiện| triển khai| nghiêm túc| nghiêm| tốt| hiệu quả)*"
    r"(?: các nội dung| nội dung| kế hoạch| chỉ thị| công điện| văn bản| thông báo| quyết định| kết luận)?"
    r"(?: trên| này| nêu trên| tại văn bản này)?[\s./]*$"
)


def appeals(plain: str) -> bool:
    """Whether this is only the closing appeal to carry the document out; it gives nobody a duty of his own."""
    return bool(_APPEALS.match(plain) and _ONLY_DO_IT.search(plain[-80:]))


ENFORCEMENT = re.compile(
    r"(?:chịu trách nhiệm|căn cứ)\s+(?:tổ chức\s+)?(?:thi hành|thực hiện)(?:\s+(?:quyết định|chỉ thị|kế hoạch|thông báo|nội dung))?(?:\s+này)?\s*[./]*\s*$"
)
LEGAL_GROUND = re.compile(r"(?:căn cứ|theo đề nghị|xét đề nghị|thực hiện|thi hành|tiếp theo|phúc đáp|trả lời|theo)\s")
OWN_ACT = re.compile(
    r"(?:ban hành (?:kèm theo|quy định|quy chế|kế hoạch|bộ|danh mục|chương trình|đề án)|phê duyệt|thành lập|kiện toàn|công bố|bãi bỏ|sửa đổi|công nhận|tặng|giao chỉ tiêu|ban hành)(?!\w)"
)
ATTRIBUTE = re.compile(
    r"(?P<name>(?:các )?(?:cơ quan|đơn vị|bộ phận|phòng)?\s*(?:chủ trì|thực hiện|đầu mối)(?:\s+(?:thực hiện|tham mưu))?|"
    r"(?:các )?(?:cơ quan|đơn vị)?\s*phối hợp(?:\s+thực hiện)?|trách nhiệm(?: thực hiện)?|phân công(?: thực hiện)?|"
    r"(?:thời gian|thời hạn|tiến độ|hạn|thời điểm)(?:\s+(?:hoàn thành|thực hiện|báo cáo|gửi|trình))?|hoàn thành|"
    r"(?:sản phẩm|kết quả)(?:\s+(?:đầu ra|dự kiến|hoàn thành|đạt được|thực hiện))?)\s*:\s*"
)


def heading_nature(plain: str) -> str | None:
    """What a heading announces: `past`, `purpose`, `setting` (none of them a task), `tasks`, or None for no opinion."""
    for nature, pattern in _NATURES:
        if pattern.match(plain):
            return nature
    return None


_NATURES = (
    (
        "past",
        re.compile(
            r"(?:về )?(?:đánh giá(?: chung| tình hình| kết quả| kết quả đạt được| việc)?(?:\s|$|:)|(?:những )?kết quả|(?:khái quát )?tình hình|(?:những )?(?:tồn tại|hạn chế|ưu điểm|khuyết điểm|mặt được|mặt hạn chế)|nguyên nhân|bối cảnh|thực trạng|đặc điểm tình hình|(?:những )?mặt (?:đã )?làm được|khó khăn|thuận lợi)"
        ),
    ),
    (
        "purpose",
        re.compile(
            r"(?:mục đích|mục tiêu|yêu cầu|quan điểm|chỉ tiêu|căn cứ|phạm vi|đối tượng|sự cần thiết|nguyên tắc|cơ sở pháp lý|phương châm|chủ đề|định hướng|giải thích từ ngữ)(?:\s*(?:,|và|;|-)|\s+(?:chung|cụ thể|chỉ đạo|yêu cầu|điều chỉnh|áp dụng|thực hiện|của|cải cách|đến|năm|xây dựng|thực hiện)|\s*[:.]?\s*$)"
        ),
    ),
    (
        "money",
        re.compile(
            r"(?:dự kiến )?(?:kinh phí|nguồn kinh phí|nguồn lực|dự toán)(?:\s+(?:thực hiện|bảo đảm|đảm bảo))?(?:\s|[:.]|$)"
        ),
    ),
    (
        "setting",
        re.compile(
            r"(?:(?:đơn vị|đối tượng|thời gian|địa điểm)(?:,| và) (?:thời gian|địa điểm|đối tượng|nội dung|đơn vị)|"
            r"thời gian(?:,? địa điểm)?|địa điểm|thành phần|chủ tọa|chủ trì|thư ký|khách mời|vắng|nội dung (?:cuộc họp|hội nghị)|diễn biến|ý kiến (?:thảo luận|phát biểu|tham gia|của)|thảo luận|các ý kiến|báo cáo tại)"
        ),
    ),
    (
        "tasks",
        re.compile(
            r"(?:(?:các |một số |những )?(?:nhiệm vụ|giải pháp|nội dung(?: thực hiện| chỉ đạo| kế hoạch)?|công việc)|tổ chức thực hiện|phân công|trách nhiệm|kết luận|phương hướng|triển khai|tổ chức triển khai|chế độ (?:thông tin,? )?báo cáo|ý kiến (?:chỉ đạo|kết luận)|yêu cầu (?:các|thủ trưởng|đối với))"
        ),
    ),
)
