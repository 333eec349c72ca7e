"""What a meeting or its chairman agrees to, refuses, adopts or blames: words that give nobody anything to do."""

from __future__ import annotations

import re

# Who speaks in a conclusion or a resolution: the meeting, the committee, its chairman, and nobody who asks another.
_SPEAKER = (
    r"(?:tập thể |lãnh đạo |toàn thể )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng|chủ tịch|phó chủ tịch|giám đốc|bộ trưởng|"
    r"thứ trưởng|hiệu trưởng|bí thư|chánh án|viện trưởng|trưởng ban|hội nghị|cuộc họp|phiên họp|đại hội|kỳ họp|"
    r"ban (?:thường vụ|chấp hành|giám đốc|giám hiệu|chỉ đạo|cán sự|chủ nhiệm)|thường trực|đảng ủy|chi bộ|chi ủy|cấp ủy|"
    r"tỉnh ủy|thành ủy|huyện ủy|lãnh đạo|chính phủ|thủ tướng)(?!\w)"
    r"(?:(?!(?:báo cáo|trình|tham mưu|đề nghị|yêu cầu|giao|xin|gửi|tổ chức|làm việc|phối hợp|để|và|cần|phải)(?!\w))"
    r"[^.;,:]){0,60} "
)
_PAPER = (
    r"(?:nội dung|toàn văn|(?:các |những )?(?:dự thảo|báo cáo|tờ trình|nghị quyết|đề án|kế hoạch|quy chế|quy định|"
    r"danh sách|danh mục|phương án|chủ trương|chương trình|kết quả|quyết toán|dự toán|biên bản|chỉ tiêu|đề cương|"
    r"điều lệ|văn kiện|quy hoạch|nhân sự|hồ sơ|tổng quyết toán))(?!\w)"
)
_IN_TIME = r"(?![^.]*(?<!\w)(?:trước|chậm nhất|muộn nhất|hoàn thành|xong|trong (?:tháng|quý|tuần)))"
_AGREES = (
    r"(?:về (?:cơ bản|nguyên tắc),? |trước mắt |tạm thời )?(?:chưa |không )?"
    r"(?:đồng ý|nhất trí|tán thành|chấp thuận|cho chủ trương)|"
    r"thống nhất (?:chủ trương|thời gian|thời điểm|địa điểm|đề xuất|đề nghị|danh sách|về|việc|cao|thông qua|đánh giá|"
    r"nhận định|chọn|lựa chọn|chưa|không)|"
    r"(?:đã )?(?:biểu quyết|bỏ phiếu) (?:nhất trí )?thông qua|"
    r"(?:tạm thời |trước mắt )?(?:chưa|không) xem xét|"
    r"(?:nghiêm khắc |nghiêm túc )?phê bình(?!,| và (?:xử lý|chấn chỉnh))"
)
# What is consented to, refused or blamed gives nobody anything to do.
CONSENT = re.compile(
    rf"(?:{_AGREES}|{_SPEAKER}(?:{_AGREES}|(?:cơ bản |đã )+(?:thống nhất|thông qua)|chưa thông qua|"
    rf"thống nhất (?:ban hành|phê duyệt|trình)|(?:quyết nghị )?thông qua {_PAPER}))(?!\w)|"
    r"[^.;,:]{1,40} ghi nhận(?:,| và) (?:sẽ )?xem xét (?:khi|sau|nếu|trong)"
)
# "Thông qua Báo cáo …" in what a meeting decided; "Thông qua các hội nghị, tuyên truyền …" is a way of doing it.
ADOPTED = re.compile(rf"(?:quyết nghị )?thông qua {_PAPER}{_IN_TIME}")
