"""What stands behind the signature: where each annex begins, and which of them give work to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.reading.lines import PrintedLine
from models.reading.outline import marker_of
from models.reading.words.roles import roles_in

_ANNEX = re.compile(
    r"(?:phụ lục|phụ biểu|danh mục|(?:biểu|bảng) (?:số|mẫu|phân công|phân giao|giao việc|tiến độ|chi tiết|\d)|biểu \d)"
    r"(?!\w)"
)
_WORK = re.compile(
    r"(?:kế hoạch|chương trình|phương án|đề án|phân công|lộ trình|nhiệm vụ|nội dung|phụ lục|phụ biểu|danh mục|"
    r"(?:biểu|bảng) (?:phân công|phân giao|giao việc|tiến độ|chi tiết))(?!\w)"
)
_ASKS = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|phương án|đề án|phân công|phân giao|giao việc|lộ trình|nhiệm vụ|giải pháp)(?!\w)"
)
_FORM = re.compile(
    r"(?<!\w)(?:đề cương|(?:biểu )?mẫu (?:số|phiếu|báo cáo|\d)|biểu (?:mẫu|số|tổng hợp)|danh sách|số liệu)(?!\w)"
)
# Titles of what is sent back or filled in, which speak of duties too: "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ".
_SENT_BACK = re.compile(r"(?<!\w)(?:báo cáo|kết quả|tình hình|phiếu|tờ khai|tờ trình|thống kê|bảng (?:kê|điểm))(?!\w)")
_GOES_WITH = re.compile(r"(?:^|\()(?:ban hành )?(?:đính |gửi )?kèm theo|(?:^|\()đính kèm")
_PLAN_ALONE = re.compile(r"(?:kế hoạch|chương trình|phương án|đề án|lộ trình)[\s.]*")
_FIRST_ITEM = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d{1,2}|(?i:phần|mục)\s+\w+|(?i:điều)\s+\d+)\s*[.\-)/:]")
_ANY_ITEM = re.compile(rf"{_FIRST_ITEM.pattern}|[-–+•*]\s|[a-zđ]\)")
_ITEM = re.compile(r"(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}\.)\s")
_LONGEST_TITLE = 7  # lines
_FEWEST_BARS = 3  # of a row of a table
_MOST_CHARGE = 2 / 3  # of the items of an annex whose title does not say what it is


def opens_annex(lines: Sequence[PrintedLine], index: int) -> bool:
    """Whether an annex that says what it is begins here: by its title, or a table of work."""
    words = lines[index].words
    return bool(_ANNEX.match(words.plain)) or words.words.count("|") >= _FEWEST_BARS or appended_work(lines, index)


def opens_unnamed_annex(line: PrintedLine) -> bool:
    """Whether a line behind the signer's name begins an annex that is not called one: a title or a numbered heading."""
    words = line.words
    if _FIRST_ITEM.match(words.words):
        return True
    return words.words.isupper() and bool(_ASKS.search(words.plain) or _SENT_BACK.search(words.plain))


def appended_work(lines: Sequence[PrintedLine], index: int) -> bool:
    """Whether a plan that goes with the document begins here: `KẾ HOẠCH … (Ban hành kèm theo Quyết định số …)`."""
    words = lines[index].words
    title = _WORK.match(words.plain)
    if title is None or not words.words[: title.end()].isupper():
        return False
    if _PLAN_ALONE.fullmatch(words.plain):
        return True  # a title of its own after the signature needs no words on what it goes with
    return any(_GOES_WITH.search(line.words.plain) for line in lines[index + 1 : index + _LONGEST_TITLE])


def work_of_appendix(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of an appendix that is a plan of work, without its title; none of one that is a form or a list.

    A form, an outline of a report or a list of documents has numbered lines too, and they ask nothing of anybody.
    """
    kept: list[PrintedLine] = []
    for title, body in _annexes(lines):
        if body and _gives_work(title, body):
            kept += body
    return kept


def asks(line: PrintedLine) -> bool:
    """Whether a line of an appendix is of its body: an item or a sentence, and no title."""
    return line.words.words[-1] in ".;:" or bool(_ITEM.match(line.words.words))


def _annexes(lines: Sequence[PrintedLine]) -> Iterator[tuple[list[PrintedLine], list[PrintedLine]]]:
    """Each annex as the lines of its title and those below."""
    begins = [i for i, line in enumerate(lines) if i == 0 or _ANNEX.match(line.words.plain) or appended_work(lines, i)]
    for begin, end in zip(begins, [*begins, len(lines)][1:], strict=True):
        below = begin
        while below < end and not _ANY_ITEM.match(lines[below].words.words):
            below += 1
            if below > begin + 1 and _GOES_WITH.search(lines[below - 1].words.plain):
                break
        yield list(lines[begin:below]), list(lines[below:end])


def _gives_work(title: Sequence[PrintedLine], body: Sequence[PrintedLine]) -> bool:
    said = " ".join(line.words.plain for line in title[: _LONGEST_TITLE - 2])
    if _FORM.search(said):
        return False
    goes_with = any(_GOES_WITH.search(line.words.plain) for line in title)
    if not goes_with and _SENT_BACK.search(said):
        return False
    if _ASKS.search(said):
        return True
    items = [line for line in body if _ANY_ITEM.match(line.words.words)]
    charged = [line for line in items if _charges(line)]
    headed = any(_ASKS.search(line.words.plain) for line in items if line.words.words.isupper())
    return headed or (bool(charged) and len(charged) >= _MOST_CHARGE * len(items))


def _charges(item: PrintedLine) -> bool:
    marker = marker_of(item.words)
    roles = roles_in(item.words.cut(marker.length) if marker else item.words)
    return roles.direct and bool(roles.lead)
