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
}
# As they are written in the registry.
PRINTED: Final = ("$undo",)

_RULES = [(re.compile(rf"(?<!\w)(?:{wrong})(?!\w)", re.IGNORECASE), right) for wrong, right in INSTEAD.items()]


def misspelt(text: str) -> Iterator[str]:
    """What of a text is spelt otherwise than in this house, each with what is said instead."""
    plain = re.sub(r"\{\w*[^}]*\}", " ", text)  # what is filled in is no word of ours
    for kept in PRINTED:
        plain = plain.replace(kept, " ")
    for pattern, right in _RULES:
        yield from (f"{found[0]} -> {right}" for found in pattern.finditer(plain))
