"""The words that wind a document up: wishes, greetings, who is told, and the appeal to carry it out."""

from __future__ import annotations

import re

CLOSING = re.compile(
    r"(?:trên đây là|nơi nhận|văn bản này|(?:quyết định|kế hoạch|chỉ thị|công điện|nghị quyết|chương trình|"
    r"thông báo|quy định|quy chế|hướng dẫn|kết luận) (?:này )?(?:(?:có hiệu lực|thay thế|phổ biến)|(?:đã )?được)|"
    r"[^.;]{0,90}thông báo (?:để|đến|nội dung|(?:ý kiến )?kết luận)[^.;]{0,160}(?:biết|thực hiện)|"
    r"(?:có |theo |chi tiết |nội dung |nhiệm vụ |cụ thể )[^.;]{0,60}(?:biểu|bảng|phụ lục|danh mục)[^.;]{0,30}"
    r"(?:kèm theo|dưới đây|sau đây|đính kèm)(?: (?:kế hoạch|quyết định|văn bản|thông báo|chương trình|công văn|"
    r"chỉ thị|nghị quyết)(?: này)?)?[\s.:/]*$|"
    r"[^.;]{0,60}(?:trả lời|thông tin) (?:để|đến)[^.;]{0,100}(?:biết|được biết)[\s./]*$|"
    r"[^.;]{0,60}trân trọng (?:thông báo|cảm ơn|báo cáo)|xin trân trọng|trân trọng|[^.;]{0,40}tự giải thể|"
    r"(?:[^.;,]{0,60} )?(?:rất|kính|xin|trân trọng) mong(?!\w)|mong (?:nhận được|được sự|quý|sự)|"
    r"(?:[^.;,]{0,60} )?xin (?:chân thành )?cảm ơn|chân thành cảm ơn|(?:xin )?kính (?:báo|chào|thư)(?!\w)|"
    r"mọi (?:khó khăn|vướng mắc|thông tin|thắc mắc|chi tiết|ý kiến)(?!\w)[^.;]{0,90}(?:liên hệ|phản ánh|gửi về|báo về)|"
    r"(?:thông tin )?(?:chi tiết,? )?(?:xin |vui lòng |đề nghị )?liên hệ(?: (?:với|qua|theo|trực tiếp)|:)|"
    r"(?:trong )?quá trình (?:tổ chức |triển khai )*(?:thực hiện|triển khai)|nếu có (?:khó khăn|vướng mắc|vấn đề)|"
    r"(?:cuộc họp|hội nghị|phiên họp|buổi làm việc) (?:kết thúc|bế mạc)|biên bản (?:này )?(?:được|kết thúc|lập)|"
    r"nhận được (?:văn bản|công văn|công điện|thông báo) này(?!\s*,?\s*(?:đề nghị|yêu cầu)))"
)
# "Yêu cầu các cơ quan nghiêm túc thực hiện Kế hoạch này": an appeal that gives nobody anything to do.
_APPEALS = re.compile(
    r"(?:(?:ngay )?(?:sau )?(?:khi )?nhận được (?:văn bản|công văn|công điện|thông báo|chỉ thị|kế hoạch)(?: này)?"
    r"\s*,\s*)?"
    r"(?:vậy,? )?(?:(?:ubnd|ủy ban nhân dân|chủ tịch|sở|phòng)[^.;]{0,60} |[^.;,:]{0,60} )?(?:đề nghị|yêu cầu)\s"
)
_THIS = (
    r"(?: (?:các |những )?(?:nội dung|nhiệm vụ|ý kiến)(?: chỉ đạo)?)?"
    r"(?: (?:tại |của |theo )?(?:kế hoạch|chỉ thị|công điện|văn bản|thông báo|quyết định|kết luận|"
    r"chương trình|nghị quyết|hướng dẫn|quy chế|công văn))*"
    r"(?: (?:nêu |kể )?trên| này| nêu tại văn bản này| tại văn bản này)?"
    r"(?: theo (?:đúng )?quy định| có hiệu quả)?[\s./]*"
)
_ONLY_DO_IT = re.compile(
    r"(?:(?:thực hiện|triển khai|chấp hành|chỉ đạo)(?:,? (?:thực hiện|triển khai)| nghiêm túc| nghiêm| tốt| hiệu quả)*"
    rf"{_THIS}|quan tâm,? (?:và )?phối hợp[\s./]*)$"
)
_STRICTLY = re.compile(
    r"(?:các|thủ trưởng|trưởng|chủ tịch|giám đốc|toàn thể|tất cả)[^.;:]{0,90} "
    r"(?:nghiêm túc|khẩn trương|nghiêm chỉnh|tích cực|chủ động)(?:,? (?:tổ chức|triển khai|quán triệt))*,? "
    rf"(?:và )?(?:thực hiện|chấp hành|triển khai){_THIS}(?:\s*[.;]\s*(?:kết quả|việc)[^.;]*)?[\s./]*"
)
_WHEN_STUCK = re.compile(r"\s*[;,.]\s*(?:mọi|nếu có|trong quá trình|nếu)\s[^;]{0,40}(?:vướng mắc|khó khăn|phát sinh)")


def appeals(plain: str) -> bool:
    """Whether this is only the closing appeal to carry the document out; it gives nobody a duty of his own."""
    if _STRICTLY.fullmatch(plain):
        return True
    asked = _WHEN_STUCK.split(plain, maxsplit=1)[0]
    return bool(_APPEALS.match(asked) and _ONLY_DO_IT.search(asked[-80:]))


ENFORCEMENT = re.compile(
    r"(?:chịu trách nhiệm|căn cứ)\s+(?:(?:quyết định|nghị quyết|chỉ thị)(?: này)?\s+)?(?:tổ chức\s+)?(?:thi hành|"
    r"thực hiện)(?:\s+(?:quyết định|chỉ thị|kế hoạch|thông báo|"
    r"nội dung))?(?:\s+này)?\s*[./]*\s*$"
)
