"""What reports and their periods are called: in a sentence, and as a file. It makes no file."""

from __future__ import annotations

import re
from typing import Final

from models.base.text import ascii_name
from models.reports.data import ReportData
from models.work.report_kinds import REPORT_KINDS

_PERIODS: Final = (
    (r"(\d{4})-(0[1-9]|1[0-2])", "tháng {part} năm {year}"),
    (r"(\d{4})-Q([1-4])", "quý {part} năm {year}"),
    (r"(\d{4})-H1()", "6 tháng đầu năm {year}"),
    (r"(\d{4})-H2()", "6 tháng cuối năm {year}"),
    (r"(\d{4})-9M()", "9 tháng năm {year}"),
    (r"(\d{4})()", "năm {year}"),
)
# Quarters are written in Roman numerals; of the months, only 1 and 2 keep their zero (NĐ 30/2020, Phụ lục I).
_PARTS: Final = {"1": "I", "2": "II", "3": "III", "4": "IV", **{f"0{month}": str(month) for month in range(3, 10)}}
_LONGEST: Final = 50  # characters of a file name, ".pdf" among them (Ninh Bình's rules of 2025)


def period_words(period_id: str) -> str:
    """`tháng 3 năm 2024`, `quý I năm 2024`, `6 tháng đầu năm 2024`, ... Raises ValueError for another form of id."""
    for pattern, words in _PERIODS:
        if match := re.fullmatch(pattern, period_id):
            year, part = match.groups()
            return words.format(part=_PARTS.get(part, part), year=year)
    raise ValueError(period_id)


def file_name(data: ReportData, ending: str = ".pdf") -> str:
    """`BC-thang-2024-03-PNV.pdf`: ASCII and at most 50 characters, as provinces' portals ask."""
    document, _dash, agency = data.letterhead.symbol.partition("-")
    form = REPORT_KINDS[data.kind].file_name
    words = form.format(document=document, kind=data.kind, period=data.period.id, agency=agency)
    return f"{ascii_name(words, _LONGEST - len(ending))}{ending}"
