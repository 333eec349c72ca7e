"""Goals in figures: `Đến năm 2030, tỷ lệ hộ dùng nước sạch đạt 95%` as what is measured, how much, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.reading.outline import OutlineItem
from models.reading.passage import Passage
from models.reading.proposal import ProposedTarget

_CLAUSE = re.compile(r";\s+|(?<=[^\d])\.\s+(?=\S)|,\s+(?=(?:trong đó|phấn đấu|tỷ lệ|\d+(?:[.,]\d+)?\s*%)(?!\w))")
_NUMBER = r"(?<![\w/.,\-])\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?<![\w/.,\-])\d+(?:[.,]\d+)?"
_FIGURE = re.compile(
    rf"(?P<value>{_NUMBER})(?:\s*[-–]\s*\d+(?:[.,]\d+)?)?\s*"
    r"(?P<unit>[%‰](?:/\w+)?|(?!(?:tháng|ngày|giờ) \d)[^\W\d_][^\d,.;:()]{0,40})?(?![/\d])"
)
_SHARES = "%‰"
# Numbers that measure nothing: years, dates, periods, the numbers of papers and articles.
_NAMES = re.compile(
    r"(?:năm|tháng|quý|ngày|giai đoạn|nhiệm kỳ|số|điều|khoản|điểm|mục|phần|nghị quyết|quyết định|đề án|chương trình|"
    r"kế hoạch|luật|khóa|kỳ|đến|từ|lần thứ|thứ|mức độ|cấp|hạng|loại|quốc lộ|đường)\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_GAUGED = re.compile(
    r"(?<!\w)(?:đạt|lên|xuống|còn|dưới|trên|ít nhất|tối thiểu|không quá|tối đa|khoảng|hơn|là|bằng|thêm|tăng|giảm|từ|có|"
    r"bình quân|trung bình|mới)\s+(?:từ\s+|ít nhất\s+|tối thiểu\s+|trên\s+|dưới\s+|khoảng\s+|bình quân\s+|thêm\s+)*$"
)
_BY = re.compile(
    r"(?:phấn đấu\s+)?(?:(?:đến|tới|trong|vào|hết|trước)\s+)(?:hết\s+|cuối\s+|đầu\s+)?(?:ngày 31/12/)?(?:năm\s+)?"
    r"(?P<year>20\d\d)(?!\d)[\s,:]*"
)
_AIMS = re.compile(
    r"(?:và\s+|trong đó,?\s+|mục tiêu\s+|phấn đấu\s+|bảo đảm\s+|đảm bảo\s+|hằng năm,?\s+|hàng năm,?\s+|có\s+)+"
)
_MOVES = re.compile(r"\s+(?:giảm|tăng|đạt|kéo giảm|nâng)(?: xuống| lên)?$")
_DOWN = re.compile(
    r"(?<!\w)(?:giảm|dưới|không quá|tối đa|không vượt|xuống|còn (?!lại)|hạn chế|rút ngắn|kéo giảm|thấp hơn)(?!\w)"
)
_UNIT_ENDS = re.compile(
    r"\s+(?:đạt|được|có|trở lên|trở xuống|so với|trong|của|ở|tại|trên|về|cho|là|và|với|theo|mỗi|vào|từ|đến|để|"
    r"phải|hoặc|tham gia|sử dụng|thực hiện|hoàn thành|số|tổng)(?!\w).*"
)
_LONGEST_UNIT = 4  # words


@dataclass(frozen=True)
class Goal:
    """A goal on its way to a proposal: where it stands, its words, its figure, and the year above it."""

    item: OutlineItem
    body: Passage
    figure: re.Match[str]
    year: int | None


def goals_in(item: OutlineItem, body: Passage, year: int | None) -> list[Goal]:
    """The goals in figures that the words of an item set; `year` is the one that the headings above name."""
    own = year_named(body.plain[:40]) or year
    found = ((part, _figure(part.plain)) for part in _clauses(body))
    return [Goal(item, part, figure, own) for part, figure in found if figure is not None]


def year_named(plain: str) -> int | None:
    """The year that a heading or an opening names as the end: `Mục tiêu cụ thể đến năm 2030`."""
    found = _BY.search(plain)
    return int(found["year"]) if found else None


def target(goal: Goal, ref: str) -> ProposedTarget:
    """The proposal that a goal makes. Without a year of its own it is due by the end of the one above it."""
    body, found = goal.body, goal.figure
    by = _BY.search(body.plain)
    year = int(by["year"]) if by else goal.year
    return ProposedTarget(
        ref=ref,
        text=body.words,
        name=_name(body, found, by),
        value=_number(found["value"]),
        measure=_unit(body.words[found.start("unit") : found.end("unit")] if found["unit"] else ""),
        direction="down" if _DOWN.search(body.plain, 0, found.end("value")) else "up",
        by=date(year, 12, 31) if year else None,
        source=body.source,
    )


def _clauses(body: Passage) -> Iterator[Passage]:
    start = 0
    for mark in _CLAUSE.finditer(body.plain):
        part = body.cut(start, mark.start())
        if not part or _figure(part.plain) is None:
            continue  # "Đến năm 2030, tỷ lệ …" opens the goal and is none
        yield part
        start = mark.end()
    if part := body.cut(start):
        yield part


def _figure(plain: str) -> re.Match[str] | None:
    """The figure that a goal sets: a share first, then a number that is said to be reached, then any that counts."""
    found = [one for one in _FIGURE.finditer(plain) if _counts(plain, one)]
    shares = [one for one in found if (one["unit"] or "-")[0] in _SHARES]
    gauged = [one for one in found if _GAUGED.search(plain, max(0, one.start() - 60), one.start())]
    return next(iter([*(one for one in gauged if one in shares), *shares, *gauged, *found]), None)


def _counts(plain: str, found: re.Match[str]) -> bool:
    if (found["unit"] or "-")[0] in _SHARES:
        return True
    before = plain[max(0, found.start() - 20) : found.start()]
    return not _NAMES.search(before) and not _YEAR.fullmatch(found["value"]) and bool(found["unit"])


def _name(body: Passage, found: re.Match[str], by: re.Match[str] | None) -> str:
    """What is measured: the words before the figure, or those after it where it comes first."""
    start = by.end() if by and by.start() < found.start() else 0
    aims = _AIMS.match(body.plain, start)
    start = aims.end() if aims else start
    before = body.words[start : found.start()]
    gauged = _GAUGED.search(before.lower())
    name = _MOVES.sub("", (before[: gauged.start()] if gauged else before).strip(" ,:"))
    if len(name.split()) > 1:
        return name[:1].upper() + name[1:]
    rest = body.words[found.end("value") :].strip(" %‰,.;:")
    return rest[:1].upper() + rest[1:] if rest else body.words


def _unit(words: str) -> str:
    return " ".join(_UNIT_ENDS.sub("", f" {words}").split()[:_LONGEST_UNIT])


def _number(words: str) -> Decimal:
    """`1.200` is a thousand and two hundred, `1,5` and `1.5` are one and a half."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", words):
        return Decimal(words.replace(".", "").replace(",", "."))
    return Decimal(words.replace(",", "."))
