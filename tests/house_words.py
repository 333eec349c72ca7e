"""How this program spells: one word for one thing, in every text that a person sees.

A word that an official document prints (NĐ 30/2020/NĐ-CP) keeps the spelling that it has there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# What may not be said, and what is said instead. Whole words, whatever their case.
INSTEAD: Final = {
    # the tone of an open syllable stands where the letterhead (ỦY BAN NHÂN DÂN) has it: hòa, khỏe, ủy
    r"\w*(?:o[àảãáạèẻẽéẹ]|(?<!q)u[ỳỷỹýỵ])": "òa, óe, ủy: dấu như ở tiêu đề văn bản",
    r"(?:lí|kì|kĩ|kỉ|mĩ|tỉ(?= lệ)|vị trì)": "lý, kỳ, kỹ, kỷ, mỹ, tỷ lệ",
    r"bạn(?! đọc)": "anh/chị",
    r"anh chị|anh, chị|quý vị|quý khách": "anh/chị",
    r"nhấn|nhấp|click|kích chuột": "bấm",
    r"(?-i:file)(?!\})": "tệp",
    r"password|mật mã|passphrase": "mật khẩu",
    r"backup(?! (?:list|make|restore|bring|compare))": "sao lưu, trừ tên lệnh",
    r"email|e-mail": "thư điện tử",
    r"user|username": "người dùng",
    r"log ?in|đăng nhập": "mở sổ, mở khóa",
    r"deadline": "thời hạn",
    r"hàng (?:tháng|quý|năm)": "hằng tháng, hằng quý, hằng năm",
    # how a unit stands with its part, in the words of the Government's reports
    r"xong đúng hạn": "Hoàn thành đúng hạn",
    r"(?:xong|hoàn thành) (?:quá|sau|muộn|chậm|trễ) hạn|(?:chậm|trễ) hạn": "Hoàn thành sau thời hạn",
    r"còn trong hạn": "Chưa hoàn thành, trong hạn",
    r"quá hạn,? chưa hoàn thành": "Chưa hoàn thành, quá hạn",
    r"không (?:có |ghi |rõ |xác định )?(?:thời )?hạn|không quy định hạn": "Không quy định thời hạn",
    r"(?:chưa|đã) xong": "chưa hoàn thành, đã hoàn thành",
    r"ngày xong|xong ngày": "Ngày hoàn thành",
    r"tiến độ thời hạn": "Tình trạng thời hạn",
    r"[0-9]+%": "65 %, có dấu cách",
    r"0[0-9]/[0-9]{1,2}(?:/[0-9]{4})?|[0-9]{1,2}/0[0-9](?:/[0-9]{4})?": "12/3/2024, không có số 0 ở đầu",
    # a number says what it counts: tasks, or parts of them
    r"xem cả 0(?! (?:nhiệm vụ|phần việc|mục))|0 đang chọn": "Xem cả 5 nhiệm vụ, đang chọn 5 nhiệm vụ",
    r"các dòng cộng lại 0(?! (?:nhiệm vụ|phần việc))": "Các dòng cộng lại 5 phần việc",
    # each thing by one name
    r"(?<!cảnh )báo (?:sắp đến|trước) hạn|báo sắp đến hạn trước": "Cảnh báo trước hạn",
    r"mức ban đầu|giá trị (?:gốc|ban đầu)": "Số liệu gốc",
    r"chiều tốt(?: lên)?": "Chiều đánh giá",
    r"cách xem": "Bộ lọc đã lưu",
    r"người (?:hoặc văn bản )?(?:cho|duyệt) gia hạn": "Người phê duyệt gia hạn",
    r"quá hạn, của ai": "Nhiệm vụ quá hạn theo đơn vị",
    r"lời (?:báo cáo|của mục|mục|tự động|đã sửa)|câu chữ|(?:có|sửa) lời": "Nội dung báo cáo",
    r"lấy lại nội dung": "Khôi phục nội dung tự động",
    r"nguyên nhân chính": "Nguyên nhân chủ yếu",
    r"nơi cấp|(?-i:CA)": "tổ chức chứng thực, tổ chức chứng thực tin cậy",
}
# As they are written in the registry, and by others in the name of an office, which is found with either tone.
PRINTED: Final = ("$undo", "UỶ BAN NHÂN DÂN")

_RULES = [(re.compile(rf"(?<!\w)(?:{wrong})(?!\w)", re.IGNORECASE), right) for wrong, right in INSTEAD.items()]


def misspelt(text: str) -> Iterator[str]:
    """What of a text is spelt otherwise than in this house, each with what is said instead."""
    plain = re.sub(r"\{\w*[^}]*\}", "0", text)  # what is filled in is no word of ours, but may be a number
    for kept in PRINTED:
        plain = plain.replace(kept, " ")
    for pattern, right in _RULES:
        yield from (f"{found[0]} -> {right}" for found in pattern.finditer(plain))
