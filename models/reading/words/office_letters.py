"""Offices that are written by their first letters, as data: `BHXH tỉnh`, `VP HĐND-UBND`, `P.Kinh tế`, `TT PVHCC xã`."""

from __future__ import annotations

import re
from typing import Final

from models.reading.passage import UPPER
from models.reading.words.office_words import COMMITTEE, PARTY, SUBJECTS, one_of

# Whole words of capitals that mean an office and nothing else. Behind them stands a level, a place, or a name.
_OFFICES = one_of(
    """VPHĐND | VPUBND | VPĐU | TTPVHCC | TTHCC | TTPVHC | TTYT | TYT | TTVH | TTVHTT | TTVHTTTT | TTVHTTDL | TTDVNN |
    TTDVTH | TTCƯDVC | TTGDNN | TTGDTX | TTCT | TTKN | TTQĐ | TTPTQĐ | TTCNTT | TTCĐS | TTTT | TTKSBT | CDC | UBMTTQ |
    UBMT | UBMTTQVN | UBKT | BCH | BCHQS | BCHQSX | BCHPTDS | BCĐ | BCD | BQL | BQLDA | BQLDAĐTXD | BQLKKT | BQLKCN |
    BQLRPH | BTG | BTGDV | BTGTU | BTCTU | BTV | BTT | BTC | BGH | BGĐ | CAX | CATT | CATP | CSGT | CSKV | CCT | CCKL |
    CCTHADS | CCTK | HKL | KBNN | NHCSXH | NHCS | NHNN | NHNo | BHXH | BĐBP | VKSND | VKS | TAND | THADS | LĐLĐ | ĐTN |
    ĐTNCS | HND | HLHPN | HPN | LHPN | HCCB | CCB | HCTĐ | CTĐ | HKH | HNCT | QTDND | BVĐK | SNV | SYT | STC | STP |
    SXD | SCT | SNNMT | SKHCN | SGDĐT | SVHTTDL | PGD | PGDĐT | PKT | PVHXH | PNV | CĐCS"""
)
# These say only what kind of office it is: "VP HĐND-UBND xã", "TT PVHCC", "CA phường", "BV Đa khoa".
BARE_KINDS: Final = frozenset({"VP", "TT", "UB", "CA", "BV", "KB", "CC", "XN", "CTCP"})
_WORK = r"khuyến nông|chính trị|phục vụ|dịch vụ|công nghệ|học tập|truyền thông|hành chính|thể thao|thủy lợi|dân số"
_MORE_LETTERS = r"(?:\s?[-–&.]\s?[A-ZĐƯ]{1,})*"

LETTERS: Final = re.compile(
    rf"(?-i:(?:{_OFFICES})(?!\w){_MORE_LETTERS}|"
    rf"(?:{'|'.join(sorted(BARE_KINDS))})(?!\w)\s?\.?\s?"
    rf"(?:(?i:{COMMITTEE})(?:\s?[-–&]\s?(?i:{COMMITTEE}))*|[A-ZĐƯ]{{2,}}{_MORE_LETTERS}|(?=(?i:{SUBJECTS}|{PARTY}|{_WORK})(?!\w)))|"
    rf"(?:VP|CA|BV|XN|CTCP)(?!\w)\s?\.?\s?(?=[{UPPER}])|"
    r"CA(?=\s+(?:xã|phường|thị trấn|tỉnh|thành phố|huyện)(?!\w))|"
    rf"P\s?\.\s?(?=[{UPPER}][^\W\d_]|[A-ZĐ]{{2}}))"
)
# How each of them begins: most words begin otherwise, and cost no more than this.
_BEGINS = re.compile(r"[A-ZĐƯ]{2}|P\s?\.")


def letters_at(words: str, at: int = 0) -> re.Match[str] | None:
    """The first letters of an office, with what joins them, that stand at `at`; None where none do."""
    return LETTERS.match(words, at) if _BEGINS.match(words, at) else None
