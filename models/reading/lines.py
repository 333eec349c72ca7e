"""The text as printed lines, and printed lines as sentences that a page or a column broke. Meaning is not here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.reading.passage import Passage, chained, passage
from models.reading.unread_pages import is_mark
from models.reading.words.closings import CLOSING
from models.reading.words.cues import ACTION
from models.reading.words.labels import label_first

_PAGE_MARK = re.compile(r"[-–—\s]*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
# "Hội Nông dân xã - KH số 12        2": what stands beside the number at a page's edge, on a line of its own.
_WITH_NUMBER = re.compile(
    r"\s*\S[^|\t]{0,80}?(?: {4,}|\s+[-–—]\s*trang\s+|\s{2,}trang\s+)\d{1,3}(?:\s*/\s*\d{1,3})?\s*", re.IGNORECASE
)
_RULE = re.compile(r"[-–—_=*.~#\s]*")
_BREAK = re.compile(r"[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_COLUMN = re.compile(r"\t+|\s+\|\s*|\s*\|\s+|^\||\|$| {4,}|\u00a0{4,}")
_YEAR_LENGTH = 4
_END = 80  # letters at the end of what a line may go on from
_WIDEST = 130  # letters; a longer line is a paragraph
_NEAR_WIDTH, _NEAR_SHARE = 0.88, 0.2
_STOP = ".;:!?…"
_OPEN_END = re.compile(
    r"(?:[,\-–(]|(?<!\w)(?:và|của|các|cho|với|theo|tại|về|trong|đến|từ|trình|là|những|"
    r"được|do|hoặc|thuộc|vòng|nhiệm kỳ|năm học|giai đoạn|"
    r"số|ngày|tháng|năm|việc|để|nhằm|cùng))$"
)
# The beginning of an office's name, unless it is a name by itself: "2. Văn phòng Sở".
_OPEN_NAME = re.compile(r"(?<!\w)(?:bộ phận|văn phòng|ủy ban|sở|giám đốc|chủ tịch)$")
_CLOSES = re.compile(r"[^()]{0,160}\)")


# A line's end within a date: what stands before it, and what must come after.
_PARTED_DATES = tuple(
    (re.compile(before), re.compile(after))
    for before, after in (
        (r"(?<![\d/])\d{1,2}\s?/(?:\s?\d{1,2}\s?/)?$", r"\d{1,4}(?:\s?/\s?\d{4})?(?![\w/)])"),
        (r"(?<![\d/])\d{1,2}(?:\s?/\s?\d{1,2})?$", r"/\s?\d{1,4}(?:\s?/\s?\d{4})?(?![\w/])"),
        (r"(?<![\d.])\d{1,2}\.$", r"\d{1,2}\.\d{4}(?!\w)"),
        (r"(?<![\d\-])\d{1,2}-$", r"\d{1,2}-\d{4}(?!\w)"),
        (r"(?<![\d\-])\d{1,2}$", r"-\d{1,2}-\d{4}(?!\w)"),
        (r"(?<!\w)(?:ngày|tháng|trước|đến)$", r"\d{1,2}/\d{1,4}(?![\w/])"),
        (r"(?<!\w)(?:quý|quí)$", r"(?:\d|[IViv]{1,3})(?:[,;.]?$|[/,;.]?\s?\w)"),
    )
)

_STANDS_TIGHT = re.compile(r"\d[/.\-]$")

# What offices print at the edge of each page beside its number.
_RUNNING = re.compile(
    r"(?<!\w)(?:dự thảo(?! (?!lần|trình|\d))|lưu hành nội bộ|văn bản điện tử|bản điện tử|tài liệu (?:họp|nội bộ|mật)|"
    r"bản sao|sao y)(?!\w)"
)
_LONGEST_RUNNING = 10  # words
_LEAST_INDENT = 2  # blanks that set the first line of a paragraph off
_LEAST_SEEN = 2  # lines of a kind that show how a text is indented


@dataclass(frozen=True)
class PrintedLine:
    """One printed line: its words, its stretch in the text, and whether an empty line stands before it.

    `indent` is how many blanks stand before its words.
    """

    words: Passage
    start: int
    end: int
    gap: bool
    indent: int = 0


def printed_lines(text: str) -> list[PrintedLine]:
    """Every line with words in it. Page numbers, what is printed beside them and ruled lines are left out."""
    found: list[PrintedLine] = []
    beside: set[int] = set()  # the places in `found` next to the number of a page
    gap = False
    numbered = -1  # where the line after the number of a page comes to stand
    start = 0
    for end in _ends(text):
        words = passage(text, start, end)
        raw_start, start = start, end + 1
        if not words or _RULE.fullmatch(words.words) or words.words == "|" or is_mark(words.words):
            gap = True
            continue
        if (
            _PAGE_MARK.fullmatch(words.words)
            and (gap or len(words.words) <= 4)
            and not _year_of(found, words)
            and not (found and parts_date(found[-1].words.plain, words.words))
        ):
            beside |= {len(found) - 1} if found and not gap else set()
            numbered = len(found)
            gap = False
            continue
        if gap and _WITH_NUMBER.fullmatch(text, raw_start, end) and not text[end : _next_end(text, end)].strip():
            continue
        if numbered == len(found) and not gap:
            beside.add(numbered)
        gap = gap or numbered == len(found)
        indent = len(text[raw_start : words.source.start].expandtabs())
        found.append(PrintedLine(words, raw_start, end, gap, indent))
        gap = False
    return _without_running(found, beside)


def _without_running(lines: Sequence[PrintedLine], beside: set[int]) -> list[PrintedLine]:
    """The lines without those at the edge of a page that say what the paper is, or that are the same on each page."""
    seen = Counter(lines[at].words.plain for at in beside)
    return [
        line
        for at, line in enumerate(lines)
        if at not in beside
        or len(line.words.plain.split()) > _LONGEST_RUNNING
        or line.words.words[-1] in _STOP
        or not (_RUNNING.search(line.words.plain) or seen[line.words.plain] > 1)
    ]


def paragraph_indent(lines: Sequence[PrintedLine]) -> int | None:
    """How far the first line of a paragraph is indented where its other lines are not; None in any other text."""
    rest = sorted(line.indent for line in lines if line.words.words[0].islower())
    first = sorted(line.indent for line in lines if not line.words.words[0].isalpha())
    if len(rest) < _LEAST_SEEN or len(first) < _LEAST_SEEN:
        return None
    usual, opening = rest[len(rest) // 2], first[len(first) // 2]
    return opening if opening >= usual + _LEAST_INDENT else None


def _year_of(before: Sequence[PrintedLine], words: Passage) -> bool:
    """Whether a number alone on its line is the year of `… tháng 8 năm`, which a narrow column broke off."""
    return bool(before) and before[-1].words.plain.endswith(" năm") and len(words.words) == _YEAR_LENGTH


def parts_date(before: str, after: str) -> bool:
    """Whether a line's end stands inside a date: `trước ngày 15/` and `6/2024`."""
    return any(begun.search(before) and rest.match(after) for begun, rest in _PARTED_DATES)


def _next_end(text: str, end: int) -> int:
    """Where the line after the one that ends there ends."""
    following = _BREAK.search(text, end + 1)
    return following.start() if following else len(text)


def _ends(text: str) -> Iterator[int]:
    for match in _BREAK.finditer(text):
        yield match.start()
    yield len(text)


def columns(text: str, line: PrintedLine) -> list[Passage]:
    """The pieces of a line that stand side by side (tab, bar, or a wide blank between them)."""
    pieces: list[Passage] = []
    start = line.start
    raw = text[line.start : line.end]
    for match in _COLUMN.finditer(raw):
        if piece := passage(text, start, line.start + match.start()):
            pieces.append(piece)
        start = line.start + match.end()
    if piece := passage(text, start, line.end):
        pieces.append(piece)
    return pieces


def wrap_width(lines: Sequence[PrintedLine]) -> int | None:
    """How long a full line is when the file breaks its lines at a width; None when a line is a paragraph."""
    lengths = sorted(len(line.words.words) for line in lines if len(line.words.words) > 30)
    if len(lengths) < 6:
        return None
    widest = lengths[int(len(lengths) * 0.95)]
    full = sum(1 for length in lengths if length >= 0.8 * widest)
    if widest <= _WIDEST and full >= 0.45 * len(lengths):
        return widest
    # Lists of short items hide the width: then many lines end shortly before it, and none goes beyond.
    longest = lengths[-1]
    near = sum(1 for length in lengths if length >= _NEAR_WIDTH * longest)
    return longest if longest <= _WIDEST and near >= max(5, _NEAR_SHARE * len(lengths)) else None


def _has_small(words: str) -> bool:
    return not words.isupper() and any(letter.islower() or letter.istitle() for letter in words)


class BrokenPassage:
    """A passage that grows line by line. What is asked meanwhile is its end: the whole is put together once."""

    def __init__(self, first: Passage) -> None:
        self._pieces = [first]
        self.end = first.plain  # the last words of it, as far as rules ask for them
        self._capitals, self._small = first.words.isupper(), _has_small(first.words)

    def add(self, piece: Passage) -> None:
        """The next line of it."""
        tight = (_STANDS_TIGHT.search(self.end) or piece.words[0] in "/-") and parts_date(self.end, piece.words)
        if tight:
            self._pieces[-1] = self._pieces[-1].joined(piece, "")
        else:
            self._pieces.append(piece)
        self.end = f"{self.end}{'' if tight else ' '}{piece.plain}"[-_END:]
        self._capitals = self._capitals or piece.words.isupper()
        self._small = self._small or _has_small(piece.words)

    @property
    def last(self) -> str:
        """The words of its last line."""
        return self._pieces[-1].words

    def is_upper(self) -> bool:
        """Whether the whole is in capitals."""
        return self._capitals and not self._small

    def whole(self) -> Passage:
        """All of it."""
        return chained(self._pieces)


@dataclass(frozen=True)
class Layout:
    """How a text is set: the width that its lines are broken at, and the indent that a paragraph begins with."""

    width: int | None = None
    indent: int | None = None


def layout_of(lines: Sequence[PrintedLine]) -> Layout:
    """How these lines are set."""
    return Layout(wrap_width(lines), paragraph_indent(lines))


def _is_indented(line: PrintedLine, layout: Layout) -> bool:
    return layout.indent is not None and abs(line.indent - layout.indent) < _LEAST_INDENT


def goes_on(before: BrokenPassage, after: PrintedLine, layout: Layout, last_length: int) -> bool:
    """Whether `after`, which opens no item, is the rest of the sentence `before` and not a paragraph of its own."""
    words, width = before.last, layout.width
    if parts_date(before.end, after.words.words):
        return True
    starts_low = after.words.words[0].islower() or after.words.words[0] in ",;.)"
    if not starts_low and (_is_indented(after, layout) or CLOSING.match(after.words.plain)):
        return bool(_OPEN_END.search(before.end)) and not _is_indented(after, layout)
    full = width is not None and last_length >= 0.78 * width
    if "(" in words and ")" not in words[words.rfind("(") :] and _CLOSES.match(after.words.words):
        return True
    if words[-1] in _STOP and label_first(after.words.plain):
        return False  # "Thời hạn: …" below the last of a list speaks of all of it
    if words[-1] in _STOP:
        # Within a paragraph a line may end with a semicolon as with any other word.
        ends_clause = (
            words[-1] == ":" or words.endswith("./.") or (words[-1] == ";" and not after.words.words[0].islower())
        )
        return full and not after.gap and not ends_clause and (starts_low or last_length >= 0.85 * (width or 0))
    if after.words.words[0].isdigit() and not after.gap and not before.is_upper() and before.last[-1] not in _STOP:
        return True  # "… vụ đông xuân" / "2026-2027."
    if starts_low or (before.is_upper() and after.words.words.isupper() and not after.gap):
        return True
    if _OPEN_NAME.search(before.end) and (full or not (after.gap or ACTION.match(after.words.plain))):
        return not before.is_upper()
    if _OPEN_END.search(before.end) and not before.is_upper():
        return True  # a title in capitals goes on in capitals: "CHƯƠNG TRÌNH" ends one, "trình" does not
    return full and not after.gap
